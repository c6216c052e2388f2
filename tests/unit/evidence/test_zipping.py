"""The plainest of ZIP files: read by others, wide where it must be, and refused where it is not what we write."""

import io
import struct
import subprocess
import zipfile
from pathlib import Path

import pytest

from ashore.core.kernel import Reason
from ashore.evidence import layout, opening, zipping
from ashore.evidence.opening import Opened, open_pack
from ashore.evidence.zipping import ZipWriter

FILES = {"a/one.txt": b"one" * 100, "two.bin": bytes(range(256)), "empty": b""}


def written(files: dict[str, bytes] = FILES) -> bytes:
    out = io.BytesIO()
    writer = ZipWriter(out)
    for name, data in files.items():
        writer.add(name, data)
    writer.close()
    return out.getvalue()


def refused(data: bytes) -> str:
    found = open_pack(io.BytesIO(data))
    assert isinstance(found, Reason)
    return found.code.removeprefix("evidence.zip.")


def test_unzip_finds_nothing_wrong(tmp_path: Path) -> None:
    place = tmp_path / "a.zip"
    place.write_bytes(written())
    run = subprocess.run(["unzip", "-t", str(place)], capture_output=True, text=True, check=False)
    assert run.returncode == 0, run.stdout + run.stderr


def test_a_file_that_is_copied_is_as_one_that_is_at_hand() -> None:
    out = io.BytesIO()
    writer = ZipWriter(out)
    for name, data in FILES.items():
        writer.add_file(name, io.BytesIO(data))
    writer.close()
    assert out.getvalue() == written()


def test_beyond_the_old_limits_the_wide_form_is_written_and_read(monkeypatch: pytest.MonkeyPatch) -> None:
    count = 70_000
    big = written({f"m/{number}.eml": b"x" for number in range(count)})
    opened = open_pack(io.BytesIO(big))
    assert isinstance(opened, Opened)
    assert len(opened.members) == count
    with zipfile.ZipFile(io.BytesIO(big)) as archive:
        assert len(archive.infolist()) == count
    far = zipping.Member("far.bin", 3, 0, 0x1_0000_0000)
    entry = zipping.directory([far], 0x1_0000_0100)
    assert struct.unpack_from("<Q", entry, zipping.CENTRAL.size + len("far.bin") + 4) == (0x1_0000_0000,)
    assert b"PK\6\6" in entry


def test_each_bit_of_the_bookkeeping_counts() -> None:
    data = written()
    start = data.index(b"PK\1\2")
    contents = {at for name, body in FILES.items() for at in range(data.find(body), data.find(body) + len(body))}
    for at in [*(at for at in range(start) if at not in contents), *range(start, len(data))]:
        spoiled = data[:at] + bytes([data[at] ^ 0x20]) + data[at + 1 :]
        assert isinstance(open_pack(io.BytesIO(spoiled)), Reason), at


def with_python(*members: tuple[str, bytes], **how: object) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", **how) as archive:  # type: ignore[call-overload]
        for name, data in members:
            archive.writestr(name, data)
    return out.getvalue()


def test_h66_a_bomb_is_refused_unopened() -> None:
    bomb = with_python(("agreement/agreement.toml", bytes(50_000_000)), compression=zipfile.ZIP_DEFLATED)
    assert len(bomb) < 100_000
    assert refused(bomb) == "packed"


@pytest.mark.parametrize(
    "name",
    ["../../etc/passwd", "/etc/passwd", "C:\\x", "a/../b", "a//b", ".hidden", "a\nb", "ё.txt", "x" * 300, "con:"],
)
def test_h63_names_that_lead_elsewhere_are_refused(name: str) -> None:
    assert refused(written({name: b"x"})) == "unsafe_name"


def test_a_name_that_stands_twice_is_refused() -> None:
    out = io.BytesIO()
    writer = ZipWriter(out)
    writer.add("a.txt", b"one")
    writer.add("a.txt", b"two")
    writer.close()
    assert refused(out.getvalue()) == "doubled"


def test_a_link_is_refused() -> None:
    info = zipfile.ZipInfo("link")
    info.external_attr = 0o120777 << 16
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        archive.writestr(info, "/etc/passwd")
    assert refused(out.getvalue()) == "link"


def test_a_zip_of_another_program_is_refused_in_its_directory() -> None:
    assert refused(with_python(("a.txt", b"x"))) == "directory"


def test_sizes_and_counts_are_not_believed(monkeypatch: pytest.MonkeyPatch) -> None:
    data = written({"a.txt": b"x"})
    at = data.index(b"PK\1\2")
    huge = data[: at + 20] + struct.pack("<2L", 0xFFFFFFF0, 0xFFFFFFF0) + data[at + 28 :]
    assert refused(huge) == "too_large"
    monkeypatch.setattr(layout, "MOST_MEMBERS", 2)
    assert refused(written()) == "too_many"
    monkeypatch.undo()
    counted = data[:-14] + struct.pack("<2H", 60_000, 60_000) + data[-10:]
    assert refused(counted) == "end"


@pytest.mark.parametrize(
    ("spoil", "code"),
    [
        (lambda data: data + b"more", "trailing"),
        (lambda data: data[:-30], "cut"),
        (lambda data: b"", "none"),
        (lambda data: b"PK\5\6", "none"),
        (lambda data: b"%PDF-1.7" + bytes(100), "none"),
        (lambda data: b"more" + data, "end"),
    ],
)
def test_what_stands_before_behind_or_is_cut_off_is_told(spoil: object, code: str) -> None:
    assert callable(spoil)
    assert refused(spoil(written())) == code


def test_lines_are_cut_where_readline_cuts_them(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(layout, "LARGEST_LINE", 10)
    monkeypatch.setattr(opening, "CHUNK", 7)
    text = b"short\n\n" + b"x" * 9 + b"\n" + b"y" * 10 + b"\n" + b"z" * 35 + b"\nend"
    opened = open_pack(io.BytesIO(written({"log": text})))
    assert isinstance(opened, Opened)
    file = io.BytesIO(text)
    assert list(opened.lines("log")) == list(iter(lambda: file.readline(10), b""))
