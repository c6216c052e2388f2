"""Sentences for the reasons of ``correspondence``."""

from ashore.words.marks import Sentence

SENTENCES: dict[str, Sentence] = {}
