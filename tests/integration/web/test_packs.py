"""Packs of house rules on the pages: put in, told what is wrong, switched, shown beside a reply."""

from html import unescape
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from ashore.core.coach.packs.template import new_pack

TEXT = new_pack("ours")
DRAFT = "Dear Petra,\n\nwe leverage the texts that Jörg approves.\n\nAnna\nExample Studio"


def put_in(world: Any, text: str = TEXT, *, keep: bool = True, **more: Any) -> Any:
    form = {"text": text, **({"keep": "1"} if keep else {"check": "1"}), **more}
    return world.browser().post(reverse("add_pack"), form, follow=True)


def switch(world: Any, name: str, on: bool = True) -> Any:
    form = {"name": name, "on": "1" if on else "0", "next": reverse("coach_settings")}
    return world.browser().post(reverse("switch_pack"), form, follow=True)


def beside_a_reply(world: Any, text: str = DRAFT) -> str:
    url = reverse("coach", args=[world.talk().pk])
    answer = world.browser().post(url, {"text": text}, headers={"hx-request": "true"})
    return unescape(answer.content.decode())


def test_a_pack_is_put_in_switched_on_and_found_beside_a_reply(world: Any) -> None:
    assert "you can switch it on" in unescape(put_in(world).content.decode())
    assert "ours/plain-words" not in beside_a_reply(world)
    assert "Switched on" in switch(world, "ours").content.decode()
    content = beside_a_reply(world)
    assert "This house says it in other words: leverage" in content
    assert "The shorter word is the one that people say." in content
    assert 'data-mend="use"' in content
    finding = content[content.index('data-finding="H:ours/plain-words') :]
    assert "About this rule" not in finding[: finding.index("</li>")]


def test_a_pack_is_uploaded_as_a_file(world: Any) -> None:
    file = SimpleUploadedFile("ours.yaml", b"\xef\xbb\xbf" + TEXT.replace("\n", "\r\n").encode())
    put_in(world, "", file=file)
    assert world.desk.house_packs.get().text == TEXT


@pytest.mark.parametrize(
    ("before", "after", "line", "told"),
    [
        ("why:", "wy:", 11, '"wy" is not known; did you mean "why"?'),
        ("great synergies", "great pages", 19, "the rule no-buzzwords finds nothing in this text of its hits"),
        ("version: 1", "version: <script>", 3, "version <script> of this form is not known here"),
    ],
)
def test_faults_stand_beside_the_text_with_their_lines(
    world: Any, before: str, after: str, line: int, told: str
) -> None:
    answer = put_in(world, TEXT.replace(before, after, 1))
    content = answer.content.decode()
    assert answer.status_code == 422
    assert f"line {line}" in content
    assert told in unescape(content)
    assert "<script>\n" not in content
    assert after in unescape(content[content.index("<textarea") :])
    assert not world.desk.house_packs.exists()


def test_a_text_is_only_tested_where_that_was_asked_for(world: Any) -> None:
    content = put_in(world, keep=False).content.decode()
    assert "4 rules, 9 tests, all pass. It is not kept yet." in content
    assert not world.desk.house_packs.exists()


@pytest.mark.parametrize("text", ["", "\x00", "a: &a [*a]", "[" * 2000, "x: " * 3000, "\ud83d"])
def test_no_text_breaks_the_page(world: Any, text: str) -> None:
    assert put_in(world, text.encode("utf-16", "surrogatepass").decode("utf-16", "replace")).status_code == 422


@pytest.mark.parametrize(("raw", "told"), [(b"name: caf\xe9", "no text in UTF-8"), (b"x" * 1_000_001, "too large")])
def test_a_file_that_is_no_text_says_so(world: Any, raw: bytes, told: str) -> None:
    answer = put_in(world, "", file=SimpleUploadedFile("ours.yaml", raw))
    assert told in answer.content.decode()


def test_a_pack_is_changed_and_taken_out_with_a_way_back(world: Any) -> None:
    put_in(world)
    row = world.desk.house_packs.get()
    page = world.browser().get(reverse("pack", args=[row.pk])).content.decode()
    assert "9 tests: all pass" in " ".join(page.split())
    changed = {"text": TEXT.replace("leverage", "exploit"), "keep": "1"}
    world.browser().post(reverse("replace_pack", args=[row.pk]), changed)
    assert "exploit" in world.desk.house_packs.get().text
    form = {"next": reverse("coach_settings")}
    gone = world.browser().post(reverse("remove_pack", args=[row.pk]), form, follow=True).content.decode()
    assert "Taken out." in gone
    event = gone.partition("/events/")[2].partition("/")[0]
    world.browser().post(reverse("undo", args=[event]))
    assert "exploit" in world.desk.house_packs.get().text


def test_the_page_of_the_coach_lists_packs_and_lets_their_rules_be_required(world: Any) -> None:
    put_in(world)
    switch(world, "ours")
    content = world.browser().get(reverse("coach_settings")).content.decode()
    for name in ("ours", "brand-voice", "jargon", "officialese"):
        assert f'id="pack-{name}"' in content
    assert 'value="H:ours/plain-words"' in content
    world.browser().post(reverse("require"), {"rule": ["H:ours/plain-words"]})
    assert "holds the reply back" in beside_a_reply(world)


def test_a_house_rule_is_silenced_beside_a_reply(world: Any) -> None:
    switch(world, "officialese")
    text = "Dear Petra, at this point in time Jörg approves the texts."
    url = reverse("silence", args=[world.talk().pk])
    form = {"text": text, "silence": "draft|H:officialese/heavy-turns|"}
    answer = world.browser().post(url, form, headers={"hx-request": "true"}).content.decode()
    assert "1 silenced" in answer
    assert 'data-finding="H:' not in answer


def test_a_member_reads_the_rules_and_changes_none(world: Any) -> None:
    from ashore.store.models import Membership, User

    put_in(world)
    eva = User.objects.create_user("eva@studio.example", name="Eva")
    Membership.objects.create(workspace=world.desk, user=eva)
    browser, row = world.browser(eva), world.desk.house_packs.get()
    settings = browser.get(reverse("coach_settings")).content.decode()
    assert "Only an owner of this house changes its rules." in settings
    assert reverse("switch_pack") not in settings
    assert "Test and keep it" not in browser.get(reverse("pack", args=[row.pk])).content.decode()
    browser.post(reverse("switch_pack"), {"name": "ours", "on": "1"})
    refused = browser.post(reverse("add_pack"), {"text": new_pack("evas"), "keep": "1"})
    assert (refused.status_code, world.desk.house_packs.filter(on=True).exists()) == (403, False)
    assert world.desk.house_packs.count() == 1


@pytest.mark.parametrize("language", ["ru", "sk", "fil"])
def test_the_pages_speak_the_readers_language(world: Any, language: str) -> None:
    type(world.anna).objects.filter(pk=world.anna.pk).update(language=language)
    world.anna.refresh_from_db()
    put_in(world)
    switch(world, "ours")
    for url in (
        reverse("coach_settings"),
        reverse("new_pack"),
        reverse("pack", args=[world.desk.house_packs.get().pk]),
    ):
        content = world.browser().get(url).content.decode()
        for words in ("Rules of your own", "A pack of rules", "Test and keep it", "Switch o", "all pass", "Put in by"):
            assert words not in content, words
