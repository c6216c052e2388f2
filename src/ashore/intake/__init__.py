"""From raw bytes to what the clocks need: parse, new text, language, said; alone or over a whole archive.

What is named here is loaded when it is asked for: who reads headers needs neither the languages nor the ledger.
"""

from typing import TYPE_CHECKING

from ashore.core.kernel.lazily import lazily

if TYPE_CHECKING:
    from ashore.intake.doubting import Trust, doubt
    from ashore.intake.hearing import hear, understood, warm
    from ashore.intake.marking import marked
    from ashore.intake.pieces import size_of
    from ashore.intake.pool import forks, run
    from ashore.intake.sayings import pack_said, unpack_said
    from ashore.intake.shelf import Shelf
    from ashore.intake.skimming import skim
    from ashore.intake.streaming import stream, stream_whole
    from ashore.intake.taken import Taken, Unread, Whole
    from ashore.intake.taking import take, take_whole

__getattr__ = lazily(
    __name__,
    {
        "doubting": ("Trust", "doubt"),
        "hearing": ("hear", "understood", "warm"),
        "marking": ("marked",),
        "pieces": ("size_of",),
        "pool": ("forks", "run"),
        "sayings": ("pack_said", "unpack_said"),
        "shelf": ("Shelf",),
        "skimming": ("skim",),
        "streaming": ("stream", "stream_whole"),
        "taken": ("Taken", "Unread", "Whole"),
        "taking": ("take", "take_whole"),
    },
)

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
