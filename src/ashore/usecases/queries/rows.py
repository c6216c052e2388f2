"""The read models: what pages and terminal lists show, as frozen values. Nothing here knows a database."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Literal

from ashore.core.correspondence.certainty import Certainty
from ashore.core.correspondence.message import MessageKind
from ashore.core.kernel import Finding, Reason, Side, Span
from ashore.core.ledger.obligations import Kind, State

WaitingFor = Literal["us", "client", "nobody"]
NoteKind = Literal[
    "call", "waiver", "no_answer_needed", "suspension", "resume", "admit", "reject", "rename",
    "call_planned", "call_missed", "call_minuted", "information_asked", "information_given", "stage_delivered",
    "stage_approved", "stage_rejected", "edit_asked", "edit_estimated", "edit_delivered", "report_sent",
    "payment_received", "invoice_sent", "sale", "level_measured", "hours_worked", "resumption", "breach_notice",
    "force_majeure", "chat_linked", "amendment", "extra", "termination", "manner", "silence", "silence_lifted",
    "split", "join", "move", "assign", "merge", "same_person", "not_same", "block", "enter", "discard",
]  # fmt: skip
OutsiderState = Literal["", "unconfirmed", "rejected", "blocked", "taken_back"]
OutgoingState = Literal["planned", "sending", "sent", "perhaps_sent", "failed", "withdrawn"]
RecipientState = Literal["planned", "later", "sending", "sent", "perhaps", "otherwise", "refused", "bounced", "failed"]


@dataclass(frozen=True, slots=True)
class ClientRef:
    """A client by name; ``id`` 0 and an empty name where a conversation belongs to no client yet."""

    id: int
    name: str


@dataclass(frozen=True, slots=True)
class ClockRow:
    """One obligation as a running clock.

    ``obligation``: its stable id. ``seconds_left``: until ``due``, negative when past, None without a due time.
    ``conversation``: 0 where the clock hangs on the whole engagement (a sign of life). ``quote``: the words it is
    about.
    ``dormant``: it stands open since long ago and its conversation has been quiet since (`core.ledger.dormancy`).
    ``folded``: what else is owed by the same side in the same conversation, in lists that show one row for all of it;
    ``quotes``: the questions among them, in the order asked.
    """

    obligation: str
    kind: Kind
    owed_by: Side
    state: State
    due: datetime | None
    seconds_left: int | None
    client: ClientRef
    conversation: int
    subject: str
    quote: str
    because: Reason
    created_at: datetime
    person: str = ""
    anchor: str = ""
    met_at: datetime | None = None
    engagement: int = 0
    dormant: bool = False
    quotes: tuple[str, ...] = ()
    folded: tuple["ClockRow", ...] = ()


@dataclass(frozen=True, slots=True)
class Today:
    """The three short lists of the home page and what its one sentence is made of.

    ``due``: what we owe by a time, nearest first, one row a conversation; ``promised``: promises of both sides;
    ``keep_warm``: signs of life that are near, and clients who owe us something.
    Nothing in them is of long ago; ``older``: in how many conversations only such debts stand open.
    ``late``: in how many conversations something is past, promises of ours included; ``due_today``: those and what is
    due before midnight; ``first``: the nearest of ``due``; ``day_clear``: nothing is due today.
    """

    due: tuple[ClockRow, ...]
    promised: tuple[ClockRow, ...]
    keep_warm: tuple[ClockRow, ...]
    late: int
    due_today: int
    clients_waiting: int
    first: ClockRow | None
    day_clear: bool
    at: datetime
    more_due: int = 0
    older: int = 0


@dataclass(frozen=True, slots=True)
class ChannelRef:
    """A channel: ``kind`` is mail, letter, api or telegram; ``name`` as the house calls it, empty for mail, paper."""

    key: str
    kind: str
    name: str


@dataclass(frozen=True, slots=True)
class ChatRef:
    """Into which chat a reply goes. ``open``: something can be sent there now."""

    name: str
    kind: str
    title: str
    open: bool


@dataclass(frozen=True, slots=True)
class ChannelMark:
    """What is told of a message that did not come by mail.

    ``binding``: binding, not_binding, unnamed; empty where the agreement names no channels. ``why``: the clause that
    says so. ``confirm_by``: a channel that binds; ``promises``: what was promised here and is to be confirmed there.
    ``edits``: it replaces an earlier text; ``voice``: seconds that were spoken; ``sent``, ``received``: days of a
    letter; ``missing``: files that did not come, with the reason.
    """

    channel: ChannelRef
    binding: str = ""
    why: Reason | None = None
    confirm_by: str = ""
    promises: tuple[str, ...] = ()
    edits: bool = False
    voice: int = 0
    sent: str = ""
    received: str = ""
    missing: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class InboxRow:
    """One conversation. ``clock``: the nearest; ``others``: its other open clocks, nearest first.

    ``owner``: the name of the last of us who wrote there, else of whom they wrote to; ``older``: only debts of long ago
    stand open in it.
    """

    conversation: int
    client: ClientRef
    subject: str
    snippet: str
    last_at: datetime
    last_side: Side
    waiting_for: WaitingFor
    messages: int
    clock: ClockRow | None
    others: tuple[ClockRow, ...]
    owner: str = ""
    older: bool = False
    channel: ChannelRef = ChannelRef("", "mail", "")


@dataclass(frozen=True, slots=True)
class InboxPage:
    """``next``: opaque cursor for the following page, None on the last. ``older``: how many conversations stand at the
    end because only debts of long ago are open in them."""

    rows: tuple[InboxRow, ...]
    next: str | None
    older: int = 0


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

    @property
    def cut(self) -> tuple[Reason, ...]:
        """What is odd about it in such a way that not all of it is shown."""
        return tuple(each for each in self.odd if each.code.startswith(HIDES))


@dataclass(frozen=True, slots=True)
class RecipientRow:
    """How a message stands with one of those to whom it goes. ``words``: of the server; ``hidden``: nobody else sees
    that they got it."""

    email: str
    state: RecipientState
    words: str = ""
    hidden: bool = False


@dataclass(frozen=True, slots=True)
class OutgoingRow:
    """A message written here that somebody may have to do with. ``state`` ``planned`` without a server: to be sent.

    ``goes_at``: when it is tried (next), None for as soon as there is a server; ``chosen``: that moment was chosen by
    its writer; ``stuck``: it does not get on by itself, or was tried in vain; ``incomplete``: it went out, not to all,
    or was withdrawn by an answer of the client.
    """

    id: int
    to: tuple[RecipientRow, ...]
    subject: str
    text: str
    state: OutgoingState
    reason: Reason | None
    created_at: datetime
    who: str
    files: tuple[tuple[str, int], ...] = ()
    goes_at: datetime | None = None
    chosen: bool = False
    unless_answered: bool = False
    automatic: bool = False
    incomplete: bool = False
    stuck: bool = False
    attempts: int = 0
    conversation: int = 0
    client: ClientRef = ClientRef(0, "")


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


@dataclass(frozen=True, slots=True)
class PersonRow:
    """A person on the client's side. ``last_at``: when they last wrote, None if never."""

    id: int
    name: str
    emails: tuple[str, ...]
    last_at: datetime | None


@dataclass(frozen=True, slots=True)
class AnswerTimes:
    """How replies went: ``met`` in time of ``all``; ``median_minutes`` of time from the question to the answer (plain
    minutes, not working ones), None without any."""

    met: int
    all: int
    median_minutes: int | None


@dataclass(frozen=True, slots=True)
class MannerRow:
    """How to write to a client: ``type`` as noted, empty if nobody did (P2); ``familiar``: on first-name terms (R4);
    ``known_terms``: words of the trade that they know (R3)."""

    type: str = ""
    familiar: bool = False
    known_terms: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class SilenceRow:
    """A rule of the coach that is silent with a client, or in the whole house where ``client.id`` is 0. ``name``: the
    rule's, empty where there is no such rule any more."""

    id: int
    code: str
    name: str
    client: ClientRef
    why: str
    who: str
    at: datetime


@dataclass(frozen=True, slots=True)
class ClientView:
    """The one-page brief of a client. ``suspensions``: clocks that stand still now; ``event`` is what `resume` takes,
    ``side`` whose clocks they are. ``log``: what was decided about the client as a whole, for `undo`. ``engagements``:
    the pieces of work, newest first. ``manner`` and ``silences``: what the coach was told about them."""

    id: int
    name: str
    key: str
    people: tuple[PersonRow, ...]
    we_owe: tuple[ClockRow, ...]
    they_owe: tuple[ClockRow, ...]
    habits: tuple[Finding, ...]
    conversations: tuple[InboxRow, ...]
    answers: AnswerTimes
    their_answers: AnswerTimes
    first_at: datetime | None
    last_at: datetime | None
    messages: int
    calls: tuple[NoteRow, ...] = ()
    suspensions: tuple[NoteRow, ...] = ()
    log: tuple[NoteRow, ...] = ()
    engagements: tuple["EngagementRef", ...] = ()
    manner: MannerRow = MannerRow()
    silences: tuple[SilenceRow, ...] = ()


@dataclass(frozen=True, slots=True)
class EngagementRef:
    """A piece of work by name. ``version``: how many versions its own agreement has, 0 where it has none."""

    id: int
    title: str
    version: int


@dataclass(frozen=True, slots=True)
class ClientRow:
    """A line of the list of clients. ``clock``: the nearest open clock of either side."""

    id: int
    name: str
    conversations: int
    last_at: datetime | None
    open_ours: int
    open_theirs: int
    clock: ClockRow | None


@dataclass(frozen=True, slots=True)
class ClientsPage:
    """``next``: opaque cursor for the following page, None on the last."""

    rows: tuple[ClientRow, ...]
    next: str | None


@dataclass(frozen=True, slots=True)
class Download:
    """Bytes to hand out, always as an attachment: ``name`` is safe on every disk, ``type`` is never active content."""

    name: str
    type: str
    content: bytes


@dataclass(frozen=True, slots=True)
class TrayRow:
    """What could not be understood. ``why``: the reason; ``reason``: the same as JSON. ``has_raw``: its bytes are
    kept and can be downloaded, ``raw`` is what `raw_message` takes. ``again``: trying to read it once more makes
    sense. ``settled``: what a person made of it, None while it waits."""

    id: int
    source: str
    place: str
    reason: str
    at: datetime
    size: int
    has_raw: bool
    raw: int = 0
    why: Reason | None = None
    again: bool = False
    settled: NoteRow | None = None


@dataclass(frozen=True, slots=True)
class WaitingRow:
    """A message that waits for a person's word. ``conversation`` and ``subject``: where it points, ``why``: what speaks
    for and against it; ``doubted``: it names one of us as its sender (H38); ``is_first``: it points at nothing."""

    message: int
    key: str
    who: str
    email: str
    at: datetime
    snippet: str
    conversation: int
    subject: str
    client: ClientRef
    why: Reason
    doubted: bool
    is_first: bool


@dataclass(frozen=True, slots=True)
class StandingRow:
    """Where one message stands: in which conversation of which client, why, and how sure that is; ``is_first``: it
    begins that conversation."""

    message: int
    conversation: int
    subject: str
    client: ClientRef
    who: str
    email: str
    at: datetime
    reason: Reason
    certainty: Certainty
    is_first: bool


@dataclass(frozen=True, slots=True)
class OtherClientRow:
    """A client with its engagements, newest first."""

    client: ClientRef
    works: tuple[EngagementRef, ...]


@dataclass(frozen=True, slots=True)
class BlockedRow:
    """A sender who is passed over; ``decided``: the decision, for `undo`."""

    email: str
    decided: NoteRow


@dataclass(frozen=True, slots=True)
class LikenessRow:
    """Two addresses that may be of one person: ``email``, and ``known`` of ``name`` at ``client``; ``why``: what both
    have."""

    email: str
    known: str
    name: str
    client: str
    why: Reason


Marked = tuple[str, tuple[Span, ...]]
"""A text and the stretches of it that were searched for."""


@dataclass(frozen=True, slots=True)
class FoundRow:
    """A message that a search found. ``line``: out of its text; ``files``: names of files that were found by name."""

    message: int
    conversation: int
    client: ClientRef
    who: str
    side: Side
    at: datetime
    subject: Marked
    line: Marked
    files: tuple[Marked, ...] = ()


@dataclass(frozen=True, slots=True)
class FoundPage:
    """Messages found, newest first. ``next``: where to go on, None at the end; ``back_to``: the search stopped at mail
    of this time, and goes on from ``next`` to what is older."""

    rows: tuple[FoundRow, ...]
    next: str | None
    back_to: datetime | None = None
