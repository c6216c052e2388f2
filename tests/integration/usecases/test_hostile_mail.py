"""Hostile mail in the store: kept, shown, flagged, and the run goes on."""

import base64
import datetime as dt
from email.message import EmailMessage

import pytest

from ashore.store.models import Attachment, Conversation, Message, Obligation, RawMessage, Tray
from ashore.usecases.errors import NotPossible
from ashore.usecases.importing.archive import import_archive
from ashore.usecases.parties import admit_outsider, reject_outsider
from ashore.usecases.queries.client import clients
from ashore.usecases.queries.conversation import conversation
from ashore.usecases.queries.downloads import attachment, message_html, raw_bytes
from ashore.usecases.queries.finding import find
from ashore.usecases.queries.inbox import inbox
from ashore.usecases.rebuilding import derived_rows, rebuild
from ashore.usecases.recording import undo
from ashore.usecases.refreshing import refresh_all


def stored(arrive, raw: bytes) -> Message:
    return Message.objects.get(pk=arrive(raw))


def mail(text: str = "How much is it?", **headers: str) -> bytes:
    given = {"From": "Eva <eva@client.example>", "To": "anna@studio.example", "Subject": "Site"} | headers
    return "".join(f"{name.replace('_', '-')}: {value}\n" for name, value in given.items()).encode() + (
        f"\n{text}\n".encode()
    )


DATED = {"Date": "Fri, 16 Jan 2026 08:00:00 +0000"}


def with_file(name: str, kind: str, content: bytes) -> bytes:
    message = EmailMessage()
    message["From"], message["To"], message["Subject"] = "eva@client.example", "anna@studio.example", "File"
    message["Date"] = DATED["Date"]
    message.set_content("Here it is.")
    main, _, sub = kind.partition("/")
    message.add_attachment(content, maintype=main, subtype=sub, filename=name)
    return message.as_bytes()


@pytest.mark.parametrize("ids", [{}, {"Message-ID": ""}, {"Message-ID": "<>"}])
def test_h31_mail_without_an_id_is_stored_under_a_key_of_its_own(workspace, arrive, ids):
    first = stored(arrive, mail("One", **DATED, **ids))
    second = stored(arrive, mail("Two", **DATED, **ids))
    assert first.key != second.key
    assert not Message.objects.filter(conflict=True).exists()


def test_h34_a_forged_id_that_came_first_does_not_keep_the_true_mail_out(workspace, letter, arrive):
    arrive(letter(7, "Pay here: evil", sender="Mallory <m@evil.example>"))
    true = stored(arrive, letter(7, "Here is the plan. When can you start?"))
    assert RawMessage.objects.count() == 2
    assert true.conversation is not None
    assert set(Message.objects.values_list("conflict", flat=True)) == {True}
    assert Obligation.objects.filter(anchor=true.key, kind="reply").exists()


@pytest.mark.parametrize(
    "date",
    [None, "", "nonsense", "Fri, 16 Jan 99999 08:00:00 +0000", "Fri, 16 Jan 2026 08:00:00 +9999",
     "Thu, 01 Jan 1970 00:00:00 +0000", "Sat, 17 Jan 2026 20:00:00 +0000"],
)  # fmt: skip
def test_h35_an_absurd_date_is_replaced_by_the_arrival_and_breaks_nothing(workspace, arrive, now, date):
    row = stored(arrive, mail(**({} if date is None else {"Date": date})))
    assert row.at <= now
    assert conversation(workspace=workspace, id=row.conversation_id, now=now).messages[0].at == row.at
    assert inbox(workspace=workspace, now=now).rows[0].messages == 1


@pytest.mark.parametrize("sender", ["", "Only A Name", "Group: a@x.example, b@y.example;", "<>"])
def test_h36_without_a_readable_sender_no_client_is_guessed_from_it(workspace, arrive, now, sender):
    row = stored(arrive, mail(**DATED, From=sender))
    if row.sender_email == "":
        assert row.conversation.client is None
    assert conversation(workspace=workspace, id=row.conversation_id, now=now).messages[0].who == (
        row.sender_name or row.sender_email
    )


def test_h36_mail_without_any_sender_is_kept(workspace, arrive, now):
    raw = b"To: anna@studio.example\nSubject: Nobody\n\nHow much is it?\n"
    row = stored(arrive, raw)
    assert (row.sender_email, row.conversation.client) == ("", None)
    assert clients(workspace=workspace, now=now).rows == ()


SERVER = "mx.studio.example"
HOP = f"Received: from pc.evil.example (pc [192.0.2.7]) by {SERVER} with ESMTP id 4; Fri, 16 Jan 2026 11:30:00 +0000\n"
RESULTS = f"Authentication-Results: {SERVER}; dmarc={{}} header.from=studio.example\n"
REFUTED, CONFIRMED = RESULTS.format("fail").encode(), RESULTS.format("pass").encode()


@pytest.fixture
def trusted(settings):
    settings.TRUSTED_SERVERS = (SERVER,)


def in_our_name(letter, number: int = 2, text: str = "It is 500 EUR.") -> bytes:
    at = dt.datetime(2026, 1, 16, 11, 30, tzinfo=dt.UTC)
    return letter(number, text, sender="Anna <anna@studio.example>", to="eva@client.example", after=1, at=at)


def open_kinds() -> set[str]:
    return set(Obligation.objects.filter(owed_by="us", met_at=None).values_list("kind", flat=True))


@pytest.mark.parametrize("top", [REFUTED, REFUTED + HOP.encode(), HOP.encode() + REFUTED, HOP.encode()])
def test_h38_mail_in_our_name_that_our_server_does_not_confirm_answers_nothing(trusted, workspace, letter, arrive, top):
    arrive(letter(1, "How much is it?"))
    row = stored(arrive, top + in_our_name(letter))
    assert (row.side, row.outsider) == ("client", True)
    assert {"reply", "question"} <= open_kinds()
    assert row.conversation.last_side == "client"


@pytest.mark.parametrize("top", [b"", CONFIRMED, CONFIRMED + HOP.encode(), HOP.replace("ESMTP", "ESMTPSA").encode()])
def test_h38_our_own_mail_answers_as_ever_where_a_server_is_trusted(trusted, workspace, letter, arrive, top):
    arrive(letter(1, "How much is it?"))
    row = stored(arrive, top + in_our_name(letter))
    assert (row.side, row.outsider) == ("us", False)
    assert not {"reply", "question"} & open_kinds()


def test_h38_mail_in_our_name_starts_nothing_either(trusted, workspace, letter, arrive, now):
    raw = letter(1, "I will send you 500 EUR tomorrow. Could you send me your account?", sender="anna@studio.example",
                 to="eva@client.example")  # fmt: skip
    row = stored(arrive, REFUTED + raw)
    assert row.outsider
    assert not Obligation.objects.exists()
    shown = conversation(workspace=workspace, id=row.conversation_id, now=now).messages[0]
    assert (shown.outsider_state, shown.side) == ("unconfirmed", "client")
    assert shown.doubted.code == "mail.authentication.refuted"


def test_h38_a_person_confirms_one_message_and_takes_it_back(trusted, workspace, letter, arrive, now, user):
    arrive(letter(1, "How much is it?"))
    ours = stored(arrive, HOP.encode() + in_our_name(letter))
    forged = stored(arrive, HOP.encode() + in_our_name(letter, 3, "Pay to this account."))
    event = admit_outsider(workspace=workspace, user=user, now=now, message=ours.pk)
    for row in (ours, forged):
        row.refresh_from_db()
    assert (ours.side, ours.outsider) == ("us", False)
    assert (forged.side, forged.outsider) == ("client", True)
    assert not {"reply", "question"} & open_kinds()
    shown = {row.id: row for row in conversation(workspace=workspace, id=ours.conversation_id, now=now).messages}
    assert (shown[ours.pk].outsider_event, shown[forged.pk].outsider_event) == (event, 0)
    rows = derived_rows()
    rebuild(now=now, processes=0)
    assert derived_rows() == rows
    undo(workspace=workspace, user=user, now=now, event=event)
    ours.refresh_from_db()
    assert (ours.side, ours.outsider) == ("client", True)
    assert {"reply", "question"} <= open_kinds()


def test_h38_mail_rejected_as_forged_is_not_asked_about_again(trusted, workspace, letter, arrive, now, user):
    arrive(letter(1, "How much is it?"))
    row = stored(arrive, REFUTED + in_our_name(letter))
    reject_outsider(workspace=workspace, user=user, now=now, message=row.pk)
    shown = conversation(workspace=workspace, id=row.conversation_id, now=now).messages[1]
    assert shown.outsider_state == "rejected"
    with pytest.raises(NotPossible):
        reject_outsider(workspace=workspace, user=user, now=now, message=row.pk)


def test_h38_an_import_doubts_as_a_single_message_does(trusted, workspace, letter, tmp_path, now, write_mbox):
    mail = [letter(1, "How much is it?"), HOP.encode() + in_our_name(letter)]
    import_archive(workspace=workspace, paths=[write_mbox(tmp_path / "box", mail)], now=now, processes=0)
    assert Message.objects.filter(sender_email="anna@studio.example", outsider=True, side="client").count() == 1


def test_h45_results_forged_by_the_sender_confirm_nothing(trusted, workspace, letter, arrive):
    arrive(letter(1, "How much is it?"))
    earlier = b"Received: from a by b with SMTP; Fri, 16 Jan 2026 11:00:00 +0000\n"
    alien = CONFIRMED.replace(SERVER.encode(), b"evil.example")
    for number, top in enumerate((HOP.encode() + earlier + CONFIRMED, alien + HOP.encode(), REFUTED + CONFIRMED), 2):
        assert stored(arrive, top + in_our_name(letter, number)).side == "client"
    assert "reply" in open_kinds()


def test_h45_without_a_trusted_server_such_headers_change_nothing(workspace, letter, arrive):
    arrive(letter(1, "How much is it?"))
    row = stored(arrive, REFUTED + HOP.encode() + in_our_name(letter))
    assert (row.side, row.outsider) == ("us", False)
    assert not {"reply", "question"} & open_kinds()


def test_h45_a_confirmation_makes_nobody_one_of_us(trusted, workspace, letter, arrive):
    row = stored(arrive, CONFIRMED + letter(1, "How much is it?", sender="eva@client.example"))
    assert row.side == "client"


def test_h41_an_empty_reference_joins_nothing_to_mail_without_an_id(workspace, arrive):
    first = stored(arrive, mail("One", **DATED, **{"Message-ID": ""}))
    other = {"From": "Bob <bob@other.example>", "Subject": "Else", "In-Reply-To": "", "References": "<>"}
    second = stored(arrive, mail("Two", **DATED, **other))
    assert first.conversation_id != second.conversation_id


HTML_ONLY = (
    b"From: eva@client.example\nTo: anna@studio.example\nSubject: Site\nDate: Fri, 16 Jan 2026 08:00:00 +0000\n"
    b"MIME-Version: 1.0\nContent-Type: text/html; charset=utf-8\n\n<style>p{color:red}</style>"
    b"<p>Hello Anna,</p><p>how much is the <b>site</b>?</p><script>alert(1)</script>"
)


def test_h60_html_alone_is_read_searched_and_owed_an_answer(workspace, arrive, now):
    row = stored(arrive, HTML_ONLY)
    assert "how much is the site?" in row.new_text
    assert "alert" not in row.text
    assert "color" not in row.text
    assert Obligation.objects.filter(kind="question", anchor=row.key).exists()
    assert len(find(workspace=workspace, query="site").rows) == 1
    assert "<script" not in (message_html(workspace=workspace, id=row.pk) or "")


def test_h62_markup_in_subject_and_text_stays_text_in_every_row(workspace, letter, arrive, now):
    row = stored(arrive, letter(1, "Is <img src=x onerror=alert(1)> fine?", subject="<script>alert(1)</script>"))
    shown = inbox(workspace=workspace, now=now).rows[0]
    assert shown.subject == "<script>alert(1)</script>"
    assert "<img src=x onerror=alert(1)>" in shown.snippet
    assert "\n" not in shown.snippet
    assert row.conversation.subject == shown.subject


@pytest.mark.parametrize(
    "name", ["../../etc/passwd", "C:\\x\\y.txt", "con", "aux.txt", ".hidden", "a" * 5000 + ".pdf", "x\u202efdp.exe"]
)
def test_h63_a_hostile_file_name_is_stored_under_a_number_and_handed_out_safe(workspace, arrive, name):
    arrive(with_file(name, "application/pdf", b"%PDF-1.4"))
    found = attachment(workspace=workspace, id=Attachment.objects.get().pk)
    assert found.content == b"%PDF-1.4"
    assert not set(found.name) & set("/\\:\x00\n\r\u202e")
    assert not found.name.startswith(".")
    assert 0 < len(found.name) <= 255
    assert found.name.partition(".")[0].lower() not in {"con", "aux", "nul", "prn"}


@pytest.mark.parametrize("kind", ["text/html", "image/svg+xml", "application/xhtml+xml", "text/xml", "application/pdf"])
def test_h64_active_content_is_handed_out_as_plain_bytes(workspace, arrive, kind):
    arrive(with_file("page.html", kind, b"<script>alert(1)</script>"))
    assert attachment(workspace=workspace, id=Attachment.objects.get().pk).type == "application/octet-stream"


def test_h65_a_false_type_changes_no_byte_and_is_never_acted_upon(workspace, arrive):
    arrive(with_file("picture.png", "image/png", b"MZ\x90\x00 not a picture"))
    found = attachment(workspace=workspace, id=Attachment.objects.get().pk)
    assert found.content.startswith(b"MZ")


def test_h67_the_same_logo_in_many_messages_costs_little_room(workspace, arrive):
    logo = base64.b64encode(bytes(range(256)) * 40).decode()
    for n in range(20):
        arrive(mail(f"Number {n}\n\n{logo}", **DATED, **{"Message-ID": f"<n{n}@mail.example>"}))
    assert RawMessage.objects.count() == 20
    assert all(len(row.body) < row.size / 2 for row in RawMessage.objects.all())


def test_h68_a_message_of_many_megabytes_is_kept_with_a_note_and_the_run_goes_on(
    workspace, letter, tmp_path, now, monkeypatch
):
    from ashore.mail import limits

    monkeypatch.setattr(limits, "MAX_MESSAGE_BYTES", 200_000)
    for n, size in enumerate((10, 300_000, 10)):
        (tmp_path / f"{n}.eml").write_bytes(letter(n + 1, f"Number {n}. How much? " + "x" * size))
    done = import_archive(workspace=workspace, paths=[tmp_path], now=now, processes=0)
    assert done.new == 3
    assert Message.objects.filter(conversation__isnull=True).count() == 0


def test_h69_a_letter_inside_a_letter_is_a_file_and_no_message_of_its_own(workspace, letter, arrive):
    outer = EmailMessage()
    outer["From"], outer["To"], outer["Subject"] = "eva@client.example", "anna@studio.example", "Fwd"
    outer["Date"] = DATED["Date"]
    outer.set_content("See below.")
    inner = EmailMessage()
    inner["From"], inner["To"], inner["Subject"] = "bob@other.example", "eva@client.example", "Inner"
    inner.set_content("Could you pay by Friday?")
    outer.add_attachment(inner)
    row = stored(arrive, outer.as_bytes())
    assert Message.objects.count() == Conversation.objects.count() == 1
    found = attachment(workspace=row.workspace, id=Attachment.objects.get().pk)
    assert b"Could you pay by Friday?" in found.content


def test_h93_order_and_deadlines_rest_on_stored_utc_and_survive_a_clock_that_jumps_back(workspace, letter, arrive, now):
    first = stored(arrive, letter(1, "How much is it?", at=now - dt.timedelta(hours=2)))
    due = Obligation.objects.get(kind="reply").due
    second = stored(arrive, letter(2, "And when?", after=1, at=now - dt.timedelta(hours=1)))
    assert (first.at, second.at) == (now - dt.timedelta(hours=2), now - dt.timedelta(hours=1))
    refresh_all(now=now - dt.timedelta(days=1))
    refresh_all(now=now)
    assert Obligation.objects.get(kind="reply", anchor=first.key).due == due
    view = conversation(workspace=workspace, id=first.conversation_id, now=now)
    assert [row.id for row in view.messages] == [first.pk, second.pk]


def test_h32_both_messages_under_one_id_can_be_read_byte_for_byte(workspace, letter, arrive):
    raws = [letter(1, "How much is it?"), letter(1, "How much is it? Really?")]
    rows = [stored(arrive, raw) for raw in raws]
    assert [raw_bytes(row.raw) for row in rows] == raws
    assert Tray.objects.count() == 0
