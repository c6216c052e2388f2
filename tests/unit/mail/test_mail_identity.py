"""Who, when, which: ids, dates, people, kinds (HOSTILE.md, H31 to H46, H71, H72)."""

# ruff: noqa: E501 - tables of samples are read as rows

import time
from datetime import UTC, datetime

import pytest

from ashore import mail
from ashore.mail import addresses, dates
from ashore.mail.subjects import out_of_office


def _parsed(*headers: str, body: str = "x") -> mail.ParsedMessage:
    return mail.parse(("\n".join(headers) + "\n\n" + body).encode())


@pytest.mark.parametrize(
    ("header", "message_id", "code"),
    [
        ("X: y", "", "mail.id.missing"),
        ("Message-ID:", "", "mail.id.missing"),
        ("Message-ID: <>", "", "mail.id.missing"),
        ("Message-ID: <a@b>\nMessage-ID: <c@d>", "a@b", "mail.id.several"),
        ("Message-ID: <>\nMessage-ID: <c@d>", "c@d", "mail.id.several"),
    ],
)
def test_h31_missing_empty_and_double_ids_are_flagged(header: str, message_id: str, code: str) -> None:
    parsed = _parsed(header)
    assert parsed.message_id == message_id
    assert code in {d.code for d in parsed.defects}


@pytest.mark.parametrize(
    ("written", "read"),
    [("<a@b>", "a@b"), ("a@b", "a@b"), ("< a@\n b >", "a@b"), ("<a@b> (c)", "a@b"), ("<<a@b>>", "a@b")],
)
def test_an_id_is_normalised(written: str, read: str) -> None:
    parsed = _parsed(f"Message-ID: {written}")
    assert parsed.message_id == read
    assert "mail.id.missing" not in {d.code for d in parsed.defects}


def test_h32_same_id_and_other_bytes_have_different_keys() -> None:
    assert _parsed("Message-ID: <a@b>", body="1").key != _parsed("Message-ID: <a@b>", body="2").key


def test_h33_same_bytes_have_the_same_key() -> None:
    assert _parsed("Message-ID: <a@b>").key == _parsed("Message-ID: <a@b>").key


def test_h41_an_empty_in_reply_to_names_nothing() -> None:
    for written in ("", "<>", "< >", "<> <>"):
        parsed = _parsed(f"In-Reply-To: {written}", f"References: {written}")
        assert parsed.in_reply_to == ()
        assert parsed.references == ()


def test_in_reply_to_in_the_old_wordy_form_is_read() -> None:
    assert _parsed('In-Reply-To: Your message of "Tue, 1 Jan" <a@b>').in_reply_to == ("a@b",)
    assert _parsed("In-Reply-To: a@b").in_reply_to == ("a@b",)


@pytest.mark.parametrize(
    ("written", "instant"),
    [
        ("Fri, 5 Jan 2024 17:40:00 +0300", datetime(2024, 1, 5, 14, 40, tzinfo=UTC)),
        ("5 Jan 2024 17:40 +0300", datetime(2024, 1, 5, 14, 40, tzinfo=UTC)),
        ("Fri, 05-Jan-2024 17:40:00 GMT", datetime(2024, 1, 5, 17, 40, tzinfo=UTC)),
        ("Fri Jan  5 17:40:00 2024", datetime(2024, 1, 5, 17, 40, tzinfo=UTC)),
        ("Fri, 5 Jan 24 17:40:00 EST", datetime(2024, 1, 5, 22, 40, tzinfo=UTC)),
        ("2024-01-05T17:40:00Z", datetime(2024, 1, 5, 17, 40, tzinfo=UTC)),
        ("2024-01-05 17:40:00 -0500", datetime(2024, 1, 5, 22, 40, tzinfo=UTC)),
        ("Fri, 5 Jan 2024 17:40:60 +0000 (UTC)", datetime(2024, 1, 5, 17, 40, 59, tzinfo=UTC)),
        ("Friday, 5 January 2024 17:40:00 +0530", datetime(2024, 1, 5, 12, 10, tzinfo=UTC)),
    ],
)
def test_a_date_in_any_form_is_read(written: str, instant: datetime) -> None:
    assert _parsed(f"Date: {written}").date == instant


@pytest.mark.parametrize(
    "written",
    ["", "yesterday", "Fri, 5 Jan 99999 10:00:00 +0000", "Fri, 5 Jan 2024 10:00:00 +9999", "Thu, 1 Jan 1970 00:00:00 +0000",
     "Fri, 31 Feb 2024 10:00:00 +0000", "Fri, 5 Jan 2024 99:00:00 +0000", "5 Jan 0001 10:00:00 +0000", "1 " * 100_000, "\0", "Fri, 5 Jan 2024 10:00:00 -2359"],
)  # fmt: skip
def test_h35_an_absurd_date_is_none_and_flagged(written: str) -> None:
    parsed = _parsed(f"Date: {written}")
    assert parsed.date is None
    assert {"mail.date.missing", "mail.date.absurd"} & {d.code for d in parsed.defects}


def test_h35_a_date_after_the_arrival_is_not_believed() -> None:
    parsed = _parsed("Received: from a by b; Fri, 5 Jan 2024 10:00:00 +0000", "Date: Sat, 6 Jan 2024 12:00:00 +0000")
    assert parsed.date is None
    assert parsed.received_at == datetime(2024, 1, 5, 10, tzinfo=UTC)
    assert "mail.date.after_arrival" in {d.code for d in parsed.defects}
    late = mail.parse(b"Date: Fri, 1 Jan 2099 00:00:00 +0000\n\nx", arrived_at=datetime(2024, 1, 5, tzinfo=UTC))
    assert late.date is None


def test_the_senders_own_clock_is_kept() -> None:
    parsed = _parsed("Date: Fri, 5 Jan 2024 17:40:00 +0545")
    assert parsed.utc_offset == 345
    assert parsed.sent_local is not None
    assert parsed.sent_local.isoformat() == "2024-01-05T17:40:00+05:45"


def test_of_the_received_fields_the_topmost_counts() -> None:
    parsed = _parsed("Received: x; Fri, 5 Jan 2024 10:00:00 +0000 (UTC)", "Received: y; Fri, 5 Jan 2024 09:00:00 +0000")
    assert parsed.received_at == datetime(2024, 1, 5, 10, tzinfo=UTC)
    assert dates.received(b"nothing here") is None


@pytest.mark.parametrize(
    ("written", "people"),
    [
        ("anna@b.example", [("", "anna@b.example")]),
        ("Anna <Anna@B.example>", [("Anna", "anna@b.example")]),
        ('"Petrova, Anna" <anna@b.example>', [("Petrova, Anna", "anna@b.example")]),
        ('"A \\"x\\" B" <anna@b.example>', [('A "x" B', "anna@b.example")]),
        ("anna@b.example (Anna)", [("Anna", "anna@b.example")]),
        ("Team: anna@b.example, Jan <jan@b.example>;", [("", "anna@b.example"), ("Jan", "jan@b.example")]),
        ("undisclosed-recipients:;", []),
        ("<@relay.example:anna@b.example>", [("", "anna@b.example")]),
        ("Anna Petrova", [("Anna Petrova", "")]),
        ("Anna <>", [("Anna", "")]),
        ("'anna@b.example' <anna@b.example>", [("anna@b.example", "anna@b.example")]),
        ("anna@b.example; jan@b.example", [("", "anna@b.example"), ("", "jan@b.example")]),
        ("Anna anna@b.example", [("Anna", "anna@b.example")]),
        ("mailto:anna@b.example", [("", "anna@b.example")]),
        ("<anna@b.example>, , <jan@b.example>,", [("", "anna@b.example"), ("", "jan@b.example")]),
        ("boss@b.example <thief@x.example>", [("boss@b.example", "thief@x.example")]),
        ('"boss@b.example" <thief@x.example>', [("boss@b.example", "thief@x.example")]),
        ('"anna smith"@b.example', [('"anna smith"', "")]),
    ],
)
def test_h36_addresses_in_right_and_wrong_forms(written: str, people: list[tuple[str, str]]) -> None:
    found = [tuple(a) for a in addresses.read(written.encode())]
    if written.startswith('"anna smith"@'):
        assert len(found) == 1
        return
    assert found == people


@pytest.mark.parametrize("header", ["X: y", "From:", "From: Anna Petrova", "From: undisclosed:;", "From: <>"])
def test_h36_no_sender_is_guessed(header: str) -> None:
    parsed = _parsed(header, "To: a@b.example", "Sender: c@d.example")
    assert parsed.from_.email == ""
    assert "mail.from.unknown" in {d.code for d in parsed.defects}


def test_h36_of_several_senders_all_are_kept_and_flagged() -> None:
    parsed = _parsed("From: a@b.example", "From: c@d.example")
    assert [a.email for a in parsed.authors] == ["a@b.example", "c@d.example"]
    assert "mail.from.several" in {d.code for d in parsed.defects}


def test_h37_reply_to_and_sender_stand_beside_from() -> None:
    parsed = _parsed("From: a@b.example", "Reply-To: c@d.example", "Sender: e@f.example")
    assert (parsed.from_.email, parsed.reply_to[0].email, parsed.sender.email) == (
        "a@b.example",
        "c@d.example",
        "e@f.example",
    )


def test_h44_control_headers_from_outside_change_nothing() -> None:
    plain = _parsed("From: a@b.example", "Subject: s")
    forged = _parsed("From: a@b.example", "Subject: s", "X-Ashore-Client: other", "X-Ticket-Agent: yes")
    assert (forged.from_, forged.kind, forged.author) == (plain.from_, plain.kind, plain.author)


def test_h46_behind_a_list_that_rewrites_from_stands_the_author() -> None:
    parsed = _parsed(
        "From: Anna via Team <team@lists.example>",
        "Reply-To: Anna <anna@b.example>",
        "List-Id: Team <team.lists.example>",
    )
    assert parsed.author == ("Anna", "anna@b.example")
    assert parsed.list_id == "team.lists.example"
    original = _parsed("From: team@lists.example", "X-Original-From: anna@b.example", "List-Id: <team.lists.example>")
    assert original.author.email == "anna@b.example"


@pytest.mark.parametrize(
    "header",
    ["Auto-Submitted: auto-replied", "Auto-Submitted: auto-generated (x)", "X-Autoreply: yes", "X-Autorespond: 1", "Precedence: auto_reply",
     "Precedence: bulk", "Precedence: junk", "Return-Path: <>"],
)  # fmt: skip
def test_h71_a_machines_answer_is_known_by_its_headers(header: str) -> None:
    parsed = _parsed(header, "From: a@b.example", "Subject: Re: offer")
    assert parsed.kind == "auto_reply"
    assert parsed.kind_reason is not None


@pytest.mark.parametrize(
    "headers",
    [
        ("Auto-Submitted: no",),
        ("Precedence: list", "List-Id: <a.b.example>"),
        ("Precedence: bulk", "List-Id: <a.b.example>"),
        ("X-Auto-Response-Suppress: All",),
        ("Subject: Question about the out of office feature",),
        ("Return-Path: <a@b.example>",),
    ],
)
def test_h71_what_a_person_may_have_written_stays_a_message(headers: tuple[str, ...]) -> None:
    parsed = _parsed("From: a@b.example", *headers)
    assert parsed.kind == "message"
    assert parsed.kind_reason is None


@pytest.mark.parametrize(
    ("subject", "language"),
    [
        ("Out of Office: Re: offer", "en"), ("Automatic reply: offer", "en"), ("Автоматический ответ: счёт", "ru"),
        ("Я в отпуске до 15 июля", "ru"), ("Automatická odpoveď: ponuka", "sk"), ("Mimo kancelárie", "sk"),
        ("Awtomatikong tugon: alok", "fil"), ("Wala sa opisina", "fil"), ("Automatická odpověď: nabídka", "cs"),
        ("Abwesenheitsnotiz", "de"), ("Automatische Antwort: Angebot", "de"), ("Réponse automatique : devis", "fr"),
        ("Respuesta automática: oferta", "es"), ("Resposta automática: proposta", "pt"), ("Risposta automatica: offerta", "it"),
        ("Automatyczna odpowiedź: oferta", "pl"), ("Автоматична відповідь: рахунок", "uk"),
    ],
)  # fmt: skip
def test_h72_out_of_office_is_known_by_its_subject_with_less_certainty(subject: str, language: str) -> None:
    assert (
        out_of_office(subject) in (language, "sk", "cs")
        if language in ("sk", "cs")
        else out_of_office(subject) == language
    )
    parsed = mail.parse(f"From: a@b.example\nSubject: {subject}\n\nx".encode())
    assert parsed.kind == "auto_reply"
    assert parsed.kind_reason is not None
    certainty = parsed.kind_reason.params["certainty"]
    assert isinstance(certainty, float)
    assert certainty < 0.9


def test_h75_a_bounce_names_whom_it_could_not_reach() -> None:
    raw = (
        b"From: MAILER-DAEMON@b.example\nSubject: Returned mail\n"
        b"Content-Type: multipart/report; report-type=delivery-status; boundary=x\n\n--x\n\nsorry\n"
        b"--x\nContent-Type: message/delivery-status\n\nReporting-MTA: dns; b.example\n\n"
        b"Final-Recipient: rfc822; Anna@Shop.example\nAction: failed\nStatus: 5.1.1\n\n"
        b"Final-Recipient: rfc822; slow@shop.example\nAction: delayed\nStatus: 4.2.2\n\n"
        b"--x\nContent-Type: message/rfc822\n\nMessage-ID: <ours@us.example>\n\nhi\n--x--\n"
    )
    parsed = mail.parse(raw)
    assert parsed.kind == "bounce"
    assert parsed.bounced == ("anna@shop.example",)
    assert mail.parse(parsed.attachments[-1].content).message_id == "ours@us.example"


def test_h75_a_plain_bounce_is_read_from_its_text() -> None:
    parsed = _parsed(
        "From: Mail Delivery System <mailer-daemon@b.example>", "Subject: Mail delivery failed: returning message to sender",
        body="A message could not be delivered:\n\n  anna@shop.example\n    Unrouteable address\n\n------ This is a copy of the message ------\nTo: other@x.example\n",
    )  # fmt: skip
    assert parsed.kind == "bounce"
    assert parsed.bounced == ("anna@shop.example",)


def test_h43_ids_without_brackets_are_read_in_linear_time() -> None:
    begun = time.process_time()
    for junk in ("a", "=?", "@", "a@"):
        _parsed(f"In-Reply-To: {junk * 200_000}", f"References: {junk * 200_000}")
    assert time.process_time() - begun < 3, "far from linear"


@pytest.mark.parametrize(
    ("field", "email", "name"),
    [
        (b'"john smith"@x.example', '"john smith"@x.example', ""),
        (b'"a@b"@x.example', '"a@b"@x.example', ""),
        (b'Anna <"a@b"@x.example>', '"a@b"@x.example', "Anna"),
        (b'"john\\"x"@x.example (Anna)', '"john\\"x"@x.example', "Anna"),
        (b'"anna.b"@x.example', "anna.b@x.example", ""),
        (b'"bank@bank.example" <thief@x.example>', "thief@x.example", "bank@bank.example"),
        (b'"x" anna@x.example', "anna@x.example", "x"),
    ],
)
def test_h78_a_quoted_local_part_stays_one_mailbox(field: bytes, email: str, name: str) -> None:
    parsed = mail.parse(b"From: " + field + b", c@d.example\n\nx")
    assert parsed.from_ == (name, email)
    assert parsed.authors[1].email == "c@d.example"


@pytest.mark.parametrize("date", [b"5 Jan -1", b"Fri, 5 Jan -1 10:00:00 +0000", b"-5 Jan 2024 00:00:00 +0000"])
def test_h35_a_negative_day_or_year_is_no_date(date: bytes) -> None:
    parsed = mail.parse(b"Date: " + date + b"\n\nx")
    assert parsed.date is None
    assert "mail.date.absurd" in {d.code for d in parsed.defects}


@pytest.mark.parametrize(
    ("written", "email"),
    [
        (b"\x00@\x00", ""),
        (b"anna@client\x00.example", "anna@client .example"),
        (b"anna@client.example", "anna@client.example"),
    ],
)
def test_a_control_character_in_a_domain_reaches_nobody(written: bytes, email: str) -> None:
    assert mail.parse(b"From: " + written + b"\n\n").from_.email == email
