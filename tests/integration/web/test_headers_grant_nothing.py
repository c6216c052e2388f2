"""Headers grant no rights: mail that points at a client's conversation, from its bytes to the page and to whom a reply
goes (H31-H46)."""

from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from django.urls import reverse
from selectolax.lexbor import LexborHTMLParser as Tree

from ashore.usecases.importing.archive import import_archive

THREAD = "<p3@mail.example>"
SERVER = "mx.studio.example"


@pytest.fixture
def receive(world: Any, tmp_path: Path) -> Any:
    """``receive("From: ...\\n...", "text")``: take in one message as a file of an import; its row."""

    def take(head: str, text: str = "Who pays for it?", folder: str = "in") -> Any:
        place = tmp_path / folder
        place.mkdir(exist_ok=True)
        known = set(world.desk.message_set.values_list("pk", flat=True))
        when = (world.desk.created_at - timedelta(days=1)).strftime("%a, %d %b %Y %H:%M:%S +0000")
        dated = head if "Date:" in head else f"{head}\nDate: {when}"
        raw = f"{dated}\nTo: Anna <anna@studio.example>\n\n{text}\n".encode()
        (place / f"{len(list(place.iterdir()))}.eml").write_bytes(raw)
        import_archive(workspace=world.desk, paths=[place], now=world.desk.created_at, processes=0)
        return world.desk.message_set.exclude(pk__in=known).order_by("-pk").first()

    return take


def shown(world: Any, message: Any) -> tuple[Any, Any]:
    """The page of its conversation, and the message on it."""
    message.refresh_from_db()
    page = Tree(world.browser().get(reverse("conversation", args=[message.conversation_id])).content.decode())
    return page, page.css_first(f"#m-{message.pk}")


def recipients(page: Any) -> list[str]:
    return [each.attributes["value"] for each in page.css("input[name=to]")]


def owed(message: Any) -> bool:
    return bool(message.workspace.obligation_set.filter(anchor=message.key).exists())


def is_stranger(world: Any, message: Any) -> bool:
    """It waits for a word, starts nothing, and nobody of it is written to."""
    page, article = shown(world, message)
    asks = article.css_first(".ask") is not None
    waits = Tree(world.browser().get(reverse("waits")).content.decode()).css_first(f"#m-{message.pk}") is not None
    assert asks == waits
    return asks and not owed(message) and message.sender_email not in recipients(page)


@pytest.mark.parametrize("ids", ["", "\nMessage-ID:", "\nMessage-ID: <>", "\nMessage-ID: <a@x>\nMessage-ID: <b@x>"])
def test_h31_mail_without_one_id_is_stored_and_shown(world: Any, receive: Any, ids: str) -> None:
    first = receive(f"From: Eva <eva@pekaren.example>\nSubject: One{ids}")
    second = receive(f"From: Ola <ola@other.example>\nSubject: Two{ids}")
    assert first.conversation_id != second.conversation_id
    assert "Who pays" in shown(world, first)[1].text()


def test_h32_h34_a_forged_copy_of_an_id_takes_nothing_from_the_true_mail(world: Any, receive: Any) -> None:
    forged = receive("From: Mallory <m@evil.example>\nSubject: Pay\nMessage-ID: <true@mail.example>")
    true = receive("From: Petra <petra@nordlicht.example>\nSubject: Plan\nMessage-ID: <true@mail.example>")
    assert forged.conversation_id != true.conversation_id
    assert recipients(shown(world, true)[0]) == ["petra@nordlicht.example"]
    for row in (forged, true):
        assert "claims the same Message-ID" in shown(world, row)[1].text()
    reply = receive(
        "From: Jan <jan@nordlicht.example>\nSubject: Re: Plan\nIn-Reply-To: <true@mail.example>\nMessage-ID: <r@x>"
    )
    assert reply.conversation_id == true.conversation_id


def test_h33_the_same_bytes_in_two_folders_are_one_message(world: Any, receive: Any) -> None:
    head = "From: Petra <petra@nordlicht.example>\nSubject: Twice\nMessage-ID: <twice@x>"
    first = receive(head)
    assert receive(head, folder="again") is None
    assert first.raw.copies.count() == 2


def test_h33_a_letter_in_two_mailboxes_is_shown_once_and_its_page_offers_both_originals(
    world: Any, receive: Any
) -> None:
    """Each mailbox's server wrote fields of its own above the letter."""
    head = "From: Petra <petra@nordlicht.example>\nSubject: Twice\nMessage-ID: <twice@x>"
    first = receive(f"Delivered-To: anna@studio.example\n{head}")
    assert receive(f"Delivered-To: office@studio.example\n{head}", folder="office") is None
    page, message = shown(world, first)
    assert len(page.css("article.message")) == 1
    assert "claims the same Message-ID" not in page.text()
    origin = message.css_first("details.placing dl")
    links = [each.attributes["href"] for each in origin.css("a[download]")]
    originals = [world.browser().get(link).content for link in links]
    assert sorted(raw.splitlines()[0] for raw in originals) == [
        b"Delivered-To: anna@studio.example",
        b"Delivered-To: office@studio.example",
    ]
    assert "/office/" in origin.text()
    assert all(world.browser(world.max).get(link).status_code == 404 for link in links)


@pytest.mark.parametrize("date", ["Fri, 16 Jan 99999 08:00:00 +0000", "Mon, 1 Jan 1900 00:00:00 +9999", "never"])
def test_h35_an_absurd_date_moves_no_message_to_the_end_of_time(world: Any, receive: Any, date: str) -> None:
    row = receive(f"From: Petra <petra@nordlicht.example>\nSubject: Odd\nDate: {date}\nMessage-ID: <odd@x>")
    assert row.at <= world.desk.created_at
    assert "Who pays" in shown(world, row)[1].text()


@pytest.mark.parametrize("sender", ["From: Only A Name", "From:", "X-None: 1", "From: Group: ;"])
def test_h36_mail_of_nobody_gets_no_client_and_no_reply(world: Any, receive: Any, sender: str) -> None:
    row = receive(f"{sender}\nSubject: Nobody\nMessage-ID: <nobody@x>")
    page, _ = shown(world, row)
    assert "No client yet" in page.css_first(".crumbs").text()
    assert recipients(page) == []


def test_h37_an_answer_address_of_somebody_else_is_shown_and_not_written_to(world: Any, receive: Any) -> None:
    row = receive(
        "From: Petra <petra@nordlicht.example>\nReply-To: x@evil.example\nSender: robot@sender.example\n"
        f"Subject: Re: Home page text\nIn-Reply-To: {THREAD}\nMessage-ID: <h37@x>"
    )
    page, article = shown(world, row)
    assert row.conversation_id == world.talk().pk
    assert "x@evil.example" in article.text()
    assert "robot@sender.example" in article.text()
    assert recipients(page) == ["petra@nordlicht.example"]


@pytest.mark.parametrize(
    ("sender", "answers", "to"),
    [
        ("petra@nordlicht.example", "office@nordlicht.example", "office@nordlicht.example"),
        ("no-reply@forms.example", "eva@pekaren.example", "eva@pekaren.example"),
    ],
)
def test_h37_a_colleague_or_whom_a_form_names_gets_the_answer(
    world: Any, receive: Any, sender: str, answers: str, to: str
) -> None:
    row = receive(f"From: {sender}\nReply-To: {answers}\nSubject: Order\nMessage-ID: <form@x>")
    assert recipients(shown(world, row)[0]) == [to]


@pytest.mark.parametrize("where", ["", f"\nIn-Reply-To: {THREAD}"])
def test_h37_mail_from_our_own_address_sends_no_answer_elsewhere(world: Any, receive: Any, where: str) -> None:
    row = receive(
        f"From: Anna <anna@studio.example>\nReply-To: x@evil.example\nSubject: Re: Home page text{where}\n"
        "Message-ID: <own@x>"
    )
    page, article = shown(world, row)
    assert "x@evil.example" in article.text()
    assert "x@evil.example" not in recipients(page)
    assert not owed(row)


def test_h37_no_header_of_a_colleague_changes_who_may_do_what(world: Any, receive: Any) -> None:
    """A member's address, an owner's, or one of another desk in From opens no page and makes nobody a member."""
    from ashore.store.models import Membership, User

    before = sorted(Membership.objects.values_list("workspace", "user", "role"))
    people = sorted(User.objects.values_list("email", "is_active"))
    for number, sender in enumerate(("anna@studio.example", "max@rival.example", "new@studio.example")):
        receive(f"From: {sender}\nSender: {sender}\nSubject: Hi {number}\nMessage-ID: <r{number}@x>")
    assert sorted(Membership.objects.values_list("workspace", "user", "role")) == before
    assert sorted(User.objects.values_list("email", "is_active")) == people
    assert world.rival.message_set.count() == 1


def test_h37_h38_mail_in_our_name_that_our_server_does_not_confirm_waits(
    world: Any, receive: Any, settings: Any
) -> None:
    settings.TRUSTED_SERVERS = (SERVER,)
    row = receive(
        f"Authentication-Results: {SERVER}; dmarc=fail header.from=studio.example\nFrom: Anna <anna@studio.example>\n"
        f"Subject: Re: Home page text\nIn-Reply-To: {THREAD}\nMessage-ID: <h38@x>",
        "We will pay everything tomorrow.",
    )
    page, article = shown(world, row)
    assert "Is it really from us?" in article.css_first(".ask").text()
    assert not owed(row)
    assert "petra@nordlicht.example" in recipients(page)


def test_h38_a_copied_reply_id_makes_nobody_a_colleague(world: Any, receive: Any) -> None:
    from ashore.store.models import Outbox
    from ashore.usecases.replies import mark_sent, write_reply

    now = world.desk.created_at
    write_reply(
        workspace=world.desk, user=world.anna, now=now, conversation=world.talk().pk, text="Yours is the blue one."
    )
    out = Outbox.objects.get()
    mark_sent(workspace=world.desk, outgoing=out.pk, now=now)
    row = receive(
        f"From: Anna <anna@studio.example.evil.example>\nSubject: Re: Home page text\nIn-Reply-To: <{out.message_id}>"
    )
    assert row.side == "client"
    assert is_stranger(world, row)


@pytest.mark.parametrize("head", [f"References: {THREAD}", f"In-Reply-To: {THREAD}"])
def test_h39_a_stranger_who_names_a_clients_thread_gets_nothing_of_it(world: Any, receive: Any, head: str) -> None:
    row = receive(f"From: Eve <eve@evil.example>\nSubject: Re: Home page text\n{head}\nMessage-ID: <h39@x>")
    assert is_stranger(world, row)
    page, _ = shown(world, row)
    assert recipients(page) == ["petra@nordlicht.example", "joerg@nordlicht.example"]
    answer = world.browser().post(reverse("split", args=[row.pk]), follow=True)
    alone = Tree(answer.content.decode())
    assert recipients(alone) == ["eve@evil.example"]
    assert "Home page text" not in alone.css_first("aside").text()


@pytest.mark.parametrize(
    "subject", ["Re: [#1] Home page text", "Re: Home page text", "[Ticket 1] Home page text", "Re: 1"]
)
def test_h40_a_number_or_a_subject_joins_no_stranger_to_a_thread(world: Any, receive: Any, subject: str) -> None:
    row = receive(f"From: Eve <eve@evil.example>\nSubject: {subject}\nMessage-ID: <h40@x>")
    assert row.conversation_id != world.talk().pk
    assert recipients(shown(world, row)[0]) == ["eve@evil.example"]


@pytest.mark.parametrize("empty", ["In-Reply-To:", "In-Reply-To: <>", "References: <> <>"])
def test_h41_empty_ids_match_nothing(world: Any, receive: Any, empty: str) -> None:
    first = receive("From: Petra <petra@nordlicht.example>\nSubject: Bare\nMessage-ID: <>")
    row = receive(f"From: Eve <eve@evil.example>\nSubject: Other\nMessage-ID:\n{empty}")
    assert row.conversation_id != first.conversation_id


def test_h42_a_circle_of_references_is_one_conversation_and_ends(world: Any, receive: Any) -> None:
    head = "From: petra@nordlicht.example\nSubject: Round"
    rows = [receive(f"{head}\nMessage-ID: <c{n}@x>\nReferences: <c{(n + 1) % 3}@x>") for n in range(3)]
    for row in rows:
        row.refresh_from_db()
    assert len({row.conversation_id for row in rows}) == 1
    assert len(shown(world, rows[0])[0].css("article.message")) == 3


def test_h43_fifty_thousand_references_do_no_harm_and_the_last_ones_count(world: Any, receive: Any) -> None:
    ids = "\n".join(f" <n{n}@flood.example>" for n in range(50_000))
    row = receive(
        f"From: Petra <petra@nordlicht.example>\nSubject: Re: x\nMessage-ID: <h43@x>\nReferences:{ids}\n {THREAD}"
    )
    assert row.conversation_id == world.talk().pk


@pytest.mark.parametrize(
    "header",
    ["X-Ashore-Conversation: 1", "X-Ashore-User: anna@studio.example", "X-Ashore-Side: us", "X-FreeScout-Mail-Type: 1",
     "X-Zammad-Owner: anna@studio.example", "X-Chatwoot-Account: 1", "X-RT-Ticket: studio #1"],
)  # fmt: skip
def test_h44_control_headers_from_outside_are_ignored(world: Any, receive: Any, header: str) -> None:
    row = receive(f"From: Eve <eve@evil.example>\nSubject: Hi\n{header}\nMessage-ID: <h44@x>")
    assert (row.side, row.conversation_id != world.talk().pk) == ("client", True)
    assert "evil.example" not in world.talk().client.key


def test_h45_results_written_by_the_sender_confirm_nothing(world: Any, receive: Any, settings: Any) -> None:
    settings.TRUSTED_SERVERS = (SERVER,)
    row = receive(
        f"Received: from pc (pc [192.0.2.7]) by {SERVER} with ESMTP id 4; Fri, 2 Jan 2026 11:30:00 +0000\n"
        "Authentication-Results: evil.example; dmarc=pass header.from=studio.example\n"
        f"From: Anna <anna@studio.example>\nSubject: Re: Home page text\nIn-Reply-To: {THREAD}\nMessage-ID: <h45@x>"
    )
    assert row.outsider
    assert shown(world, row)[1].css_first(".ask") is not None


def test_h46_behind_a_list_the_real_author_is_shown_and_the_list_named(world: Any, receive: Any) -> None:
    row = receive(
        "From: 'Petra Nord' via Talk <talk@lists.example.org>\nReply-To: Petra Nord <petra@nordlicht.example>\n"
        "List-Id: Talk <talk.lists.example.org>\nSubject: On the list\nMessage-ID: <h46@x>"
    )
    article = shown(world, row)[1]
    assert row.sender_email == "petra@nordlicht.example"
    assert "talk.lists.example.org" in article.text()


def test_h94_no_act_puts_anything_into_another_desk(world: Any) -> None:
    browser, talk, theirs = world.browser(), world.talk(), world.rival.conversation_set.get()
    tries = {
        "move": (talk.messages.first().pk, {"there": theirs.pk, "across": "1"}),
        "join": (talk.pk, {"there": theirs.pk, "across": "1"}),
        "assign": (talk.pk, {"owner": theirs.client_id}),
        "merge": (talk.client_id, {"into": theirs.client_id}),
        "same_person": (talk.messages.first().pk, {"known": "zoe@secret.example"}),
    }
    for name, (number, form) in tries.items():
        answer = browser.post(reverse(name, args=[number]), form)
        assert answer.status_code == 404, name
        assert b"Secret" not in answer.content
    assert b"Secret" not in browser.get(reverse("arrange", args=[talk.pk]), {"q": "tender bid"}).content
    assert not world.desk.event_set.exists()
