"""Sign-in through a provider of the house's own (OpenID Connect), as ``[oidc]`` of the settings file names it."""

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from ashore.conf.home import SETTINGS_FILE, BadSettings

NEEDED = ("server", "client_id")


def oidc_provider(data: Mapping[str, Any], folder: Path) -> dict[str, Any]:
    """The settings of django-allauth for the provider; empty without ``[oidc]``. Raises `BadSettings` for half of one.

    ``server``: its address, under which /.well-known/openid-configuration stands; ``client_id`` and ``client_secret``
    (or ``client_secret_file``): as it gave them to this desk; ``name``: what the button says.
    """
    given = data.get("oidc")
    if not given:
        return {}
    if not isinstance(given, Mapping) or (missing := [each for each in NEEDED if not given.get(each)]):
        raise BadSettings(
            f"{folder / SETTINGS_FILE}: oidc: {', '.join(missing) if isinstance(given, Mapping) else 'it'} is missing; "
            'write [oidc] and beneath it server = "https://login.example.com" and client_id = "ashore"'
        )
    app = {
        "provider_id": "oidc",
        "name": str(given.get("name") or "OpenID Connect"),
        "client_id": str(given["client_id"]),
        "secret": _secret(given, folder),
        "settings": {"server_url": str(given["server"]), "oauth_pkce_enabled": True},
    }
    return {"openid_connect": {"APPS": [app]}}


def _secret(given: Mapping[str, Any], folder: Path) -> str:
    if not (name := given.get("client_secret_file")):
        return str(given.get("client_secret", ""))
    path = folder / str(name)
    try:
        return path.read_text(encoding="utf-8").strip()
    except OSError as error:
        raise BadSettings(f"{path}: {error.strerror}; it is named under [oidc] as client_secret_file") from error
