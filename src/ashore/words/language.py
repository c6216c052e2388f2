"""Sentences for the reasons of ``language``."""

from ashore.words.marks import Sentence

SENTENCES: dict[str, Sentence] = {}
