"""Sentences for the reasons of ``worktime``."""

from ashore.words.marks import Sentence

SENTENCES: dict[str, Sentence] = {}
