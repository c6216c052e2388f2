"""One letter that comes in by two ways is one message; whoever only claims its id is shown beside it."""

import datetime as dt
import re
import zipfile
from itertools import permutations

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from ashore.store.models import Conversation, Copy, Event, Message, Obligation, RawMessage, Tray
from ashore.usecases import arranging, recording, taking_in
from ashore.usecases.checkup import examine
from ashore.usecases.drafts import save_draft
from ashore.usecases.erasing.doing import erase
from ashore.usecases.exporting import export
from ashore.usecases.importing import reuniting, storing
from ashore.usecases.importing.archive import import_archive
from ashore.usecases.importing.items import original
from ashore.usecases.importing.twins import Apart, named
from ashore.usecases.queries.conversation import conversation
from ashore.usecases.queries.downloads import message_html, raw_bytes, raw_message
from ashore.usecases.queries.finding import find
from ashore.usecases.rebuilding import derived_rows, rebuild
from ashore.usecases.retrying import try_again
from ashore.usecases.setting_up import create_workspace

WORDS = "How much is it?\n\nWe need it by Friday."
FOOTER = (
    "\n_______________________________________________\nOffice mailing list -- office@studio.example\n"
    "To unsubscribe send an email to office-leave@studio.example"
)
LISTED = ("List-Id: <office.studio.example>", "List-Post: <mailto:office@studio.example>")
BOTH = {"to": "anna@studio.example", "cc": "office@studio.example"}


def by(raw: bytes, way: str, *fields: str) -> bytes:
    """The letter as it lies in another mailbox: a server's fields above it."""
    above = [
        f"Return-Path: <eva@client.example>\nDelivered-To: {way}@studio.example",
        f"Received: from mx.client.example by mail.studio.example for <{way}@studio.example>;\n"
        "\tFri, 16 Jan 2026 11:00:09 +0000",
        *fields,
    ]
    return "\n".join(above).encode() + b"\n" + raw


@pytest.fixture
def ways(letter) -> dict[str, bytes]:
    """A client's letter to anna@ and in copy to office@, which is also a list."""
    plain = letter(1, WORDS, **BOTH)
    listed = letter(1, WORDS + "\n" + FOOTER, **BOTH, subject="[Office] New site")
    return {
        "anna": by(plain, "anna"),
        "office": by(plain, "office", "X-Spam-Score: 0"),
        "list": by(listed, "office", *LISTED),
    }


def state() -> str:
    """What is read and owed, whichever copy came first."""
    row = Message.objects.select_related("conversation").get()
    talk = row.conversation
    owed = Obligation.objects.values_list("kind", "owed_by", "state", "due", "quote")
    told = (
        row.text, row.new_text, row.subject, row.at, row.side, row.conflict, row.head["to"], row.head["cc"],
        row.head.get("list_id"), talk.messages_count, talk.listed, talk.subject, talk.waiting_for, talk.snippet,
        sorted(map(str, owed)),
    )  # fmt: skip
    return str(told)


def stands(now) -> None:
    """Nothing is lost, and a rebuild makes the same."""
    before, kept = derived_rows(), list(RawMessage.objects.order_by("pk").values_list("pk", "state", "same_as"))
    rebuild(now=now, processes=0)
    assert derived_rows() == before
    assert list(RawMessage.objects.order_by("pk").values_list("pk", "state", "same_as")) == kept


def forget(workspace) -> None:
    for table in (Tray, Copy, Message, RawMessage, Conversation):
        table.objects.filter(workspace=workspace).delete()
    workspace.client_set.all().delete()


def waiting(workspace, raw: bytes, now) -> int:
    """A content as a fetch leaves it; its id."""
    kept = original(raw)
    row = RawMessage.objects.create(
        workspace=workspace, sha256=kept.sha256, size=kept.size, body=kept.body, arrived_at=now
    )
    Copy.objects.create(workspace=workspace, raw=row, source="imap:a@studio.example/INBOX;1", place=str(row.pk))
    return row.pk


def test_h33_a_letter_by_three_ways_is_one_message_in_any_order(workspace, ways, arrive, now):
    found = set()
    for order in permutations(ways):
        assert len({arrive(ways[way]) for way in order}) == 1
        assert sorted(RawMessage.objects.values_list("state", flat=True)) == ["copy", "copy", "read"]
        assert {raw_bytes(row) for row in RawMessage.objects.all()} == set(ways.values())
        assert Copy.objects.count() == 3
        assert [arrive(each) for each in ways.values()] and RawMessage.objects.count() == 3
        found.add(state())
        stands(now)
        found.add(state())
        forget(workspace)
    assert len(found) == 1
    assert not Tray.objects.exists()


@pytest.mark.parametrize("order", [("list", "anna", "office"), ("office", "list", "anna")])
def test_h33_an_import_tells_copies_apart_in_one_batch_and_in_two(
    workspace, ways, arrive, now, tmp_path, order, write_mbox
):
    whole = write_mbox(tmp_path / "whole.mbox", [ways[way] for way in order])
    for _ in range(2):
        import_archive(workspace=workspace, paths=[whole], now=now, processes=0)
        assert Message.objects.count() == 1
    together = state()
    stands(now)
    forget(workspace)
    workspace.sourcemark_set.all().delete()
    for way in order:
        one = write_mbox(tmp_path / f"{way}.mbox", [ways[way]])
        assert import_archive(workspace=workspace, paths=[one], now=now, processes=0).new == (way == order[0])
    assert state() == together
    stands(now)


def test_h33_two_that_read_at_once_make_one_message(workspace, ways, arrive, now):
    """Each has read its content before the other wrote."""
    first, second, third = (waiting(workspace, ways[way], now) for way in ("list", "anna", "office"))
    read, write = taking_in._understood, taking_in._write
    hands = []
    for some in ([third], [first, second]):
        names: dict[str, int] = {}
        sources = [
            (each, taking_in.ours_of(workspace)) for each in taking_in._sources(some, taking_in._places(some), names)
        ]
        hands.append((some, read([sources], 0), names))
    for some, found, names in hands:
        write(workspace, some, found, names, "nobody", now)
    assert Message.objects.get().pk == third
    assert set(RawMessage.objects.filter(same_as=third, state="copy").values_list("pk", flat=True)) == {first, second}
    together = state()
    stands(now)
    assert not taking_in.waits(workspace=workspace)
    forget(workspace)
    arrive(ways["anna"])
    assert state() == together


FORGED = {
    "other words": lambda letter: letter(1, WORDS.replace("Friday", "Monday"), **BOTH),
    "a word more": lambda letter: letter(1, WORDS + "\nPay it to SK31 1200.", **BOTH),
    "a signature more": lambda letter: letter(1, WORDS + "\n\n-- \nEva, new account SK31 1200", **BOTH),
    "another author": lambda letter: letter(1, WORDS, **BOTH, sender="Eva <eva@cl1ent.example>"),
    "another date": lambda letter: letter(1, WORDS, **BOTH, at=dt.datetime(2026, 1, 16, 10, 59, 59, tzinfo=dt.UTC)),
    "another matter": lambda letter: letter(1, WORDS, **BOTH, subject="Old site"),
    "one more reader": lambda letter: letter(1, WORDS, to=BOTH["to"], cc="office@studio.example, m@evil.example"),
    "another thread": lambda letter: letter(1, WORDS, **BOTH, after=7),
    "answers elsewhere": lambda letter: letter(1, WORDS, **BOTH, extra="Reply-To: m@evil.example"),
    "a list's answers elsewhere": lambda letter: letter(
        1, WORDS, **BOTH, extra="\n".join((*LISTED, "Reply-To: m@evil.example"))
    ),
    "a machine": lambda letter: letter(1, WORDS, **BOTH, extra="Auto-Submitted: auto-replied"),
    "a list that changes words": lambda letter: letter(1, "How much was it?" + FOOTER, **BOTH, extra="\n".join(LISTED)),
}  # fmt: skip


@pytest.mark.parametrize("first", ["forged", "true"])
@pytest.mark.parametrize("what", FORGED)
def test_h32_h34_whatever_else_claims_the_id_is_shown_beside_it(workspace, ways, letter, arrive, now, what, first):
    both = [by(FORGED[what](letter), "anna"), ways["office"]]
    ids = [arrive(raw) for raw in (both if first == "forged" else reversed(both))]
    assert len(set(ids)) == 2
    assert set(Message.objects.values_list("conflict", flat=True)) == {True}
    assert arrive(ways["anna"]) == ids[first == "forged"], "the true one's other copy is still known as its own"
    assert Message.objects.count() == 2
    stands(now)


def html(page: str, *fields: str) -> bytes:
    head = by(b"", "anna", *fields).decode().rstrip("\n")
    return (
        f"{head}\nFrom: eva@client.example\nTo: anna@studio.example\nSubject: Plan\nMessage-ID: <h1@x>\n"
        "Date: Fri, 16 Jan 2026 09:00:00 +0000\nMIME-Version: 1.0\nContent-Type: multipart/alternative; boundary=b\n\n"
        "--b\nContent-Type: text/plain\n\nSee the plan.\n--b\nContent-Type: text/html\n\n"
        f"{page}\n--b--\n"
    ).encode()


def test_h32_another_page_beside_the_same_words_is_no_copy(workspace, arrive):
    page = '<html><body><p>See <a href="https://client.example">the plan</a>.</p></body></html>'
    first = arrive(html(page))
    assert arrive(html(page.replace("client.example", "cl1ent.example"), "X-Way: 2")) != first
    assert arrive(html(page.replace("<p>", "\n<p>"), "X-Way: 3")) == first


@pytest.mark.parametrize("list_first", [True, False])
@pytest.mark.parametrize(
    "page", ["<p>See the plan.</p></body>Pay here.", "<p>See the plan.</p><p>Pay here.</p></body>"]
)
def test_h32_over_a_list_no_word_of_a_page_is_hidden(workspace, arrive, list_first, page):
    listed = html("<html><body><p>See the plan.</p><p>To leave: office-leave</p></body></html>", *LISTED)
    forged = html(f"<html><body>{page}</html>")
    assert len({arrive(raw) for raw in ([listed, forged] if list_first else [forged, listed])}) == 2


SAFE = "https://eur01.safelinks.protection.outlook.com/?url=https%3A%2F%2Fclient.example&amp;data=05"
PAGE = '<html><body><div><p>See <a href="https://client.example">the plan</a>.</p></div></body></html>'
FOOT = '<hr><p>office mailing list -- <a href="https://lists.example/office">To unsubscribe</a></p>'
BY_A_LIST = {
    "a footer within the page": PAGE.replace("</div>", FOOT + "</div>"),
    "a footer behind the page": PAGE + FOOT,
    "tags written anew": PAGE.replace("<p>", '<P class="MsoNormal">').replace("html>", "HTML>") + FOOT,
    "a head of its own": PAGE.replace("<body>", '<head><meta charset="utf-8"><style>p{color:red}</style></head><body>'),
    "links led by a gateway": PAGE.replace("https://client.example", SAFE).replace("</div>", FOOT + "</div>"),
}  # fmt: skip
BY_A_FORGER = {
    "another target": PAGE.replace("client.example", "cl1ent.example") + FOOT,
    "another target behind a gateway": PAGE.replace("https://client.example", SAFE.replace("client", "cl1ent")) + FOOT,
    "a gateway that is none": PAGE.replace("https://client.example", SAFE.replace("outlook.com", "0utlook.com")) + FOOT,
    "a word replaced": PAGE.replace("the plan", "the bank") + FOOT,
    "a word put in": PAGE.replace("<p>", "<p>Pay first. ") + FOOT,
    "a hidden word put in": PAGE.replace("<p>", '<p><span style="display:none">Pay first.</span>') + FOOT,
    "a word hidden": PAGE.replace("<p>", '<p style="font-size:0">') + FOOT,
    "a footer above": PAGE.replace("<div>", "<div>" + FOOT),
    "a picture put in": PAGE.replace("<p>", '<p><img src="https://evil.example/x.png">') + FOOT,
}  # fmt: skip


@pytest.mark.parametrize("list_first", [True, False])
@pytest.mark.parametrize("what", BY_A_LIST)
def test_h33_a_page_that_a_list_changed_and_that_shows_the_same_is_one(workspace, arrive, what, list_first):
    pages = [html(BY_A_LIST[what], *LISTED), html(PAGE)]
    ids = {arrive(raw) for raw in (pages if list_first else reversed(pages))}
    assert len(ids) == 1
    shown = message_html(workspace=workspace, id=ids.pop()) or ""
    assert 'href="https://client.example"' in shown
    assert "unsubscribe" not in shown


@pytest.mark.parametrize("listed", [True, False])
@pytest.mark.parametrize("forged_first", [True, False])
@pytest.mark.parametrize("what", BY_A_FORGER)
def test_h32_a_page_that_a_forger_changed_stands_beside_it_whatever_a_list_may_do(
    workspace, arrive, what, forged_first, listed
):
    pages = [html(BY_A_FORGER[what], *(LISTED if listed else ())), html(PAGE)]
    assert len({arrive(raw) for raw in (pages if forged_first else reversed(pages))}) == 2
    assert Message.objects.filter(conflict=True).count() == 2


def test_h33_a_gateway_that_leads_the_links_of_a_text_makes_no_second_letter(workspace, letter, arrive):
    plain = by(letter(1, "See (https://client.example), please."), "anna")
    led = by(letter(1, f"See ({SAFE.replace('&amp;', '&')}), please."), "office")
    assert arrive(led) == arrive(plain)
    assert "safelinks" not in Message.objects.get().text
    elsewhere = by(letter(1, f"See ({SAFE.replace('client', 'cl1ent')}), please."), "office")
    assert arrive(elsewhere) != arrive(plain)


def test_h32_a_file_of_another_name_is_another_file(workspace, arrive):
    raw = html("<p>See the plan.</p>").replace(
        b"--b--",
        b'--b\nContent-Type: application/pdf\nContent-Disposition: attachment; filename="plan.pdf"\n\nx\n--b--',
    )
    first = arrive(raw)
    assert arrive(b"X-Way: 2\n" + raw) == first
    assert arrive(raw.replace(b"plan.pdf", b"plan.exe")) != first


@pytest.mark.parametrize("list_first", [True, False])
def test_h33_of_a_page_that_a_list_added_to_the_plain_one_is_shown(workspace, arrive, list_first):
    page = "<html><body><p>See the plan.</p></body></html>"
    listed = html(page.replace("</body>", "<p>To leave: office-leave</p></body>"), *LISTED)
    ids = {arrive(raw) for raw in ([listed, html(page)] if list_first else [html(page), listed])}
    assert len(ids) == 1
    assert "leave" not in (message_html(workspace=workspace, id=ids.pop()) or "")


@pytest.fixture
def trusted(settings):
    settings.TRUSTED_SERVERS = ("mx.studio.example",)


@pytest.mark.parametrize("forged_first", [True, False])
def test_h38_what_nobody_confirmed_is_no_copy_of_what_is_ours(trusted, workspace, letter, arrive, now, forged_first):
    arrive(letter(1, "How much is it?"))
    ours = letter(2, "It is 500 EUR.", sender="Anna <anna@studio.example>", to="eva@client.example", after=1,
                  at=now - dt.timedelta(minutes=30))  # fmt: skip
    forged = b"Authentication-Results: mx.studio.example; spf=fail smtp.mailfrom=x; dkim=none; dmarc=fail\n"
    forged += b"Received: from evil.example by mx.studio.example; Fri, 16 Jan 2026 11:31:00 +0000\n" + ours
    order = [forged, ours] if forged_first else [ours, forged]
    ids = [arrive(raw) for raw in order]
    assert len(set(ids)) == 2
    rows = {row.key: row for row in Message.objects.filter(pk__in=ids)}
    assert sorted(("doubted" in row.notes, row.outsider, row.side) for row in rows.values()) == [
        (False, False, "us"), (True, True, "client"),
    ]  # fmt: skip
    assert arrive(b"X-Way: 2\n" + forged) == ids[not forged_first]
    stands(now)


def test_h33_our_own_mail_from_another_program_that_comes_back_over_a_list_is_one(workspace, letter, arrive, now):
    arrive(letter(1, "How much is it?", **BOTH))
    ours = {"sender": "Anna <anna@studio.example>", "to": "eva@client.example", "cc": "office@studio.example"}
    sent = letter(2, "It is 500 EUR.", **ours, after=1, at=now - dt.timedelta(minutes=30))
    back = letter(
        2, "It is 500 EUR.\n" + FOOTER, **ours, after=1, at=now - dt.timedelta(minutes=30), subject="[Office] New site"
    )
    assert arrive(by(back, "office", *LISTED, "Sender: office-bounces@studio.example")) == arrive(sent)
    assert Conversation.objects.get().messages_count == 2
    assert not Conversation.objects.get().listed
    stands(now)


def test_a_copy_is_found_once_and_what_it_waits_for_is_owed_once(workspace, ways, arrive, now):
    for raw in ways.values():
        arrive(raw)
    assert len(find(workspace=workspace, query="friday").rows) == 1
    assert Obligation.objects.filter(kind="reply", owed_by="us").count() == 1


def test_a_late_copy_does_not_touch_where_a_person_put_the_message(workspace, user, ways, letter, arrive, now):
    arrive(letter(5, "The menu?", subject="Menu"))
    moved = arrive(ways["list"])
    answer = arrive(letter(6, "And the plates?", after=1))
    act = {"workspace": workspace, "user": user, "now": now}
    arranging.split_off(**act, message=answer)
    arranging.move(**act, message=moved, to=Conversation.objects.get(subject="Menu").pk, across=True)
    before = dict(Message.objects.values_list("pk", "conversation"))
    events = Event.objects.count()
    for way in ("anna", "office"):
        assert arrive(ways[way]) == moved
    assert dict(Message.objects.values_list("pk", "conversation")) == before
    assert Event.objects.count() == events
    stands(now)


def test_whoever_is_erased_is_erased_from_the_copies_too(workspace, user, ways, letter, arrive, now):
    shared = letter(2, "Dear Eva Malá,\nit is 500.", sender="Jo <jo@client.example>", **BOTH, after=1)
    for raw in (ways["list"], ways["anna"], by(shared, "anna"), by(shared, "office", "X-For: eva@client.example")):
        arrive(raw)
    named = by(letter(3, "Unrelated?", sender="Jo <jo@client.example>", subject="Else", **BOTH), "anna")
    arrive(named.replace(b"eva@client.example", b"jo@client.example"))
    arrive(named)
    assert RawMessage.objects.filter(state="copy").count() == 3
    erase(workspace=workspace, user=user, now=now, who="eva@client.example")
    kept = b"\n".join(raw_bytes(row) for row in RawMessage.objects.all())
    assert b"eva@client" not in kept and "Malá".encode() not in kept and b"by Friday" not in kept
    assert RawMessage.objects.filter(state="copy").count() == 3
    stands(now)
    arrive(ways["office"])
    assert Message.objects.count() == 3, "a copy that comes in later is emptied and known"


@pytest.mark.parametrize("form", ["mbox", "maildir"])
def test_an_export_holds_each_message_once_and_its_copies_beside_it(workspace, ways, arrive, now, tmp_path, form):
    for way in ("anna", "list", "office"):
        arrive(ways[way])
    export(workspace=workspace, to=tmp_path / "out.zip", form=form)
    with zipfile.ZipFile(tmp_path / "out.zip") as packed:
        mail = {name: packed.read(name) for name in packed.namelist() if name.startswith("mail/")}
    texts = {name: data.count(b"Message-ID: <m1@") for name, data in mail.items()}
    own = {name: count for name, count in texts.items() if "other-copies" not in name}
    assert list(own.values()) == [1]
    assert sum(texts.values()) == 3
    assert not any("not_understood" in name for name in mail)
    other = create_workspace(name="Other", me=["studio.example"], zone="UTC", now=now)
    export(workspace=workspace, to=tmp_path / "out", form=form)
    import_archive(workspace=other, paths=[tmp_path / "out/mail"], now=now, processes=0)
    mine, theirs = (
        list(RawMessage.objects.filter(workspace=each).order_by("sha256").values_list("sha256", "state"))
        for each in (workspace, other)
    )
    assert mine == theirs


def test_the_ways_that_a_message_came_by_are_told_each_with_its_bytes(workspace, ways, arrive, now):
    first = arrive(ways["anna"])
    arrive(ways["office"])
    arrive(ways["office"])
    row = conversation(workspace=workspace, id=Message.objects.get().conversation_id, now=now).messages[0]
    assert [(way.shown, len(way.places)) for way in row.ways] == [(True, 1), (False, 1)]
    assert [raw_message(workspace=workspace, id=way.id).content for way in row.ways] == [ways["anna"], ways["office"]]
    assert row.ways[0].id == first


def test_what_is_no_copy_any_more_by_its_bytes_is_shown_by_a_rebuild(workspace, ways, letter, arrive, now):
    arrive(ways["anna"])
    arrive(ways["office"])
    other = original(letter(1, "Other words.", **BOTH))
    RawMessage.objects.filter(state="copy").update(body=other.body, size=other.size)
    rebuild(now=now, processes=0)
    assert Message.objects.filter(conflict=True).count() == 2
    assert not RawMessage.objects.filter(state="copy").exists()


def test_a_message_id_of_any_length_can_be_stored_and_found(workspace, letter, arrive):
    long = letter(1, WORDS).replace(b"<m1@", b"<" + b"m" * 9000 + b"@")
    assert arrive(by(long, "anna")) == arrive(by(long, "office"))


@pytest.fixture
def apart(workspace, user, ways, letter, arrive, now, monkeypatch):
    """A desk that took in copies as messages of their own, as Ashore did once: the later one stands first."""
    with monkeypatch.context() as before:
        before.setattr(storing, "told_apart", lambda *_: Apart({}, {}))
        ids = [arrive(ways[way]) for way in ("list", "anna", "office")]
        arrive(letter(2, "And the plates?", after=1))
    assert Message.objects.filter(conflict=True).count() == 3
    talk = Conversation.objects.get()
    save_draft(workspace=workspace, user=user, now=now, conversation=talk.pk, text="It is")
    return talk, ids


def test_a_rebuild_brings_together_what_was_shown_apart(apart, workspace, ways, arrive, now):
    talk, ids = apart
    rebuild(now=now, processes=0)
    assert set(RawMessage.objects.filter(state="copy").values_list("pk", "same_as")) == {
        (each, ids[0]) for each in ids[1:]
    }
    assert not Message.objects.filter(conflict=True).exists()
    again = Conversation.objects.get()
    assert (again.pk, again.messages_count, again.listed, again.drafts.count()) == (talk.pk, 2, False, 1)
    assert len(find(workspace=workspace, query="friday").rows) == 1
    assert Obligation.objects.filter(kind="reply", owed_by="us").count() == 1
    stands(now)
    assert [arrive(ways[way]) for way in ways] == [ids[0]] * 3


def test_a_rebuild_leaves_apart_what_a_person_decided_about(apart, workspace, user, now):
    _, ids = apart
    recording.needs_no_answer(workspace=workspace, user=user, now=now, message=ids[2])
    RawMessage.objects.filter(pk=ids[1]).update(redacted_at=now)
    rebuild(now=now, processes=0)
    assert set(Message.objects.filter(conflict=True).values_list("pk", flat=True)) == set(ids)
    stands(now)


def test_what_lay_in_the_tray_and_is_read_now_may_be_a_copy(workspace, ways, arrive, now):
    shown = arrive(ways["anna"])
    late = waiting(workspace, ways["list"], now)
    RawMessage.objects.filter(pk=late).update(state="tray")
    Tray.objects.create(workspace=workspace, raw_id=late, source="x", reason='{"c":"intake.failed"}', at=now)
    assert try_again(workspace=workspace, now=now) == (1, 0)
    assert RawMessage.objects.get(pk=late).same_as_id == shown
    assert (Message.objects.count(), Tray.objects.count()) == (1, 0)
    stands(now)


@pytest.mark.sqlite
def test_mail_is_looked_for_by_its_id_and_not_by_its_workspace(workspace, ways, arrive):
    """However much there is. PostgreSQL decides by how much there is, and is right to."""
    arrive(ways["anna"])
    assert "message_by_id" in named(["m1@mail.example", "m2@mail.example"]).explain()


def test_the_doctor_counts_a_letter_once(workspace, ways, arrive, now, tmp_path):
    for raw in ways.values():
        arrive(raw)
    told = {each.name: (each.ok, each.found) for each in examine(folder=tmp_path, now=now, offline=True)}
    assert told["mail"] == (True, "1 messages")
    assert told["search"] == (True, "all messages can be searched")
    assert told["unreadable"] == (True, "0 not understood")


def test_a_rebuild_reads_the_log_once_however_many_letters_it_brings_together(
    apart, workspace, user, letter, arrive, now, monkeypatch
):
    """And what a person decides in between holds all the same."""
    with monkeypatch.context() as before:
        before.setattr(storing, "told_apart", lambda *_: Apart({}, {}))
        late = [arrive(by(letter(n, "Hello again."), "anna", f"X-Way: {way}")) for n in (5, 6) for way in (1, 2)]
    monkeypatch.setattr(reuniting, "AT_ONCE", 1)
    monkeypatch.setattr(reuniting, "IN_FLIGHT", 0)
    recording.needs_no_answer(workspace=workspace, user=user, now=now, message=late[1])
    folded = reuniting._fold

    def and_decide(workspace, pair):
        folded(workspace, pair)
        if Message.objects.filter(pk=late[3]).exists():
            recording.needs_no_answer(workspace=workspace, user=user, now=now, message=late[3])

    monkeypatch.setattr(reuniting, "_fold", and_decide)
    with CaptureQueriesContext(connection) as asked:
        reuniting.reunite(workspace)
    assert set(Message.objects.filter(conflict=True).values_list("pk", flat=True)) >= set(late)
    of_the_log = [each["sql"] for each in asked if 'FROM "store_event"' in each["sql"] and '"told"' in each["sql"]]
    assert len(of_the_log) == 3
    read = [int(found[1]) for sql in of_the_log if (found := re.search(r'"store_event"."id" > \(?(-?\d+)', sql))]
    assert read[0] == 0
    assert all(since >= Event.objects.order_by("pk").first().pk for since in read[1:])
