"""Thin models: columns, constraints, indexes. Rules live in ``ashore.core``, actions in ``ashore.usecases``."""

from ashore.store.models.accounts import MailAccount, MailFolder
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
from ashore.store.models.finding import Findable
from ashore.store.models.imports import ImportRun, SourceMark
from ashore.store.models.ledger import Event, Obligation
from ashore.store.models.outbox import Outbox
from ashore.store.models.parties import AgreementText, Client, Engagement, Person, PersonAddress
from ashore.store.models.tenancy import Membership, SignInLink, User, Workspace

__all__ = [
    "AgreementText",
    "Attachment",
    "Client",
    "ClientManner",
    "Conversation",
    "Copy",
    "Engagement",
    "Event",
    "Findable",
    "HouseLimit",
    "HousePack",
    "ImportRun",
    "MailAccount",
    "MailFolder",
    "Membership",
    "Message",
    "MessageLink",
    "Obligation",
    "Outbox",
    "Person",
    "PersonAddress",
    "RawMessage",
    "Reading",
    "ReplyDraft",
    "RequiredRule",
    "SignInLink",
    "Silence",
    "SourceMark",
    "Tray",
    "User",
    "Workspace",
]
