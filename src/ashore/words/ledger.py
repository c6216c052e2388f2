"""Sentences for the reasons of ``ledger``."""

from ashore.words.marks import Sentence

SENTENCES: dict[str, Sentence] = {}
