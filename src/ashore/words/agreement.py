"""Sentences for the reasons of ``agreement``."""

from ashore.words.marks import Sentence

SENTENCES: dict[str, Sentence] = {}
