"""Whether a person wrote a message, or a machine answered (H71, H72; RFC 3834, RFC 3464)."""

import re
from collections.abc import Mapping

from ashore.core.correspondence.message import Address, MessageKind
from ashore.core.kernel import Reason
from ashore.mail.headers import Headers
from ashore.mail.subjects import out_of_office

_DAEMON = re.compile(
    r"(?:mailer-daemon|postmaster|mail-daemon|mail_daemon|bounce|bounces|maildaemon|nobody-bounce)(?:[+-].*)?\Z"
)
_FAILED = re.compile(
    r"(?i)undeliver|delivery (?:status notification|failure|has failed|report)|returned (?:mail|to sender)|failure notice|"  # noqa: E501
    r"mail delivery (?:failed|system|subsystem)|delivery (?:incomplete|delayed)|could not be delivered|не ?доставлен|"
    r"unzustellbar|nedoruč|nemožno doručiť|message non distribué|non remis|no se puede entregar|hindi naihatid"
)
_TELLING: Mapping[str, tuple[str, ...]] = {
    "auto-submitted": ("no",),
    **dict.fromkeys(
        (
            "x-autoreply",
            "x-autorespond",
            "x-autoresponder",
            "x-auto-reply",
            "x-autoreply-from",
            "x-mail-autoreply",
        ),
        ("no", "false", "0"),
    ),
}
"""Fields that only automatic answers bear, and the values that deny it."""
_TELLING_KEYS = frozenset(name.encode("ascii") for name in _TELLING)
_AUTOMATIC = frozenset({"auto_reply", "auto-reply", "autoreply", "auto_generated", "auto-generated"})


MARK_HEADER = "X-Ashore-Mark"
"""The signed id of what a desk wrote by itself; worth nothing unless the signature is ours (H44)."""
_NO_PERSON = re.compile(
    r"(?:no-?reply|do-?not-?reply|nepovedat|ne-?otvechai|notification[s]?|alerts?|newsletter|mailer|daemon|robot|bot|"
    r"auto-?confirm|postmaster|abuse|root|listserv|majordomo|.*-(?:bounces|request|owner|noreply))(?:[+.-].*)?\Z"
)


def is_no_person(email: str) -> bool:
    """Whether an address is by its name one that nobody reads."""
    local = email.partition("@")[0].lower()
    return not local or bool(_DAEMON.match(local) or _NO_PERSON.match(local))


def forbids_answers(headers: Headers) -> bool:
    """Whether its sender wants no automatic answer to what a person may have written all the same: Exchange's
    X-Auto-Response-Suppress, and X-Loop, by which programs know their own mail again (H71)."""
    suppressed = {each.strip() for each in headers.text("x-auto-response-suppress")[:200].lower().split(",")}
    return bool(suppressed & {"all", "oof", "autoreply"}) or bool(headers.text("x-loop").strip())


def kind_of(
    headers: Headers, sender: Address, subject: str, top_type: str, report: str
) -> tuple[MessageKind, Reason | None]:
    """The kind of a message and why; None as reason for what a person wrote.

    ``report``: the report-type of multipart/report. ``Precedence: list`` or ``bulk`` with a List-Id is list mail
    that a person may have written: its kind stays "message".
    """
    bounce = _bounce(headers, sender, subject, top_type, report)
    if bounce:
        return "bounce", bounce
    automatic = _automatic(headers, subject, top_type, report)
    return ("auto_reply", automatic) if automatic else ("message", None)


def _bounce(headers: Headers, sender: Address, subject: str, top_type: str, report: str) -> Reason | None:
    if top_type == "multipart/report" and report in ("delivery-status", "global-delivery-status"):
        return Reason("mail.kind.delivery_report", params={"certainty": 1.0})
    if "x-failed-recipients" in headers:
        return Reason("mail.kind.failed_recipients", params={"certainty": 1.0})
    if _DAEMON.match(sender.email.partition("@")[0]) and _FAILED.search(subject):
        return Reason("mail.kind.mailer_daemon", params={"from": sender.email, "certainty": 0.95})
    return None


def _automatic(headers: Headers, subject: str, top_type: str, report: str) -> Reason | None:
    return (
        _by_header(headers)
        or _by_precedence(headers)
        or _by_type(top_type, report)
        or _by_return_path(headers)
        or _by_subject(headers, subject)
    )


def _by_header(headers: Headers) -> Reason | None:
    if headers.fields.keys().isdisjoint(_TELLING_KEYS):
        return None
    for name, harmless in _TELLING.items():
        value = _word(headers, name)
        if value and value not in harmless:
            return _header_reason(name.title(), value)
    return None


def _by_precedence(headers: Headers) -> Reason | None:
    if "precedence" not in headers and "x-precedence" not in headers:
        return None
    precedence = _word(headers, "precedence").replace(" ", "_")
    if precedence in _AUTOMATIC or _word(headers, "x-precedence").replace(" ", "_") in _AUTOMATIC:
        return _header_reason("Precedence", precedence or "auto_reply")
    listed = "list-id" in headers or "list-post" in headers or "mailing-list" in headers
    if precedence in ("bulk", "junk", "list") and not listed:
        return _header_reason("Precedence", precedence)
    return None


def _by_type(top_type: str, report: str) -> Reason | None:
    if top_type == "multipart/report" and report == "disposition-notification":
        return Reason("mail.kind.receipt", params={"certainty": 1.0})
    return None


def _by_return_path(headers: Headers) -> Reason | None:
    if b"".join(headers.raw("return-path")[:1000].split()) == b"<>":
        return Reason("mail.kind.empty_return_path", params={"certainty": 0.95})
    return None


def _by_subject(headers: Headers, subject: str) -> Reason | None:
    """Out of office by its subject alone: likely, not sure; surer where the sender forbids automatic answers too."""
    language = out_of_office(subject)
    if not language:
        return None
    suppressed = _word(headers, "x-auto-response-suppress") not in ("", "none")
    certainty = 0.95 if suppressed else 0.7
    return Reason(
        "mail.kind.out_of_office_subject", params={"subject": subject, "language": language, "certainty": certainty}
    )


def _word(headers: Headers, name: str) -> str:
    return headers.text(name).partition(";")[0].partition("(")[0].strip().lower()[:100] if name in headers else ""


def _header_reason(name: str, value: str) -> Reason:
    return Reason("mail.kind.header", params={"header": name, "value": value, "certainty": 1.0})
