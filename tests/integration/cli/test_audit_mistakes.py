"""What people get wrong with ``ashore audit``, and what mailboxes hold that one would not expect: told with place and
advice, never a traceback, never half a report."""

import io
import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from ashore import cli

ASKED = (
    "Message-ID: <1@box>\nFrom: Ivan <ivan@client.example>\nTo: anna@studio.example\n"
    "Date: Mon, 9 Mar 2026 10:00:00 +0000\nSubject: Brochure\n\nHow much is the brochure?\n"
)
NOW = ("--now", "2026-03-12T12:00+00:00")
ME = ("--me", "studio.example", *NOW)


@pytest.fixture
def one(tmp_path: Path) -> Path:
    return write(tmp_path / "one.eml", ASKED)


def write(path: Path, text: str) -> Path:
    path.write_text(text, encoding="utf-8")
    return path


def run(capsys: pytest.CaptureFixture[str], *arguments: object) -> tuple[int, str, str]:
    code = cli.run([str(each) for each in ("audit", *arguments)])
    captured = capsys.readouterr()
    return code, captured.out, captured.err


def refused(capsys: pytest.CaptureFixture[str], *arguments: object) -> str:
    """The words on stderr of a call that must fail with 2 and write nothing."""
    code, out, err = run(capsys, *arguments)
    assert (code, out) == (2, "")
    assert "Traceback" not in err
    return err


@pytest.mark.parametrize(
    "me",
    ["anna@studio.example", "ANNA@Studio.Example", "Anna Blue <anna@studio.example>", "<anna@studio.example>",
     "studio.example", "@studio.example", "*@studio.example", "https://www.studio.example/about", "example"
     ".org,studio.example", "mailto:anna@studio.example"],
)  # fmt: skip
def test_me_is_understood_in_the_forms_people_have_at_hand(
    one: Path, me: str, capsys: pytest.CaptureFixture[str]
) -> None:
    code, out, _ = run(capsys, one, "--me", me, *NOW, "--json")
    assert code == 1
    assert json.loads(out)["summary"]["owed_by_us"]["late"] >= 1


@pytest.mark.parametrize("me", ["studio", "anna@", "a b@c.example", "Anna <anna>", "http:/studio", "a@b@c.example"])
def test_a_me_that_is_no_address_is_told_with_examples(one: Path, me: str, capsys: pytest.CaptureFixture[str]) -> None:
    err = refused(capsys, one, "--me", me)
    assert "--me" in err
    assert "anna@studio.example or studio.example" in err


def test_an_empty_me_is_answered_with_who_is_seen_most(one: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert "ivan@client.example (wrote 1" in refused(capsys, one, "--me", "")


def test_stdin_holds_a_message_or_an_mbox(
    one: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    expected = json.loads(run(capsys, one, *ME, "--json")[1])["summary"]
    for text in (ASKED, f"From x Mon Mar  9 10:00:00 2026\n{ASKED}"):
        monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(text.encode())))
        code, out, _ = run(capsys, "-", *ME, "--json")
        assert code == 1
        assert json.loads(out)["summary"] == expected


def test_stdin_without_mail_is_told_by_its_name(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(b"")))
    err = refused(capsys, "-", *ME)
    assert err.startswith("ashore audit: stdin: ")
    assert "no message could be read" in err


def test_stdin_cannot_be_mail_and_agreement_at_once(capsys: pytest.CaptureFixture[str]) -> None:
    assert "not both" in refused(capsys, "-", *ME, "--agreement", "-")


def test_a_folder_without_mail_is_no_clean_report(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "empty").mkdir()
    assert "holds no mail" in refused(capsys, tmp_path / "empty", *ME)
    (tmp_path / "papers").mkdir()
    write(tmp_path / "papers" / "readme.txt", "hello")
    err = refused(capsys, tmp_path / "papers", *ME)
    assert "readme.txt" in err


def test_a_mailbox_that_may_not_be_read_says_so(one: Path) -> None:
    """The superuser may read everything: where the tests run as root, they do without that for a moment."""
    one.chmod(0)
    rights = "-dac_override,-dac_read_search"
    plain = [] if os.geteuid() else ["setpriv", f"--bounding-set={rights}", f"--inh-caps={rights}"]
    done = subprocess.run(
        [*plain, sys.executable, "-m", "ashore", "audit", one, *ME], capture_output=True, text=True, check=False
    )
    assert (done.returncode, done.stdout) == (2, "")
    assert f"ashore audit: {one}: No permission to read it; make it readable for this user\n" in done.stderr
    assert "Traceback" not in done.stderr


def test_a_pipe_is_not_waited_for(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    os.mkfifo(tmp_path / "pipe")
    assert "no regular file" in refused(capsys, tmp_path / "pipe", *ME)


def test_all_faults_of_an_agreement_are_told_with_their_lines(
    one: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    terms = write(tmp_path / "terms.toml", 'version = 1\n[response]\nanswer_within = "two moons"\nfoo = 1\n')
    err = refused(capsys, one, *ME, "--agreement", terms)
    assert f"{terms}:3" in err
    assert f"{terms}:4" in err
    write(terms, "version = 1\n[response\n")
    assert f"{terms}:2" in refused(capsys, one, *ME, "--agreement", terms)


@pytest.mark.parametrize("name", ["nothing.toml", "."])
def test_an_agreement_that_cannot_be_read_is_named(
    one: Path, tmp_path: Path, name: str, capsys: pytest.CaptureFixture[str]
) -> None:
    err = refused(capsys, one, *ME, "--agreement", tmp_path / name)
    assert "--agreement" in err
    assert str(tmp_path / name) in err


def test_an_agreement_that_is_no_text_is_named(one: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "terms.toml").write_bytes(b"\xff\xfe\x00")
    assert "not UTF-8" in refused(capsys, one, *ME, "--agreement", tmp_path / "terms.toml")


@pytest.mark.parametrize("now", ["yesterday", "2026-13-45", "2026-03-12T12:00", "12", ""])
def test_a_time_that_is_none_is_told_with_an_example(one: Path, now: str, capsys: pytest.CaptureFixture[str]) -> None:
    if now:
        assert "--now" in refused(capsys, one, "--me", "studio.example", "--now", now)
    else:
        assert run(capsys, one, "--me", "studio.example", "--now", now)[0] == 1


@pytest.mark.parametrize("now", ["0001-01-01T00:00+14:00", "9999-12-31T23:59-12:00"])
def test_a_now_at_the_edges_of_time_is_refused(one: Path, now: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert "1970 to 2200" in refused(capsys, one, "--me", "studio.example", "--now", now)


@pytest.mark.parametrize("place", ["missing/report.html", "."])
def test_a_page_that_cannot_be_written_is_refused_before_the_work(
    one: Path, tmp_path: Path, place: str, capsys: pytest.CaptureFixture[str]
) -> None:
    err = refused(capsys, one, *ME, "--html", tmp_path / place)
    assert "--html" in err
    assert ".part" not in err


def test_a_mistyped_option_is_answered_once_with_the_nearest(one: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert refused(capsys, one, *ME, "--jsno").count("--json") == 1


def test_a_zone_that_does_not_exist_is_told_with_an_example(one: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert "Europe/Bratislava" in refused(capsys, one, *ME, "--zone", "Mars/Base")


def test_mail_of_1970_and_of_2099_is_judged_by_its_arrival_or_left_in_peace(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    old = ASKED.replace("9 Mar 2026", "1 Jan 1970").replace("1@box", "old@box")
    far = ASKED.replace("9 Mar 2026", "9 Mar 2099").replace("1@box", "far@box")
    box = write(tmp_path / "box.mbox", "".join(f"From x Mon Mar  9 10:00:00 2026\n{m}\n" for m in (ASKED, old, far)))
    code, out, _ = run(capsys, box, *ME, "--json")
    report = json.loads(out)
    assert code == 1
    assert report["messages"] == 3
    starts = {each["message_ids"][0]: each["started_at"][:4] for each in report["conversations"]}
    assert starts["far@box"] == "2026"
    assert starts["1@box"] == "2026"


def test_letters_to_oneself_and_among_colleagues_owe_nothing(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    note = ASKED.replace("Ivan <ivan@client.example>", "anna@studio.example")
    ours = note.replace("To: anna", "To: boris").replace("1@box", "2@box")
    box = write(tmp_path / "box.mbox", "".join(f"From x Mon Mar  9 10:00:00 2026\n{m}\n" for m in (note, ours)))
    code, out, _ = run(capsys, box, *ME, "--json")
    report = json.loads(out)
    assert code == 0
    assert [each["obligations"] for each in report["conversations"]] == [[], []]
    assert all(each["internal"] for each in report["conversations"])


def test_a_mailbox_with_only_our_own_letters_tells_what_they_owe_us(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    sent = ASKED.replace("Ivan <ivan@client.example>", "anna@studio.example").replace(
        "To: anna@studio.example", "To: ivan@client.example"
    )
    code, out, _ = run(capsys, write(tmp_path / "sent.eml", sent), *ME, "--json")
    owed = [o for each in json.loads(out)["conversations"] for o in each["obligations"]]
    assert code in (0, 1)
    assert [(o["kind"], o["owed_by"]) for o in owed if o["kind"] == "information"] == [("information", "client")]
    assert not [o for o in owed if o["kind"] == "reply"]
