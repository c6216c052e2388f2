"""The read models: what pages and terminal lists show, as frozen values. Nothing here knows a database."""

from ashore.usecases.queries.rows.arranging import (
    BlockedRow,
    LikenessRow,
    OtherClientRow,
    StandingRow,
    TrayRow,
    WaitingRow,
)
from ashore.usecases.queries.rows.channels import BY_MAIL, ChannelMark, ChannelRef, ChatRef
from ashore.usecases.queries.rows.clients import (
    NO_KEEPER,
    AnswerTimes,
    ClientRow,
    ClientsPage,
    ClientView,
    EngagementRef,
    KeeperRef,
    MannerRow,
    PersonRow,
    SilenceRow,
)
from ashore.usecases.queries.rows.clocks import NO_CLIENT, ClientRef, ClockRow, Today, WaitingFor
from ashore.usecases.queries.rows.conversation import (
    AttachmentRow,
    ConversationView,
    Download,
    MessageRow,
    NoteKind,
    NoteRow,
    OutsiderState,
)
from ashore.usecases.queries.rows.finding import FoundPage, FoundRow, Marked
from ashore.usecases.queries.rows.inbox import InboxPage, InboxRow
from ashore.usecases.queries.rows.outgoing import OutgoingRow, OutgoingState, RecipientRow, RecipientState
from ashore.usecases.queries.rows.team import Chosen, FieldRow, TagRow, TeamView
from ashore.usecases.queries.rows.ways import PlaceRow, WayRow

__all__ = [
    "BY_MAIL",
    "NO_CLIENT",
    "NO_KEEPER",
    "AnswerTimes",
    "AttachmentRow",
    "BlockedRow",
    "ChannelMark",
    "ChannelRef",
    "ChatRef",
    "Chosen",
    "ClientRef",
    "ClientRow",
    "ClientView",
    "ClientsPage",
    "ClockRow",
    "ConversationView",
    "Download",
    "EngagementRef",
    "FieldRow",
    "FoundPage",
    "FoundRow",
    "InboxPage",
    "InboxRow",
    "KeeperRef",
    "LikenessRow",
    "MannerRow",
    "Marked",
    "MessageRow",
    "NoteKind",
    "NoteRow",
    "OtherClientRow",
    "OutgoingRow",
    "OutgoingState",
    "OutsiderState",
    "PersonRow",
    "PlaceRow",
    "RecipientRow",
    "RecipientState",
    "SilenceRow",
    "StandingRow",
    "TagRow",
    "TeamView",
    "Today",
    "TrayRow",
    "WaitingFor",
    "WaitingRow",
    "WayRow",
]
