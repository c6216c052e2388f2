"""From raw bytes to what the clocks need: parse, new text, language, said; alone or over a whole archive."""

from ashore.intake.doubting import Trust, doubt
from ashore.intake.marking import marked
from ashore.intake.packing import pack_said, unpack_said
from ashore.intake.pool import forks, run
from ashore.intake.shelf import Shelf
from ashore.intake.skimming import hear, skim, understood, warm
from ashore.intake.streaming import size_of, stream, stream_whole
from ashore.intake.taken import Taken, Unread, Whole
from ashore.intake.taking import take, take_whole

__all__ = [
    "Shelf",
    "Taken",
    "Trust",
    "Unread",
    "Whole",
    "doubt",
    "forks",
    "hear",
    "marked",
    "pack_said",
    "run",
    "size_of",
    "skim",
    "stream",
    "stream_whole",
    "take",
    "take_whole",
    "understood",
    "unpack_said",
    "warm",
]
