"""The audit itself, one client after another, so that an archive of any size fits into memory."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import Literal
from zoneinfo import ZoneInfo

from ashore.audit.archive import Archive
from ashore.audit.engagements import ANSWERED_ON_LIST, Correspondence, Engagement, Matter, correspondence, events_of
from ashore.audit.people import Us
from ashore.core.agreement import Agreement
from ashore.core.correspondence import thread
from ashore.core.correspondence.message import Placement, Threads
from ashore.core.kernel import US, Finding, Reason
from ashore.core.ledger import Waiting, derive, waiting_for
from ashore.core.ledger.obligations import Obligation

OLD_AFTER = timedelta(days=14)
JudgedAs = Literal["given", "clock", "last_message"]
NOT_ON_LISTS = ("W10-person-dropped", "W10-person-added")
NOT_ANSWERED_HERE = ("correspondence.placed.missing_parent", "correspondence.placed.connected")
"""Placements whose own parent is not in the archive: what it was called there nobody knows (W9)."""
STANDING = ("open", "late", "suspended")


@dataclass(frozen=True, slots=True)
class Moment:
    """The ``now`` of a report and where it comes from: asked for, the clock, or the archive's last message."""

    now: datetime
    judged_as: JudgedAs


@dataclass(frozen=True, slots=True)
class Talk:
    """One conversation as examined."""

    matter: Matter
    obligations: tuple[Obligation, ...] = ()
    findings: tuple[Finding, ...] = ()

    @property
    def waiting_for(self) -> Waiting:
        """Whose turn it is, by what stands open in it."""
        return waiting_for(self.matter.conversation.key, self.obligations)

    @property
    def unanswered(self) -> tuple[Obligation, ...]:
        """Their questions that no message of ours answers."""
        return tuple(each for each in self.obligations if is_unanswered(each))


@dataclass(frozen=True, slots=True)
class Inquest:
    """Everything an examination rests on."""

    archive: Archive
    threads: Threads
    whole: Correspondence
    agreement: Agreement
    moment: Moment

    @property
    def zone(self) -> ZoneInfo:
        """Where our clock hangs: months and days of the report are counted there."""
        return ZoneInfo(self.agreement.us.zone)


def is_unanswered(each: Obligation) -> bool:
    """A question to us without an answer, whether it can still be given or not."""
    return each.kind == "question" and each.owed_by == "us" and each.met_at is None and each.state != "waived"


def moment_of(archive: Archive, clock: datetime, given: datetime | None = None) -> Moment:
    """As of when to judge. An archive that ended weeks ago is judged as of its last message: nothing in it can be
    answered today, and every clock would show years."""
    if given is not None:
        return Moment(given, "given")
    past = [each.message.at for each in archive.taken if each.message.at <= clock]
    if past and clock - max(past) > OLD_AFTER:
        return Moment(max(past), "last_message")
    return Moment(clock, "clock")


def open_inquest(archive: Archive, us: Us, agreement: Agreement, moment: Moment) -> Inquest:
    """Thread the archive and sort it by client."""
    threads = thread([each.message for each in archive.taken], us=us.__contains__)
    # The report tells only by what sign a message stands where it stands: the rest need not be kept in memory.
    bare: dict[str, Reason] = {}
    for each in threads.placements:
        if each.reason.code not in bare:
            bare[each.reason.code] = Reason(each.reason.code)
    placements = tuple(
        Placement(each.message, each.conversation, each.parent, bare[each.reason.code], each.outsider)
        for each in threads.placements
    )
    threads = replace(threads, placements=placements)
    return Inquest(archive, threads, correspondence(archive.taken, threads, us), agreement, moment)


def examine(inquest: Inquest) -> Iterator[tuple[Engagement, tuple[Talk, ...]]]:
    """Each client with its conversations, obligations and habits; derived when asked for, and not kept here."""
    return ((engagement, examine_one(inquest, engagement)) for engagement in inquest.whole.engagements)


def examine_one(inquest: Inquest, engagement: Engagement) -> tuple[Talk, ...]:
    """The conversations with one client, what is owed there and what was noticed.

    A mailing list is no engagement: nobody is owed a sign of life (W3) or a last word (W7) there; people come and go.
    """
    direct = inquest.agreement
    listed = replace(direct, contact_every=None, last_word=None)
    obligations: list[Obligation] = []
    habits: list[Finding] = []
    for agreement, on_list in ((direct, False), (listed, True)):
        events = events_of(inquest.whole, engagement, listed=on_list)
        if events:
            ledger = derive(agreement, events, inquest.moment.now)
            obligations += map(_told, ledger.obligations)
            habits += (each for each in ledger.habits if _is_seen(inquest.whole, each, on_list))
    return _talks(inquest.whole, engagement, obligations, habits)


def _is_seen(whole: Correspondence, habit: Finding, on_list: bool) -> bool:
    """On a list only what we did ourselves is our habit, and people come and go there anyway. A subject changed only
    where the message that was answered is here to compare with."""
    placement = whole.placements.get(habit.where)
    if habit.code == "W9-subject-changed" and placement and placement.reason.code in NOT_ANSWERED_HERE:
        return False
    return not on_list or (habit.reason.params.get("side") == US and habit.code not in NOT_ON_LISTS)


def _told(each: Obligation) -> Obligation:
    """A debt that another one's answer on the list took off us says so in words of its own."""
    if each.state != "waived":
        return each
    told = each.because
    steps = tuple(
        Reason(ANSWERED_ON_LIST, step.rule, step.params, step.sources)
        if step.params.get("why") == ANSWERED_ON_LIST
        else step
        for step in told.because
    )
    return replace(each, because=Reason(told.code, told.rule, told.params, told.sources, steps))


def _talks(
    whole: Correspondence, engagement: Engagement, obligations: Sequence[Obligation], habits: Sequence[Finding]
) -> tuple[Talk, ...]:
    owed: dict[str, list[Obligation]] = {}
    for each in obligations:
        owed.setdefault(each.conversation, []).append(each)
    noticed: dict[str, list[Finding]] = {}
    for finding in habits:
        placement = whole.placements.get(finding.where)
        noticed.setdefault(placement.conversation if placement else finding.where, []).append(finding)
    return tuple(
        Talk(matter, tuple(owed.get(matter.conversation.key, ())), tuple(noticed.get(matter.conversation.key, ())))
        for matter in engagement.matters
    )
