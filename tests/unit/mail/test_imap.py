"""What IMAP servers answer, and how their folders are called."""

import datetime as dt
import imaplib
import socket
import ssl

import pytest
from imapclient.exceptions import LoginError

from ashore.mail.imap import (
    Cut,
    Folder,
    Garbage,
    ImapTrouble,
    Login,
    NoSuchHost,
    SignInRefused,
    TimedOut,
    Unreachable,
    Untrusted,
)
from ashore.mail.imap.fetched import NotFetch, bodies_in, sizes_in
from ashore.mail.imap.folders import folders_of
from ashore.mail.imap.providers import FASTMAIL, GOOGLE, provider_of
from ashore.mail.imap.session import _as_set
from ashore.mail.imap.troubles import named


def test_sizes_are_read_whatever_stands_around_them() -> None:
    found = sizes_in(
        [
            b'1 (UID 5 RFC822.SIZE 4259 INTERNALDATE "28-Nov-2026 09:21:40 +0100")',
            b'2 (INTERNALDATE " 1-Jan-2026 00:00:00 +0000" FLAGS (\\Seen) RFC822.SIZE 7 UID 9)',
            b'3 (UID 11 RFC822.SIZE 1 INTERNALDATE "00-Jan-0000 00:00:00 +0000")',
            b"4 (FLAGS (\\Seen))",
            None,
        ]
    )
    assert {uid: told.size for uid, told in found.items()} == {5: 4259, 9: 7, 11: 1}
    assert found[5].arrived_at == dt.datetime(2026, 11, 28, 8, 21, 40, tzinfo=dt.UTC)
    assert found[11].arrived_at is None


def test_bodies_are_read_with_the_number_before_or_behind_them_and_flags_in_between() -> None:
    data = [
        (b"1 (UID 5 BODY[] {3}", b"abc"), b")",
        b"7 (FLAGS (\\Seen))",
        (b"2 (FLAGS (\\Seen \\Answered) BODY[] {1}", b"d"), b" UID 6 MODSEQ (12))",
        b"3 (UID 8 BODY[] NIL)",
    ]  # fmt: skip
    assert bodies_in(data) == {5: b"abc", 6: b"d"}


@pytest.mark.parametrize(
    "data",
    [
        [(b"1 (UID 5 BODY[] {3}", b"abc"), b"d)"],
        [(b"1 (UID 5 BODY[] {3}", b"abc"), b""],
        [(b"1 (UID 5 BODY[] {3}", b"abc")],
        [(b"1 (UID 5 BODY[] {3}", b"abc"), (b"2 (UID 6 BODY[] {1}", b"x")],
        [(b"rest of a letter {3}", b"abc"), b")"],
        [(b"1 (BODY[] {3}", b"abc"), b")"],
    ],
)
def test_h89_a_body_that_does_not_end_where_the_server_said_is_none(data: list[object]) -> None:
    with pytest.raises(NotFetch):
        bodies_in(data)


def test_neighbours_are_asked_for_as_ranges() -> None:
    assert _as_set([7, 1, 2, 3, 9, 10]) == "1:3,7,9:10"


@pytest.mark.parametrize(
    "name", ["Sent Items", "INBOX.Sent", "Отправленные", "Odoslaná pošta", "Odeslané", "Ipinadala", "Gesendet"]
)
def test_sent_mail_is_found_by_its_usual_names_where_the_server_does_not_say(name: str) -> None:
    found = folders_of([((), b".", "INBOX"), ((), b".", name), ((), b".", "Projects")])
    assert found == (Folder("INBOX", "inbox"), Folder(name, "sent"), Folder("Projects", "other"))


def test_what_the_server_says_goes_before_names_and_what_cannot_be_opened_is_left_out() -> None:
    listed = [
        ((b"\\HasNoChildren",), b"/", "Sent"),
        ((b"\\Sent",), b"/", "Gesendete"),
        ((b"\\Noselect",), b"/", "[Gmail]"),
        ((b"\\All",), b"/", "[Gmail]/All Mail"),
        ((), b"/", "inbox"),
    ]
    assert folders_of(listed) == (
        Folder("inbox", "inbox"), Folder("Gesendete", "sent"), Folder("Sent", "other"),
        Folder("[Gmail]/All Mail", "apart"),
    )  # fmt: skip


@pytest.mark.parametrize(
    ("error", "connecting", "kind"),
    [
        (socket.gaierror(-2, "Name or service not known"), True, NoSuchHost),
        (TimeoutError(), True, Unreachable),
        (TimeoutError(), False, TimedOut),
        (ConnectionRefusedError(111, "refused"), True, Unreachable),
        (ConnectionResetError(104, "reset"), False, Cut),
        (ssl.SSLCertVerificationError("self-signed"), True, Untrusted),
        (imaplib.IMAP4.abort("socket error: EOF"), False, Cut),
        (imaplib.IMAP4.abort("unexpected response: b'x'"), False, Garbage),
        (ValueError("what is this"), False, Garbage),
        (LoginError("b'[AUTHENTICATIONFAILED] no'"), False, SignInRefused),
        (LoginError("b'[UNAVAILABLE] too busy'"), False, Unreachable),
        (LoginError("Too many simultaneous connections"), False, Unreachable),
    ],
)
def test_every_failure_has_its_name(error: Exception, connecting: bool, kind: type[ImapTrouble]) -> None:
    with pytest.raises(kind) as found, named("mail.example", connecting=connecting):
        raise error
    assert type(found.value) is kind
    assert found.value.reason.params["host"] == "mail.example"


def test_a_password_is_in_no_representation() -> None:
    assert "secret" not in repr(Login("anna", "secret", "secret"))


def test_providers_are_known_by_domain_and_by_server() -> None:
    assert provider_of("Anna@Gmail.com") is GOOGLE
    assert provider_of("anna@studio.example", "imap.fastmail.com") is FASTMAIL
    assert provider_of("anna@gmail.com", "mail.studio.example") is None
    assert provider_of("anna@studio.example") is None
