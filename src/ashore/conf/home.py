"""The installation folder: where the database, the secret key and the settings file live."""

import base64
import os
import secrets
import tomllib
from collections.abc import Mapping
from pathlib import Path
from typing import Any

SETTINGS_FILE = "ashore.toml"
_SETTINGS_TEMPLATE = """\
# Settings of this installation. Environment variables of the same name (ASHORE_PORT, DATABASE_URL, ...) win.
# port = 8765
# allowed_hosts = ["desk.example.com"]
# database_url = "postgres://ashore@/ashore"
# https = true

# [smtp]                      # without it replies are kept as "to be sent"
# host = "smtp.example.com"
# port = 587
# security = "starttls"       # starttls, tls or none
# user = "me@example.com"
# password_file = "smtp-password"

# [mail]                      # mail in our name counts as ours only if this server of ours confirmed it
# trusted_server = "mx.example.com"  # several: ["mx.example.com", "mx.other.example"]

# [oidc]                      # sign in through a provider of your own; docs/how-to/work-as-a-team.md
# name = "House login"
# server = "https://login.example.com"
# client_id = "ashore"
# client_secret_file = "oidc-secret"

# [oidc]                      # sign in through a provider of your own; docs/how-to/work-as-a-team.md
# name = "House login"
# server = "https://login.example.com"
# client_id = "ashore"
# client_secret_file = "oidc-secret"

# [channels]                  # replies into messengers go to public https addresses only
# private_targets = true      # a bridge in your own network, by http too
"""


class BadSettings(Exception):
    """The settings file cannot be used; the message says where and what to do."""


def home() -> Path:
    """The installation folder: ``ASHORE_HOME``, else ``ashore`` in the XDG data folder."""
    if named := os.environ.get("ASHORE_HOME"):
        return Path(named).expanduser().absolute()
    data = os.environ.get("XDG_DATA_HOME") or "~/.local/share"
    return Path(data).expanduser().absolute() / "ashore"


def prepare(folder: Path) -> None:
    """Create the folder (0700) with a commented settings file; leaves what stands there alone."""
    folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    (folder / "static").mkdir(exist_ok=True)
    settings = folder / SETTINGS_FILE
    if not settings.exists():
        settings.write_text(_SETTINGS_TEMPLATE, encoding="utf-8")


def secret_key(folder: Path) -> str:
    """The key that signs sessions: from ``ASHORE_SECRET_KEY``, else a file in the folder (0600), made once."""
    return os.environ.get("ASHORE_SECRET_KEY") or _kept_key(folder / "secret-key", secrets.token_urlsafe(64))


def seal_key(folder: Path) -> str:
    """The key that seals mail passwords and tokens: ``ASHORE_SEAL_KEY``, else a file as above."""
    fresh = base64.urlsafe_b64encode(secrets.token_bytes(32)).decode("ascii")
    return os.environ.get("ASHORE_SEAL_KEY") or _kept_key(folder / "seal-key", fresh)


def _kept_key(path: Path, fresh: str) -> str:
    """What the file holds; ``fresh`` if there is none yet. It is written under a private name first: a second process
    starting now sees all of it or nothing."""
    try:
        return path.read_text(encoding="ascii").strip()
    except FileNotFoundError:
        path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    draft = path.with_name(f".{path.name}.{secrets.token_hex(8)}")
    handle = os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(handle, "w", encoding="ascii") as file:
        file.write(fresh)
    try:
        os.link(draft, path)
    except FileExistsError:
        pass
    finally:
        draft.unlink()
    return path.read_text(encoding="ascii").strip()


def file_settings(folder: Path) -> dict[str, Any]:
    """What ``ashore.toml`` says; empty without one. Raises `BadSettings` with the position of the fault."""
    path = folder / SETTINGS_FILE
    try:
        return tomllib.loads(path.read_text(encoding="utf-8"))
    except FileNotFoundError:
        return {}
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise BadSettings(f"{path}: {error}; mend the line or move the file away") from error


def trusted_servers(data: Mapping[str, Any], folder: Path) -> tuple[str, ...]:
    """The servers under ``[mail] trusted_server`` (a name or a list; or ``ASHORE_TRUSTED_SERVER``, with commas), in
    lower case.

    Raises `BadSettings` for what no server is called: a slip here must not switch the check off unseen.
    """
    mail = data.get("mail", {})
    given = os.environ.get("ASHORE_TRUSTED_SERVER") or (
        mail.get("trusted_server", "") if isinstance(mail, dict) else mail
    )
    listed = [each for each in given.split(",") if each.strip()] if isinstance(given, str) else given
    names = [str(each).strip().lower() for each in listed] if isinstance(listed, list) else [" "]
    if not isinstance(mail, dict) or any(sign in name for name in names for sign in ' ;"()<>'):
        raise BadSettings(
            f"{folder / SETTINGS_FILE}: mail.trusted_server: {given!r} is no server name; write [mail] and beneath it "
            'trusted_server = "mx.studio.example", as the name stands first in Authentication-Results'
        )
    return tuple(names)
