"""A draft of a conversation before the coach: what the desk knows around it, put together for `core.coach.check`.

It is asked at each pause of a typist, so nothing is written and nothing is parsed: the conversation's new text stands
in the store, and the coach remembers what it read of it.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, cast

from ashore.core.coach import Draft, Profile, Review, Silence, Turn, check
from ashore.core.coach.packs.model import House
from ashore.core.coach.people import people_of
from ashore.core.coach.readiness import prepare
from ashore.core.coach.values import CLIENT_TYPES
from ashore.core.correspondence.message import Address
from ashore.core.kernel import US, Side
from ashore.store.models import Attachment, ClientManner, Conversation, Message, Outbox, User, Workspace
from ashore.usecases import sending
from ashore.usecases.composing import reply_subject
from ashore.usecases.deriving import agreement_for
from ashore.usecases.errors import NotThere
from ashore.usecases.houserules import house_of
from ashore.usecases.manners import limits_of
from ashore.usecases.queries.conversation import addressed
from ashore.usecases.queries.inbox import client_ref
from ashore.usecases.queries.rows import ClientRef
from ashore.usecases.records import text_for_database
from ashore.usecases.silencing import standing_for

MAX_TURNS = 100
MAX_TURN = 20_000
MAX_READ = 20_000
"""Code points of a draft that are read along; nobody writes more into a composer, a paste may be of any length."""
ON_THEIR_WAY = ("planned", "sending", "perhaps_sent")
COLUMNS = (
    "key", "at", "side", "sender_name", "sender_email", "new_text", "subject", "head", "conversation",
    "reading__written", "reading__attachments",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Behind:
    """A message of the conversation, as findings point to it. ``newest``: its place, the last one 0; ``id`` is 0 for a
    reply of ours that still waits to be sent."""

    id: int
    who: str
    at: datetime
    newest: int


@dataclass(frozen=True, slots=True)
class Coaching:
    """What the coach says of a draft. ``text``: what was read, which spans count; ``cut``: the draft is longer.
    ``messages``: by the key that evidence names; ``silences``: the id of each silence that holds here."""

    text: str
    review: Review
    client: ClientRef
    messages: Mapping[str, Behind]
    silences: Mapping[Silence, int]
    cut: bool = False


def coach(
    *,
    workspace: Workspace,
    user: User,
    now: datetime,
    conversation: int,
    text: str,
    to: Sequence[str] = (),
    cc: Sequence[str] | None = None,
) -> Coaching:
    """The coach's findings on a reply in a conversation. ``now``: in the writer's zone, where their dates are meant.
    ``cc``: None where ``to`` names all recipients; they are parted as replies part them.

    Raises `NotThere`.
    """
    talks = Conversation.objects.select_related("client__manner")
    row = talks.filter(workspace=workspace, pk=conversation).first()
    if row is None:
        raise NotThere(f"conversation {conversation}")
    words = one_kind_of_line(text)
    talk = _talk(row, user, sending.speaker(workspace, user))
    first, copies = (to, cc) if cc is not None else talk.parted(to, sending.us_test(workspace))
    draft = _draft(row, talk, Address(user.name, talk.sender), words[:MAX_READ], now, first, copies)
    standing = standing_for(row, user, talk.answered_at)
    house = house_of(workspace, user.language)
    review = _review(workspace, row, draft, talk.turns, tuple(standing), house)
    return Coaching(draft.text, review, client_ref(row), talk.behind, standing, len(words) > MAX_READ)


def one_kind_of_line(text: str) -> str:
    """The text as the browser's field counts it: every line ends in one line feed; nothing that no field can hold."""
    return text_for_database(text).replace("\r\n", "\n").replace("\r", "\n")


@dataclass(frozen=True, slots=True)
class _Talk:
    """A conversation as the coach reads it. ``answered_at``: when the writer's last reply in it went out, or into the
    outbox: their next draft is another. ``heads``: of the newest messages, newest first."""

    sender: str
    turns: tuple[Turn, ...]
    behind: Mapping[str, Behind]
    answered_at: datetime | None
    heads: Sequence[tuple[Mapping[str, Any], str, str]]

    def parted(self, chosen: Sequence[str], ours: Callable[[str], bool]) -> tuple[list[str], list[str]]:
        """Recipients, and who gets a copy."""
        copies = set(addressed(self.heads[:20], ours)[1]) if chosen else set()
        return [each for each in chosen if each not in copies], [each for each in chosen if each in copies]


def _talk(row: Conversation, user: User, sender: str) -> _Talk:
    """The newest messages of both sides, and replies that wait to be sent; no outsiders, no machines."""
    rows = Message.objects.filter(conversation=row, kind="message", outsider=False).order_by("-at", "-pk")
    found = list(rows.select_related("reading").only(*COLUMNS)[:MAX_TURNS])
    files = _files([each.pk for each in found if each.reading.attachments])
    waiting = list(Outbox.objects.filter(conversation=row, state__in=ON_THEIR_WAY).defer("raw"))
    mine = [each.at for each in found if each.side == US and each.sender_email in (sender, user.email)]
    mine += [each.created_at for each in waiting if each.created_by_id == user.pk]
    return _Talk(
        sender=sender,
        turns=(*(_turn(each, files.get(each.pk, ())) for each in found), *map(_to_be_sent, waiting)),
        behind={
            each.key: Behind(each.pk, each.sender_name or each.sender_email, each.at, place)
            for place, each in enumerate(found)
        },
        answered_at=max(mine, default=None),
        heads=[(each.head, each.side, each.sender_email) for each in found],
    )


def _files(messages: Sequence[int]) -> dict[int, list[str]]:
    found: dict[int, list[str]] = {}
    if messages:
        for message, name in Attachment.objects.filter(message__in=messages).values_list("message_id", "name"):
            found.setdefault(message, []).append(name)
    return found


def _turn(row: Message, files: Sequence[str]) -> Turn:
    return Turn(
        row.key,
        datetime.fromisoformat(row.reading.written) if row.reading.written else row.at,
        cast(Side, row.side),
        Address(row.sender_name, row.sender_email),
        row.new_text[:MAX_TURN],
        _addresses(row.head, "to"),
        _addresses(row.head, "cc"),
        row.subject,
        tuple(files),
    )


def _addresses(head: Mapping[str, Sequence[Sequence[str]]], name: str) -> tuple[Address, ...]:
    return tuple(Address(who, email) for who, email in head.get(name, ()))


def _to_be_sent(row: Outbox) -> Turn:
    return Turn(
        f"outbox:{row.pk}",
        row.created_at,
        US,
        Address("", row.sender),
        one_kind_of_line(row.text)[:MAX_TURN],
        tuple(Address("", email) for email in row.recipients),
        subject=reply_subject(row.subject),
    )


def _draft(
    row: Conversation,
    talk: _Talk,
    sender: Address,
    text: str,
    now: datetime,
    to: Sequence[str],
    cc: Sequence[str],
) -> Draft:
    names = {each.email: each.name for turn in talk.turns for each in (turn.sender, *turn.to, *turn.cc) if each.name}
    first, copies = (tuple(Address(names.get(each, ""), each) for each in some) for some in (to, cc))
    return Draft(text, now, sender, first, copies, reply_subject(row.subject) if row.subject else None)


def _review(
    workspace: Workspace,
    row: Conversation,
    draft: Draft,
    turns: tuple[Turn, ...],
    silences: tuple[Silence, ...],
    house: House,
) -> Review:
    """What is found; nothing in an empty draft, but then the conversation is read for the first word to come."""
    if not draft.text.strip():
        prepare(turns, draft.at)
        return Review((), "und")
    terms = agreement_for(workspace, row.engagement_id).at(draft.at) if row.engagement_id else None
    contact = terms.clauses.parties[1].contact_email if terms else ""
    people = people_of(turns, draft, sending.us_test(workspace), contact)
    return check(draft, turns, terms, people, _profile(workspace, row, silences), house=house)


def _profile(workspace: Workspace, row: Conversation, silences: tuple[Silence, ...]) -> Profile:
    manner: ClientManner | None = getattr(row.client, "manner", None)
    return Profile(
        required=required_by(workspace),
        silences=silences,
        client_type=next((each for each in CLIENT_TYPES if manner and each == manner.type), None),
        familiar=bool(manner and manner.familiar),
        known_terms=frozenset(manner.known_terms if manner else ()),
        limits=limits_of(workspace),
        read_along=True,
    )


def required_by(workspace: Workspace) -> frozenset[str]:
    """Codes of the rules that this house lets hold a reply back."""
    return frozenset(workspace.required_rules.values_list("code", flat=True))
