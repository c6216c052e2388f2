"""Saved replies: words that are used again, with variables that the conversation fills. What it cannot fill stays as it
is, is seen, and holds the reply back."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction
from django.db.models import Q, QuerySet

from ashore.core.kernel import CLIENT, US, Side
from ashore.store.models import Conversation, Message, Obligation, SavedReply, User, Workspace
from ashore.usecases.appending import plain_words
from ashore.usecases.arranging import talk_of
from ashore.usecases.errors import NotPossible, NotThere
from ashore.usecases.manners import manner_of
from ashore.usecases.queries.clocks import AWAKE, RUNNING
from ashore.usecases.queries.engagement import engagement_row, ledger_of
from ashore.usecases.records import text_for_database
from ashore.usecases.replies import language_of_client
from ashore.usecases.team.people import zone_of
from ashore.usecases.team.variables import VARIABLE, variables_in
from ashore.words import speech

LONGEST_NAME = 120
LONGEST = 20_000
MOST = 500
SHOWN = 12
VARIABLES = ("client", "first_name", "company", "me", "team", "due", "their_due", "next_stage", "subject", "today")
"""client: the person as one speaks to them; company: the client; due, their_due: what we and they owe here next."""


@dataclass(frozen=True, slots=True)
class SavedRow:
    """One saved reply. ``team``: of all; ``language``: empty where it fits any."""

    id: int
    name: str
    text: str
    language: str
    team: bool


def saved_replies(
    *, workspace: Workspace, user: User, query: str = "", language: str = "", limit: int = MOST
) -> tuple[SavedRow, ...]:
    """The person's own and the team's, those in ``language`` first, then by name; with the letters of ``query``."""
    rows = SavedReply.objects.filter(Q(user=None) | Q(user=user), workspace=workspace).order_by("name", "pk")
    wanted = query.casefold().split()
    found = [
        SavedRow(row.pk, row.name, row.text, row.language, row.user_id is None)
        for row in rows
        if all(word in f"{row.name}\n{row.text}".casefold() for word in wanted)
    ]
    found.sort(key=lambda row: (row.language not in ("", language) if language else False, row.name.casefold()))
    return tuple(found[:limit])


@transaction.atomic
def keep_reply(
    *,
    workspace: Workspace,
    user: User,
    now: datetime,
    name: str,
    text: str,
    language: str = "",
    team: bool = False,
    id: int | None = None,
) -> int:
    """Save a reply, a new one or ``id`` changed; its id. Raises `NotThere`, `NotPossible` (``saved.empty``,
    ``saved.too_long``, ``saved.too_many``, ``saved.unknown``: a variable that there is not)."""
    words = plain_words(name, LONGEST_NAME)
    body = text_for_database(text).replace("\r\n", "\n").replace("\r", "\n").strip()
    if not words or not body:
        raise NotPossible("saved.empty")
    if len(body) > LONGEST:
        raise NotPossible("saved.too_long", most=LONGEST)
    if odd := [each for each in variables_in(body) if each not in VARIABLES]:
        raise NotPossible("saved.unknown", name=odd[0])
    values = {"name": words, "text": body, "language": language, "user": None if team else user, "changed_at": now}
    if id is None:
        if SavedReply.objects.filter(workspace=workspace).count() >= MOST:
            raise NotPossible("saved.too_many", most=MOST)
        return SavedReply.objects.create(workspace=workspace, **values).pk
    if not _mine(workspace, user).filter(pk=id).update(**values):
        raise NotThere(f"saved reply {id}")
    return id


@transaction.atomic
def drop_reply(*, workspace: Workspace, user: User, id: int) -> None:
    """Keep a saved reply no more. Raises `NotThere`."""
    if not _mine(workspace, user).filter(pk=id).delete()[0]:
        raise NotThere(f"saved reply {id}")


def saved_text(*, workspace: Workspace, user: User, now: datetime, id: int, conversation: int) -> str:
    """The text with what this conversation fills in; what it cannot fill stands there as it was. Raises
    `NotThere`."""
    row = _mine(workspace, user).filter(pk=id).first()
    if row is None:
        raise NotThere(f"saved reply {id}")
    filled = _Filled(workspace, user, talk_of(workspace, conversation), now, row.language)
    return VARIABLE.sub(lambda match: filled.value(match[1]) or match[0], row.text)


def _mine(workspace: Workspace, user: User) -> QuerySet[SavedReply]:
    return SavedReply.objects.filter(Q(user=None) | Q(user=user), workspace=workspace)


class _Filled:
    """The variables of one conversation, each looked up when it is asked for."""

    def __init__(self, workspace: Workspace, user: User, talk: Conversation, now: datetime, language: str) -> None:
        self._workspace, self._user, self._talk, self._now = workspace, user, talk, now
        spoken = language or language_of_client(talk) or workspace.language
        self._reader = speech(spoken, zone_of(workspace, user))
        self._known: Mapping[str, Callable[[], str]] = {
            "client": self._client,
            "first_name": lambda: self._person().partition(" ")[0],
            "company": lambda: self._talk.client.name if self._talk.client else "",
            "me": lambda: self._user.name,
            "team": lambda: self._workspace.name,
            "due": lambda: self._due(US),
            "their_due": lambda: self._due(CLIENT),
            "next_stage": self._next_stage,
            "subject": lambda: self._talk.subject,
            "today": lambda: self._day(self._now),
        }

    def value(self, name: str) -> str:
        """Empty where this conversation has none."""
        return self._known[name]() if name in self._known else ""

    def _person(self) -> str:
        """Who of the client wrote last."""
        rows = Message.objects.filter(conversation=self._talk, side="client", kind="message", outsider=False)
        name = rows.order_by("-at", "-pk").values_list("sender_name", flat=True).first() or ""
        last, _, first = name.partition(",")
        return " ".join((f"{first} {last}" if first else name).split())

    def _client(self) -> str:
        """By the first name where one is on first-name terms, else by the whole name."""
        familiar = bool(self._talk.client_id and manner_of(self._talk.client_id)["familiar"])
        return self._person().partition(" ")[0] if familiar else self._person()

    def _due(self, side: Side) -> str:
        owed = Obligation.objects.filter(RUNNING, AWAKE, conversation=self._talk, owed_by=side, due__isnull=False)
        first = owed.order_by("due", "pk").values_list("due", flat=True).first()
        return self._reader.moment(first) if first else ""

    def _next_stage(self) -> str:
        """The first stage of the plan that is not delivered, with its day."""
        if self._talk.engagement_id is None:
            return ""
        row = engagement_row(self._workspace, self._talk.engagement_id)
        _, ledger = ledger_of(self._workspace, row, self._now)
        waits = (each for each in ledger.plan if each.delivered_at is None and each.state in ("open", "late"))
        line = next(waits, None)
        if line is None:
            return ""
        due = line.shifted_due or line.due
        return f"{line.name} ({self._day(due)})" if due else line.name

    def _day(self, at: datetime) -> str:
        return self._reader.day(at.astimezone(zone_of(self._workspace, self._user)).date())
