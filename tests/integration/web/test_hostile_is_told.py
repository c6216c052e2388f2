"""What is wrong with mail, or with a mailbox, is said on the page, in the reader's language."""

from pathlib import Path
from typing import Any

import pytest
from django.urls import reverse
from selectolax.lexbor import LexborHTMLParser as Tree

from ashore.core.kernel import Reason
from ashore.store.models import MailAccount
from ashore.usecases.importing.single import enter_message
from ashore.usecases.pausing import pause_because
from ashore.usecases.rebuilding import derived_rows, rebuild

HEAD = b"From: Petra <petra@nordlicht.example>\nTo: anna@studio.example\nDate: Fri, 16 Jan 2026 08:00:00 +0000\n"


def shown(world: Any, raw: bytes) -> Any:
    """The message on its page."""
    key = enter_message(workspace=world.desk, raw=raw, source="told", place=str(hash(raw)), now=world.desk.created_at)
    row = world.desk.message_set.get(pk=key)
    page = Tree(world.browser().get(reverse("conversation", args=[row.conversation_id])).content.decode())
    return page.css_first(f"#m-{row.pk}")


def test_h48_of_two_subjects_and_recipients_the_page_says_that_the_first_counts_and_shows_all_who_were_named(
    world: Any,
) -> None:
    article = shown(world, HEAD + b"Subject: One\nSubject: Two\nTo: ben@studio.example\nCc: x@y.example\n\nWhat?\n")
    assert "Subject stands there 2 times; the first counts" in article.text()
    row = world.desk.message_set.order_by("-pk").first()
    assert row.subject == "One"
    named = {email for _, email in row.head["to"]}
    assert "anna@studio.example" in named
    assert "To stands there 2 times; the first counts" in article.text() or "ben@studio.example" in named


def test_what_was_cut_off_is_said_above_the_text(world: Any) -> None:
    """H01 to H05, H68: whoever reads it must know that they do not see all of it."""
    article = shown(world, HEAD + b"X-Flood: x\n" * 6000 + b"Subject: Flood\n\nWhat?\n")
    said = [each.text() for each in article.css("p.help")]
    assert "The message has too many header fields; the rest was left out" in said


@pytest.mark.parametrize(
    ("head", "why"),
    [
        (b"Subject: Out of Office: prices\n", "nothing else marks it as one"),
        (b"Subject: Re: prices\nAuto-Submitted: auto-replied\n", "a machine sent it"),
    ],
)
def test_h71_h72_the_page_says_why_mail_counts_as_automatic_and_how_little_may_speak_for_it(
    world: Any, head: bytes, why: str
) -> None:
    article = shown(world, HEAD + head + b"\nI am away. When is it urgent?\n")
    assert "automatic reply" in article.css_first(".tag").text()
    assert why in article.text()


def test_what_is_odd_is_the_same_after_a_rebuild_and_plain_mail_has_nothing_odd(world: Any) -> None:
    article = shown(world, HEAD + b"Subject: One\nSubject: Two\n\nWhat?\n")
    before, told = derived_rows(), article.css_first("dl").text()
    rebuild(now=world.desk.created_at, processes=0)
    assert derived_rows() == before
    row = world.desk.message_set.order_by("-pk").first()
    page = Tree(world.browser().get(reverse("conversation", args=[row.conversation_id])).content.decode())
    assert page.css_first(f"#m-{row.pk} dl").text() == told
    assert "Odd about it" in told
    plain = shown(world, HEAD + b"Subject: Plain\nMessage-ID: <plain@x>\n\nWhat?\n")
    assert "Odd about it" not in plain.text()


WORDS = {
    "en": ("No mail is fetched for", "refuses the sign-in"),
    "ru": ("не забирается", "не пускает"),
    "sk": ("sa nepreberá", "odmieta prihlásenie"),
    "fil": ("Walang nakukuhang", "Tinatanggihan"),
}


@pytest.mark.parametrize("language", WORDS)
def test_h92_today_says_which_mailbox_rests_and_why_to_whoever_can_help(world: Any, language: str) -> None:
    row = MailAccount.objects.create(
        workspace=world.desk,
        address="anna@studio.example",
        imap_host="mx.studio.example",
        created_at=world.desk.created_at,
    )
    why = Reason("account.imap.refused", params={"host": "mx.studio.example", "error": "wrong password"})
    pause_because(account=row.pk, reason=why)
    world.anna.language = language
    world.anna.save()
    said = Tree(world.browser().get(reverse("today")).content.decode()).css_first("p.word.error").text()
    assert "anna@studio.example" in said
    assert "mx.studio.example" in said
    for each in WORDS[language]:
        assert each in said
    assert "anna@studio.example" not in world.browser(world.max).get(reverse("today")).content.decode()


def test_the_four_languages_are_those_of_the_program() -> None:
    import ashore

    found = {each.parent.parent.name for each in Path(ashore.__file__).parent.glob("locale/*/LC_MESSAGES/django.po")}
    assert set(WORDS) - {"en"} == found - {"en"}
