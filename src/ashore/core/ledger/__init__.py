"""Obligations of both sides, derived from the log of what happened: ``derive(agreement, events, now)``."""

from ashore.core.ledger.derive import derive
from ashore.core.ledger.dormancy import RECENT, dormant_from
from ashore.core.ledger.events import (
    Ask,
    CallEvent,
    Event,
    MessageEvent,
    NoAnswerNeededEvent,
    Pledge,
    Said,
    SuspensionEvent,
    WaiverEvent,
)
from ashore.core.ledger.growing import Growing
from ashore.core.ledger.obligations import Kind, Ledger, Obligation, State
from ashore.core.ledger.said import said
from ashore.core.ledger.waiting import Waiting, next_change, waiting_for

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
