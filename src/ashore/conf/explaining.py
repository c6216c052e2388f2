"""Every setting of the installation with its value and where that comes from; secrets are masked."""

import os
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit, urlunsplit

from ashore.conf.home import SETTINGS_FILE, file_settings

ENVIRONMENT, DEFAULT = "environment", "default"
MASK = "(set)"


@dataclass(frozen=True, slots=True)
class Setting:
    """``source``: environment, ashore.toml, or default."""

    name: str
    value: str
    source: str


KNOWN = (
    # (name, environment, key in the file, default)
    ("home", "ASHORE_HOME", "", "~/.local/share/ashore"),
    ("database_url", "DATABASE_URL", "database_url", "desk.sqlite3 in home"),
    ("port", "ASHORE_PORT", "port", "8765"),
    ("allowed_hosts", "ASHORE_ALLOWED_HOSTS", "allowed_hosts", "this machine alone"),
    ("https", "ASHORE_HTTPS", "https", "false"),
    ("smtp.host", "ASHORE_SMTP_HOST", "smtp.host", "none"),
    ("smtp.port", "ASHORE_SMTP_PORT", "smtp.port", "587"),
    ("smtp.security", "ASHORE_SMTP_SECURITY", "smtp.security", "starttls"),
    ("smtp.user", "ASHORE_SMTP_USER", "smtp.user", "none"),
    ("smtp.password", "ASHORE_SMTP_PASSWORD", "smtp.password", "none"),
    ("oidc.name", "", "oidc.name", "OpenID Connect"),
    ("oidc.server", "", "oidc.server", "none"),
    ("oidc.client_id", "", "oidc.client_id", "none"),
    ("oidc.client_secret", "", "oidc.client_secret", "none"),
    ("mail.trusted_server", "ASHORE_TRUSTED_SERVER", "mail.trusted_server", "none"),
    ("secret_key", "ASHORE_SECRET_KEY", "", "the file secret-key"),
    ("seal_key", "ASHORE_SEAL_KEY", "", "the file seal-key"),
)
SECRET = ("password", "secret", "token", "key")


def settings_of(folder: Path, environment: Mapping[str, str] | None = None) -> tuple[Setting, ...]:
    """The settings that are known, then whatever else stands in the environment or the file. Raises `BadSettings`."""
    given = os.environ if environment is None else environment
    written = _flat(file_settings(folder))
    found = [_setting(*each, given, written) for each in KNOWN]
    of_environment = {each[1] for each in KNOWN}
    of_file = {each[2] for each in KNOWN}
    found += [
        Setting(name, _shown(name.lower(), given[name]), ENVIRONMENT)
        for name in sorted(given)
        if name.startswith("ASHORE_") and name not in of_environment
    ]
    found += [
        Setting(name, _shown(name, value), SETTINGS_FILE)
        for name, value in sorted(written.items())
        if name not in of_file
    ]
    return tuple(found)


def _setting(
    name: str, variable: str, key: str, default: str, given: Mapping[str, str], written: Mapping[str, Any]
) -> Setting:
    # As in `settings`: a mail server named in the environment replaces the whole table of the file.
    replaced = name.startswith("smtp.") and bool(given.get("ASHORE_SMTP_HOST"))
    if given.get(variable):
        return Setting(name, _shown(name, given[variable]), ENVIRONMENT)
    if key in written and not replaced:
        return Setting(name, _shown(name, written[key]), SETTINGS_FILE)
    return Setting(name, default, DEFAULT)


def _shown(name: str, value: object) -> str:
    if name.endswith("_url") and isinstance(value, str):
        return _without_password(value)
    hidden = any(each in name for each in SECRET) and not name.endswith("_file")
    return MASK if hidden and value else str(value)


def _without_password(url: str) -> str:
    parts = urlsplit(url)
    if not parts.password:
        return url
    host = parts.netloc.rpartition("@")[2]
    return urlunsplit(parts._replace(netloc=f"{parts.username or ''}:***@{host}"))


def _flat(data: Mapping[str, Any], before: str = "") -> dict[str, Any]:
    found: dict[str, Any] = {}
    for name, value in data.items():
        if isinstance(value, Mapping):
            found |= _flat(value, f"{before}{name}.")
        else:
            found[f"{before}{name}"] = value
    return found
