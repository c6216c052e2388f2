"""One conversation with its reasons."""

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from datetime import date, datetime
from typing import Any, cast

from ashore.channels.people import is_of_a_chat
from ashore.core.correspondence.acquaintance import list_name
from ashore.core.correspondence.away import away_until
from ashore.core.correspondence.certainty import certainty
from ashore.core.correspondence.domains import organisation
from ashore.core.correspondence.message import MessageKind
from ashore.core.kernel import US, Side
from ashore.core.language import language_of
from ashore.mail.filenames import safe_name
from ashore.mail.neutral import one_line
from ashore.store.models import Attachment, Conversation, Message, Obligation, Outbox, Workspace
from ashore.usecases import sending
from ashore.usecases.channels.answering import reply_chat
from ashore.usecases.deriving import reasons
from ashore.usecases.errors import NotThere
from ashore.usecases.importing.deciding import OUTSIDE
from ashore.usecases.outbox import unfinished
from ashore.usecases.queries.channels import chat_ref, marks_of
from ashore.usecases.queries.clocks import OPEN_STATES, clocks, of
from ashore.usecases.queries.inbox import client_ref
from ashore.usecases.queries.notes import notes_of
from ashore.usecases.queries.outgoing import outgoing_row
from ashore.usecases.queries.owners import ours, shown_owner
from ashore.usecases.queries.rows import (
    AttachmentRow,
    ChannelMark,
    ClockRow,
    ConversationView,
    MessageRow,
    NoteRow,
    OutgoingRow,
    OutsiderState,
    WaitingFor,
)
from ashore.usecases.queries.team import team_view
from ashore.usecases.queries.ways import ways_of
from ashore.usecases.records import read_finding, read_reason

MAX_MESSAGES = 500
MAX_SHOWN_ADDRESSES = 50
MAX_LINE = 300
BLOCKED, TAKEN_BACK = OUTSIDE
_DEAF = re.compile(r"(no|do-?not)[._-]?reply", re.IGNORECASE)
MAX_AWAY = 4000


def conversation(*, workspace: Workspace, id: int, now: datetime) -> ConversationView:
    """All of one conversation; of very long ones the newest 500 messages. Raises `NotThere`."""
    row = Conversation.objects.select_related("client", "engagement").filter(workspace=workspace, pk=id).first()
    if row is None:
        raise NotThere(f"conversation {id}")
    notes = notes_of(workspace, conversation=row.pk)
    messages = message_rows(row, notes)
    owed = list(of(workspace).filter(conversation=row).order_by("due", "id"))
    obligations = clocks(owed, now, reasons(workspace, owed, row.pk))
    to, cc = reply_addresses(row)
    keys = {message.key for message in messages}
    server = sending.configured(workspace)
    people = ours(workspace)
    habits = [read_finding(each) for each in (row.engagement.habits if row.engagement else [])]
    return ConversationView(
        id=row.pk,
        subject=one_line(row.subject, MAX_LINE),
        client=client_ref(row),
        waiting_for=cast(WaitingFor, row.waiting_for),
        messages=messages,
        obligations=_open_first(obligations),
        notes=notes,
        outgoing=outgoing_rows(row, now, server=server),
        habits=tuple(each for each in habits if each.where in keys or each.where == row.key),
        reply_to=to,
        reply_cc=cc,
        smtp=server,
        owner=people.by_id.get(row.assignee_id or 0) or shown_owner(row.owner, people.by_email),
        chat=chat_ref(row),
        team=team_view(workspace, row, people, now),
    )


def message_rows(row: Conversation, notes: tuple[NoteRow, ...] = ()) -> tuple[MessageRow, ...]:
    """The messages in the order in which they were sent."""
    found = list(
        Message.objects.filter(conversation=row).select_related("reading").order_by("-at", "-pk")[:MAX_MESSAGES]
    )
    files: dict[int, list[AttachmentRow]] = {}
    for each in Attachment.objects.filter(message__in=[m.pk for m in found]).order_by("position"):
        files.setdefault(each.message_id, []).append(attachment_row(each))
    released = {note.message: note.event for note in notes if note.kind == "no_answer_needed"}
    decisions = [note for note in notes if note.kind in ("admit", "reject")]
    doubted = {each.key for each in found if "doubted" in each.notes}
    about_mail = {note.message: note for note in decisions if note.message in doubted}
    about_people = {note.words: note for note in decisions if note.message not in doubted}

    def decided(each: Message) -> NoteRow | None:
        """In our name each message is decided about for itself (H38), of outsiders each person (H39)."""
        return about_mail.get(each.key) if each.key in doubted else about_people.get(each.sender_email)

    marks, ways = marks_of(row, found), ways_of([each.pk for each in found])
    shown = (
        replace(_message(each, tuple(files.get(each.pk, ())), released, decided(each)), ways=ways.get(each.pk, ()))
        for each in reversed(found)
    )
    return tuple(by_channel(each, marks.get(each.id)) for each in shown)


def by_channel(row: MessageRow, mark: ChannelMark | None) -> MessageRow:
    """The message with its channel; the addresses of chats are ours alone and shown to nobody."""
    if mark is None:
        return row
    to = tuple(each for each in row.to if not is_of_a_chat(each))
    return replace(row, channel=mark, to=to, email="" if is_of_a_chat(row.email) else row.email, who=_who(row, mark))


def _who(row: MessageRow, mark: ChannelMark) -> str:
    return (mark.channel.name or row.who) if is_of_a_chat(row.who) else row.who


def attachment_row(row: Attachment) -> AttachmentRow:
    """A file as shown in a list."""
    return AttachmentRow(row.pk, one_line(row.name, MAX_LINE), safe_name(row.name), row.type, row.size, row.sha256)


def outgoing_rows(row: Conversation, now: datetime, *, server: bool) -> tuple[OutgoingRow, ...]:
    """Replies written here that are not in the conversation as sent messages."""
    waiting = Outbox.objects.filter(unfinished(), conversation=row)
    rows = waiting.select_related("created_by").order_by("created_at", "pk")
    return tuple(outgoing_row(each, now, server=server) for each in rows)


def reply_addresses(row: Conversation) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """To whom a reply goes: everyone who takes part (R-all, W10), ourselves left out; the last client writer first."""
    chat = reply_chat(row)
    if chat is not None:
        return (chat.address,), ()
    rows = Message.objects.filter(conversation=row, kind="message", outsider=False).order_by("-at", "-pk")
    newest = rows.values_list("head", "side", "sender_email", "notes")[:20]
    heads = [
        ({**head, "reply_to": _trusted_answers(head, email, notes)}, side, email) for head, side, email, notes in newest
    ]
    return addressed(heads, sending.us_test(row.workspace))


def _trusted_answers(head: Mapping[str, Any], sender: str, notes: Mapping[str, Any]) -> list[str]:
    """Addresses that the sender wants answers at, so far as that grants nobody a part in the conversation (H37): people
    on the message and of the sender's organisation, anybody where the sender itself is a machine that reads nothing."""
    wanted = list(notes.get("reply_to", ()))
    if _DEAF.match(sender):
        return wanted
    house, people = organisation(sender), {email for name in ("to", "cc") for _, email in head.get(name, ())}
    return [email for email in wanted if email in people or (house and organisation(email) == house)]


def addressed(
    heads: Sequence[tuple[Mapping[str, Any], str, str]], mine: Callable[[str], bool]
) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """To whom and in copy to whom a reply goes. ``heads``: head, side and sender of the newest messages, newest
    first."""
    theirs = next((each for each in heads if each[1] != US), None) or (heads[0] if heads else None)
    if theirs is None:
        return (), ()
    head, side, sender = theirs
    first = [*head.get("reply_to", ())] or ([sender] if side != US else [])
    to = [*first, *(email for _, email in head.get("to", ()) if side == US or not first)]
    rest = [email for name in ("to", "cc") for _, email in head.get(name, ())]
    to = [email for email in dict.fromkeys(to) if email and not mine(email)]
    cc = [email for email in dict.fromkeys(rest) if email and email not in to and not mine(email)]
    return tuple(to[:MAX_SHOWN_ADDRESSES]), tuple(cc[:MAX_SHOWN_ADDRESSES])


def _message(
    row: Message, files: tuple[AttachmentRow, ...], released: dict[str, int], decided: NoteRow | None
) -> MessageRow:
    return MessageRow(
        id=row.pk,
        key=row.key,
        who=one_line(row.sender_name, MAX_LINE) or row.sender_email,
        email=row.sender_email,
        side=cast(Side, row.side),
        at=row.at,
        subject=one_line(row.subject, MAX_LINE),
        to=_shown(row, "to"),
        cc=_shown(row, "cc"),
        new_text=row.new_text,
        text=row.text,
        has_html=row.has_html,
        attachments=files,
        placement=read_reason(row.placement),
        kind=cast(MessageKind, row.kind),
        language=_language(row),
        outsider=row.outsider,
        conflict=row.conflict,
        no_answer_needed=released.get(row.key, 0),
        outsider_state=_outsider_state(row, decided),
        outsider_event=decided.event if decided else 0,
        bounced=bool(row.head.get("bounced")),
        away_until=_away_until(row) if row.kind == "auto_reply" else None,
        doubted=read_reason(row.notes["doubted"]) if "doubted" in row.notes else None,
        odd=tuple(map(read_reason, row.notes.get("odd", ()))),
        machine=read_reason(row.notes["machine"]) if "machine" in row.notes else None,
        reply_to=_answers_go_to(row),
        sent_by=one_line(row.notes.get("sent_by", ""), MAX_LINE),
        list_id=one_line(list_name(row.head.get("list_id", "")), MAX_LINE),
        certainty=certainty(read_reason(row.placement)),
        is_first=not row.parent_key,
    )


def _away_until(row: Message) -> date | None:
    """Until when an out-of-office reply says that its author is away, where that can be read."""
    return away_until(f"{row.subject}\n{row.new_text[:MAX_AWAY]}", row.at.date())


def _language(row: Message) -> str:
    """As it was told when its text was read; of mail that waits for that, or needs none, told here."""
    told: str | None = (row.reading.said or {}).get("language")
    return told or language_of(row.new_text)


def _outsider_state(row: Message, decided: NoteRow | None) -> OutsiderState:
    if not row.outsider:
        return ""
    if row.placement.get("c") == BLOCKED:
        return "blocked"
    if row.placement.get("c") == TAKEN_BACK:
        return "taken_back"
    return "rejected" if decided and decided.kind == "reject" else "unconfirmed"


def _answers_go_to(row: Message) -> tuple[str, ...]:
    """Addresses for answers other than the sender's own (H37)."""
    return tuple(one_line(email, MAX_LINE) for email in row.notes.get("reply_to", ()))


def _shown(row: Message, name: str) -> tuple[str, ...]:
    """Recipients for the eye; a list of thousands is cut (H08)."""
    pairs = row.head.get(name, ())[:MAX_SHOWN_ADDRESSES]
    return tuple(one_line(f"{who} <{email}>" if who and email else email or who, MAX_LINE) for who, email in pairs)


def _open_first(rows: tuple[ClockRow, ...]) -> tuple[ClockRow, ...]:
    return tuple(sorted(rows, key=lambda row: row.state not in OPEN_STATES))


def obligation_row(workspace: Workspace, uid: str, engagement: int | None = None) -> Obligation:
    """One obligation by its stable id, of that engagement where one is named. Raises `NotThere`."""
    rows = of(workspace).filter(uid=uid)
    row = (rows.filter(engagement=engagement) if engagement else rows).first()
    if row is None:
        raise NotThere(f"obligation {uid}")
    return row
