"""Whether work fits into the hours that people have (W12)."""

from ashore.core.capacity.load import Load, Taking, Tight, Week, given_to, load, spread, take
from ashore.core.capacity.values import Away, Hours, Work, covered

__all__ = ["Away", "Hours", "Load", "Taking", "Tight", "Week", "Work", "covered", "given_to", "load", "spread", "take"]
