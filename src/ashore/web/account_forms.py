"""What an owner types about a mailbox."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy

from ashore.usecases.queries.accounts import AccountRow
from ashore.web.forms.fields import MAX_ADDRESS

MAX_FOLDER = 400
MAX_FOLDERS = 1000
MEGABYTE = 1_000_000
SECURITY = [
    ("tls", gettext_lazy("encrypted (TLS)")),
    ("starttls", gettext_lazy("encrypted after the greeting (STARTTLS)")),
    ("none", gettext_lazy("not encrypted")),
]


def _secret(label: Any) -> forms.CharField:
    """A field that is never filled in by us."""
    widget = forms.PasswordInput(attrs={"autocomplete": "new-password", "spellcheck": "false"})
    return forms.CharField(label=label, max_length=10_000, required=False, strip=False, widget=widget)


def _host(label: Any, example: str) -> forms.CharField:
    widget = forms.TextInput(attrs={"placeholder": example, "spellcheck": "false", "autocapitalize": "none"})
    return forms.CharField(label=label, max_length=255, required=False, widget=widget)


def _port(label: Any) -> forms.IntegerField:
    return forms.IntegerField(label=label, min_value=1, max_value=65535, required=False)


class MailAccount(forms.Form):
    """A mailbox: what is left empty is what usual providers have, or stays as it is."""

    IMAP = ("imap_host", "imap_port", "imap_security", "login")
    OTHER = (
        "smtp_host", "smtp_port", "smtp_security", "sent_copies_kept", "auth", "token_url", "client_id",
        "client_secret", "refresh_token", "daily_megabytes",
    )  # fmt: skip

    address = forms.CharField(
        label=gettext_lazy("E-mail address"),
        max_length=MAX_ADDRESS,
        widget=forms.EmailInput(attrs={"autocomplete": "off"}),
    )
    password = _secret(gettext_lazy("Password"))
    imap_host = _host(gettext_lazy("Server"), "imap.example.com")
    imap_port = _port(gettext_lazy("Port"))
    imap_security = forms.ChoiceField(label=gettext_lazy("Connection"), choices=SECURITY, required=False)
    login = forms.CharField(
        label=gettext_lazy("User name, where it is not the address"),
        max_length=MAX_ADDRESS,
        required=False,
        widget=forms.TextInput(attrs={"autocomplete": "off", "spellcheck": "false"}),
    )
    smtp_host = _host(gettext_lazy("Server for sending"), "smtp.example.com")
    smtp_port = _port(gettext_lazy("Port for sending"))
    smtp_security = forms.ChoiceField(
        label=gettext_lazy("Connection for sending"), choices=SECURITY, required=False, initial="starttls"
    )
    sent_copies_kept = forms.ChoiceField(
        label=gettext_lazy("A copy of what is sent in the Sent folder"),
        choices=[
            ("auto", gettext_lazy("where the provider puts none there itself")),
            ("always", gettext_lazy("always")),
            ("never", gettext_lazy("never")),
        ],
        required=False,
    )
    auth = forms.ChoiceField(
        label=gettext_lazy("Signing in"),
        choices=[
            ("password", gettext_lazy("with the password")),
            ("xoauth2", gettext_lazy("with a token (XOAUTH2)")),
        ],
        required=False,
    )
    token_url = forms.CharField(label=gettext_lazy("Address for tokens"), max_length=500, required=False)
    client_id = forms.CharField(label=gettext_lazy("Client ID"), max_length=1000, required=False)
    client_secret = _secret(gettext_lazy("Client secret"))
    refresh_token = _secret(gettext_lazy("Refresh token"))
    daily_megabytes = forms.IntegerField(
        label=gettext_lazy("Old mail a day, in megabytes; empty for all at once"),
        min_value=1,
        max_value=1_000_000,
        required=False,
    )

    def imap_fields(self) -> list[forms.BoundField]:
        """Where mail is fetched."""
        return [self[name] for name in self.IMAP]

    def other_fields(self) -> list[forms.BoundField]:
        """What most mailboxes do not need."""
        return [self[name] for name in self.OTHER]

    def has_more(self) -> bool:
        """Whether something of it was filled in, or is wrong."""
        return any(self.errors.get(name) for name in self.OTHER) or self._is_unusual()

    def _is_unusual(self) -> bool:
        return self["auth"].value() == "xoauth2" or self["sent_copies_kept"].value() in ("always", "never")

    def clean(self) -> dict[str, Any]:
        """As the use case takes it."""
        given = super().clean() or self.cleaned_data
        megabytes = given.pop("daily_megabytes", None)
        for kind, plain, encrypted in (("imap", 143, 993), ("smtp", 587, 465)):
            if given.get(f"{kind}_host"):
                usual = encrypted if given.get(f"{kind}_security") == "tls" else plain
                given[f"{kind}_port"] = given.get(f"{kind}_port") or usual
            else:  # then the provider's, or as it is
                given[f"{kind}_port"] = given[f"{kind}_security"] = None
        kept_when_empty = {name: value for name, value in given.items() if value not in ("", None)}
        emptied = {"login": "", "smtp_host": "", "daily_bytes": megabytes * MEGABYTE if megabytes else 0}
        return {**emptied, **kept_when_empty}


def account_initial(row: AccountRow) -> dict[str, Any]:
    """What the form shows of an account: everything but its secrets."""
    shown = (
        "imap_host", "imap_port", "imap_security", "smtp_host", "smtp_port", "smtp_security", "auth",
        "sent_copies_kept",
    )  # fmt: skip
    megabytes = row.daily_bytes // MEGABYTE if row.daily_bytes else None
    return {name: getattr(row, name) for name in (*shown, "address", "token_url")} | {
        "daily_megabytes": megabytes,
        "login": row.user,
    }
