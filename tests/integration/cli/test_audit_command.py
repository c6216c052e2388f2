"""``ashore audit`` as people and scripts use it: words, JSON, page, exit codes, advice."""

import json
import os
import re
import subprocess
import sys
from html.parser import HTMLParser
from pathlib import Path
from xml.etree import ElementTree

import pytest

from ashore import cli

NASTY = "<script>alert(1)</script><img src=http://evil.example/x onerror=alert(2)>"


def mail(n: int, day: int, sender: str, to: str, text: str, *, subject: str = "Brochure", more: str = "") -> str:
    return (
        f"From x@y.example Mon Mar {day:2d} 10:00:00 2026\nMessage-ID: <m{n}@box>\nFrom: {sender}\nTo: {to}\n"
        f"Date: {day} Mar 2026 10:00:00 +0000\nSubject: {subject}\n{more}"
        f"Content-Type: text/plain; charset=utf-8\n\n{text}\n\n"
    )


class Tags(HTMLParser):
    """Names and attributes of all tags of a page."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.names: set[str] = set()
        self.attributes: list[tuple[str, str]] = []
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.names.add(tag)
        self.attributes += [(name, value or "") for name, value in attrs]


@pytest.fixture
def box(tmp_path: Path) -> Path:
    path = tmp_path / "box.mbox"
    path.write_text(
        mail(1, 9, "Ivan Green <ivan@client.example>", "anna@studio.example", f"How much is the brochure {NASTY}?")
        + mail(2, 10, "anna@studio.example", "eva@other.example", "Could you send me the logo?", subject="Logo")
        + mail(3, 10, "eva@other.example", "anna@studio.example", "Here it is: logo.svg.", subject="Re: Logo",
               more="In-Reply-To: <m2@box>\n")
        + mail(4, 11, "anna@studio.example", "eva@other.example", "Thank you, have a nice day!", subject="Re: Logo",
               more="In-Reply-To: <m3@box>\n"),
        encoding="utf-8",
    )  # fmt: skip
    return path


def run(capsys: pytest.CaptureFixture[str], *arguments: object) -> tuple[int, str, str]:
    code = cli.run([str(each) for each in ("audit", *arguments)])
    captured = capsys.readouterr()
    return code, captured.out, captured.err


ME = ("--me", "anna@studio.example", "--now", "2026-03-12T12:00+00:00")


def test_the_report_begins_with_whom_we_owe(box: Path, capsys: pytest.CaptureFixture[str]) -> None:
    code, out, _ = run(capsys, box, *ME)
    assert code == 1
    assert out.startswith("We owe 1 thing")
    owed = out.index("Reply to Ivan Green (client.example)")
    assert "How much is the brochure" in out[owed:]
    assert "since Mon 9 Mar 2026, 10:00 · due Mon 9 Mar 2026, 12:00" in out[owed:]
    assert "\x1b" not in out


def test_the_json_is_the_contract(box: Path, capsys: pytest.CaptureFixture[str]) -> None:
    code, out, _ = run(capsys, box, *ME, "--json")
    report = json.loads(out)
    assert code == 1
    assert report["version"] == 1
    assert report["messages"] == 4
    assert report["unreadable"] == []
    by_subject = {each["subject"]: each for each in report["conversations"]}
    owed = by_subject["Brochure"]
    assert owed["waiting_for"] == "us"
    assert owed["message_ids"] == ["m1@box"]
    assert owed["participants"] == ["anna@studio.example", "ivan@client.example"]
    assert [(each["message_id"], each["asked_at"]) for each in owed["unanswered"]] == [
        ("m1@box", "2026-03-09T10:00:00+00:00")
    ]
    reply = next(each for each in owed["obligations"] if each["kind"] == "reply")
    assert (reply["owed_by"], reply["state"], reply["due"]) == ("us", "late", "2026-03-09T12:00:00+00:00")
    assert reply["because"]["code"]
    assert by_subject["Logo"]["waiting_for"] == "nobody"
    assert by_subject["Logo"]["message_ids"] == ["m2@box", "m3@box", "m4@box"]
    assert report["summary"]["unanswered"] == 1
    assert report["summary"]["messages"] == 4


def test_the_page_is_self_contained_and_escapes_what_strangers_wrote(
    box: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    page = tmp_path / "report.html"
    code, _, err = run(capsys, box, *ME, "--html", page)
    text = page.read_text(encoding="utf-8")
    assert code == 1
    assert str(page) in err
    assert "&lt;script&gt;" in text
    tags = Tags(text)
    assert tags.names.isdisjoint({"script", "img", "iframe", "link", "object", "form", "base"})
    assert all(value.startswith("#") for name, value in tags.attributes if name in ("src", "href", "srcset", "action"))
    assert not any(name.startswith("on") for name, _ in tags.attributes)
    assert "url(" not in text
    assert "@import" not in text
    assert text.count("<details>") >= 1
    assert [each.name for each in tmp_path.iterdir() if each.suffix == ".part"] == []
    for drawing in re.findall(r"<svg.*?</svg>", text, re.DOTALL):
        ElementTree.fromstring(drawing)


def test_why_opens_one_line(box: Path, capsys: pytest.CaptureFixture[str]) -> None:
    _, out, _ = run(capsys, box, *ME)
    name = re.search(r"^  ([0-9a-f]{6})  Reply to Ivan", out, re.MULTILINE)
    assert name
    code, opened, _ = run(capsys, box, *ME, "--why", name.group(1))
    assert code == 0
    assert "Reply to Ivan Green" in opened
    assert len(opened.splitlines()) >= 3
    assert run(capsys, box, *ME, "--why", "zzz")[0] == 2


def test_without_me_nobody_is_guessed_but_the_likely_are_named(box: Path, capsys: pytest.CaptureFixture[str]) -> None:
    code, out, err = run(capsys, box)
    assert code == 2
    assert out == ""
    assert "anna@studio.example (wrote 2, received 2)" in err
    assert err.count("\n") == 1


def test_a_me_that_matches_nobody_is_no_clean_report(box: Path, capsys: pytest.CaptureFixture[str]) -> None:
    code, out, err = run(capsys, box, "--me", "nobody@nowhere.example", "--json")
    assert (code, out) == (2, "")
    assert "matches nobody" in err


def test_me_takes_several_values_and_leaves_files_alone(box: Path, capsys: pytest.CaptureFixture[str]) -> None:
    code, out, _ = run(capsys, "--me", "anna@studio.example", "agency.example", box, "--json")
    assert code in (0, 1)
    assert json.loads(out)["me"] == ["agency.example", "anna@studio.example"]


@pytest.mark.parametrize("content", [b"", b"\x89PNG\r\n\x1a\n" + b"\0" * 500])
def test_where_nothing_could_be_read_the_exit_is_two_with_a_reason(
    tmp_path: Path, content: bytes, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "what.mbox"
    path.write_bytes(content)
    code, out, err = run(capsys, path, *ME)
    assert (code, out) == (2, "")
    assert str(path) in err


def test_a_path_that_is_missing_is_told_and_the_rest_is_read(box: Path, capsys: pytest.CaptureFixture[str]) -> None:
    code, out, _ = run(capsys, box, box.with_name("gone.mbox"), *ME, "--json")
    report = json.loads(out)
    assert code == 1
    assert report["messages"] == 4
    assert [each["source"] for each in report["unreadable"]] == [str(box.with_name("gone.mbox"))]
    assert report["unreadable"][0]["reason"]


def test_the_same_archive_twice_counts_once(box: Path, capsys: pytest.CaptureFixture[str]) -> None:
    report = json.loads(run(capsys, box, box, *ME, "--json")[1])
    assert report["messages"] == 4
    assert report["summary"]["copies"] == 4


@pytest.mark.parametrize("list_first", [True, False])
def test_h33_a_letter_that_came_over_a_list_too_counts_once_and_other_words_under_its_id_do_not(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], list_first: bool
) -> None:
    asked, who = "How much is the brochure?", ("Ivan Green <ivan@client.example>", "anna@studio.example")
    foot = "\n_____________________\nOffice mailing list\nTo unsubscribe send an email to office-leave@studio.example"
    ways = [
        mail(1, 9, *who, asked + foot, subject="[Office] Brochure", more="List-Id: <office.studio.example>\n"),
        mail(1, 9, *who, asked),
        mail(1, 9, *who, asked, more="Received: from a by b; 9 Mar 2026 10:00:01 +0000\n"),
    ]
    box = tmp_path / "box.mbox"
    box.write_text("".join(ways if list_first else ways[::-1]))
    _, told, _ = run(capsys, box, *ME)
    assert "2 further copies were counted once." in told
    report = json.loads(run(capsys, box, *ME, "--json")[1])
    assert (report["messages"], report["summary"]["copies"], report["summary"]["conflicting_ids"]) == (1, 2, [])
    assert len(report["conversations"]) == 1
    box.write_text("".join([*ways, mail(1, 9, *who, "Please pay it to our new account.")]))
    report = json.loads(run(capsys, box, *ME, "--json")[1])
    assert (report["messages"], report["summary"]["copies"]) == (2, 2)


def test_a_wrong_agreement_is_told_with_its_line(box: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    terms = tmp_path / "terms.toml"
    terms.write_text('version = 1\n[response]\nanswer_within = "two moons"\n', encoding="utf-8")
    code, out, err = run(capsys, box, *ME, "--agreement", terms)
    assert (code, out) == (2, "")
    assert f"{terms}:3" in err


def test_another_agreement_moves_the_clock(box: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    terms = tmp_path / "terms.toml"
    terms.write_text('version = 1\n[response]\nanswer_within = "4 working hours"\n', encoding="utf-8")
    report = json.loads(run(capsys, box, *ME, "--agreement", terms, "--json")[1])
    replies = [o for c in report["conversations"] for o in c["obligations"] if o["kind"] == "reply"]
    assert replies[0]["due"] == "2026-03-09T15:00:00+00:00"


@pytest.mark.parametrize("wrong", ["tomorrow", "2026-03-12T12:00", "2026-99-99"])
def test_a_wrong_now_is_told_with_an_example(box: Path, wrong: str, capsys: pytest.CaptureFixture[str]) -> None:
    code, out, err = run(capsys, box, "--me", "anna@studio.example", "--now", wrong)
    assert (code, out) == (2, "")
    assert "+0" in err


@pytest.mark.parametrize("language", ["en", "ru", "sk", "fil"])
def test_the_report_is_written_in_every_language(box: Path, language: str, capsys: pytest.CaptureFixture[str]) -> None:
    code, out, _ = run(capsys, box, *ME, "--lang", language, "--all")
    assert code == 1
    assert "client.example" in out


def test_an_old_archive_says_that_it_is_judged_as_of_its_end(box: Path, capsys: pytest.CaptureFixture[str]) -> None:
    _, out, _ = run(capsys, box, "--me", "anna@studio.example")
    report = json.loads(run(capsys, box, "--me", "anna@studio.example", "--json")[1])
    assert "judged as of its last message, Wed 11 Mar 2026, 10:00" in out
    assert (report["now"], report["judged_as_of"]) == ("2026-03-11T10:00:00+00:00", "last_message")


def test_a_terminal_gets_no_control_characters_from_strangers(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "box.mbox"
    path.write_text(
        mail(1, 9, "Iv\x1b[31man <ivan@client.example>", "anna@studio.example", "How much \x1b]0;owned\x07 is it?",
             subject="\u202eevil\x1b[2J"),
        encoding="utf-8",
    )  # fmt: skip
    _, out, _ = run(capsys, path, *ME)
    assert "\x1b" not in out
    assert "\u202e" not in out


def test_stdout_closed_early_is_no_error(box: Path) -> None:
    command = f"{sys.executable} -m ashore audit {box} {' '.join(ME)} --all | head -1"
    done = subprocess.run(["bash", "-c", f"set -o pipefail; {command}"], capture_output=True, text=True, check=False)
    assert done.stdout.startswith("We owe")
    assert "Traceback" not in done.stderr


def test_no_colour_without_a_terminal_and_none_where_it_is_unwanted(box: Path) -> None:
    environment = {**os.environ, "NO_COLOR": "1"}
    command = [sys.executable, "-m", "ashore", "audit", str(box), *ME]
    done = subprocess.run(command, capture_output=True, text=True, check=False, env=environment)
    assert "\x1b" not in done.stdout + done.stderr
    assert done.stderr == ""
