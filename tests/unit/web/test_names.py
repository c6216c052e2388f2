"""Foreign words on our pages."""

import re
from pathlib import Path

import pytest

from ashore import web
from ashore.web.originals import targets_shown
from ashore.web.templatetags.ashore import beginning, calm, cut, linked, source

FOLDER = Path(str(web.__file__)).parent


@pytest.mark.parametrize("sign", ["\u202e", "\u200b", "\u2066", "\ufeff", "\x00", "\x1b", "\u2028", "\x85"])
def test_h29_signs_that_turn_or_hide_are_taken_out_of_names(sign: str) -> None:
    assert calm(f"exe{sign}fdp") == "exe fdp"


def test_h29_letters_of_every_script_stay() -> None:
    for name in ("Хлебозавод № 5", "Kaviareň U Anny", "山田", "محمد", "Ñandú", "👩‍🚀"):
        assert calm(name) == name


def test_addresses_in_a_text_become_links_and_markup_does_not() -> None:
    shown = linked('see https://a.example/x and <img src=x onerror="1">')
    assert 'href="https://a.example/x"' in shown
    assert "<img" not in shown


def test_a_very_long_text_is_shown_without_links_but_escaped() -> None:
    assert linked("<b>" + "x" * 70_000).startswith("&lt;b&gt;")


@pytest.mark.parametrize("text", ["javascript:alert(1)", "data:text/html,x", "vbscript:x", "file:///etc/passwd"])
def test_only_the_web_is_linked(text: str) -> None:
    assert "<a " not in linked(text)


def test_a_text_beyond_all_measure_is_shown_by_its_beginning() -> None:
    assert not cut("x" * 1000)
    assert beginning("x" * 1000) == "x" * 1000
    assert cut("x" * 5_000_000)
    assert len(beginning("x" * 5_000_000)) <= 200_000


@pytest.mark.parametrize(
    ("words", "target", "host"),
    [
        ("https://bank.example", "https://evil.example/x", "evil.example"),
        ("<b>bank.example</b>/login", "https://bank.example.evil.test/", "bank.example.evil.test"),
        ("www.bank.example", "https://xn--bnk-sdd.example/", "xn--bnk-sdd.example"),
    ],
)
def test_h58_a_link_that_names_one_address_and_leads_to_another_shows_where(words: str, target: str, host: str) -> None:
    assert f"→ {host}" in targets_shown(f'<p><a href="{target}" rel="noopener">{words}</a></p>')


@pytest.mark.parametrize(
    ("words", "target"),
    [
        ("bank.example", "https://www.bank.example/x"),
        ("www.bank.example", "https://bank.example/"),
        ("https://bank.example/a?b=1", "https://shop.bank.example/"),
        ("click here", "https://bank.example/"),
        ("version 1.2", "https://bank.example/"),
        ("bank.example", "https://[bad"),
    ],
)
def test_h58_an_honest_link_is_left_alone(words: str, target: str) -> None:
    html = f'<a href="{target}">{words}</a>'
    assert targets_shown(html) == html


def test_a_source_without_a_page_is_left_out() -> None:
    assert source("event:7", {}) is None
    clause = source("clause:response.answer_within", {})
    assert clause is not None
    assert (clause.label, clause.url) == ("Terms: time to answer", "")


def test_styles_and_scripts_of_the_first_page_fit_into_forty_kilobytes() -> None:
    import gzip

    import django_htmx

    htmx = Path(str(django_htmx.__file__)).parent / "static/django_htmx/htmx-2.min.js"
    only_where_needed = {"coach.js", "findings.js", "mirror.js", "passkeys.js", "team.js"}
    scripts = [each for each in FOLDER.glob("static/ashore/js/*.js") if each.name not in only_where_needed]
    own = [*FOLDER.glob("static/ashore/*.css"), *scripts]
    assert len(own) == 7
    assert sum(len(gzip.compress(each.read_bytes())) for each in [htmx, *own]) <= 40_000


def test_nothing_moves_longer_than_150_ms() -> None:
    css = (FOLDER / "static/ashore/ashore.css").read_text()
    durations = [float(n) for n in re.findall(r"(\d+)ms", css)]
    assert durations
    assert max(durations) <= 150
    assert not re.search(r"\b[\d.]+s\b", css)


def test_no_template_carries_a_script_a_style_or_a_handler_of_its_own() -> None:
    for each in FOLDER.glob("templates/**/*.html"):
        if each.name == "original.html":
            continue
        text = each.read_text()
        assert not re.search(r"<style|\sstyle=|\son[a-z]+=|<script(?![^>]*src=)", text), each.name


def test_every_word_of_the_pages_can_be_translated() -> None:
    """What stands between tags outside of translate tags holds no letters, but for our own name and key caps."""
    for each in FOLDER.glob("templates/**/*.html"):
        text = re.sub(r"{% blocktranslate.*?{% endblocktranslate %}", "", each.read_text(), flags=re.S)
        text = re.sub(r"{% block width %}\w*{% endblock %}", "", text)
        text = re.sub(r"{%.*?%}|{{.*?}}|<kbd.*?</kbd>|<style.*?</style>|<title>–</title>", "", text, flags=re.S)
        words = re.findall(r"[A-Za-z]{2,}", re.sub(r"<[^>]*>", " ", text))
        assert set(words) <= {"Ashore", "CSV", "PDF", "DOCX", "HTML", "TOML"}, (each.name, words)
