"""Sentences for the reasons of ``audit``."""

from ashore.words.marks import Sentence

SENTENCES: dict[str, Sentence] = {}
