"""Mailboxes of every shape, and what is none (HOSTILE.md, H15 to H17, H66, H68)."""

# ruff: noqa: E501 - tables of samples are read as rows

import os
import pickle
import re
import sys
import zipfile
from pathlib import Path

import pytest

from ashore import mail
from ashore.mail import limits
from ashore.mail.reading import mbox
from ashore.mail.reading.sources import Source, Unreadable

_ENVELOPE = b"From anna@b.example Fri Jan  5 17:40:00 2024\n"


def _message(name: str, body: str = "words\n", *more: str) -> bytes:
    return "\n".join((f"Subject: {name}", f"Message-ID: <{name}@x.example>", *more, "", body)).encode()


def _subjects(path: Path) -> list[str]:
    return [mail.parse(found.raw).subject for found in mail.read(path) if isinstance(found, Source)]


def _refusals(path: Path) -> list[str]:
    return [found.reason.code for found in mail.read(path) if isinstance(found, Unreadable)]


def _write(path: Path, *messages: bytes, between: bytes = b"\n") -> Path:
    path.write_bytes(between.join(_ENVELOPE + m for m in messages))
    return path


def test_h15_a_plain_mbox_is_divided_at_its_envelope_lines(tmp_path: Path) -> None:
    path = _write(tmp_path / "a.mbox", _message("one"), _message("two"))
    found = [f for f in mail.read(path) if isinstance(f, Source)]
    assert [f.raw for f in found] == [_message("one"), _message("two")]
    assert path.read_bytes()[found[1].offset :].startswith(_ENVELOPE)
    assert found[0].arrived_at is not None
    assert found[0].arrived_at.isoformat() == "2024-01-05T17:40:00+00:00"


@pytest.mark.parametrize(
    "body",
    [
        "From now on we answer within two hours.\n",
        "well\n\nFrom: Anna\nTo: Jan\n",
        "\nFrom the beginning\nNote: this is a text\n",
        "\nFrom anna@b.example Fri Jan  5 17:40:00 2024\nis how such a line looks\n",
    ],
)
def test_h15_an_unescaped_from_in_a_body_divides_nothing(tmp_path: Path, body: str) -> None:
    assert _subjects(_write(tmp_path / "a.mbox", _message("one", body), _message("two"))) == ["one", "two"]


def test_h15_quoted_from_lines_are_unquoted_once(tmp_path: Path) -> None:
    path = _write(tmp_path / "a.mbox", _message("one", ">From here\n>>From there\n"))
    (found,) = mail.read(path)
    assert isinstance(found, Source)
    assert found.raw.endswith(b"\nFrom here\n>From there\n")


def test_h15_content_length_counts_only_where_it_lands_on_a_message(tmp_path: Path) -> None:
    inner = "text\n\n" + _ENVELOPE.decode() + "Subject: inside\n\nnot a message of its own\n"
    right = _message("one", inner, f"Content-Length: {len(inner)}")
    assert _subjects(_write(tmp_path / "right.mbox", right, _message("two"))) == ["one", "two"]
    wrong = _message("one", "text\n", "Content-Length: 40")
    assert _subjects(_write(tmp_path / "wrong.mbox", wrong, _message("two"), _message("three"))) == [
        "one",
        "two",
        "three",
    ]


def test_h15_content_length_of_the_next_message_does_not_swallow_one_that_ends_with_its_header(tmp_path: Path) -> None:
    cut = _message("cut", "").rstrip(b"\n")
    whole = _message("whole", "words\n", "Content-Length: 6")
    assert _subjects(_write(tmp_path / "a.mbox", cut, whole)) == ["cut", "whole"]


def test_h15_crlf_and_missing_blank_lines_do_not_change_the_count(tmp_path: Path) -> None:
    path = _write(tmp_path / "a.mbox", _message("one"), _message("two"), between=b"")
    assert _subjects(path) == ["one", "two"]
    path.write_bytes(
        b"\n".join((_ENVELOPE + _message("one"), _ENVELOPE + _message("two").rstrip())).replace(b"\n", b"\r\n")
    )
    assert _subjects(path) == ["one", "two"]


def test_h15_other_envelope_lines_are_known(tmp_path: Path) -> None:
    lines = [b"From - Fri Jan 05 17:40:00 2024\n", b"From MAILER-DAEMON Fri Jan  5 17:40:00 2024 +0100\n", b"From \"a b\"@c.example Fri, 5 Jan 2024 17:40:00\n",
             b"From anna@b.example\n", b"From 1234567@xxx Fri Jan 05 17:40:00 +0000 2024\n"]  # fmt: skip
    path = tmp_path / "a.mbox"
    path.write_bytes(b"\n".join(line + _message(str(n), "w\n", "From: a@b.example") for n, line in enumerate(lines)))
    assert _subjects(path) == ["0", "1", "2", "3", "4"]


def test_h16_a_cut_mbox_is_read_to_its_last_byte(tmp_path: Path) -> None:
    whole = _write(tmp_path / "a.mbox", *[_message(str(n), "words\n" * 50) for n in range(40)]).read_bytes()
    path = tmp_path / "cut.mbox"
    path.write_bytes(whole[: len(whole) * 2 // 3 + 7])
    subjects = _subjects(path)
    assert subjects == [str(n) for n in range(len(subjects))]
    assert len(subjects) > 20


def test_h16_messages_at_the_borders_of_blocks_are_neither_lost_nor_doubled(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = _write(tmp_path / "a.mbox", *[_message(f"m{n}", "w" * (n % 37) + "\n") for n in range(200)])
    expected = [f"m{n}" for n in range(200)]
    for block in (101, 997, 4096):
        monkeypatch.setattr(mbox, "_BLOCK", block)
        assert _subjects(path) == expected


@pytest.mark.parametrize("counted", [False, True])
@pytest.mark.parametrize("pieces", [1, 2, 3, 5])
def test_pieces_of_an_mbox_share_no_message_and_miss_none(tmp_path: Path, pieces: int, counted: bool) -> None:
    body = "line of words\n" * 400 + "\n" + _ENVELOPE.decode() + "Subject: inside\n\nx\n"
    more = [f"Content-Length: {len(body)}"] if counted else []
    path = _write(tmp_path / "a.mbox", *[_message(str(n), body, *more) for n in range(400)])
    small = tmp_path / "b.eml"
    small.write_bytes(_message("single"))
    split = mail.split_work([path, small], pieces)
    assert len(split) == pieces
    read = [f.place for piece in pickle.loads(pickle.dumps(split)) for f in mail.read(piece) if isinstance(f, Source)]
    assert read == [f.place for p in (path, small) for f in mail.read(p) if isinstance(f, Source)]
    assert len(set(read)) == len(read) == (401 if counted else 801)
    if pieces == 2:
        assert max(p.size for p in split) < 0.6 * (path.stat().st_size + small.stat().st_size)


def test_a_maildir_with_subfolders_is_read_and_deliveries_under_way_are_not(tmp_path: Path) -> None:
    for folder in ("", ".Sent", "Archive"):
        for part in ("cur", "new", "tmp"):
            (tmp_path / folder / part).mkdir(parents=True)
    (tmp_path / "cur" / "1.a.host:2,S").write_bytes(_message("read"))
    (tmp_path / "new" / "2.b.host").write_bytes(_message("new"))
    (tmp_path / "tmp" / "3.c.host").write_bytes(_message("half"))
    (tmp_path / ".Sent" / "cur" / "4.d.host:2,").write_bytes(_message("sent"))
    (tmp_path / "Archive" / "new" / "5.e.host").write_bytes(b"only words, no header")
    (tmp_path / "dovecot-uidlist").write_bytes(b"3 V1 N1\n")
    found = [f for f in mail.read(tmp_path) if isinstance(f, Source)]
    assert sorted(mail.parse(f.raw).subject for f in found) == ["", "new", "read", "sent"]
    assert _refusals(tmp_path) == []


def test_h17_a_file_renamed_or_gone_during_the_walk_is_found_again_or_told(tmp_path: Path) -> None:
    for part in ("cur", "new", "tmp"):
        (tmp_path / part).mkdir()
    for n in range(3):
        (tmp_path / "new" / f"{n}.host").write_bytes(_message(str(n)))
    walk = mail.read(tmp_path)
    first = next(walk)
    assert isinstance(first, Source)
    (tmp_path / "new" / "1.host").rename(tmp_path / "cur" / "1.host:2,S")
    (tmp_path / "new" / "2.host").unlink()
    rest = list(walk)
    assert [mail.parse(f.raw).subject for f in rest if isinstance(f, Source)] == ["1"]
    assert [f.reason.code for f in rest if isinstance(f, Unreadable)] == ["mail.source.vanished"]


def test_a_folder_is_read_through_and_symlink_loops_end(tmp_path: Path) -> None:
    (tmp_path / "a" / "b").mkdir(parents=True)
    (tmp_path / "a" / "one.eml").write_bytes(_message("one"))
    (tmp_path / "a" / "b" / "two.eml").write_bytes(_message("two"))
    (tmp_path / "a" / "b" / "up").symlink_to(tmp_path / "a", target_is_directory=True)
    (tmp_path / "self").symlink_to(tmp_path / "self")
    assert sorted(_subjects(tmp_path)) == ["one", "two"]
    assert _refusals(tmp_path) == ["mail.source.symlink_loop"]


@pytest.mark.parametrize(
    ("name", "data", "code"),
    [
        ("empty.mbox", b"", "mail.source.empty"),
        ("a.pdf", b"%PDF-1.7 ...", "mail.source.foreign"),
        ("mail.pst", b"!BDN" + b"\0" * 50, "mail.source.foreign"),
        ("notes.txt", b"Just some words\nand more\n", "mail.source.no_mail"),
        ("page.html", b"<html><body>From: x</body>", "mail.source.no_mail"),
        ("noise.bin", bytes(range(256)) * 20, "mail.source.no_mail"),
        ("a.zip", b"PK\x03\x04broken", "mail.source.broken_zip"),
    ],
)
def test_what_is_no_mail_is_refused_with_its_reason_and_its_first_bytes(
    tmp_path: Path, name: str, data: bytes, code: str
) -> None:
    path = tmp_path / name
    path.write_bytes(data)
    (found,) = mail.read(path)
    assert isinstance(found, Unreadable)
    assert found.reason.code == code
    assert found.raw == data[:4096]


def test_missing_files_folders_without_mail_and_pipes_are_refused(tmp_path: Path) -> None:
    assert _refusals(tmp_path / "none.mbox") == ["mail.source.vanished"]
    assert _refusals(tmp_path) == ["mail.source.empty_folder"]
    os.mkfifo(tmp_path / "pipe")
    assert _refusals(tmp_path / "pipe") == ["mail.source.not_regular"]


def test_without_permission_the_reason_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "a.eml"
    path.write_bytes(_message("one"))
    path.chmod(0)
    if os.geteuid() == 0:  # the superuser may read everything: the system's refusal is played

        def refuse(*_: object) -> int:
            raise PermissionError(13, "Permission denied")

        monkeypatch.setattr(os, "open", refuse)
    assert _refusals(path) == ["mail.source.no_permission"]


def test_a_zip_of_mail_is_read_and_a_zip_inside_is_not(tmp_path: Path) -> None:
    path = tmp_path / "a.zip"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("box/a.mbox", _ENVELOPE + _message("one") + b"\n" + _ENVELOPE + _message("two"))
        archive.writestr("b.eml", _message("three"))
        archive.writestr("inner.zip", b"PK\x03\x04....")
        archive.writestr("photo.png", b"\x89PNG....")
    assert _subjects(path) == ["one", "two", "three"]
    assert _refusals(path) == ["mail.source.zip_in_zip", "mail.source.foreign"]


def test_h66_a_zip_bomb_is_refused_unopened(tmp_path: Path) -> None:
    path = tmp_path / "a.zip"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("a.eml", b"Subject: x\n\n" + b"\0" * 40_000_000)
    assert _refusals(path) == ["mail.source.zip_bomb"]
    assert _subjects(path) == []


def test_h68_a_message_of_300_mb_is_kept_by_its_header_and_the_rest_goes_on(tmp_path: Path) -> None:
    import resource

    path = tmp_path / "a.mbox"
    with path.open("wb") as file:
        file.write(_ENVELOPE + _message("huge"))
        file.truncate(300_000_000)
        file.seek(0, os.SEEK_END)
        file.write(b"\n\n" + _ENVELOPE + _message("after"))
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    huge, after = [f for f in mail.read(path) if isinstance(f, Source)]
    grown = (resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before) * (1 if sys.platform == "darwin" else 1024)
    assert mail.parse(huge.raw).subject == "huge"
    assert huge.note is not None
    assert huge.note.code == "mail.source.too_long"
    assert len(huge.raw) <= limits.KEPT_OF_TOO_LONG
    assert mail.parse(after.raw).subject == "after"
    assert grown < 100_000_000


def test_a_single_message_and_apples_form_of_it(tmp_path: Path) -> None:
    (tmp_path / "a.eml").write_bytes(_message("one"))
    (tmp_path / "noheader.eml").write_bytes(b"only words")
    (tmp_path / "b.emlx").write_bytes(b"%d\n" % len(_message("two")) + _message("two") + b"<?xml ...plist")
    (tmp_path / "without-ending").write_bytes(_message("three"))
    assert sorted(_subjects(tmp_path)) == ["", "one", "three", "two"]


def test_the_work_is_measured_before_it_is_done(tmp_path: Path) -> None:
    path = _write(tmp_path / "a.mbox", *[_message(str(n)) for n in range(1000)])
    work = mail.measure([path])
    assert work.size == path.stat().st_size
    assert 900 <= work.messages <= 1100


def test_what_cannot_be_read_is_dealt_out_among_the_pieces(tmp_path: Path) -> None:
    pieces = mail.split_work([tmp_path / f"gone{n}" for n in range(7)], 2)
    assert [len(piece.unreadable) for piece in pieces] == [4, 3]
    assert len({lost.where for piece in pieces for lost in piece.unreadable}) == 7


@pytest.mark.parametrize(
    "body", ["words\n", "From here\nwords\n", "From here\n>From there\n", "end without line end\n\n\n"]
)
@pytest.mark.parametrize("mark", ["", "Status: RO"])
def test_h33_a_message_has_one_key_in_an_mbox_and_in_a_maildir(tmp_path: Path, body: str, mark: str) -> None:
    """Where the mbox quotes as mboxrd does; in mboxo ">From" is said twice and nobody can tell what was written."""
    message = _message("one", body, *([mark] if mark else []))
    quoted = re.sub(rb"(?m)^(>*From )", rb">\1", message)
    _write(tmp_path / "a.mbox", quoted, _message("two"))
    for part in ("cur", "new", "tmp"):
        (tmp_path / "Maildir" / part).mkdir(parents=True)
    (tmp_path / "Maildir" / "cur" / "1.x:2,S").write_bytes(message)
    from_mbox = next(f for f in mail.read(tmp_path / "a.mbox") if isinstance(f, Source))
    from_maildir = next(f for f in mail.read(tmp_path / "Maildir") if isinstance(f, Source))
    assert mail.parse(from_mbox.raw).key == mail.parse(from_maildir.raw).key


@pytest.mark.parametrize("first", ["%d\n", "%d       \n", "%d\r\n"])
def test_apples_message_ends_where_its_first_line_says(tmp_path: Path, first: str) -> None:
    path = tmp_path / "b.emlx"
    path.write_bytes((first % len(_message("two"))).encode() + _message("two") + b"<?xml ...plist")
    assert [f.raw for f in mail.read(path) if isinstance(f, Source)] == [_message("two")]


def test_an_absurd_count_before_apples_message_is_no_error(tmp_path: Path) -> None:
    (tmp_path / "b.emlx").write_bytes(b"9" * 5000 + b"\n" + _message("two"))
    (tmp_path / "c.emlx").write_bytes(b"999999999999\n" + _message("two"))
    assert "two" in _subjects(tmp_path)
