"""The pack of a hand-over, made from the history of clients: as many questions to the database however many there
are."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime

from django.db.models import Max

from ashore.channels.people import is_of_a_chat
from ashore.core import language
from ashore.core.agreement import Agreement
from ashore.core.coach.bearing import OF_PHASE, OF_TYPE
from ashore.core.kernel import CLIENT, US, Money, Reason
from ashore.core.ledger.obligations import Ledger
from ashore.core.ledger.statement import totals
from ashore.store.models import Client, Conversation, Engagement, Message, Obligation, PersonAddress, Workspace
from ashore.usecases.deriving import Agreed, agreed_at
from ashore.usecases.errors import NotThere
from ashore.usecases.queries.capacity import load_with, team_of
from ashore.usecases.queries.clocks import RUNNING, clock
from ashore.usecases.queries.folding import fold
from ashore.usecases.queries.rows import NO_KEEPER, ClockRow, KeeperRef, MannerRow, PersonRow
from ashore.usecases.queries.rows.handing import ClientPack, HandOver, Mood, Taker, TalkRef, WorkPack
from ashore.usecases.queries.work import ledgers_of
from ashore.usecases.records import read_finding

MOST_CLIENTS = 40
NEXT_STEPS = 6
SHOWN_TALKS = 6
SHOWN_HABITS = 4
READ_UP_TO = 20_000
ANGRY, MOVED = 0.5, 0.25
"""From which anger, and from which mood up or down, a message is told to be angry, glad or dissatisfied."""


def hand_over(*, workspace: Workspace, now: datetime, client: int = 0, of: int | None = None) -> HandOver:
    """The pack of one client, or of all clients that a person keeps (``of`` 0: that nobody does). Raises `NotThere`."""
    rows = Client.objects.filter(workspace=workspace).select_related("kept__user", "manner").order_by("name", "pk")
    if of is None:
        found = list(rows.filter(pk=client))
        if not found:
            raise NotThere(f"client {client}")
        return HandOver(now, _packs(workspace, found, now))
    kept = rows.filter(kept__user=of) if of else rows.filter(kept__isnull=True, hidden=False)
    found = list(kept)
    shown = found[:MOST_CLIENTS]
    name = found[0].kept.user.name or found[0].kept.user.email if of and found else ""
    return HandOver(now, _packs(workspace, shown, now), name, of, len(found) - len(shown))


def taker(*, workspace: Workspace, now: datetime, person: int, client: int = 0, of: int | None = None) -> Taker:
    """Who takes over, with their hours as they are and with the work that comes. Raises `NotThere`."""
    rows = Client.objects.filter(workspace=workspace)
    rows = rows.filter(pk=client) if of is None else rows.filter(kept__user=of) if of else rows.filter(kept=None)
    found = list(rows.order_by("name", "pk").values_list("pk", "name", "kept__user")[:500])
    if not found and of is None:
        raise NotThere(f"client {client}")
    team = team_of(workspace, now)
    clients = tuple(pk for pk, _, _ in found)
    keeper = (found[0][2] or 0) if found and of is None else (of or 0)
    change = load_with(team, person, clients)
    return Taker(change, clients, tuple(name for _, name, _ in found), keeper, tuple(team.names.items()))


def _packs(workspace: Workspace, rows: Sequence[Client], now: datetime) -> tuple[ClientPack, ...]:
    ids = [row.pk for row in rows]
    agreed = agreed_at(workspace)
    ledgers = ledgers_of(workspace, agreed, now, ids)
    owed, talks, moods = _owed(ids, now), _talks(ids), _moods(ids)
    people, habits = _people(ids), _habits(ids)
    languages = _languages(agreed, ledgers)
    return tuple(
        _pack(
            row,
            owed.get(row.pk, []),
            tuple(talks.get(row.pk, ())[:SHOWN_TALKS]),
            moods.get(row.pk, ("", None)),
            tuple(people.get(row.pk, ())),
            tuple(_works(row, agreed, ledgers)),
            languages.get(row.pk, ""),
            habits.get(row.pk, []),
            now,
        )
        for row in rows
    )


def _pack(
    row: Client,
    owed: Sequence[ClockRow],
    talks: tuple[TalkRef, ...],
    mood: tuple[str, Mood | None],
    people: tuple[PersonRow, ...],
    works: tuple[WorkPack, ...],
    agreed_language: str,
    habits: Sequence[object],
    now: datetime,
) -> ClientPack:
    ours = [each for each in owed if each.owed_by == US]
    theirs = [each for each in owed if each.owed_by == CLIENT]
    awake = [each for each in ours if not each.dormant and each.state != "suspended" and each.due is not None]
    manner = _manner(row)
    spoken, felt = mood
    angry = felt is not None and felt.reason.code == "handing.mood.angry"
    return ClientPack(
        id=row.pk,
        name=row.name,
        keeper=_keeper(row),
        questions=tuple(each for each in ours if each.kind == "question"),
        promises=tuple(each for each in ours if each.kind == "promise"),
        their_promises=tuple(each for each in theirs if each.kind == "promise"),
        more=tuple(each for each in ours if each.kind not in ("question", "promise")),
        they_owe=tuple(each for each in theirs if each.kind != "promise"),
        steps=fold(awake, now)[:NEXT_STEPS],
        works=works,
        people=people,
        manner=manner,
        language=agreed_language or spoken,
        mood=felt,
        avoid=tuple(_avoid(manner.type, angry)),
        habits=tuple(read_finding(each) for each in habits[-SHOWN_HABITS:]),  # type: ignore[arg-type]
        talks=talks,
    )


def _keeper(row: Client) -> KeeperRef:
    kept = getattr(row, "kept", None)
    return KeeperRef(kept.user_id, kept.user.name or kept.user.email, kept.since) if kept else NO_KEEPER


def _manner(row: Client) -> MannerRow:
    found = getattr(row, "manner", None)
    return MannerRow(found.type, found.familiar, tuple(map(str, found.known_terms))) if found else MannerRow()


def _avoid(client_type: str, angry: bool) -> Iterable[Reason]:
    """What weighs more with a client of this type, and while they are angry (P2, C2)."""
    rules: dict[str, Reason] = {}
    if angry:
        why = Reason("coach.phase.explosion", "C2")
        rules |= {name: why for name, each in OF_PHASE["explosion"].items() if each.severity}
    for known, bearings in OF_TYPE.items():
        if known == client_type:
            why = Reason(f"coach.type.{known}", "P2")
            rules |= {name: why for name, each in bearings.items() if each.severity and name not in rules}
    return (Reason(f"coach.{name}.title", why.rule, because=(why,)) for name, why in rules.items())


def _owed(clients: Sequence[int], now: datetime) -> Mapping[int, list[ClockRow]]:
    rows = Obligation.objects.filter(RUNNING, engagement__client__in=clients)
    found: dict[int, list[ClockRow]] = {}
    for row in rows.select_related("engagement__client", "conversation").order_by("dormant", "due", "id"):
        found.setdefault(row.engagement.client_id, []).append(clock(row, now))
    return found


def _talks(clients: Sequence[int]) -> Mapping[int, list[TalkRef]]:
    rows = Conversation.objects.filter(client__in=clients).order_by("recency", "id")
    found: dict[int, list[TalkRef]] = {}
    for pk, client, subject, snippet, at, side in rows.values_list(
        "pk", "client", "subject", "snippet", "last_at", "last_side"
    )[: SHOWN_TALKS * 20 * len(clients)]:
        found.setdefault(client or 0, []).append(TalkRef(pk, subject, snippet, at, side == US))
    return found


def _moods(clients: Sequence[int]) -> Mapping[int, tuple[str, Mood | None]]:
    """By client: the language of their newest message, and how it sounds."""
    theirs = Message.objects.filter(conversation__client__in=clients, side=CLIENT, kind="message", outsider=False)
    newest = theirs.order_by().values("conversation__client").annotate(last=Max("pk")).values("last")
    rows = Message.objects.filter(pk__in=newest).select_related("conversation")
    found: dict[int, tuple[str, Mood | None]] = {}
    for row in rows:
        facts = language.read(row.new_text[:READ_UP_TO])
        code = _sounds(facts.anger, facts.mood)
        who = row.sender_name or row.sender_email
        felt = Mood(Reason(code, "C1", {"who": who, "said_at": row.at}, (row.key,)), row.key, who, row.at)
        client = row.conversation.client_id if row.conversation else 0
        found[client or 0] = (facts.language, felt)
    return found


def _sounds(anger: float, mood: float) -> str:
    if anger >= ANGRY:
        return "handing.mood.angry"
    if mood <= -MOVED:
        return "handing.mood.dissatisfied"
    return "handing.mood.glad" if mood >= MOVED else "handing.mood.calm"


def _people(clients: Sequence[int]) -> Mapping[int, list[PersonRow]]:
    rows = PersonAddress.objects.filter(person__client__in=clients).select_related("person")
    people: dict[int, tuple[int, str, list[str]]] = {}
    for row in rows.order_by("person__name", "person", "pk"):
        held = people.setdefault(row.person_id, (row.person.client_id, row.person.name, []))
        if not is_of_a_chat(row.email):
            held[2].append(row.email)
    found: dict[int, list[PersonRow]] = {}
    for pk, (client, name, emails) in people.items():
        found.setdefault(client, []).append(PersonRow(pk, name or next(iter(emails), ""), tuple(emails), None))
    return found


def _habits(clients: Sequence[int]) -> Mapping[int, list[object]]:
    found: dict[int, list[object]] = {}
    for client, habits in Engagement.objects.filter(client__in=clients).order_by("pk").values_list("client", "habits"):
        found.setdefault(client, []).extend(habits)
    return found


def _works(row: Client, agreed: Agreed, ledgers: Mapping[int, tuple[Agreement, Ledger]]) -> Iterable[WorkPack]:
    for pk, (terms, ledger) in ledgers.items():
        if agreed.works[pk].client_id == row.pk:
            client = terms.clauses.parties[1]
            contact = " ".join(filter(None, (client.contact, f"<{client.contact_email}>" * bool(client.contact_email))))
            balances = tuple(Money(sums["balance"], currency) for currency, sums in totals(ledger.statement).items())
            title = terms.title or agreed.works[pk].title
            yield WorkPack(pk, title, contact, ledger.plan, ledger.powers, balances)


def _languages(agreed: Agreed, ledgers: Mapping[int, tuple[Agreement, Ledger]]) -> Mapping[int, str]:
    """By client the language that their newest agreement names for them."""
    return {agreed.works[pk].client_id: terms.clauses.parties[1].language for pk, (terms, _) in ledgers.items()}
