"""What is owed: from the agreement and the log to all obligations of an engagement."""

from collections.abc import Iterable, Sequence
from datetime import datetime
from operator import attrgetter

from ashore.core.agreement import Agreement
from ashore.core.kernel import Finding
from ashore.core.ledger.breaches import Breaches
from ashore.core.ledger.calls import call_summaries
from ashore.core.ledger.claim import Claim
from ashore.core.ledger.contact import signs_of_life
from ashore.core.ledger.dealings import Amended
from ashore.core.ledger.edits import edit_claims
from ashore.core.ledger.events import Event, MessageEvent
from ashore.core.ledger.frame import Frame
from ashore.core.ledger.habits import habits
from ashore.core.ledger.information import information
from ashore.core.ledger.judge import judge
from ashore.core.ledger.last_word import last_words
from ashore.core.ledger.log import Log, read_log
from ashore.core.ledger.meetings import call_claims
from ashore.core.ledger.obligations import Ledger, Obligation
from ashore.core.ledger.payments import Bill, bills, paid, payment_claims
from ashore.core.ledger.plan import Plan
from ashore.core.ledger.powers import powers
from ashore.core.ledger.promises import promises
from ashore.core.ledger.questions import questions
from ashore.core.ledger.reply import acknowledgement, reply
from ashore.core.ledger.reports import report_claims
from ashore.core.ledger.rounds import rounds_of
from ashore.core.ledger.stages import plan_lines, stage_claims
from ashore.core.ledger.statement import statement
from ashore.core.ledger.terms import Terms
from ashore.core.ledger.unused import unused
from ashore.core.ledger.versions import amended

_MORE = attrgetter("stages", "information", "meetings", "edits", "reports", "penalties", "fees", "extras", "goals")
"""What an agreement may say beyond its clocks that something is owed by."""

IN_ORDER = attrgetter("created_at", "id")
"""The order in which obligations are told."""


def derive(agreement: Agreement, events: Iterable[Event], now: datetime) -> Ledger:
    """All obligations of one engagement at ``now`` (aware), in the order of their creation, the habits noticed, the
    plan, the powers and the statement.

    ``events``: the engagement's whole log in any order; what is later than ``now`` is ignored. Pure: the same events
    and the same ``now`` give the same ledger, whatever was derived before.
    """
    log = read_log(events, now)
    if not says_more(agreement, log):
        terms = Terms(agreement, log.suspensions)
        return Ledger(_judged(claims_of(log, terms), terms, now), tuple(habits(log)))
    amended_by_log, refused = amended(agreement, log.of(Amended))
    terms = Terms(amended_by_log, log.suspensions)
    frame = Frame(terms, log, now)
    found, plan, claims = claims_of_work(frame)
    owed = _judged([*claims_of(log, terms), *claims], terms, now)
    return told(frame, found, plan, owed, tuple(habits(log)), refused)


def says_more(agreement: Agreement, log: Log) -> bool:
    """Whether there is more to derive than what messages and calls make owed."""
    return bool(log.dealings) or any(_MORE(agreement.clauses))


def claims_of_work(frame: Frame) -> tuple[list[Bill], Plan, list[Claim]]:
    """Every debt that the agreement's clauses and the dealings make, with the payments and the plan behind them."""
    found, plan = bills(frame), Plan(frame)
    plan.paid.update(paid(found))
    claims = [*stage_claims(plan), *edit_claims(frame), *report_claims(frame)]
    return found, plan, [*claims, *call_claims(frame), *payment_claims(frame, plan, found)]


def told(
    frame: Frame,
    found: list[Bill],
    plan: Plan,
    owed: tuple[Obligation, ...],
    noticed: tuple[Finding, ...],
    refused: tuple[Finding, ...] = (),
) -> Ledger:
    """The whole ledger from what is owed: plan, powers, statement, what could not be used."""
    breaches = Breaches(frame, owed, found)
    lines = statement(frame, found, breaches)
    return Ledger(
        owed,
        noticed,
        plan_lines(plan, {each.id: each.state for each in owed if each.kind == "stage"}),
        powers(frame, plan, owed, lines),
        lines,
        (*unused(frame), *refused, *breaches.unbased),
    )


def _judged(claims: list[Claim], terms: Terms, now: datetime) -> tuple[Obligation, ...]:
    paused = bool(terms.suspensions)
    for claim in claims:
        if claim.remind_from or (paused and not claim.own_clock):
            settle(claim, terms)
    claims.sort(key=IN_ORDER)
    return tuple([judge(claim, now) for claim in claims])


def claims_of(log: Log, terms: Terms) -> list[Claim]:
    """Every debt that messages and calls tell of, without any look at the clock."""
    claims: list[Claim] = []
    for messages in log.conversations.values():
        claims += claims_of_conversation(messages, log, terms)
    promised = promises(_spoken(log), terms, log)
    claims += promised
    claims += call_summaries(log, terms)
    return [*claims, *signs_of_life(log.words, promised, terms, log)]


def _spoken(log: Log) -> Iterable[MessageEvent]:
    """What was said, in order, with what of it came back unread."""
    words = [word for word in log.words if isinstance(word, MessageEvent)]
    lost = [each for some in log.returns.lost.values() for each in some]
    return sorted([*words, *lost], key=lambda each: (each.at, each.id)) if lost else words


def claims_of_conversation(messages: Sequence[MessageEvent], log: Log, terms: Terms) -> list[Claim]:
    """What one conversation makes owed by itself: replies, receipts, answers, information, last words."""
    rounds = rounds_of(messages, log)
    claims: list[Claim] = []
    owed = []
    for each in rounds:
        owed.append(reply(each, terms, log))
        claims.append(acknowledgement(each, terms, log))
    claims += owed
    claims += questions(messages, rounds, owed, terms, log)
    claims += information(messages, terms, log)
    claims += last_words(messages, rounds, terms, log)
    return claims


def settle(claim: Claim, terms: Terms) -> None:
    """Work the suspensions of its side into a claim: its due moves by working time."""
    if terms.suspensions and claim.due is not None and not claim.own_clock:
        ended = claim.ended_at
        moved = terms.moved(claim.owed_by, claim.created_at, claim.due, ended)
        claim.pauses = () if ended else terms.pauses(claim.owed_by)
        if moved != claim.due:
            claim.steps = [*claim.steps, terms.suspended(claim.owed_by, claim.due, moved, claim.created_at, ended)]
            claim.due = moved
    if claim.remind_from and claim.ended_at is None:
        claim.remind_at = terms.halfway(claim.owed_by, claim.remind_from, claim.due)
