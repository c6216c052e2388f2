"""The commands of the installation, as a person gives them."""

import json
import os
import sqlite3
import subprocess
import sys
from contextlib import closing
from pathlib import Path

import pytest

from servers.desks import connect, copied, tables

NOW = "2026-01-16T12:00:00+00:00"
LETTER = (
    b"From s@mail.example Fri Jan 16 08:00:00 2026\nFrom: Eva <eva@client.example>\nTo: anna@studio.example\n"
    b"Subject: New site\nDate: Fri, 16 Jan 2026 08:00:00 +0000\nMessage-ID: <m%d@mail.example>\n\n"
    b"How much is part %d?\n\n"
)


def ashore(home: Path, *args: str, code: int = 0) -> tuple[str, str]:
    """Run a command; (stdout, stderr)."""
    environment = {k: v for k, v in os.environ.items() if k != "DJANGO_SETTINGS_MODULE"} | {"ASHORE_HOME": str(home)}
    done = subprocess.run(
        [sys.executable, "-m", "ashore", *args], env=environment, capture_output=True, text=True, timeout=120
    )
    assert done.returncode == code, done.stderr
    return done.stdout, done.stderr


@pytest.fixture(scope="module")
def prepared(tmp_path_factory, database_of) -> Path:
    """A desk with twelve messages."""
    home = database_of(tmp_path_factory.mktemp("prepared"))
    ashore(home, "init", "--me", "studio.example", "--user", "anna@studio.example", "--zone", "UTC", "--now", NOW)
    mail = home / "a.mbox"
    mail.write_bytes(b"".join(LETTER % (n, n) for n in range(12)))
    out, _ = ashore(home, "import", str(mail), "--json", "--now", NOW)
    assert json.loads(out)["import"]["new"] == 12
    return home


@pytest.fixture
def desk(prepared, tmp_path) -> Path:
    """A copy of it, to be changed at will."""
    return copied(prepared, tmp_path / "home")


def rows(home: Path) -> dict[str, list[tuple[object, ...]]]:
    """Everything that stands in the tables of a desk."""
    with closing(connect(home)) as db:
        return {n: db.execute(f"SELECT * FROM {n} ORDER BY 1").fetchall() for n in tables(home) if "search" not in n}


def test_report_tells_the_figures_of_a_period_as_words_and_as_data(desk):
    asked = ("report", "--from", "2026-01-01", "--to", "2026-01-31", "--now", "2026-01-20T12:00:00+00:00")
    out, _ = ashore(desk, *asked, "--json")
    data = json.loads(out)
    assert data["version"] == 1
    assert (data["from"], data["to"]) == ("2026-01-01", "2026-01-31")
    assert data["all"]["counts"]["answers.late"] == 12
    assert [each["month"] for each in data["by_month"]] == ["2026-01"]
    told, _ = ashore(desk, *asked, "--client", "client.example", "--by", "month")
    assert "0 % (0 of 12)" in told or "0% (0 of 12)" in told
    _, wrong = ashore(desk, *asked, "--client", "nobody.example", code=2)
    assert "nobody.example: no client has this name" in wrong
    _, wrong = ashore(desk, "report", "--from", "yesterday", code=2)
    assert "write it as 2026-01-31" in wrong


def test_today_tells_what_is_due_and_exits_1_when_something_is_late(desk):
    out, _ = ashore(desk, "today", "--json", "--now", NOW, code=1)
    data = json.loads(out)
    assert data["version"] == 1
    assert data["late"] > 0
    assert data["due"][0]["client"] == "Client"
    assert data["due"][0]["because"]["code"].startswith("ledger.")
    words, _ = ashore(desk, "today", "--now", NOW, "--why", code=1)
    assert words.startswith("Due")


def test_mail_that_is_only_taken_in_is_understood_by_whoever_comes_next(desk):
    mail = desk / "b.mbox"
    mail.write_bytes(b"".join((LETTER % (n, n)).replace(b"client", b"other") for n in range(20, 24)))
    _, words = ashore(desk, "import", str(mail), "--later", "--now", NOW)
    assert "4 new" in words
    assert "4 still to be understood: ashore up or ashore worker" in words
    assert json.loads(ashore(desk, "today", "--json", "--now", NOW, code=1)[0])["being_understood"] == 1
    _, words = ashore(desk, "today", "--now", NOW, code=1)
    assert "Mail of a client is not understood yet" in words
    ashore(desk, "doctor", code=1)
    ashore(desk, "worker", "--once")  # by the clock of today, by which all this is of long ago
    out, words = ashore(desk, "today", "--json")
    assert (json.loads(out)["being_understood"], words) == (0, "")
    assert json.loads(out)["older"] == 16


def test_an_import_goes_on_with_what_an_earlier_one_left_to_understand(desk):
    mail = desk / "b.mbox"
    mail.write_bytes(b"".join((LETTER % (n, n)).replace(b"client", b"other") for n in range(20, 24)))
    ashore(desk, "import", str(mail), "--later", "--now", NOW)
    out, _ = ashore(desk, "import", str(mail), "--json", "--now", NOW)
    done = json.loads(out)["import"]
    assert (done["files_skipped"], done["new"], done["understood"]) == (1, 0, 4)


def test_importing_again_reads_nothing(desk):
    before = rows(desk)
    mail = desk.parent / "again.mbox"
    mail.write_bytes((desk / "a.mbox").read_bytes())
    ashore(desk, "import", str(mail), "--now", NOW)
    after = rows(desk)
    for table in ("store_message", "store_rawmessage", "store_obligation", "store_conversation"):
        assert after[table] == before[table]
    out, _ = ashore(desk, "import", str(mail), "--json", "--now", NOW)
    assert json.loads(out)["import"]["files_skipped"] == 1


def test_nothing_readable_is_exit_2_and_a_missing_file_too(desk, tmp_path):
    (tmp_path / "picture.png").write_bytes(b"\x89PNG\r\n\x1a\n" + bytes(50))
    ashore(desk, "import", str(tmp_path / "picture.png"), code=2)
    _, words = ashore(desk, "import", str(tmp_path / "nowhere.mbox"), code=2)
    assert "no such file" in words


@pytest.mark.parametrize(
    "wrong",
    [("--me", "studio.example", "--user", "bad"), (), ("--me", "no one"), ("--me", "x.example", "--zone", "Mars")],
)
def test_an_init_that_is_refused_leaves_nothing_behind(tmp_path, wrong):
    home = tmp_path / "new"
    _, words = ashore(home, "init", *wrong, code=2)
    assert words.startswith("ashore: ")
    ashore(home, "init", "--me", "anna@studio.example", "--zone", "UTC")


def test_an_import_says_what_it_could_not_read_and_when_nothing_is_from_us(desk, tmp_path):
    (tmp_path / "note.txt").write_text("hello")
    _, words = ashore(desk, "import", str(tmp_path / "note.txt"), code=2)
    assert f"{tmp_path / 'note.txt'}: This is no mail" in words
    (tmp_path / "more.mbox").write_bytes(LETTER % (99, 99))
    _, words = ashore(desk, "import", str(tmp_path / "more.mbox"), "--now", NOW)
    assert "No message is from studio.example" in words


def test_today_quotes_what_was_asked_and_folds_the_rest(desk):
    words, _ = ashore(desk, "today", "--now", NOW, code=1)
    assert "\u201cHow much is part 0?\u201d" in words
    assert "acknowledge" not in words.lower()


@pytest.mark.sqlite
def test_a_backup_into_no_folder_says_so(desk, tmp_path):
    _, words = ashore(desk, "backup", str(tmp_path / "nowhere" / "b.sqlite3"), code=2)
    assert "is no folder" in words


@pytest.mark.sqlite
def test_a_backup_restores_to_the_same_rows(desk, tmp_path):
    target = tmp_path / "copy.sqlite3"
    out, _ = ashore(desk, "backup", str(target))
    assert out.strip() == str(target)
    assert target.stat().st_mode & 0o077 == 0
    fresh = tmp_path / "fresh"
    ashore(fresh, "restore", str(target))
    assert rows(fresh) == rows(desk)
    ashore(fresh, "today", "--now", NOW, code=1)
    _, words = ashore(desk, "backup", str(target), code=2)
    assert "exists already" in words


@pytest.mark.sqlite
def test_restoring_moves_the_present_desk_aside_and_refuses_what_is_no_backup(desk, tmp_path):
    before = rows(desk)
    (tmp_path / "bad.sqlite3").write_bytes(b"SQLite format 3\x00" + bytes(5000))
    ashore(desk, "restore", str(tmp_path / "bad.sqlite3"), code=2)
    with closing(sqlite3.connect(tmp_path / "other.sqlite3")) as db:
        db.execute("CREATE TABLE t (x)")
    _, words = ashore(desk, "restore", str(tmp_path / "other.sqlite3"), code=2)
    assert "other tables" in words
    assert rows(desk) == before
    ashore(desk, "backup", str(tmp_path / "copy.sqlite3"))
    ashore(desk, "restore", str(tmp_path / "copy.sqlite3"))
    assert len(list(desk.glob("desk.sqlite3.before-*"))) == 1


def test_a_rebuild_leaves_identical_rows(desk):
    before = rows(desk)
    ashore(desk, "rebuild", "--now", NOW)
    after = rows(desk)
    links, engagements = "store_messagelink", "store_engagement"
    assert sorted(after.pop(links)) == sorted(before.pop(links))
    *told, revision = zip(*after.pop(engagements), strict=True)
    *told_before, revision_before = zip(*before.pop(engagements), strict=True)
    assert (told, revision > revision_before) == (told_before, True)
    assert after == before


def test_people_are_added_and_get_links(desk):
    out, _ = ashore(desk, "user", "add", "tom@studio.example", "--name", "Tom")
    assert out.startswith("/enter/")
    _, words = ashore(desk, "user", "add", "TOM@studio.example", code=2)
    assert "has an account" in words
    ashore(desk, "user", "add", "no address", code=2)
    out, _ = ashore(desk, "user", "link", "tom@studio.example", "--base", "https://desk.example/")
    assert out.startswith("https://desk.example/enter/")
    listed = json.loads(ashore(desk, "user", "list", "--json")[0])["users"]
    assert [each["email"] for each in listed] == ["anna@studio.example", "tom@studio.example"]
    ashore(desk, "user", "link", "nobody@studio.example", code=2)


def test_the_doctor_finds_a_sound_desk_and_sees_a_loose_key(desk):
    ashore(desk, "today", "--now", NOW, code=1)
    ashore(desk, "worker", "--once")
    checks = json.loads(ashore(desk, "doctor", "--json")[0])["checks"]
    assert all(check["ok"] for check in checks)
    key = desk / "secret-key"
    key.write_text("x" * 50)
    key.chmod(0o644)
    out, _ = ashore(desk, "doctor", code=1)
    assert f"chmod 600 {key}" in out


def test_without_a_desk_every_command_says_how_to_make_one(tmp_path):
    for command in (
        ["today"],
        ["import", str(tmp_path)],
        ["user", "list"],
        ["rebuild"],
        ["backup"],
        ["doctor"],
        ["up"],
    ):
        _, words = ashore(tmp_path / "none", *command, code=2)
        assert "ashore init" in words


@pytest.mark.parametrize(
    ("args", "words"),
    [
        ([], "--me"),
        (["--me", "not a domain"], "--me not a domain"),
        (["--me", "studio.example", "--zone", "Mars/Base"], "Mars/Base"),
        (["--me", "studio.example", "--agreement", "/nowhere.toml"], "nowhere.toml"),
        (["--me", "studio.example", "--now", "2026-01-16T12:00"], "offset"),
    ],
)
def test_what_init_cannot_use_is_said_and_leaves_no_half_desk(tmp_path, args, words):
    _, said = ashore(tmp_path, "init", *args, code=2)
    assert words in said
    assert not (tmp_path / "desk.sqlite3").exists(), "it is said before a table is made"
    ashore(tmp_path, "init", "--me", "studio.example")


def test_init_never_changes_a_desk_that_stands(desk):
    before = rows(desk)
    _, words = ashore(desk, "init", "--me", "other.example", code=2)
    assert "already" in words
    assert rows(desk) == before


def test_a_broken_settings_file_is_named_with_its_line(desk):
    (desk / "ashore.toml").write_text("port = \n")
    _, words = ashore(desk, "today", code=2)
    assert "ashore.toml" in words
    assert "line 1" in words


def test_search_finds_newest_first_with_the_line_and_goes_on_where_it_ended(desk):
    out, err = ashore(desk, "search", "parts", "--limit", "2")
    assert out.count("How much is part") == 2
    assert "Eva" in out
    place = err.split("--after ")[1].strip()
    more = json.loads(ashore(desk, "search", "parts", "--after", place, "--json")[0])
    assert len(more["messages"]) == 10
    assert more["next"] is None
    row = more["messages"][0]
    stretch = row["line"]["found"][0]
    assert row["line"]["text"][stretch["start"] : stretch["end"]] == "part"
    assert {"message", "conversation", "client", "who", "side", "at", "subject", "line", "files"} <= set(row)


def test_search_that_finds_nothing_exits_1_and_a_forged_place_exits_2(desk):
    assert "No message says that" in ashore(desk, "search", "zeppelin", code=1)[1]
    assert "no place that a search gave" in ashore(desk, "search", "part", "--after", "x", code=2)[1]
