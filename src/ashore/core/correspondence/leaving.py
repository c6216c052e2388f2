"""Whether a message of ours gets out by itself: one decision for the page of the day, its letter and the doctor."""

from datetime import datetime, timedelta
from typing import Literal

Stuck = Literal["failed", "perhaps_sent", "incomplete", "in_vain", "blocked", "untaken"]
"""Why a message does not get on without a person: it failed; may or may not have gone; did not reach all, or was
withdrawn by an answer; was tried in vain; waits for what only a person can mend; was taken up by nobody."""

IN_VAIN = 2
"""Attempts in vain until a message counts as stuck: one failure is the weather."""
UNTAKEN = timedelta(hours=2)
"""After so long nobody is going to take up what may go."""
BLOCKED = frozenset(
    {
        "outbox.account_paused", "outbox.seal_broken", "outbox.sign_in", "outbox.no_server", "account.imap.untrusted",
        "account.tls.other_name", "account.tls.expired", "account.tls.unvouched", "account.tls.in_the_clear",
    }
)  # fmt: skip
"""Reasons that time does not remove."""


def stuck(
    *, state: str, incomplete: bool, attempts: int, reason: str, since: datetime, can_go: bool, now: datetime
) -> Stuck | None:
    """Why a message is stuck, None where it gets on. ``reason``: the code of why it stands so; ``since``: from when on
    it might have gone (or, under way, till when whoever sends it had it); ``can_go``: there is something to send by."""
    if state == "failed":
        return "failed"
    if state == "perhaps_sent":
        return "perhaps_sent"
    if incomplete:
        return "incomplete"
    if state == "planned" and attempts >= IN_VAIN:
        return "in_vain"
    if state == "planned" and reason in BLOCKED:
        return "blocked"
    waits = state == "sending" or (state == "planned" and can_go)
    return "untaken" if waits and since < now - UNTAKEN else None
