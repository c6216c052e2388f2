"""Obligations of both sides, derived from the log of what happened: ``derive(agreement, events, now)``.

What is named here is loaded when it is asked for: who only reads what a message says needs no clocks.
"""

from typing import TYPE_CHECKING

from ashore.core.kernel.lazily import lazily

if TYPE_CHECKING:
    from ashore.core.ledger.deriving import derive
    from ashore.core.ledger.dormancy import RECENT, dormant_from
    from ashore.core.ledger.events import (
        CallEvent,
        Event,
        MessageEvent,
        NoAnswerNeededEvent,
        SuspensionEvent,
        WaiverEvent,
    )
    from ashore.core.ledger.growing import Growing
    from ashore.core.ledger.heard import Ask, Pledge, Said
    from ashore.core.ledger.obligations import Kind, Ledger, Obligation, State
    from ashore.core.ledger.understanding import said
    from ashore.core.ledger.waiting import Waiting, next_change, waiting_for

__getattr__ = lazily(
    __name__,
    {
        "deriving": ("derive",),
        "dormancy": ("RECENT", "dormant_from"),
        "events": ("CallEvent", "Event", "MessageEvent", "NoAnswerNeededEvent", "SuspensionEvent", "WaiverEvent"),
        "growing": ("Growing",),
        "heard": ("Ask", "Pledge", "Said"),
        "obligations": ("Kind", "Ledger", "Obligation", "State"),
        "understanding": ("said",),
        "waiting": ("Waiting", "next_change", "waiting_for"),
    },
)

__all__ = [
    "RECENT",
    "Ask",
    "CallEvent",
    "Event",
    "Growing",
    "Kind",
    "Ledger",
    "MessageEvent",
    "NoAnswerNeededEvent",
    "Obligation",
    "Pledge",
    "Said",
    "State",
    "SuspensionEvent",
    "Waiting",
    "WaiverEvent",
    "derive",
    "dormant_from",
    "next_change",
    "said",
    "waiting_for",
]
