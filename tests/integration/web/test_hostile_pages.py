"""Foreign words, names, files and HTML on our pages (HOSTILE: H29, H51, H57, H58, H61-H65)."""

from typing import Any

import pytest
from django.urls import reverse

from ashore.store.models import Attachment


def test_h62_markup_in_subject_and_text_is_shown_and_not_obeyed(world: Any) -> None:
    browser, talk = world.browser(), world.talk("<script>")
    for path in (
        "/",
        "/inbox/",
        "/clients/",
        f"/conversations/{talk.pk}/",
        f"/clients/{talk.client_id}/",
        "/jump/?q=escaped",
    ):
        content = browser.get(path).content
        assert b"<script>alert" not in content
        assert b"<b>this" not in content
    assert b"&lt;script&gt;alert(4)&lt;/script&gt;" in browser.get(f"/conversations/{talk.pk}/").content


def test_h29_characters_that_turn_the_line_never_reach_a_page(world: Any) -> None:
    browser, talk = world.browser(), world.talk("<script>")
    for path in ("/", "/inbox/", f"/conversations/{talk.pk}/", "/clients/"):
        assert "\u202e" not in browser.get(path).content.decode()


def test_h62_a_search_word_with_markup_is_shown_escaped(world: Any) -> None:
    content = world.browser().get("/search/", {"q": '"><script>alert(1)</script>'}).content
    assert b"<script>alert" not in content


def test_h63_an_attachment_has_a_name_that_is_safe_everywhere(world: Any) -> None:
    file = Attachment.objects.get(workspace=world.desk)
    answer = world.browser().get(reverse("attachment", args=[file.pk]))
    disposition = answer.headers["Content-Disposition"]
    assert disposition.startswith("attachment;")
    assert "/" not in disposition
    assert ".." not in disposition
    assert "prices.html" in disposition


@pytest.mark.parametrize(
    "stored",
    ["../../x", "C:\\x", "con", "aux.txt", "a\r\nSet-Cookie: x=1", "\x00", ".hidden", "x" * 5000, "exe\u202efdp.exe"],
)
def test_h63_hostile_file_names_cannot_break_the_header(world: Any, stored: str) -> None:
    file = Attachment.objects.get(workspace=world.desk)
    Attachment.objects.filter(pk=file.pk).update(name=stored.replace("\x00", "\ufffd"))
    answer = world.browser().get(reverse("attachment", args=[file.pk]))
    disposition = answer.headers["Content-Disposition"]
    assert answer.status_code == 200
    assert disposition.startswith("attachment")
    assert not set(disposition) & set("\r\n\x00/\u202e")
    assert len(disposition) < 1000
    assert "Set-Cookie" not in answer.headers


def test_h64_an_html_attachment_is_a_download_that_runs_nothing(world: Any) -> None:
    file = Attachment.objects.get(workspace=world.desk)
    answer = world.browser().get(reverse("attachment", args=[file.pk]))
    assert answer.headers["Content-Type"] == "application/octet-stream"
    assert answer.headers["X-Content-Type-Options"] == "nosniff"
    assert answer.headers["Content-Security-Policy"].startswith("sandbox; default-src 'none'")
    assert answer.content.strip() == b"<script>alert(3)</script>"


def test_h64_the_original_bytes_are_a_download_too(world: Any) -> None:
    message = world.talk().messages.order_by("at").first()
    answer = world.browser().get(reverse("raw", args=[message.pk]))
    assert answer.headers["Content-Disposition"].startswith("attachment")
    assert b"Message-ID: <p1@mail.example>" in answer.content


def test_h57_foreign_html_stands_in_a_frame_without_our_origin(world: Any) -> None:
    message = world.talk().messages.order_by("at").first()
    answer = world.browser().get(reverse("original", args=[message.pk]))
    policy = answer.headers["Content-Security-Policy"]
    assert policy.startswith("sandbox ")
    assert "allow-scripts" not in policy
    assert "allow-same-origin" not in policy
    assert "default-src 'none'" in policy
    assert b"alert(" not in answer.content
    assert b"<b>Anna</b>" in answer.content
    page = world.browser().get(reverse("conversation", args=[world.talk().pk])).content
    assert b'sandbox="allow-popups allow-popups-to-escape-sandbox"' in page


def test_a_message_without_html_has_no_frame(world: Any) -> None:
    message = world.talk().messages.get(side="us")
    assert world.browser().get(reverse("original", args=[message.pk])).status_code == 404


def test_an_error_page_tells_nothing_of_the_inside(world: Any, settings: Any, monkeypatch: Any) -> None:
    from ashore.web.views import lists

    def broken(**_: Any) -> None:
        raise RuntimeError("the secret inside")

    monkeypatch.setattr(lists, "read_today", broken)
    browser = world.browser(raise_request_exception=False)
    answer = browser.get("/")
    assert settings.DEBUG is False
    assert answer.status_code == 500
    assert b"Something broke on our side" in answer.content
    assert b"secret inside" not in answer.content
    assert b"Traceback" not in answer.content
