"""A draft of a conversation before the coach: what the desk knows around it, put together for `core.coach.check`.

It is asked at each pause of a typist, so nothing is written and nothing is parsed: the conversation's new text stands
in the store, and the coach remembers what it read of it.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import cast

from ashore.core.agreement import Agreement
from ashore.core.coach import Draft, Profile, Review, Silence, Turn, check
from ashore.core.coach.people import people_of
from ashore.core.coach.values import CLIENT_TYPES
from ashore.core.correspondence.message import Address
from ashore.core.kernel import US, Side
from ashore.store.models import Attachment, ClientManner, Conversation, Message, Outbox, User, Workspace
from ashore.usecases import sending
from ashore.usecases.composing import reply_subject
from ashore.usecases.deriving import agreement_for
from ashore.usecases.errors import NotThere
from ashore.usecases.queries.conversation import reply_addresses
from ashore.usecases.queries.inbox import client_ref
from ashore.usecases.queries.rows import ClientRef
from ashore.usecases.records import text_for_database
from ashore.usecases.silencing import standing_for

MAX_TURNS = 100
MAX_TURN = 20_000
MAX_READ = 20_000
"""Code points of a draft that are read along; nobody writes more into a composer, a paste may be of any length."""
ON_THEIR_WAY = ("planned", "sending", "sent", "perhaps_sent")


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
    row = Conversation.objects.select_related("client__manner").filter(workspace=workspace, pk=conversation).first()
    if row is None:
        raise NotThere(f"conversation {conversation}")
    words = one_kind_of_line(text)
    turns, behind = _turns(row)
    sender = Address(user.name, sending.sender_address(workspace, user))
    first, copies = (to, cc) if cc is not None else _parted(row, to)
    draft = _draft(row, sender, words[:MAX_READ], now, turns, first, copies)
    standing = standing_for(row, user, _last_of(turns, row, {sender.email, user.email}, user))
    terms = _terms(workspace, row, now)
    people = people_of(
        turns, draft, sending.us_test(workspace), terms.clauses.parties[1].contact_email if terms else ""
    )
    review = check(draft, turns, terms, people, _profile(workspace, row, tuple(standing)))
    return Coaching(draft.text, review, client_ref(row), behind, standing, len(words) > MAX_READ)


def one_kind_of_line(text: str) -> str:
    """The text as the browser's field counts it: every line ends in one line feed; nothing that no field can hold."""
    return text_for_database(text).replace("\r\n", "\n").replace("\r", "\n")


def _parted(row: Conversation, chosen: Sequence[str]) -> tuple[list[str], list[str]]:
    copies = set(reply_addresses(row)[1]) if chosen else set()
    return [each for each in chosen if each not in copies], [each for each in chosen if each in copies]


def _draft(
    row: Conversation,
    sender: Address,
    text: str,
    now: datetime,
    turns: Sequence[Turn],
    to: Sequence[str],
    cc: Sequence[str],
) -> Draft:
    names = {each.email: each.name for turn in turns for each in (turn.sender, *turn.to, *turn.cc) if each.name}
    to_all, copies = (tuple(Address(names.get(each, ""), each) for each in some) for some in (to, cc))
    return Draft(text, now, sender, to_all, copies, reply_subject(row.subject) if row.subject else None)


def _turns(row: Conversation) -> tuple[list[Turn], dict[str, Behind]]:
    """The newest messages of both sides, and replies that wait to be sent; no outsiders, no machines."""
    rows = Message.objects.filter(conversation=row, kind="message", outsider=False).order_by("-at", "-pk")
    columns = ("pk", "key", "at", "side", "sender_name", "sender_email", "new_text", "subject", "head")
    found = list(rows.values_list(*columns, "reading__written")[:MAX_TURNS])
    files: dict[int, list[str]] = {}
    for message, name in Attachment.objects.filter(message__in=[each[0] for each in found]).values_list(
        "message_id", "name"
    ):
        files.setdefault(message, []).append(name)
    turns, behind = [], {}
    for place, (pk, key, at, side, name, email, text, subject, head, written) in enumerate(found):
        turns.append(
            Turn(
                key,
                datetime.fromisoformat(written) if written else at,
                cast(Side, side),
                Address(name, email),
                text[:MAX_TURN],
                _addresses(head, "to"),
                _addresses(head, "cc"),
                subject,
                tuple(files.get(pk, ())),
            )
        )
        behind[key] = Behind(pk, name or email, at, place)
    return turns + _waiting(row), behind


def _addresses(head: Mapping[str, Sequence[Sequence[str]]], name: str) -> tuple[Address, ...]:
    return tuple(Address(who, email) for who, email in head.get(name, ()))


def _waiting(row: Conversation) -> list[Turn]:
    waiting = Outbox.objects.filter(conversation=row, state__in=ON_THEIR_WAY).exclude(state="sent")
    return [
        Turn(
            f"outbox:{each.pk}",
            each.created_at,
            US,
            Address("", each.sender),
            one_kind_of_line(each.text)[:MAX_TURN],
            tuple(Address("", email) for email in each.recipients),
            subject=reply_subject(each.subject),
        )
        for each in waiting.defer("raw")
    ]


def _last_of(turns: Sequence[Turn], row: Conversation, emails: set[str], user: User) -> datetime | None:
    """When this person's last reply in the conversation went out, or into the outbox: their next draft is another."""
    written = [turn.at for turn in turns if turn.side == US and turn.sender.email in emails]
    mine = Outbox.objects.filter(conversation=row, created_by=user, state__in=ON_THEIR_WAY).order_by("-created_at")
    written += mine.values_list("created_at", flat=True)[:1]
    return max(written, default=None)


def _terms(workspace: Workspace, row: Conversation, now: datetime) -> Agreement | None:
    return agreement_for(workspace, row.engagement_id).at(now) if row.engagement_id else None


def _profile(workspace: Workspace, row: Conversation, silences: tuple[Silence, ...]) -> Profile:
    manner: ClientManner | None = getattr(row.client, "manner", None)
    return Profile(
        required=required_by(workspace),
        silences=silences,
        client_type=next((each for each in CLIENT_TYPES if manner and each == manner.type), None),
        familiar=bool(manner and manner.familiar),
        known_terms=frozenset(manner.known_terms if manner else ()),
    )


def required_by(workspace: Workspace) -> frozenset[str]:
    """Codes of the rules that this house lets hold a reply back."""
    return frozenset(workspace.required_rules.values_list("code", flat=True))
