"""The coach beside a reply, in a browser: while typing, by keyboard, on a phone, without a script or a server."""

from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page, expect

PHONE = {"viewport": {"width": 390, "height": 844}, "device_scale_factor": 2, "is_mobile": True, "has_touch": True}
WRITTEN = "Dear Petra,\n\nthe texts are approved by Jörg.\nIt costs XXX EUR 😀, as I already wrote.\n\nAnna"
PLACEHOLDER = ".finding[data-finding^='R112']"
LINES = """words => {
    const sheet = document.querySelector('.mirror > div');
    const seen = [...sheet.querySelectorAll('.seen')].find(one => one.textContent === words);
    if (!seen) return null;
    const box = seen.getBoundingClientRect(), field = document.getElementById('text').getBoundingClientRect();
    return {left: box.left - field.left, top: box.top - field.top, width: box.width, height: box.height};
}"""
DRAWN = """([words, text]) => {
    const field = document.getElementById('text'), look = getComputedStyle(field);
    const twin = document.createElement('div');
    for (const name of ['font', 'padding', 'border', 'width', 'boxSizing', 'whiteSpace', 'overflowWrap', 'direction',
        'unicodeBidi', 'textAlign', 'letterSpacing']) twin.style[name] = look[name];
    twin.style.whiteSpace = 'pre-wrap';
    twin.style.position = 'absolute';
    twin.style.left = twin.style.top = '0';
    twin.textContent = text;
    document.body.append(twin);
    const range = document.createRange(), at = text.indexOf(words);
    range.setStart(twin.firstChild, at);
    range.setEnd(twin.firstChild, at + words.length);
    const box = range.getBoundingClientRect(), edge = twin.getBoundingClientRect();
    twin.remove();
    return {left: box.left - edge.left, top: box.top - edge.top - field.scrollTop, width: box.width};
}"""


EDITS = """async () => {
    const {moved, pieces} = await import('/static/ashore/js/mirror.js');
    let seed = 7;
    const upTo = n => (seed = (seed * 16807) % 2147483647) % (n + 1);
    const word = n => Array.from({length: upTo(n)}, () => 'ab \\n\ud83d'[upTo(4)]).join('');
    let kept = 0;
    for (let turn = 0; turn < 3000; turn++) {
        const before = word(14), from = upTo(before.length), to = from + upTo(before.length - from);
        const after = before.slice(0, from) + word(4) + before.slice(to);
        const stretches = Array.from({length: 4}, () => {
            const start = upTo(before.length), end = start + upTo(before.length - start);
            return {start, end, severity: ['error', 'warning', 'advice'][upTo(2)], words: before.slice(start, end)};
        });
        const left = moved(stretches, before, after);
        kept += left.length;
        for (const one of left) if (after.slice(one.start, one.end) !== one.words) return [before, after, one];
        if (pieces(after, left).map(each => each.text).join('') !== after) return ['pieces', after, left];
    }
    return kept;
}"""


def open_talk(visit: Any, world: Any, **options: Any) -> Page:
    page: Page = visit(**options)
    page.goto(f"/conversations/{world.talk().pk}/")
    return page


def the_underline_is_on(page: Page, words: str) -> None:
    """The underline lies where the field itself draws these words, to a pixel or so."""
    page.wait_for_function(f"({LINES})({words!r}) !== null")
    found = page.evaluate(LINES, words)
    drawn = page.evaluate(DRAWN, [words, page.get_by_label("Your reply").input_value()])
    for name in ("left", "top", "width"):
        assert found[name] == pytest.approx(drawn[name], abs=4 if name == "top" else 1.5), (name, found, drawn)


def test_findings_come_while_typing_and_the_conversation_is_read_before_the_first_word(visit: Any, world: Any) -> None:
    page = open_talk(visit, world)
    field = page.get_by_label("Your reply")
    with page.expect_request("**/coach/"):
        field.focus()
    field.press_sequentially("It costs XXX EUR")
    expect(page.locator(PLACEHOLDER)).to_contain_text("Fill it in.")
    expect(page.locator("#coach-state")).to_contain_text("error")


def test_underlines_lie_on_the_words_also_behind_emoji_and_when_scrolled(visit: Any, world: Any) -> None:
    page = open_talk(visit, world)
    page.get_by_label("Your reply").fill(WRITTEN)
    expect(page.locator(PLACEHOLDER)).to_be_visible()
    the_underline_is_on(page, "XXX")
    the_underline_is_on(page, "as I already wrote")
    page.get_by_label("Your reply").fill("A line of words that is long enough to be broken. " * 90 + "\n" + WRITTEN)
    page.wait_for_timeout(900)
    field = page.get_by_label("Your reply")
    field.evaluate("field => { field.scrollTop = field.scrollHeight }")
    page.wait_for_timeout(100)
    the_underline_is_on(page, "XXX")


def test_underlines_follow_when_the_page_is_narrower_or_larger_in_print(visit: Any, world: Any) -> None:
    page = open_talk(visit, world)
    page.get_by_label("Your reply").fill(WRITTEN)
    expect(page.locator(PLACEHOLDER)).to_be_visible()
    page.set_viewport_size({"width": 420, "height": 700})
    page.wait_for_timeout(100)
    the_underline_is_on(page, "XXX")
    page.evaluate("document.documentElement.style.fontSize = '200%'")
    page.wait_for_timeout(100)
    the_underline_is_on(page, "XXX")


def test_underlines_lie_on_the_words_of_a_text_from_right_to_left(visit: Any, world: Any) -> None:
    page = open_talk(visit, world)
    page.get_by_label("Your reply").fill("שלום פטרה,\n\nהמחיר הוא XXX יורו, תודה רבה.\nIt costs [Name] too.")
    expect(page.locator(PLACEHOLDER)).to_have_count(2)
    the_underline_is_on(page, "XXX")
    the_underline_is_on(page, "[Name]")


def test_underlines_move_with_the_words_while_the_answer_is_awaited(visit: Any, world: Any) -> None:
    page = open_talk(visit, world)
    field = page.get_by_label("Your reply")
    field.fill("It costs XXX EUR.")
    expect(page.locator(PLACEHOLDER)).to_be_visible()
    page.route("**/coach/", lambda route: route.abort())
    field.press("Home")
    page.keyboard.insert_text("Now: ")
    the_underline_is_on(page, "XXX")


def test_stretches_keep_their_words_through_any_edit(visit: Any, world: Any) -> None:
    found = open_talk(visit, world).evaluate(EDITS)
    assert isinstance(found, int), found
    assert found > 1000


def test_from_the_text_to_a_finding_and_from_a_finding_to_its_words(visit: Any, world: Any) -> None:
    page = open_talk(visit, world)
    field = page.get_by_label("Your reply")
    field.fill(WRITTEN)
    expect(page.locator(PLACEHOLDER)).to_be_visible()
    field.press("Control+Home")
    field.press("F8")
    expect(page.locator(".finding:focus")).to_have_count(1)
    while page.locator(f"{PLACEHOLDER}:focus").count() == 0:
        page.keyboard.press("F8")
    page.keyboard.press("Escape")
    expect(field).to_be_focused()
    chosen = "f => f.value.slice(f.selectionStart, f.selectionEnd)"
    assert field.evaluate(chosen) == "XXX"
    expect(page.locator(PLACEHOLDER)).to_have_attribute("aria-current", "true")
    page.locator(".finding", has_text="as I already wrote").get_by_role("button", name="To the words").click()
    assert field.evaluate(chosen) == "as I already wrote"


def test_a_finding_leads_to_the_clients_words_and_marks_them(visit: Any, world: Any) -> None:
    page = open_talk(visit, world)
    page.get_by_label("Your reply").fill("Dear Petra,\n\nthe new home page is online since yesterday.")
    link = page.locator(".finding .evidence a").first
    expect(link).to_be_visible()
    link.click()
    expect(page.locator(":target")).to_contain_text("Who approves the texts on our side?")
    expect(page.locator(":target")).to_be_in_viewport()
    marked = page.evaluate("[...CSS.highlights.get('ashore-evidence')].map(range => range.toString())")
    assert marked == ["Who approves the texts on our side?"]
    expect(page.get_by_label("Your reply")).to_have_value("Dear Petra,\n\nthe new home page is online since yesterday.")


def test_a_finding_is_silenced_and_shown_again_without_losing_a_word(visit: Any, world: Any) -> None:
    page = open_talk(visit, world)
    field = page.get_by_label("Your reply")
    field.fill(WRITTEN)
    found = page.locator(PLACEHOLDER)
    found.locator("summary", has_text="Silence").click()
    found.get_by_label("Why is it not to be shown?").fill("It is the name of the product")
    page.keyboard.press("Enter")
    expect(found).to_have_count(0)
    expect(page.locator("#coach-state")).to_contain_text("Silenced.")
    expect(field).to_have_value(WRITTEN)
    assert world.desk.silence_set.get().scope == "finding"
    field.focus()
    field.press("End")
    page.keyboard.insert_text("Yours ")
    page.wait_for_timeout(900)
    expect(found).to_have_count(0)
    page.locator(".silenced summary").click()
    expect(page.locator(".silenced")).to_contain_text("It is the name of the product")
    page.get_by_role("button", name="Show again").click()
    expect(found).to_have_count(1)


def test_what_lacks_a_reason_is_asked_for_it_on_the_spot(visit: Any, world: Any) -> None:
    page = open_talk(visit, world)
    page.get_by_label("Your reply").fill(WRITTEN)
    found = page.locator(PLACEHOLDER)
    found.locator("summary", has_text="Silence").click()
    found.get_by_role("button", name="This rule with Nordlicht").click()
    expect(found.get_by_role("alert")).to_contain_text("Say in a few words")
    expect(found.get_by_label("Why is it not to be shown?")).to_be_focused()
    page.keyboard.type("They speak in codes")
    found.get_by_role("button", name="This rule with Nordlicht").click()
    expect(found).to_have_count(0)
    page.goto(f"/clients/{world.talk().client_id}/")
    page.locator("#manners").get_by_role("button", name="Show again").click()
    expect(page.locator("#manners")).not_to_contain_text("They speak in codes")


def test_a_mend_is_made_at_one_click_and_taken_back_by_ctrl_z(visit: Any, world: Any) -> None:
    page = open_talk(visit, world)
    field = page.get_by_label("Your reply")
    field.fill("Hi 😀 Petra, it costs XXX EUR.")
    expect(page.locator(PLACEHOLDER)).to_be_visible()
    start = field.evaluate("f => f.value.indexOf('XXX')")
    page.locator(PLACEHOLDER).evaluate(
        """(item, at) => {
            const button = document.createElement('button');
            Object.assign(button, {type: 'button', textContent: 'Mend'});
            Object.assign(button.dataset, {mend: '40', from: at, to: at + 3});
            item.append(button);
        }""",
        start,
    )
    field.press("Home")
    page.keyboard.insert_text("Oh. ")
    page.get_by_role("button", name="Mend").click()
    expect(field).to_have_value("Oh. Hi 😀 Petra, it costs 40 EUR.")
    page.keyboard.press("Control+z")
    expect(field).to_have_value("Oh. Hi 😀 Petra, it costs XXX EUR.")


def test_a_required_rule_holds_the_reply_until_it_is_mended(visit: Any, world: Any) -> None:
    from django.utils import timezone

    from ashore.usecases.manners import require

    require(workspace=world.desk, user=world.anna, now=timezone.now(), rules=["placeholder-left-in"])
    page = open_talk(visit, world)
    field = page.get_by_label("Your reply")
    field.fill("Dear Petra, it costs XXX EUR.")
    field.press("Control+Enter")
    expect(page.get_by_role("alert")).to_contain_text("Not sent")
    expect(page.get_by_role("alert")).to_be_in_viewport()
    expect(field).to_be_focused()
    expect(page.locator(PLACEHOLDER)).to_contain_text("holds the reply back")
    expect(field).to_have_value("Dear Petra, it costs XXX EUR.")
    field.fill("Dear Petra, it costs 40 EUR.")
    field.press("Control+Enter")
    expect(page.locator("article.machine")).to_contain_text("it costs 40 EUR")


def test_a_dead_server_neither_stops_the_typing_nor_the_sending(visit: Any, world: Any) -> None:
    page = open_talk(visit, world)
    page.route("**/coach/", lambda route: route.fulfill(status=404, body=""))
    field = page.get_by_label("Your reply")
    field.press_sequentially("Dear Petra, it is you.")
    expect(page.locator("#coach-state")).to_contain_text("write on")
    expect(field).to_have_value("Dear Petra, it is you.")
    with page.expect_request("**/coach/"):
        pass
    page.get_by_role("button", name="Send", exact=True).click()
    expect(page.locator("article.machine")).to_contain_text("it is you")


def test_an_outdated_answer_is_dropped_and_one_question_is_asked_at_a_time(visit: Any, world: Any) -> None:
    page = open_talk(visit, world)
    waiting: list[Any] = []
    slow = [True]
    page.route("**/coach/", lambda route: waiting.append(route) if slow else route.continue_())
    field = page.get_by_label("Your reply")
    field.fill("It costs XXX EUR.")
    page.wait_for_timeout(700)
    field.fill("It costs 40 EUR.")
    page.wait_for_timeout(700)
    asked = [each.request.post_data or "" for each in waiting]
    assert [each for each in asked if "XXX" in each], "the first was asked"
    assert not [each for each in asked if "costs+40" in each], "one at a time"
    slow.clear()
    with page.expect_response(lambda answer: "costs+40" in (answer.request.post_data or "")):
        for each in waiting:
            each.continue_()
    page.wait_for_timeout(300)
    expect(page.locator(PLACEHOLDER)).to_have_count(0)


def test_the_list_stays_while_somebody_is_in_it(visit: Any, world: Any) -> None:
    page = open_talk(visit, world)
    field = page.get_by_label("Your reply")
    field.fill(WRITTEN)
    found = page.locator(PLACEHOLDER)
    expect(found).to_be_visible()
    page.keyboard.insert_text(" More.")
    found.locator("summary", has_text="Silence").click()
    found.get_by_label("Why is it not to be shown?").press_sequentially("because it is a name", delay=60)
    expect(found.get_by_label("Why is it not to be shown?")).to_have_value("because it is a name")


def test_without_a_script_findings_are_shown_and_silenced_and_no_word_is_lost(visit: Any, world: Any) -> None:
    from django.utils import timezone

    from ashore.usecases.manners import require

    require(workspace=world.desk, user=world.anna, now=timezone.now(), rules=["placeholder-left-in"])
    page = open_talk(visit, world, java_script_enabled=False)
    field = page.get_by_label("Your reply")
    field.fill("Dear Petra, it costs XXX EUR.")
    page.get_by_role("button", name="Send", exact=True).click()
    expect(page.get_by_role("alert")).to_contain_text("Not sent")
    expect(page.locator(PLACEHOLDER)).to_contain_text("Fill it in.")
    field.fill("Dear Petra, the model XXX costs 40 EUR.")
    page.locator(PLACEHOLDER).locator("summary", has_text="Silence").click()
    page.locator(PLACEHOLDER).get_by_label("Why is it not to be shown?").fill("a name")
    page.locator(PLACEHOLDER).get_by_role("button", name="This rule in this draft").click()
    expect(field).to_have_value("Dear Petra, the model XXX costs 40 EUR.")
    expect(page.locator(PLACEHOLDER)).to_have_count(0)
    page.get_by_role("button", name="Send", exact=True).click()
    expect(page.locator("article.machine")).to_contain_text("the model XXX")


@pytest.mark.parametrize("look", ["light", "dark", "phone", "forced"])
def test_axe_finds_nothing_in_the_list_and_nothing_is_too_wide(visit: Any, world: Any, look: str) -> None:
    looks = {"light": {}, "dark": {"color_scheme": "dark"}, "phone": PHONE, "forced": {"forced_colors": "active"}}
    page = open_talk(visit, world, **looks[look])
    page.get_by_label("Your reply").fill(WRITTEN + "\nXXX" + "X" * 300)
    expect(page.locator(PLACEHOLDER)).to_be_visible()
    page.evaluate("document.querySelectorAll('#coach details').forEach(d => { d.open = true })")
    result = Axe().run(page, context="#reply", options={"iframes": False})
    assert [(v["id"], [n["target"] for n in v["nodes"]]) for v in result.response["violations"]] == []
    assert page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth") <= 0


@pytest.mark.parametrize("language", ["ru", "sk", "fil"])
def test_the_list_fits_a_phone_in_every_language(visit: Any, world: Any, language: str) -> None:
    type(world.anna).objects.filter(pk=world.anna.pk).update(language=language)
    page = open_talk(visit, world, **PHONE)
    page.locator("#text").fill(WRITTEN)
    expect(page.locator(PLACEHOLDER)).to_be_visible()
    page.evaluate("document.querySelectorAll('#coach details').forEach(d => { d.open = true })")
    assert page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth") <= 0
