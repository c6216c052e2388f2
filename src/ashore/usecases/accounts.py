"""Mail accounts of a house: added, changed, paused, resumed, removed, tried. Passwords go in sealed and never come out.

Only owners do this. What was fetched stays when an account is removed: it is the house's correspondence.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db import IntegrityError, transaction

from ashore.core.kernel import Reason
from ashore.mail.imap import ImapTrouble, Session
from ashore.mail.imap.folders import Folder
from ashore.mail.imap.providers import provider_of
from ashore.mail.tls import may_sign_in
from ashore.store.models import MailAccount, MailFolder, User, Workspace
from ashore.usecases.errors import NotPossible, NotThere
from ashore.usecases.fetching.account import note_folders, signed_in
from ashore.usecases.fetching.limits import USUAL, Limits
from ashore.usecases.filing.choosing import copies_now
from ashore.usecases.ownership import is_owner
from ashore.usecases.records import write_reason
from ashore.usecases.sealing import SealBroken, seal, unseal
from ashore.usecases.tokens import TokenRefused, TokenUnavailable

ADDRESS = re.compile(r"[^\s@<>,;:\"()\x00-\x1f]{1,64}@[^\s@<>,;:\"()\x00-\x1f]{1,255}")
HOST = re.compile(r"[A-Za-z0-9\u00a1-\uffff._:-]{1,255}")
PLAIN = (
    "auth", "token_url", "imap_host", "imap_port", "imap_security", "smtp_host", "smtp_port", "smtp_security",
    "daily_bytes", "sent_copies_kept",
)  # fmt: skip
SECRETS = ("password", "refresh_token", "client_id", "client_secret", "scope")


@dataclass(frozen=True, slots=True)
class Checked:
    """What trying an account brought: its folders, or why it cannot be used."""

    folders: tuple[Folder, ...] = ()
    why: Reason | None = None


def may_change(*, workspace: Workspace, user: User) -> bool:
    """Whether this person looks after the accounts."""
    return is_owner(workspace=workspace, user=user)


def add_account(*, workspace: Workspace, address: str, now: datetime, user: User | None = None, **fields: Any) -> int:
    """Keep a new account; its id. ``fields``: names of `PLAIN` and `SECRETS`, and ``login``, who signs in where that
    is not the address; servers of usual providers are filled in. ``user``: who asks, None for the command line.
    Raises `NotPossible`."""
    _allow(workspace, user)
    address = address.strip().lower()
    if not ADDRESS.fullmatch(address):
        raise NotPossible("account.bad_address", address=address[:80])
    known = provider_of(address, str(fields.get("imap_host") or ""))
    if known:
        named = (("imap", known.imap), ("smtp", known.smtp))
        usual = {f"{kind}_{part}": value for kind, where in named for part, value in zip(PARTS, where, strict=True)}
        usual["token_url"] = known.token_url if fields.get("auth") == "xoauth2" else ""
        fields = usual | {name: value for name, value in fields.items() if value not in (None, "")}
    row = MailAccount(workspace=workspace, address=address, created_at=now)
    _set(row, fields)
    try:
        with transaction.atomic():
            row.save()
    except IntegrityError:
        raise NotPossible("account.exists", address=address) from None
    return row.pk


PARTS = ("host", "port", "security")


def change_account(*, workspace: Workspace, account: int, user: User | None = None, **fields: Any) -> None:
    """Change what is given; a secret that is empty stays as it is. What was paused is tried again at once.
    Raises `NotPossible`, `NotThere`."""
    _allow(workspace, user)
    row = _row(workspace, account)
    _set(row, fields)
    row.state, row.why, row.failures, row.retry_at = "active", {}, 0, None
    row.save(update_fields=[*PLAIN, "user", "secret", "state", "why", "failures", "retry_at"])
    copies_now(account=account)


def remove_account(*, workspace: Workspace, account: int, user: User | None = None) -> None:
    """Forget the account and its password; its mail stays. Raises `NotPossible`, `NotThere`."""
    _allow(workspace, user)
    _row(workspace, account).delete()


def pause_account(*, workspace: Workspace, account: int, user: User | None = None) -> None:
    """Fetch and send nothing there until somebody resumes it. Raises `NotPossible`, `NotThere`."""
    _allow(workspace, user)
    _row(workspace, account)
    why = write_reason(Reason("account.paused"))
    MailAccount.objects.filter(pk=account, state="active").update(state="paused", why=why, retry_at=None)


def resume_account(*, workspace: Workspace, account: int, user: User | None = None) -> None:
    """Go on, and at once: also what was put off is tried now. Raises `NotPossible`, `NotThere`."""
    _allow(workspace, user)
    _row(workspace, account)
    MailAccount.objects.filter(pk=account).update(state="active", why={}, failures=0, retry_at=None)
    copies_now(account=account)


def choose_folders(*, workspace: Workspace, account: int, names: Sequence[str], user: User | None = None) -> None:
    """Fetch these folders, and the inbox, from now on. Raises `NotPossible`, `NotThere`."""
    _allow(workspace, user)
    row = _row(workspace, account)
    unknown = set(names) - set(row.folders.values_list("name", flat=True))
    if unknown:
        raise NotPossible("account.no_folder", folder=min(unknown)[:80])
    for folder in row.folders.all():
        watched = folder.name in names or folder.role == "inbox"
        if watched != folder.watched:
            MailFolder.objects.filter(pk=folder.pk).update(watched=watched)


def check_account(
    *, workspace: Workspace, account: int, now: datetime, user: User | None = None, limits: Limits = USUAL
) -> Checked:
    """Sign in and list the folders, once; what it says is told, and changes nothing else. Raises `NotPossible`,
    `NotThere`."""
    _allow(workspace, user)
    row = _row(workspace, account)
    try:
        session: Session = signed_in(row, now, limits)
        try:
            note_folders(row, session)
            return Checked(session.folders())
        finally:
            session.__exit__(None, None, None)
    except (ImapTrouble, TokenRefused, TokenUnavailable) as trouble:
        return Checked(why=trouble.reason)
    except SealBroken:
        return Checked(why=Reason("account.sealed"))


def _allow(workspace: Workspace, user: User | None) -> None:
    if user is not None and not may_change(workspace=workspace, user=user):
        raise NotPossible("account.not_owner")


def _row(workspace: Workspace, account: int) -> MailAccount:
    row = MailAccount.objects.filter(workspace=workspace, pk=account).first()
    if row is None:
        raise NotThere(f"account {account}")
    return row


def _set(row: MailAccount, fields: dict[str, Any]) -> None:
    for name in PLAIN:
        if name in fields and fields[name] is not None:
            setattr(row, name, fields[name])
    if "daily_bytes" in fields:
        row.daily_bytes = fields["daily_bytes"] or None
    if fields.get("login") is not None:
        row.user = fields["login"]
    for kind in ("imap", "smtp"):
        host = str(getattr(row, f"{kind}_host")).strip()
        if host and not HOST.fullmatch(host):
            raise NotPossible("account.bad_host", host=host[:80])
        setattr(row, f"{kind}_host", host)
        if host and not may_sign_in(host, getattr(row, f"{kind}_security")):
            raise NotPossible("account.in_the_clear", host=host[:80])
    if not row.imap_host and not row.smtp_host:
        raise NotPossible("account.no_host")
    given = {name: str(fields[name]) for name in SECRETS if fields.get(name)}
    kept = _kept(row, given)
    if given:
        kept = {name: value for name, value in kept.items() if name not in ("access_token", "expires_at", "given_at")}
    needed = "refresh_token" if row.auth == "xoauth2" else "password"
    if needed not in kept | given:
        raise NotPossible("account.no_token" if row.auth == "xoauth2" else "account.no_password")
    row.secret = seal(kept | given)


def _kept(row: MailAccount, given: dict[str, str]) -> dict[str, Any]:
    """The secrets as they are. Those that cannot be opened any more are replaced by new ones only."""
    try:
        return unseal(row.secret)
    except SealBroken:
        if given:
            return {}
        raise NotPossible("account.sealed") from None
