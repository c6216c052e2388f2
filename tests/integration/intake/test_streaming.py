"""A whole archive through the worker processes."""

import zipfile
from pathlib import Path

import pytest

from ashore.core.kernel import Reason
from ashore.intake import Taken, Unread, Whole, size_of, stream, stream_whole, streaming
from ashore.intake.packing import Addresses
from ashore.mail import Source


def write_mbox(path: Path, count: int, filler: int = 4000) -> Path:
    with path.open("wb") as file:
        for n in range(count):
            file.write(
                b"From a@b.example Mon Mar  9 10:00:00 2026\nMessage-ID: <%d@x>\n"
                b"From: A <a@b.example>\nTo: c@d.example\n"
                b"Date: Mon, 9 Mar 2026 10:00:00 +0000\nSubject: Nr %d\n\nHow much is it?\n%s\n\n"
                % (n, n, b"x" * filler)
            )
    return path


def ids(results: list[Taken | Unread]) -> list[str]:
    return [each.message.message_id for each in results if isinstance(each, Taken)]


@pytest.mark.parametrize("processes", [0, 1, 2, 4])
def test_every_message_once_and_in_order(tmp_path: Path, processes: int) -> None:
    box = write_mbox(tmp_path / "box.mbox", 2000)
    seen: list[tuple[int, int]] = []
    found = list(stream([box], processes=processes, progress=lambda size, count: seen.append((size, count))))
    assert ids(found) == [f"{n}@x" for n in range(2000)]
    assert [each.message.order for each in found if isinstance(each, Taken)] == list(range(2000))
    assert seen == sorted(seen)
    assert seen[-1][1] == 2000
    assert seen[-1][0] <= size_of([box])


def test_several_paths_come_one_after_the_other_and_a_missing_one_is_told(tmp_path: Path) -> None:
    write_mbox(tmp_path / "a.mbox", 3)
    (tmp_path / "single.eml").write_bytes(b"Message-ID: <one@x>\nFrom: a@b.example\nSubject: hi\n\nHello\n")
    with zipfile.ZipFile(tmp_path / "z.zip", "w") as pack:
        pack.write(write_mbox(tmp_path / "b.mbox", 2), "b.mbox")
    paths = [tmp_path / name for name in ("a.mbox", "single.eml", "z.zip", "missing.mbox")]
    found = list(stream(paths))
    assert ids(found) == ["0@x", "1@x", "2@x", "one@x", "0@x", "1@x"]
    assert [each.source for each in found if isinstance(each, Unread)] == [str(tmp_path / "missing.mbox")]


def test_whole_messages_carry_the_same_decisions(tmp_path: Path) -> None:
    box = write_mbox(tmp_path / "box.mbox", 20)
    compact = [each for each in stream([box]) if isinstance(each, Taken)]
    whole = [each for each in stream_whole([box]) if isinstance(each, Whole)]
    assert [(each.taken.message, each.taken.said) for each in whole] == [(x.message, x.said) for x in compact]
    assert whole[0].raw.startswith(b"Message-ID: <0@x>")
    assert whole[0].facts.questions
    assert whole[0].parts.new_text.startswith("How much")


def test_a_message_that_cannot_be_taken_is_told_with_its_place(monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(*_: object, **__: object) -> Taken:
        raise ZeroDivisionError("seven")

    monkeypatch.setattr(streaming, "take", fail)
    result = streaming._make_compact(Source(b"x", "box.mbox", 99, 1))
    (told,) = streaming._opened(result, 0, Addresses())
    assert isinstance(told, Unread)
    assert told.source == "box.mbox@99"
    assert told.reason.code == "intake.failed"
    assert told.reason.params["error"] == "ZeroDivisionError: seven"


def test_h68_a_message_cut_for_its_length_is_taken_and_told() -> None:
    note = Reason("mail.source.too_long", params={"size": 1, "limit": 1})
    result = streaming._make_compact(Source(b"From: a@b.example\n\nHi", "box.mbox", 0, 20, note))
    taken, told = streaming._opened(result, 0, Addresses())
    assert isinstance(taken, Taken)
    assert isinstance(told, Unread)
    assert told.reason == note


def test_nothing_to_read_gives_nothing_but_reasons(tmp_path: Path) -> None:
    (tmp_path / "empty.mbox").touch()
    (tmp_path / "folder").mkdir()
    assert stream([]) is not None
    assert list(stream([])) == []
    found = list(stream([tmp_path / "empty.mbox", tmp_path / "folder"]))
    assert all(isinstance(each, Unread) for each in found)
    assert len(found) == 2
