"""Mail accounts as pages and commands show them; no secret among it."""

from dataclasses import dataclass
from datetime import datetime

from django.db.models import Q

from ashore.core.kernel import Reason
from ashore.mail.imap.providers import provider_of
from ashore.store.models import MailAccount, MailFolder, User, Workspace
from ashore.usecases.errors import NotThere
from ashore.usecases.filing.planning import wants_copies
from ashore.usecases.ownership import is_owner
from ashore.usecases.records import read_reason

MANY_FAILURES = 7


@dataclass(frozen=True, slots=True)
class FolderRow:
    """``begun``: it was opened before; ``whole``: all its old mail is here."""

    name: str
    role: str
    watched: bool
    begun: bool
    whole: bool
    fetched_at: datetime | None


@dataclass(frozen=True, slots=True)
class AccountRow:
    """``sent_copies_kept``: auto, always or never; ``copies``: whether the desk puts copies of what it sent into the
    Sent folder then. ``state``: active or paused; ``why``: the reason of a pause or of the last failure; ``retry_at``:
    when it is tried again; ``passwords``: where its provider makes passwords for programs, empty where unknown."""

    id: int
    address: str
    auth: str
    user: str
    token_url: str
    imap_host: str
    imap_port: int
    imap_security: str
    smtp_host: str
    smtp_port: int
    smtp_security: str
    state: str
    why: Reason | None
    failures: int
    retry_at: datetime | None
    daily_bytes: int | None
    fetched_at: datetime | None
    provider: str
    passwords: str
    sent_copies_kept: str
    copies: bool
    folders: tuple[FolderRow, ...]


def accounts(*, workspace: Workspace) -> tuple[AccountRow, ...]:
    """All accounts, by address."""
    rows = MailAccount.objects.filter(workspace=workspace).prefetch_related("folders").order_by("address")
    return tuple(_row(row) for row in rows)


def account(*, workspace: Workspace, id: int) -> AccountRow:
    """One account. Raises `NotThere`."""
    row = MailAccount.objects.filter(workspace=workspace, pk=id).prefetch_related("folders").first()
    if row is None:
        raise NotThere(f"account {id}")
    return _row(row)


def account_by_address(*, workspace: Workspace, address: str) -> AccountRow:
    """The account of an address. Raises `NotThere`."""
    row = MailAccount.objects.filter(workspace=workspace, address=address.strip().lower()).first()
    if row is None:
        raise NotThere(f"account {address}")
    return account(workspace=workspace, id=row.pk)


def paused_accounts(*, workspace: Workspace, user: User) -> tuple[tuple[str, Reason], ...]:
    """Addresses whose mail is not fetched because something is wrong, with the reason, for an owner who can help;
    nobody else is bothered, and what a person paused is no news to them. A server that fails now and then is none
    either, one that failed `MANY_FAILURES` times in a row, for half an hour that is, is."""
    stands = Q(state="paused") | Q(state="active", failures__gte=MANY_FAILURES)
    rows = MailAccount.objects.filter(stands, workspace=workspace).order_by("address").values("address", "why")
    paused = tuple((row["address"], read_reason(row["why"])) for row in rows if row["why"].get("c") != "account.paused")
    return paused if paused and is_owner(workspace=workspace, user=user) else ()


def _row(row: MailAccount) -> AccountRow:
    provider = provider_of(row.address, row.imap_host)
    order = {"inbox": 0, "sent": 1, "other": 2}
    folders = sorted(row.folders.all(), key=lambda each: (order[each.role], each.name))
    return AccountRow(
        row.pk, row.address, row.auth, row.user, row.token_url, row.imap_host, row.imap_port, row.imap_security,
        row.smtp_host, row.smtp_port, row.smtp_security, row.state, read_reason(row.why) if row.why else None,
        row.failures, row.retry_at, row.daily_bytes, row.fetched_at, provider.name if provider else "",
        provider.passwords if provider else "", row.sent_copies_kept, wants_copies(row), tuple(map(_folder, folders)),
    )  # fmt: skip


def _folder(row: MailFolder) -> FolderRow:
    begun = row.uidvalidity > 0
    return FolderRow(row.name, row.role, row.watched, begun, begun and row.first_uid == 1, row.fetched_at)
