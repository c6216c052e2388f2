"""The page of an engagement: agreements put in, what happened recorded, and what follows from both."""

from datetime import timedelta
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client as Browser
from django.urls import reverse
from django.utils import timezone
from selectolax.lexbor import LexborHTMLParser as Tree

TODAY = timezone.now().date()
TOML = f"""
version = 1
title = "Site of the harbour"
[money]
currency = "EUR"
[term]
start = {TODAY - timedelta(days=60)}
[hours.us]
zone = "Europe/Bratislava"
{"".join(f'{day} = "09:00-17:00"' + chr(10) for day in ("mon", "tue", "wed", "thu", "fri"))}
[counting]
by = "end of working day"
fraction = "started"
first_late_day = "one-off and rate"
[[stages]]
id = "design"
name = "Design of the pages"
due = {TODAY - timedelta(days=30)}
needs = ["logo"]
approval_within = "3 working days"
[[stages]]
id = "build"
name = "The pages themselves"
due = {TODAY + timedelta(days=60)}
[[information]]
id = "logo"
name = "The logo"
due = {TODAY - timedelta(days=50)}
[lateness]
shift = "none"
pause_after = "2 working days"
[edits]
count = 1
[[penalties]]
id = "late"
side = "us"
breach = "stage late"
one_off = "10 %"
of = "contract"
[fees]
kind = "fixed"
sum = "8000.00"
[[fees.payments]]
id = "advance"
name = "Advance"
share = "50 %"
within = "5 working days"
[[fees.payments]]
id = "rest"
name = "The rest"
share = "50 %"
due = {TODAY + timedelta(days=60)}
"""


def tree(answer: Any) -> Tree:
    return Tree(answer.content.decode())


def text(answer: Any, place: str = "main") -> str:
    return " ".join(tree(answer).css_first(place).text().split())


@pytest.fixture
def work(world: Any) -> int:
    """The engagement of Nordlicht with an agreement of its own."""
    from ashore.usecases.agreements import add_version

    number = world.talk().engagement_id
    act = {"workspace": world.desk, "user": world.anna, "now": timezone.now()}
    assert add_version(**act, engagement=number, text=TOML) == ()
    return int(number)


def page(browser: Browser, work: int) -> Any:
    return browser.get(reverse("engagement", args=[work]))


def note(browser: Browser, work: int, what: str, days: float = 1, **more: Any) -> Any:
    """Say on the page what happened, ``days`` ago."""
    once = tree(page(browser, work)).css_first("form.happening input[name=once]").attributes["value"]
    at = (timezone.now() - timedelta(days=days)).strftime("%Y-%m-%dT%H:%M")
    given = {"what": what, "at": at, "once": once, **more}
    return browser.post(reverse("happened", args=[work]), given, follow=True)


def test_plan_both_sides_powers_and_statement_stand_on_one_page(world: Any, work: int) -> None:
    shown = page(world.browser(), work)
    assert text(shown, "h1") == "Site of the harbour"
    stages = [" ".join(each.text().split()) for each in tree(shown).css(".stage")]
    assert stages[0].startswith("Design of the pages ours")
    assert "late" in stages[0]
    assert "The pages themselves" in stages[1]
    assert "Design of the pages" in text(shown, "section[aria-labelledby=we-owe]")
    assert "The logo" in text(shown, "section[aria-labelledby=they-owe]")
    assert "You may pause the work" in text(shown, ".powers")
    assert "4,000.00" in text(shown, ".statement")
    assert "800.00" in text(shown, ".statement"), "10 % of 8 000 for the late stage"
    assert tree(shown).css_first(".power details .why"), "each power opens to its reason"
    assert all(row.css_first("details .why") for row in tree(shown).css(".statement tbody tr:has(td details)"))


def test_the_page_is_linked_from_its_client(world: Any, work: int) -> None:
    shown = world.browser().get(reverse("client", args=[world.talk().client_id]))
    links = {each.attributes["href"] for each in tree(shown).css(".work a")}
    assert links == {reverse("engagement", args=[work])}


def test_an_engagement_without_an_agreement_says_what_to_do(world: Any) -> None:
    shown = page(world.browser(), world.talk().engagement_id)
    assert "the terms of the whole desk hold" in text(shown)
    assert "Put in the agreement" in text(shown)
    assert tree(shown).css_first(".happening") is None


def test_what_happened_changes_what_is_owed_and_can_be_taken_back(world: Any, work: int) -> None:
    browser = world.browser()
    told = note(browser, work, "information_given:client:logo")
    assert "Received: The logo" in text(told, ".recorded")
    assert tree(told).css_first(".powers") is None
    assert "The logo" not in text(told, "section[aria-labelledby=they-owe]")
    back = browser.post(tree(told).css_first(".word form").attributes["action"], {"next": "/"}, follow=True)
    assert back.status_code == 200
    assert "You may pause the work" in text(page(browser, work), ".powers")


def test_a_payment_shortens_what_the_client_owes(world: Any, work: int) -> None:
    told = note(world.browser(), work, "payment_received:client:advance", amount="4 000,00")
    lines = [" ".join(each.text().split()) for each in tree(told).css(".statement tr")]
    assert any(line.startswith("Paid: Advance") and "\N{MINUS SIGN}4,000.00" in line for line in lines)
    assert "Advance" not in text(told, "section[aria-labelledby=they-owe]")


def test_an_edit_is_estimated_and_delivered_by_its_words(world: Any, work: int) -> None:
    browser = world.browser()
    note(browser, work, "edit_asked:client:", days=3, words="Bigger pictures", share="20")
    options = {each.attributes["value"]: each.text() for each in tree(page(browser, work)).css("option")}
    value = next(each for each in options if each.startswith("edit_delivered"))
    assert options[value] == "Edit done: Bigger pictures"
    told = note(browser, work, value)
    assert "Edit done: Bigger pictures" in text(told, ".recorded")


@pytest.mark.parametrize(
    ("what", "more", "words"),
    [
        ("", {}, "Choose what happened"),
        ("stage_delivered:us:nowhere", {}, "The agreement knows nothing of that kind"),
        ("payment_received:client:advance", {}, "Write the figure"),
        ("payment_received:client:advance", {"amount": "0"}, "must be more than nothing"),
        ("payment_received:client:advance", {"amount": "-5"}, "not readable as a number"),
        ("payment_received:client:advance", {"amount": "4,000"}, "can be read in two ways"),
        ("edit_asked:client:", {"words": "All anew", "share": "120"}, "at most all of it"),
        ("stage_rejected:client:design", {"words": " "}, "Say it in a line"),
        ("stage_approved:client:design", {}, "nothing"),
        ("stage_delivered:us:design", {"at": "2999-01-01T10:00"}, "lies ahead"),
        ("stage_delivered:us:design", {"at": "1700-01-01T10:00"}, "too long ago"),
        ("force_majeure:us:", {"words": "Flood", "until": "2001-01-01T10:00"}, "before it began"),
    ],
)
def test_a_wrong_note_is_refused_with_words_and_keeps_what_was_typed(
    world: Any, work: int, what: str, more: dict[str, str], words: str
) -> None:
    from ashore.store.models import Event

    told = note(world.browser(), work, what, **more)
    assert told.status_code == 422
    wrong = " ".join(each.text() for each in tree(told).css(".happening .wrong"))
    assert words in wrong
    assert not Event.objects.filter(engagement=work).exclude(kind="undo").exists()
    if more.get("words", "").strip():
        assert tree(told).css_first("#id_words").text() == more["words"]


def test_the_same_note_sent_twice_counts_once(world: Any, work: int) -> None:
    from ashore.store.models import Event

    browser = world.browser()
    given = {"what": "stage_delivered:us:design", "at": "2026-01-05T10:00", "once": "0" * 32}
    given["at"] = timezone.now().strftime("%Y-%m-%dT%H:%M")
    for _ in range(2):
        browser.post(reverse("happened", args=[work]), given)
    assert Event.objects.filter(engagement=work, kind="stage_delivered").count() == 1


def test_waiving_agreed_work_of_one_engagement_leaves_the_same_of_another_alone(world: Any, work: int) -> None:
    from ashore.usecases.agreements import add_version

    other = world.talk("Board").engagement_id
    act = {"workspace": world.desk, "user": world.anna, "now": timezone.now()}
    add_version(**act, engagement=other, text=TOML)
    rows = world.desk.obligation_set.filter(kind="stage", state="late")
    (uid,) = {row.uid for row in rows}
    browser = world.browser()
    browser.post(reverse("waive", args=[uid]), {"why": "Dropped by both", "engagement": work, "next": "/"})
    assert {row.engagement_id: row.state for row in world.desk.obligation_set.filter(uid=uid)} == {
        work: "waived",
        other: "late",
    }


def agree(browser: Browser, work: int, content: str, **more: Any) -> Any:
    return browser.post(reverse("agree", args=[work]), {"text": content, "keep": "1", **more}, follow=True)


def test_a_faulty_text_is_shown_with_line_and_advice_and_nothing_is_stored(world: Any, work: int) -> None:
    told = agree(world.browser(), work, TOML.replace("[lateness]", "[lateness]\nshft = 1"))
    assert told.status_code == 422
    (fault,) = tree(told).css("section.faults li")
    words = " ".join(fault.text().split())
    assert f"line {TOML.splitlines().index('[lateness]') + 2}" in words
    assert 'did you mean "shift"?' in words
    assert fault.css_first("pre").text() == "shft = 1"
    assert "shft = 1" in tree(told).css_first("textarea#text").text()
    assert world.desk.agreementtext_set.count() == 1


@pytest.mark.parametrize(
    ("content", "words"),
    [(" \n", "Paste the agreement"), ("x" * 400_001, "too long"), (TOML, "word for word version 1")],
)
def test_what_is_no_new_agreement_is_refused(world: Any, work: int, content: str, words: str) -> None:
    told = agree(world.browser(), work, content)
    assert told.status_code == 422
    assert words in text(told)
    assert world.desk.agreementtext_set.count() == 1


def test_checking_stores_nothing(world: Any, work: int) -> None:
    changed = TOML.replace("8000.00", "9000.00")
    told = world.browser().post(reverse("agree", args=[work]), {"text": changed, "check": "1"})
    assert "Nothing is wrong with it" in text(told)
    assert world.desk.agreementtext_set.count() == 1


@pytest.mark.parametrize("content", [b"\xff\xfe\x00", b"x" * 1_000_001])
def test_a_file_that_is_no_text_is_refused(world: Any, work: int, content: bytes) -> None:
    told = agree(world.browser(), work, "", file=SimpleUploadedFile("a.toml", content))
    assert told.status_code == 422
    assert tree(told).css_first("#wrong-text") is not None


def test_a_new_version_from_a_file_drives_the_clocks_and_the_old_one_stays_to_be_had(world: Any, work: int) -> None:
    browser = world.browser()
    changed = TOML.replace("8000.00", "9000.00").encode()
    told = agree(browser, work, "", file=SimpleUploadedFile("agreement.toml", b"\xef\xbb\xbf" + changed))
    assert "4,500.00" in text(told, ".statement")
    links = [each.attributes["href"] for each in tree(told).css(".versions a[href$='/file/']")]
    kept = [browser.get(link) for link in links]
    assert [each.content.decode() for each in kept] == [TOML, changed.decode()]
    assert all(each["Content-Disposition"].startswith("attachment") for each in kept)


def test_a_version_that_names_its_day_leaves_what_was_before_as_it_was(world: Any, work: int) -> None:
    later = f"[valid]\nfrom = {TODAY - timedelta(days=10)}\n"
    changed = TOML.replace("[money]", later + "[money]").replace('one_off = "10 %"', 'one_off = "20 %"')
    told = agree(world.browser(), work, changed)
    assert "800.00" in text(told, ".statement"), "late before the new version held"
    assert "holds from" in text(told, ".versions")


@pytest.mark.parametrize("form", ["pdf", "docx", "html"])
def test_the_contract_is_to_be_had_in_each_form_and_language(world: Any, work: int, form: str) -> None:
    version = world.desk.agreementtext_set.get(engagement=work)
    url = reverse("contract", args=[version.pk])
    found = world.browser().get(url, {"form": form, "language": "sk", "plain": "1"})
    assert found["Content-Disposition"] == f'attachment; filename="contract-1-sk.{form}"'
    start = {"pdf": b"%PDF", "docx": b"PK", "html": b"<!doctype html>"}[form]
    assert found.content.lower().startswith(start.lower())
    assert found.content == world.browser().get(url, {"form": form, "language": "sk", "plain": "1"}).content


def test_statement_and_plan_are_to_be_had_as_pdf(world: Any, work: int) -> None:
    for name in ("statement", "plan"):
        found = world.browser().get(reverse(name, args=[work]))
        assert found.content.startswith(b"%PDF")
        assert found["Content-Disposition"].startswith(f'attachment; filename="{name}-')


@pytest.mark.parametrize(("asked", "title"), [("retainer", True), ("../secret", False)])
def test_a_model_is_offered_to_begin_with(world: Any, asked: str, title: bool) -> None:
    number = world.talk("Board").engagement_id
    shown = world.browser().get(reverse("agreement", args=[number]), {"preset": asked, "language": "ru"})
    assert ('language = "ru"' in tree(shown).css_first("#text").text()) == title


def test_late_work_is_due_today_and_leads_to_its_engagement(world: Any, work: int) -> None:
    links = [each.attributes["href"] for each in tree(world.browser().get("/")).css(".item > a")]
    assert any(link.startswith(reverse("engagement", args=[work]) + "?why=") for link in links)


def test_clocks_are_stopped_and_run_again_from_the_page(world: Any, work: int) -> None:
    browser = world.browser()
    told = note(browser, work, "suspension:us:", words="They look for a new domain")
    assert "Our clocks stand still since" in text(told)
    resume = tree(told).css_first("form[action*='/end/']").attributes["action"]
    told = browser.post(resume, {"next": reverse("engagement", args=[work])}, follow=True)
    assert "Our clocks stand still since" not in text(told)
    assert "Clocks run again" in text(told, ".recorded")


def test_a_contract_with_amendments_is_to_be_had_as_it_reads_on_a_day(world: Any, work: int) -> None:
    day = TODAY - timedelta(days=5)
    amendment = f'[[amendments]]\nvalid_from = {day}\n[amendments.changes]\n"last_word.within" = "3 days"\n'
    assert agree(world.browser(), work, TOML + amendment).status_code == 200
    version = world.desk.agreementtext_set.order_by("-version").first()
    page = world.browser().get(reverse("agreement", args=[work]))
    assert "as it reads on" in text(page)
    found = world.browser().get(reverse("contract", args=[version.pk]), {"form": "html", "as_of": str(TODAY)})
    assert f"-as-of-{TODAY}-" in found["Content-Disposition"]
    assert "Consolidated text" in found.content.decode()


def test_a_moment_is_tried_on_the_clocks_of_both_sides(world: Any, work: int) -> None:
    shown = world.browser().get(reverse("agreement", args=[work]), {"at": "2026-03-13T17:40"})
    assert shown.status_code == 200
    words = text(shown)
    assert "Fri 13 Mar 2026, 17:40" in words
    assert "from the client" in words


@pytest.mark.parametrize("typed", ["", "yesterday", "0001-01-01T00:00", "9999-12-31T23:59"])
def test_a_moment_that_is_none_is_told_with_an_example(world: Any, work: int, typed: str) -> None:
    shown = world.browser().get(reverse("agreement", args=[work]), {"at": typed})
    assert shown.status_code == 422
    assert "such as 2026-03-13" in text(shown) or "calendars do not reach" in text(shown)
