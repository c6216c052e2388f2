"""What is owed: from the agreement and the log to all obligations of an engagement."""

from collections.abc import Iterable
from datetime import datetime

from ashore.core.agreement import Agreement
from ashore.core.ledger.calls import call_summaries
from ashore.core.ledger.claim import Claim
from ashore.core.ledger.contact import signs_of_life
from ashore.core.ledger.events import Event, MessageEvent
from ashore.core.ledger.habits import habits
from ashore.core.ledger.information import information
from ashore.core.ledger.judge import judge
from ashore.core.ledger.last_word import last_words
from ashore.core.ledger.log import Log, read_log
from ashore.core.ledger.obligations import Ledger
from ashore.core.ledger.promises import promises
from ashore.core.ledger.questions import questions
from ashore.core.ledger.reply import acknowledgement, reply
from ashore.core.ledger.rounds import rounds_of
from ashore.core.ledger.terms import Terms


def derive(agreement: Agreement, events: Iterable[Event], now: datetime) -> Ledger:
    """All obligations of one engagement at ``now`` (aware), in the order of their creation, and the habits noticed.

    ``events``: the engagement's whole log in any order; what is later than ``now`` is ignored. Pure: the same events
    and the same ``now`` give the same ledger, whatever was derived before.
    """
    log = read_log(events, now)
    terms = Terms(agreement, log.suspensions)
    claims = claims_of(log, terms)
    for claim in claims:
        if claim.remind_from or terms.suspensions:
            _settle(claim, terms)
    claims.sort(key=lambda claim: (claim.created_at, claim.id))
    return Ledger(tuple(judge(claim, now) for claim in claims), tuple(habits(log)))


def claims_of(log: Log, terms: Terms) -> list[Claim]:
    """Every debt that the log tells of, without any look at the clock."""
    claims: list[Claim] = []
    for messages in log.conversations.values():
        rounds = rounds_of(messages, log)
        owed = []
        for each in rounds:
            owed.append(reply(each, terms))
            claims.append(acknowledgement(each, terms, log))
        claims += owed
        claims += questions(messages, rounds, owed, terms, log)
        claims += information(messages, terms, log)
        claims += last_words(messages, rounds, terms, log)
    promised = promises((word for word in log.words if isinstance(word, MessageEvent)), terms, log)
    claims += promised
    claims += call_summaries(log, terms)
    return [*claims, *signs_of_life(log.words, promised, terms, log)]


def _settle(claim: Claim, terms: Terms) -> None:
    """Work the suspensions of its side into a claim: its due moves by working time."""
    if terms.suspensions and claim.due is not None:
        ended = claim.ended_at
        moved = terms.moved(claim.owed_by, claim.created_at, claim.due, ended)
        claim.pauses = () if ended else terms.pauses(claim.owed_by)
        if moved != claim.due:
            claim.steps = [*claim.steps, terms.suspended(claim.owed_by, claim.due, moved, claim.created_at, ended)]
            claim.due = moved
    if claim.remind_from and claim.ended_at is None:
        claim.remind_at = terms.halfway(claim.owed_by, claim.remind_from, claim.due)
