"""Sentences for the reasons of ``mail``."""

from ashore.words.marks import Sentence

SENTENCES: dict[str, Sentence] = {}
