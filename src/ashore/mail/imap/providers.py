"""Servers of usual providers, and where each makes a password for a program. Addresses as of 2026."""

from typing import NamedTuple


class Provider(NamedTuple):
    """``imap`` and ``smtp``: host, port, security. ``passwords``: where a password for a program is made, empty where
    the usual one holds. ``token_url``: where XOAUTH2 tokens are refreshed; ``tokens_only``: a password is never taken;
    ``keeping``: SMTP servers that put what they send into the Sent folder by themselves.
    """

    name: str
    imap: tuple[str, int, str]
    smtp: tuple[str, int, str]
    passwords: str = ""
    token_url: str = ""
    tokens_only: bool = False
    keeping: tuple[str, ...] = ()


GOOGLE = Provider(
    "Google", ("imap.gmail.com", 993, "tls"), ("smtp.gmail.com", 587, "starttls"),
    "https://myaccount.google.com/apppasswords", "https://oauth2.googleapis.com/token",
    keeping=("smtp.gmail.com", "smtp.googlemail.com"),
)  # fmt: skip
MICROSOFT = Provider(
    "Microsoft", ("outlook.office365.com", 993, "tls"), ("smtp.office365.com", 587, "starttls"), "",
    "https://login.microsoftonline.com/common/oauth2/v2.0/token", tokens_only=True,
    keeping=("smtp.office365.com", "smtp-mail.outlook.com"),
)  # fmt: skip
SEZNAM = Provider("Seznam", ("imap.seznam.cz", 993, "tls"), ("smtp.seznam.cz", 465, "tls"), "https://profil.seznam.cz/")
YANDEX = Provider(
    "Yandex", ("imap.yandex.com", 993, "tls"), ("smtp.yandex.com", 465, "tls"),
    "https://id.yandex.com/security/app-passwords", "https://oauth.yandex.com/token",
)  # fmt: skip
MAIL_RU = Provider(
    "Mail.ru", ("imap.mail.ru", 993, "tls"), ("smtp.mail.ru", 465, "tls"),
    "https://account.mail.ru/user/2-step-auth/passwords",
)  # fmt: skip
FASTMAIL = Provider(
    "Fastmail", ("imap.fastmail.com", 993, "tls"), ("smtp.fastmail.com", 465, "tls"),
    "https://app.fastmail.com/settings/security/apps",
)  # fmt: skip
APPLE = Provider(
    "iCloud", ("imap.mail.me.com", 993, "tls"), ("smtp.mail.me.com", 587, "starttls"), "https://account.apple.com/"
)
YAHOO = Provider(
    "Yahoo", ("imap.mail.yahoo.com", 993, "tls"), ("smtp.mail.yahoo.com", 465, "tls"),
    "https://login.yahoo.com/account/security",
)  # fmt: skip
BY_DOMAIN = {
    **dict.fromkeys(("gmail.com", "googlemail.com"), GOOGLE),
    **dict.fromkeys(("outlook.com", "hotmail.com", "live.com", "msn.com", "outlook.sk", "outlook.cz"), MICROSOFT),
    **dict.fromkeys(("seznam.cz", "email.cz", "post.cz", "spoluzaci.cz"), SEZNAM),
    **dict.fromkeys(("yandex.ru", "yandex.com", "ya.ru", "yandex.by", "yandex.kz"), YANDEX),
    **dict.fromkeys(("mail.ru", "inbox.ru", "list.ru", "bk.ru"), MAIL_RU),
    **dict.fromkeys(("fastmail.com", "fastmail.fm"), FASTMAIL),
    **dict.fromkeys(("icloud.com", "me.com", "mac.com"), APPLE),
    **dict.fromkeys(("yahoo.com", "yahoo.com.ph", "ymail.com"), YAHOO),
}
ALL = (GOOGLE, MICROSOFT, SEZNAM, YANDEX, MAIL_RU, FASTMAIL, APPLE, YAHOO)


def provider_of(address: str, host: str = "") -> Provider | None:
    """Who keeps this mailbox, by its IMAP host, or else by the domain of the address; None for any other house."""
    named = host.strip().lower()
    if named:
        return next((each for each in ALL if each.imap[0] == named), None)
    return BY_DOMAIN.get(address.rpartition("@")[2].strip().lower())
