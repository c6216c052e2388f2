"""Packs of evidence: who said what and when, bound by hashes, checked by anyone (W13)."""
