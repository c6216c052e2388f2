"""Sentences on evidence packs: what is in them, and what a check of one found."""

from ashore.words.marks import Sentence

SENTENCES: dict[str, Sentence] = {}
