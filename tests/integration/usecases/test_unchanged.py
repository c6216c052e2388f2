"""The same import again costs next to nothing, and is never wrong about it."""

import shutil
import sqlite3
import subprocess
import sys
from contextlib import closing
from pathlib import Path

import pytest

from ashore.usecases.importing.unchanged import unchanged

NOW = "2026-01-16T12:00:00+00:00"


def letter(number: int, sender: str = "anna@studio.example") -> bytes:
    head = f"From: {sender}\nTo: eva@client.example\nSubject: N{number}\nMessage-ID: <{number}@x.example>\n"
    return f"{head}Date: Fri, 16 Jan 2026 08:00:00 +0000\n\nHow much is part {number}?\n".encode()


def ashore(home: Path, *args: str) -> str:
    done = subprocess.run(
        [sys.executable, "-m", "ashore", *args, "--home", str(home)], capture_output=True, text=True, timeout=120
    )
    assert done.returncode == 0, done.stderr
    return done.stderr


@pytest.fixture(scope="module")
def imported(tmp_path_factory) -> Path:
    """A desk beside a Maildir and an mbox that were imported into it."""
    place = tmp_path_factory.mktemp("imported")
    box = place / "box"
    for name in ("cur", "new", "tmp"):
        (box / name).mkdir(parents=True)
    for n in range(3):
        (box / "cur" / f"{n}.M{n}.x:2,S").write_bytes(letter(n))
    (place / "sent.mbox").write_bytes(b"From s@x.example Fri Jan 16 08:00:00 2026\n" + letter(9) + b"\n")
    ashore(place / "home", "init", "--me", "studio.example", "--zone", "UTC", "--now", NOW)
    ashore(place / "home", "import", str(box), str(place / "sent.mbox"), "--now", NOW)
    return place


@pytest.fixture
def place(imported, tmp_path) -> Path:
    """A copy, which may be changed; its files keep their times, and the marks follow them."""
    there = Path(shutil.copytree(imported, tmp_path / "copy"))
    with closing(sqlite3.connect(there / "home" / "desk.sqlite3")) as desk, desk:
        desk.execute("UPDATE store_sourcemark SET source = replace(source, ?, ?)", (str(imported), str(there)))
    return there


def look(place: Path, *names: str) -> int | None:
    found = unchanged(place / "home" / "desk.sqlite3", [place / name for name in names])
    return found.files_skipped if found else None


def change(place: Path, sql: str) -> None:
    with closing(sqlite3.connect(place / "home" / "desk.sqlite3")) as desk, desk:
        desk.execute(sql)


def test_what_was_imported_and_has_not_changed_is_told_by_number(place):
    assert look(place, "box", "sent.mbox") == 4
    assert look(place, "sent.mbox", "sent.mbox") == 1


@pytest.mark.parametrize("name", ["box/new/7.M7.x", "box/cur/0.M0.x:2,S", "sent.mbox", "box/odd.txt"])
def test_a_new_or_changed_file_is_looked_at(place, name):
    with (place / name).open("ab") as file:
        file.write(letter(7))
    assert look(place, "box", "sent.mbox") is None


def test_what_a_maildir_is_still_writing_is_no_message_yet(place):
    (place / "box" / "tmp" / "half").write_bytes(b"From: an")
    assert look(place, "box") == 3


def test_a_file_that_went_away_is_no_news(place):
    (place / "box" / "cur" / "0.M0.x:2,S").unlink()
    assert look(place, "box") == 2


def test_a_loop_of_links_ends(place):
    (place / "box" / "again").symlink_to(place / "box")
    assert look(place, "box") == 3


@pytest.mark.parametrize(
    "sql",
    [
        "UPDATE store_message SET conversation_id = NULL WHERE raw_id = 1",
        "UPDATE store_engagement SET next_at = '1970-01-01 00:00:00'",
        "UPDATE store_message SET side = 'client'",
        "DELETE FROM django_migrations WHERE app = 'store' AND name LIKE '0001%'",
        "UPDATE store_sourcemark SET done = 0 WHERE source LIKE '%sent.mbox'",
        "INSERT INTO store_workspace (name, zone, language, me, created_at) VALUES ('b', 'UTC', 'en', '[]', '2026')",
        "DROP TABLE store_sourcemark",
    ],
)
def test_a_desk_that_has_anything_left_to_do_is_asked_itself(place, sql):
    change(place, sql)
    assert look(place, "box", "sent.mbox") is None


def test_nothing_at_all_is_not_the_same_again(place):
    (place / "empty").mkdir()
    assert look(place, "empty") is None
    assert unchanged(place / "nowhere.sqlite3", [place / "box"]) is None


def test_the_command_says_so_without_loading_django(place):
    words = ashore(place / "home", "import", str(place / "box"), str(place / "sent.mbox"))
    assert words == "0 read: 0 new, 4 unchanged files passed over.\n"
    loads = (
        "import sys; from pathlib import Path; from ashore.usecases.importing.unchanged import unchanged;"
        f"assert unchanged(Path({str(place / 'home' / 'desk.sqlite3')!r}), [Path({str(place / 'box')!r})]);"
        "print('django' in sys.modules or 'ashore.mail' in sys.modules)"
    )
    told = subprocess.run([sys.executable, "-c", loads], capture_output=True, text=True, check=True).stdout
    assert told == "False\n"
