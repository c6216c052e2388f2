"""Reachable for everyone: keyboard, phone, dark, four languages, without a script, with a screen reader."""

import re
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import expect

PHONE = {"viewport": {"width": 390, "height": 844}, "device_scale_factor": 2, "is_mobile": True, "has_touch": True}
LOOKS: dict[str, dict[str, Any]] = {"light": {}, "dark": {"color_scheme": "dark"}, "phone": PHONE}


def in_the_way(world: Any, talk: Any) -> None:
    """What only some days show: an outsider, something unreadable, a pause, an old matter."""
    from ashore.store.models import Tray
    from ashore.usecases import recording
    from ashore.usecases.changes import LONG_AGO

    world.outsider()
    reason, long = '{"c": "mail.source.broken_zip", "p": {"error": "it ends too early"}}', "archive/" * 12
    kept = {"source": f"{long}old.zip", "reason": reason, "size": 99_000, "at": talk.last_at}
    Tray.objects.create(workspace=world.desk, raw=talk.messages.first().raw, **kept)
    act = {"workspace": world.desk, "user": world.anna, "now": talk.last_at, "client": talk.client_id}
    recording.suspend(**act, side="client", why="They wait for our photographs of the harbour")
    type(talk).objects.filter(workspace=world.desk, subject="Board").update(sort_at=LONG_AGO)


def paths(world: Any) -> list[str]:
    talk = world.talk()
    owed = talk.obligations.filter(state="late").first()
    in_the_way(world, talk)
    return [
        "/", "/inbox/", "/search/", "/search/?q=approves&since=2020-01-01",
        "/search/?q=zeppelin", "/clients/", f"/clients/{talk.client_id}/",
        f"/conversations/{talk.pk}/?why={owed.uid}", "/help/", "/jump/?q=nord", "/password/first/", "/sign-out/",
        "/tray/", "/inbox/?older=1", *figures_and_hands(world, talk), *of_the_team(world, talk),
        *agreed_work(world, talk),
        *settings_and_orders(world, talk),
    ]  # fmt: skip


def figures_and_hands(world: Any, talk: Any) -> list[str]:
    """Reports, capacity, and the pack of a hand-over."""
    from ashore.usecases import absences, keepers

    act = {"workspace": world.desk, "user": world.anna, "now": talk.last_at}
    keepers.take_over(**act, clients=[talk.client_id])
    day = talk.last_at.date().replace(year=talk.last_at.year + 1)
    absences.add_absence(**act, person=world.anna.pk, first=day, last=day)
    return [
        "/reports/", "/reports/behind/?figure=answers.late", "/reports/behind/?figure=wrote_last.client",
        f"/capacity/?hours=900&first={day}&last={day}", f"/clients/{talk.client_id}/hand-over/", "/hand-over/?of=0",
        f"/clients/{talk.client_id}/hand-over/taker/",
    ]  # fmt: skip


def of_the_team(world: Any, talk: Any) -> list[str]:
    """Pages of what a team decides and sets for itself, and the conversation and client that it is about."""
    from ashore.store.models import Concern, Membership, User
    from ashore.usecases.team import acting, fields, saved, tags

    act = {"workspace": world.desk, "user": world.anna, "now": talk.last_at}
    ben = User.objects.create_user("ben@studio.example", name="Ben Novak")
    Membership.objects.create(workspace=world.desk, user=ben, role="member")
    for name in ("Rush", "A tag with a name that is as long as can be", "Новый клиент"):
        tag = tags.tag_named(workspace=world.desk, name=name)
        acting.tag(**act, conversation=talk.pk, add=[tag])
    fields.define(workspace=world.desk, of="conversation", name="Budget of the whole year", kind="number")
    fields.define(workspace=world.desk, of="client", name="Size", kind="choice", choices=["small", "large"])
    acting.follow(**act, conversation=talk.pk, on=True)
    acting.snooze(**act, conversation=talk.pk, choice="monday")
    acting.note(**{**act, "user": ben}, conversation=talk.pk, text="@Anna, they pay late")
    Concern.objects.update(counts_from=talk.last_at)
    saved.keep_reply(**act, name="Prices", text="Dear {{client}}, we will send it soon.", team=True)
    return ["/concerns/", "/tags/", "/replies/", f"/inbox/?tag={tag}", "/inbox/?who=nobody"]


def settings_and_orders(world: Any, talk: Any) -> list[str]:
    """Pages on which a desk is set up, mail is put in order, and what goes out is looked after."""
    from ashore.store.models import MailAccount, MailFolder, Outbox, Tray

    paused = {"state": "paused", "why": {"c": "outbox.sign_in", "p": {"server": "imap.studio.example", "words": "no"}}}
    account = MailAccount.objects.create(
        workspace=world.desk,
        address="anna@studio.example",
        imap_host="imap.studio.example",
        created_at=talk.last_at,
        **paused,
    )
    for name, role in (
        ("INBOX", "inbox"),
        ("Gesendete Elemente", "sent"),
        ("A folder with a name that is long", "other"),
    ):
        MailFolder.objects.create(account=account, name=name, role=role, uidvalidity=7, first_uid=3)
    for number, state in enumerate(("perhaps_sent", "failed", "planned")):
        Outbox.objects.create(
            workspace=world.desk, conversation=talk, message_id=f"o{number}@studio.example", state=state,
            sender="anna@studio.example", recipients={"petra@nordlicht.example": "refused: 550 no such user"},
            subject="Re: Home page text", text="It is 900 EUR.", files=[["plan.pdf", 182_000]], raw=b"",
            created_by=world.anna, created_at=talk.last_at,
        )  # fmt: skip
    kept, last = Tray.objects.get(workspace=world.desk), talk.messages.order_by("at").last()
    return [
        "/settings/", "/accounts/", "/accounts/new/", f"/accounts/{account.pk}/", "/letters/", "/coach/",
        "/coach/packs/new/", "/background/", "/data/", "/outgoing/", "/waits/", f"/tray/{kept.pk}/by-hand/",
        f"/conversations/{talk.pk}/arrange/", f"/messages/{last.pk}/place/", "/help/rules/shouting/",
    ]  # fmt: skip


AGREED = """
version = 1
title = "Site of the harbour, with a name as long as names of agreements tend to be"
[money]
currency = "EUR"
[term]
start = 2026-01-05
[[stages]]
id = "design"
name = "Design-of-the-pages-with-a-name-that-nobody-thought-of-breaking"
due = 2026-02-02
needs = ["logo"]
approval_within = "3 working days"
[[information]]
id = "logo"
name = "The logo"
due = 2026-01-12
[lateness]
shift = "full"
pause_after = "2 working days"
[edits]
count = 1
[[penalties]]
id = "late"
side = "us"
breach = "stage late"
one_off = "10 %"
rate = "1 %"
per = "1 day"
[fees]
kind = "fixed"
sum = "8000000.00"
"""


def agreed_work(world: Any, talk: Any) -> list[str]:
    """An engagement with an agreement that leaves questions open, and with something recorded; one without."""
    from ashore.usecases.agreements import add_version
    from ashore.usecases.happening import Details, record_happening

    work, other = talk.engagement_id, world.talk("Board").engagement_id
    act = {"workspace": world.desk, "user": world.anna, "now": talk.last_at}
    assert add_version(**act, engagement=work, text=AGREED) == ()
    details = Details(words="Bigger pictures of the harbour")
    record_happening(**act, engagement=work, choice="edit_asked:client:", at=talk.last_at, details=details)
    return [
        f"/engagements/{work}/", f"/engagements/{work}/agreement/", f"/engagements/{other}/",
        f"/engagements/{other}/agreement/?preset=urgent",
    ]  # fmt: skip


@pytest.mark.parametrize("look", list(LOOKS))
def test_axe_finds_nothing_on_any_page(visit: Any, world: Any, look: str) -> None:
    page, axe, found = visit(**LOOKS[look]), Axe(), {}
    for path in paths(world):
        page.goto(path)
        page.evaluate("document.querySelectorAll('details').forEach(d => { d.open = true })")
        result = axe.run(page, options={"iframes": False})
        if result.violations_count:
            found[path] = [(v["id"], [n["target"] for n in v["nodes"]][:4]) for v in result.response["violations"]]
    assert found == {}


def test_axe_finds_nothing_at_the_door_either(visit: Any) -> None:
    page = visit(signed_in=False)
    for path in ("/sign-in/", "/enter/unknown/", "/nowhere/"):
        page.goto(path)
        assert Axe().run(page).violations_count == 0, path


CUT = """[...document.querySelectorAll('button, .button, h1, h2, label, legend, nav a, summary')]
    .filter(e => e.checkVisibility() && getComputedStyle(e).display !== 'inline')
    .filter(e => !e.matches('.unseen, :has(.unseen)'))
    .filter(e => e.scrollWidth > e.clientWidth + 1).map(e => e.innerText)"""


AIMED_AT = "a.button, button, summary, select, textarea, nav a, input:not([type=hidden])"
SMALL = (
    f"[...document.querySelectorAll('{AIMED_AT}')]"
    """
    .filter(e => e.checkVisibility() && !e.matches('.unseen, [type=checkbox], [type=radio]'))
    .filter(e => { const box = e.getBoundingClientRect(); return box.height > 0 && box.height < 43.5; })
    .map(e => `${e.tagName} ${e.innerText || e.name}`)"""
)
MAIN = "[...document.querySelectorAll('main .button.main')].filter(e => e.checkVisibility()).map(e => e.innerText)"


@pytest.mark.parametrize("language", ["en", "ru", "sk", "fil"])
def test_no_page_is_wider_than_a_phone_in_any_language(visit: Any, world: Any, language: str) -> None:
    type(world.anna).objects.filter(pk=world.anna.pk).update(language=language)
    page = visit(**PHONE)
    for path in paths(world):
        page.goto(path)
        page.evaluate("document.querySelectorAll('details').forEach(d => { d.open = true })")
        assert page.evaluate(CUT) == [], path
        assert page.evaluate(SMALL) == [], path
        assert len(page.evaluate(MAIN)) <= 1, path
        assert page.locator("html").get_attribute("lang") == language
        too_wide = page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
        assert too_wide <= 0, path


def test_the_language_is_changed_in_the_account_menu(visit: Any) -> None:
    page = visit()
    page.get_by_text("Anna Marek").first.click()
    page.get_by_role("button", name="Slovenčina").click()
    expect(page.locator("html")).to_have_attribute("lang", "sk")


def test_a_reply_by_keyboard_alone(visit: Any) -> None:
    page = visit()
    page.goto("/inbox/")
    page.keyboard.press("j")
    while "Home page text" not in page.evaluate("document.activeElement.textContent"):
        page.keyboard.press("j")
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", level=1)).to_have_text("Home page text")
    page.keyboard.press("r")
    expect(page.get_by_label("Your reply")).to_be_focused()
    page.keyboard.type("Dear Petra, it is you. r n s e u j k ? /")
    page.keyboard.press("Control+Enter")
    expect(page.locator("article.machine")).to_contain_text("r n s e u j k ? /")


def test_shortcuts_reach_the_actions(visit: Any, world: Any) -> None:
    page = visit()
    page.goto(f"/conversations/{world.talk().pk}/")
    page.keyboard.press("n")
    expect(page.get_by_label("What was it about")).to_be_focused()
    page.get_by_label("What was it about").blur()
    page.keyboard.press("s")
    expect(page.get_by_label("Why is it no longer owed?").first).to_be_focused()
    page.get_by_label("Why is it no longer owed?").first.blur()
    page.keyboard.press("k")
    expect(page.locator("article.message").last).to_be_focused()
    page.keyboard.press("e")
    expect(page.locator(".word")).to_contain_text("needs no answer")
    page.keyboard.press("u")
    expect(page.locator(".word")).to_contain_text("Taken back")
    page.keyboard.press("?")
    expect(page).to_have_url(re.compile("/help/$"))


def test_what_is_seldom_done_is_under_more_and_reached_by_keyboard(visit: Any, world: Any) -> None:
    page = visit()
    page.goto(f"/conversations/{world.talk().pk}/")
    rare = page.get_by_text("Plan a call", exact=True)
    expect(rare).to_be_hidden()
    page.locator("#more > summary").focus()
    page.keyboard.press("Enter")
    expect(rare).to_be_visible()
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    expect(page.locator("#plan-call form")).to_be_visible()
    page.get_by_role("link", name="Join it with another one").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Put this conversation in order")


def test_the_key_to_findings_is_named_only_where_there_are_findings(visit: Any, world: Any) -> None:
    page = visit()
    page.goto(f"/conversations/{world.talk().pk}/")
    expect(page.get_by_text("To the next finding")).to_be_hidden()
    page.get_by_label("Your reply").fill("Hello, I will do it as soon as possible!!!")
    expect(page.locator(".finding").first).to_be_visible()
    expect(page.get_by_text("To the next finding")).to_be_visible()


def test_undo_by_key_never_takes_back_an_old_note_by_chance(visit: Any, world: Any) -> None:
    from django.utils import timezone

    from ashore.usecases.recording import log_call

    talk = world.talk()
    log_call(workspace=world.desk, user=world.anna, now=timezone.now(), topic="Photos", conversation=talk.pk)
    page = visit()
    page.goto(f"/conversations/{talk.pk}/")
    page.keyboard.press("u")
    page.wait_for_timeout(300)
    expect(page.locator("article.note")).to_have_count(1)
    page.locator("article.note").focus()
    page.keyboard.press("u")
    expect(page.locator("article.note")).to_have_count(0)


def test_shortcuts_work_on_a_cyrillic_layout(visit: Any) -> None:
    page = visit()
    page.goto("/inbox/")
    page.evaluate("document.dispatchEvent(new KeyboardEvent('keydown', {key: 'о', code: 'KeyJ', bubbles: true}))")
    expect(page.locator(".open-row").first).to_be_focused()


def test_shortcuts_can_be_switched_off(visit: Any) -> None:
    page = visit()
    page.goto("/inbox/")
    page.get_by_text("Anna Marek").first.click()
    page.get_by_role("button", name="Switch keyboard shortcuts off").click()
    page.keyboard.press("j")
    expect(page.locator(".open-row").first).not_to_be_focused()


def test_the_palette_jumps_to_a_client(visit: Any) -> None:
    page = visit()
    page.keyboard.press("Control+k")
    page.get_by_role("dialog").get_by_role("searchbox").press_sequentially("nord")
    expect(page.get_by_role("dialog").get_by_role("link", name="Nordlicht").first).to_be_visible()
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", level=1)).to_have_text("Nordlicht")


def test_focus_on_a_row_shows_all_its_clocks(visit: Any) -> None:
    page = visit()
    page.goto("/inbox/")
    page.keyboard.press("j")
    expect(page.locator("li.row").first.locator("details.clocks li").first).to_be_visible()


def test_everything_works_without_a_script(visit: Any, world: Any) -> None:
    page = visit(java_script_enabled=False)
    page.goto("/inbox/")
    page.get_by_role("searchbox", name="Search in all messages").first.fill("approves")
    page.get_by_role("button", name="Search").click()
    page.locator(".open-row").click()
    page.get_by_label("Your reply").fill("Dear Petra")
    page.get_by_role("button", name="Keep as a draft").click()
    expect(page.get_by_label("Your reply")).to_have_value("Dear Petra")
    page.get_by_text("Log a call").click()
    page.get_by_label("What was it about").fill("Photos")
    page.get_by_role("button", name="Keep the note").click()
    expect(page.locator("article.note")).to_contain_text("Photos")
    page.get_by_role("button", name="Send", exact=True).click()
    expect(page.locator("article.machine")).to_contain_text("Dear Petra")
    page.locator("#more > summary").click()
    page.get_by_text("Keep a letter on paper", exact=True).click()
    page.locator("#letter").get_by_role("button", name="Keep the letter").click()
    expect(page.locator("#letter")).to_be_visible()
    expect(page.locator("#letter .wrong").first).to_be_visible()
    page.locator("summary").filter(has_text="Waive").first.click()
    page.get_by_label("Why is it no longer owed?").first.fill("Phone")
    page.get_by_role("button", name="Waive it").first.click()
    expect(page.locator("article.note").last).to_contain_text("Phone")
    page.locator("header .menu summary").click()
    page.get_by_role("button", name="Русский").click()
    expect(page.locator("html")).to_have_attribute("lang", "ru")


def test_nothing_moves_for_those_who_want_it_still(visit: Any) -> None:
    page = visit(reduced_motion="reduce")
    moving = page.evaluate(
        "[...document.querySelectorAll('*')].filter(e => getComputedStyle(e).transitionDuration !== '0s').length"
    )
    assert moving == 0


def test_a_client_prints_on_paper_without_the_tools(visit: Any, world: Any) -> None:
    page = visit()
    page.goto(f"/clients/{world.talk().client_id}/")
    page.emulate_media(media="print")
    expect(page.locator("header.bar")).to_be_hidden()
    expect(page.get_by_role("heading", level=1)).to_be_visible()
    assert page.evaluate("getComputedStyle(document.body).backgroundColor") == "rgb(255, 255, 255)"


def test_the_brief_of_a_client_prints_on_one_sheet(visit: Any, world: Any) -> None:
    page = visit()
    page.goto(f"/clients/{world.talk().client_id}/")
    pdf = page.pdf(format="A4")
    assert len(re.findall(rb"/Type\s*/Page\b(?!s)", pdf)) == 1
