"""Thin models: columns, constraints, indexes. Rules live in ``ashore.core``, actions in ``ashore.usecases``."""

from ashore.store.models.accounts import MailAccount, MailFolder
from ashore.store.models.background import Digest, Figure, InHand, Notice, Schedule, TaskTotal, Worker
from ashore.store.models.channels import Channel, Chat, ChatCode
from ashore.store.models.coaching import ClientManner, HouseLimit, HousePack, RequiredRule, Silence
from ashore.store.models.correspondence import (
    Attachment,
    Conversation,
    Copy,
    Message,
    MessageLink,
    RawMessage,
    Reading,
    Tray,
)
from ashore.store.models.drafts import ReplyDraft
from ashore.store.models.erasure import Erased
from ashore.store.models.exports import DataBundle
from ashore.store.models.filing import SentCopy
from ashore.store.models.finding import Findable
from ashore.store.models.imports import ImportRun, SourceMark
from ashore.store.models.ledger import Event, Obligation
from ashore.store.models.membership import AuditEntry, Invitation
from ashore.store.models.outbox import AutomaticMail, DraftFile, Outbox, Receipts, Returned, Signature
from ashore.store.models.parties import AgreementText, Client, Engagement, Person, PersonAddress
from ashore.store.models.reports import Absence, Attention, ClientKeeper, Effort
from ashore.store.models.sharing import PartUse, SharedPart
from ashore.store.models.team import (
    Concern,
    ConversationTag,
    CustomField,
    FieldValue,
    Follower,
    Presence,
    SavedReply,
    Tag,
    WorkHours,
)
from ashore.store.models.tenancy import Membership, SignInLink, User, Workspace

__all__ = [
    "Absence",
    "AgreementText",
    "Attachment",
    "Attention",
    "AuditEntry",
    "AutomaticMail",
    "Channel",
    "Chat",
    "ChatCode",
    "Client",
    "ClientKeeper",
    "ClientManner",
    "Concern",
    "Conversation",
    "ConversationTag",
    "Copy",
    "CustomField",
    "DataBundle",
    "Digest",
    "DraftFile",
    "Effort",
    "Engagement",
    "Erased",
    "Event",
    "FieldValue",
    "Figure",
    "Findable",
    "Follower",
    "HouseLimit",
    "HousePack",
    "ImportRun",
    "InHand",
    "Invitation",
    "MailAccount",
    "MailFolder",
    "Membership",
    "Message",
    "MessageLink",
    "Notice",
    "Obligation",
    "Outbox",
    "PartUse",
    "Person",
    "PersonAddress",
    "Presence",
    "RawMessage",
    "Reading",
    "Receipts",
    "ReplyDraft",
    "RequiredRule",
    "Returned",
    "SavedReply",
    "Schedule",
    "SentCopy",
    "SharedPart",
    "SignInLink",
    "Signature",
    "Silence",
    "SourceMark",
    "Tag",
    "TaskTotal",
    "Tray",
    "User",
    "WorkHours",
    "Worker",
    "Workspace",
]
