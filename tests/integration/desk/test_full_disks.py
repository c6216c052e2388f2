"""A disk that fills up in the middle of a backup or an export (H85): one sentence, nothing half-written is left under
any name, and what stood there stands. A file system of a few MB is what fills up."""

import os
import subprocess
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from servers.desks import finished

SMALL = 1_500_000
"""Bytes of the file system: less than the desk below takes, more than the first of its files."""


@pytest.fixture
def small_disk(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    place = tmp_path_factory.mktemp("disk")
    subprocess.run(["mount", "-t", "tmpfs", "-o", f"size={SMALL}", "tmpfs", place], check=True)
    try:
        yield place
    finally:
        subprocess.run(["umount", place], check=True)


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory, database_of: Callable[..., Path]) -> Path:
    """A desk with some MB of mail that does not shrink."""
    folder = tmp_path_factory.mktemp("desk")
    mail = folder / "mail"
    mail.mkdir()
    for number in range(40):
        head = f"From: Eva <eva@client.example>\nTo: anna@studio.example\nSubject: Part {number}\n"
        head += f"Date: Fri, 16 Jan 2026 08:{number:02}:00 +0000\nMessage-ID: <m{number}@client.example>\n\n"
        (mail / f"{number}.eml").write_text(f"{head}How much is {os.urandom(50_000).hex()}?\n")
    home = database_of(folder / "home")
    assert finished(home, "init", "--me", "studio.example", "--user", "anna@studio.example", "--zone", "UTC")[0] == 0
    code, _, words = finished(home, "import", str(mail), "--now", "2026-01-16T12:00:00+00:00")
    assert code == 0, words
    return home


@pytest.mark.parametrize(
    "command", [("backup", "desk.sqlite3"), ("export", "desk.zip"), ("export", "desk")], ids=" ".join
)
def test_h85_a_full_disk_leaves_no_half_a_backup_or_export_and_is_said_in_one_sentence(
    home: Path, small_disk: Path, tmp_path: Path, command: tuple[str, str]
) -> None:
    act, name = command
    code, out, words = finished(home, act, str(small_disk / name))
    assert code == 2, words
    assert words.startswith(f"ashore: the disk of {small_disk} is full; nothing was left there"), words
    assert words.count("\n") == 1
    assert out == ""
    assert list(small_disk.iterdir()) == []
    code, out, words = finished(home, act, str(tmp_path / name))
    assert code == 0, words
    assert (tmp_path / name).exists()


def test_h85_a_full_disk_of_keys_leaves_no_backup_without_them_unsaid(home: Path, small_disk: Path) -> None:
    (small_disk / "taken").write_bytes(b"x" * (SMALL - 100_000))
    code, _, words = finished(home, "backup", str(small_disk / "b.sqlite3"), "--with-key")
    assert code == 2
    assert "Traceback" not in words
    assert [each.name for each in small_disk.iterdir()] == ["taken"]
