"""What is owed, derived per engagement and written by difference: a row changes only where its content did."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from functools import lru_cache

from django.db.models import F, Q

from ashore.audit.examine import NOT_ON_LISTS
from ashore.core import agreement as agreements
from ashore.core.agreement import Agreement
from ashore.core.agreement.terms import NO_CLAUSES
from ashore.core.kernel import Reason
from ashore.core.ledger.deriving import derive
from ashore.core.ledger.obligations import Ledger
from ashore.store.locks import hold_engagements
from ashore.store.models import AgreementText, Conversation, Engagement, Workspace
from ashore.store.models import Obligation as ObligationRow
from ashore.usecases.changes import OPEN_STATES, Changes, in_batches
from ashore.usecases.eventlog import Happened, happened
from ashore.usecases.hearing import backlog, hear
from ashore.usecases.versions import joined

ENGAGEMENTS_AT_ONCE = 200
SOON = datetime(1970, 1, 1, tzinfo=UTC)
"""The next moment of an engagement with mail that is not understood yet, or with anything else to derive anew."""
AT_ONCE = 100
"""So many texts of an engagement are read within the transaction that wants to know; more are left to
`understanding`."""


def derive_engagements(workspace: Workspace, engagements: Iterable[int], now: datetime) -> None:
    """Bring obligations, habits and what lists show of these engagements up to ``now``; what waits there to be
    understood is understood first, and where that is much, all is left to the background. The caller holds the
    transaction."""
    wanted = sorted(set(engagements))
    hold_engagements(wanted)
    for some in in_batches(wanted, ENGAGEMENTS_AT_ONCE):
        waiting = backlog(workspace, some)
        much = [each for each in some if waiting.get(each, 0) > AT_ONCE]
        set_aside(much)
        if waiting:
            hear(workspace, [each for each in waiting if each not in much], now)
        changes_of(workspace, [each for each in some if each not in much], now).write()


def set_aside(engagements: Iterable[int]) -> None:
    """Something changed in these engagements: they are to be derived anew, and nothing that is being worked out from
    what they were is to be written."""
    wanted = sorted(set(engagements))
    hold_engagements(wanted)
    for some in in_batches(wanted, ENGAGEMENTS_AT_ONCE):
        Engagement.objects.filter(pk__in=some).update(next_at=SOON, revision=F("revision") + 1)


def refresh(*, workspace: Workspace, now: datetime) -> int:
    """Derive anew where time alone changed something since the last look; the number of engagements."""
    due = Engagement.objects.filter(workspace=workspace, next_at__gt=SOON, next_at__lte=now)
    found = list(due.values_list("pk", flat=True))
    derive_engagements(workspace, found, now)
    return len(found)


def derive_all(terms: Agreement, log: Happened, now: datetime) -> Ledger:
    """Direct correspondence, and what went over lists, where nobody is owed a sign of life (W3) or a last word (W7)."""
    direct = derive(terms, log.direct, now)
    if not log.listed:
        return direct
    listed = derive(_on_lists(terms), log.listed, now)
    habits = tuple(each for each in listed.habits if each.code not in NOT_ON_LISTS)
    return replace(direct, obligations=direct.obligations + listed.obligations, habits=direct.habits + habits)


def _on_lists(terms: Agreement) -> Agreement:
    """Of the terms what holds on mailing lists: no courtesies, and no work, which is in the direct log already."""
    clauses = terms.clauses
    if clauses is not NO_CLAUSES:
        clauses = replace(
            clauses, stages=(), information=(), reports=(), penalties=(), edits=None, fees=None, meetings=None
        )
    later = tuple(map(_on_lists, terms.later))
    return replace(terms, contact_every=None, last_word=None, clauses=clauses, later=later)


def agreement_for(workspace: Workspace, engagement: int) -> Agreement:
    """The agreement of the engagement, else of the workspace, else the default one; see `versions.joined`."""
    return agreements_of(workspace, [engagement])[engagement]


def house_agreement(workspace: Workspace) -> Agreement:
    """The agreement of the workspace, else the default one."""
    rows = AgreementText.objects.filter(workspace=workspace, engagement__isnull=True).order_by("version")
    found = [read_agreement(row.text, row.source) for row in rows]
    return joined(found) if found else agreements.default()


@lru_cache(maxsize=512)
def read_agreement(text: str, source: str) -> Agreement:
    """A stored text as an agreement; it was checked before it was stored."""
    read = agreements.load(text, source)
    if not isinstance(read, Agreement):
        raise ValueError(f"stored agreement {source} does not load: {read}")
    return read


def changes_of(workspace: Workspace, engagements: Sequence[int], now: datetime) -> Changes:
    """What must be written to bring these engagements up to ``now``; nothing is."""
    rows = Engagement.objects.in_bulk(engagements)  # first, so that whatever changes from here on is noticed
    log = happened(workspace, engagements)
    talks: dict[int, dict[str, Conversation]] = {each: {} for each in engagements}
    for talk in Conversation.objects.filter(engagement__in=engagements):
        talks[talk.engagement_id or 0][talk.key] = talk
    terms = agreements_of(workspace, engagements)
    changes = Changes(workspace.pk, _standing(engagements))
    for each in engagements:
        ledger = derive_all(terms[each], log[each], now)
        changes.compare(each, ledger, talks[each], now)
        changes.show(ledger, talks[each], now)
        changes.note(rows[each], ledger, talks[each], now)
    return changes


@dataclass(frozen=True, slots=True)
class Agreed:
    """What was agreed at a desk: ``common`` to all work that has no agreement of its own, ``own`` by engagement, and
    ``works``: the rows of those engagements with their clients."""

    common: Agreement
    own: Mapping[int, Agreement]
    works: Mapping[int, Engagement]

    def of(self, engagement: int) -> Agreement:
        """The agreement of an engagement."""
        return self.own.get(engagement, self.common)


def agreements_of(workspace: Workspace, engagements: Sequence[int]) -> dict[int, Agreement]:
    """The agreement of each of these engagements, in one query."""
    found = agreed_at(workspace, engagements)
    return {each: found.of(each) for each in engagements}


def agreed_at(workspace: Workspace, engagements: Sequence[int] | None = None) -> Agreed:
    """What was agreed for these engagements, or for all. One query; each text is read once."""
    texts = AgreementText.objects.filter(workspace=workspace).select_related("engagement__client")
    if engagements is not None:
        texts = texts.filter(Q(engagement__in=engagements) | Q(engagement__isnull=True))
    found: dict[int | None, list[Agreement]] = {}
    works: dict[int, Engagement] = {}
    for row in texts.order_by("version"):
        found.setdefault(row.engagement_id, []).append(read_agreement(row.text, row.source))
        if row.engagement is not None:
            works[row.engagement.pk] = row.engagement
    common = joined(found.pop(None)) if None in found else agreements.default()
    return Agreed(common, {each: joined(texts) for each, texts in found.items() if each is not None}, works)


def _standing(engagements: Sequence[int]) -> dict[int, dict[str, ObligationRow]]:
    found: dict[int, dict[str, ObligationRow]] = {}
    for row in ObligationRow.objects.filter(engagement__in=engagements).iterator(chunk_size=2000):
        found.setdefault(row.engagement_id, {})[row.uid] = row
    return found


def reasons(workspace: Workspace, rows: Sequence[ObligationRow], conversation: int) -> dict[str, Reason]:
    """The explanations of settled obligations of a conversation, by id: derived from what happened in it, and from the
    whole engagement where something elsewhere settled one."""
    wanted = {row.uid: (row.state, row.met_by) for row in rows if row.state not in OPEN_STATES}
    found: dict[str, Reason] = {}
    for talk in (conversation, None):
        engagement = rows[0].engagement if wanted else None
        if engagement is None or engagement.derived_at is None:
            break
        log = happened(workspace, [engagement.pk], talk)[engagement.pk]
        for owed in derive_all(agreement_for(workspace, engagement.pk), log, engagement.derived_at).obligations:
            if wanted.get(owed.id) == (owed.state, owed.met_by):
                found[owed.id] = owed.because
                del wanted[owed.id]
    return found
