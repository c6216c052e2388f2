"""One conversation: its messages with their files, what people recorded, and all that hangs on it."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Literal

from ashore.core.correspondence.certainty import Certainty
from ashore.core.correspondence.message import MessageKind
from ashore.core.kernel import Finding, Reason, Side
from ashore.usecases.queries.rows.channels import ChannelMark, ChatRef
from ashore.usecases.queries.rows.clocks import ClientRef, ClockRow, WaitingFor
from ashore.usecases.queries.rows.outgoing import OutgoingRow
from ashore.usecases.queries.rows.team import NO_TEAM, TeamView
from ashore.usecases.queries.rows.ways import WayRow

NoteKind = Literal[
    "call", "waiver", "no_answer_needed", "suspension", "resume", "admit", "reject", "rename",
    "call_planned", "call_missed", "call_minuted", "information_asked", "information_given", "stage_delivered",
    "stage_approved", "stage_rejected", "edit_asked", "edit_estimated", "edit_delivered", "report_sent",
    "payment_received", "invoice_sent", "sale", "level_measured", "hours_worked", "resumption", "breach_notice",
    "force_majeure", "chat_linked", "amendment", "extra", "termination", "manner", "silence", "silence_lifted",
    "split", "join", "move", "assign", "merge", "same_person", "not_same", "block", "enter", "discard",
    "owner", "follow", "snooze", "tag", "note", "field",
    "keeper", "split", "join", "move", "assign", "merge", "same_person", "not_same", "block", "enter", "discard",
]  # fmt: skip
OutsiderState = Literal["", "unconfirmed", "rejected", "blocked", "taken_back"]


@dataclass(frozen=True, slots=True)
class AttachmentRow:
    """A file on a message. ``safe_name`` is fit for a download header and a disk; ``name`` is as sent, neutralised."""

    id: int
    name: str
    safe_name: str
    type: str
    size: int
    sha256: str


HIDES = ("mail.cut.", "mail.structure.", "mail.smime.", "mail.transfer.", "mail.charset.")
"""Oddities for which something of a message may not be seen, or not as it was meant."""


@dataclass(frozen=True, slots=True)
class MessageRow:
    """One message of a conversation.

    ``new_text``: what its author wrote; ``text``: all of it, quotes included. ``has_html``: `message_html` gives it
    sanitised. ``placement``: why it stands in this conversation. ``no_answer_needed``: the event id of that
    decision (0 if none). ``conflict``: another message claims the same Message-ID (H32). ``outsider_state``:
    ``unconfirmed`` asks a person to decide; ``outsider_event``: the decision that `undo` takes (0 if none), also where
    the writer was let in. ``doubted``: why a message that names us as its sender is not taken for ours (H38).
    ``reply_to``: other addresses to which the sender wants answers, ``sent_by``: who sent it for its author (H37);
    ``list_id``: the list that it went over (H46). ``certainty``: how sure its place is; ``is_first``: it begins its
    conversation. ``bounced``: it says that somebody could not be reached for good; ``away_until``: an absence told by
    it. ``odd``: what is wrong with it as mail; ``machine``: why it is taken for a machine's (H71, H72).
    ``ways``: where it lies, each with its bytes; empty for chats.
    """

    id: int
    key: str
    who: str
    email: str
    side: Side
    at: datetime
    subject: str
    to: tuple[str, ...]
    cc: tuple[str, ...]
    new_text: str
    text: str
    has_html: bool
    attachments: tuple[AttachmentRow, ...]
    placement: Reason
    kind: MessageKind = "message"
    language: str = "und"
    outsider: bool = False
    conflict: bool = False
    no_answer_needed: int = 0
    outsider_state: OutsiderState = ""
    outsider_event: int = 0
    doubted: Reason | None = None
    reply_to: tuple[str, ...] = ()
    sent_by: str = ""
    list_id: str = ""
    certainty: Certainty = "sure"
    is_first: bool = False
    bounced: bool = False
    away_until: date | None = None
    channel: ChannelMark | None = None
    odd: tuple[Reason, ...] = ()
    machine: Reason | None = None
    ways: tuple[WayRow, ...] = ()

    @property
    def cut(self) -> tuple[Reason, ...]:
        """What is odd about it in such a way that not all of it is shown."""
        return tuple(each for each in self.odd if each.code.startswith(HIDES))


@dataclass(frozen=True, slots=True)
class NoteRow:
    """Something a person recorded: a call, a waiver, "needs no answer", a delivery. ``event``: what `undo` takes.

    ``side``: whose clocks, or whose deed; ``subject``: the stage, item, report, payment or edit by its id; ``amount``:
    a figure with its currency, as it was typed; ``notes``: what was agreed in a call. Of a planned call ``scheduled``:
    for when, by which ``channel``, with which ``people``.
    """

    event: int
    kind: NoteKind
    at: datetime
    who: str
    words: str
    minutes: int = 0
    obligation: str = ""
    message: str = ""
    side: str = ""
    subject: str = ""
    amount: str = ""
    notes: str = ""
    scheduled: datetime | None = None
    channel: str = ""
    people: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class ConversationView:
    """A conversation with everything that is owed in it. ``obligations``: all, open ones first."""

    id: int
    subject: str
    client: ClientRef
    waiting_for: WaitingFor
    messages: tuple[MessageRow, ...]
    obligations: tuple[ClockRow, ...]
    notes: tuple[NoteRow, ...]
    outgoing: tuple[OutgoingRow, ...]
    habits: tuple[Finding, ...]
    reply_to: tuple[str, ...]
    reply_cc: tuple[str, ...]
    smtp: bool
    owner: str = ""
    chat: ChatRef | None = None
    team: TeamView = NO_TEAM


@dataclass(frozen=True, slots=True)
class Download:
    """Bytes to hand out, always as an attachment: ``name`` is safe on every disk, ``type`` is never active content."""

    name: str
    type: str
    content: bytes
