"""Headers first, texts later: the same outcome as reading everything at once."""

import marshal
import multiprocessing
import os
import random
import tempfile
from pathlib import Path
from typing import Any

import pytest

from ashore.core.correspondence import thread
from ashore.intake import Shelf, Taken, marked, skim, stream, understood
from ashore.intake.hearing import _give_up, _understand
from ashore.intake.skimming import _make
from ashore.mail import Source

ARCHIVE = Path(os.environ.get("ASHORE_DATA", Path(__file__).resolve().parents[4] / "shared" / "data"))
SPEAKUP = ARCHIVE / "mail" / "speakup.mbox"


def both_ways(path: Path) -> tuple[list[Taken], list[Taken]]:
    shelf = Shelf()
    skimmed = marked((each for each in skim([path], shelf) if isinstance(each, Taken)), shelf)
    later = [each for each, _ in understood(skimmed, shelf)]
    return later, [each for each in stream([path]) if isinstance(each, Taken)]


def placed(taken: list[Taken]) -> list[tuple[str, str]]:
    """Conversation and parent of each message, in order of time."""
    us = frozenset({"samuel.thibault@ens-lyon.org", "c@d.example", "c1@d.example"})
    threads = thread([each.message for each in taken], us=us)
    return [(each.conversation, each.parent) for each in threads.placements]


def test_texts_read_later_say_the_same(tmp_path: Path) -> None:
    box = tmp_path / "box.mbox"
    bodies = [
        "Could you send the price by Friday?\n\n> Are you there?\n",
        "Когда будет готово? Пришлите, пожалуйста, счёт.\n",
        "",
        "Kedy to bude? Pošlem to zajtra.\n\n"
        "On Mon, Anna wrote:\n> long quoted sentence with more than five words in it\n",
    ]
    with box.open("w", encoding="utf-8") as file:
        for n in range(230):
            refers = f"References: <{n - 1}@x>\n" if n % 3 else ""
            file.write(
                f"From a@b.example Mon Mar  9 10:00:00 2026\nMessage-ID: <{n}@x>\nFrom: a{n % 7}@b.example\n"
                f"To: c@d.example\nDate: Mon, 9 Mar 2026 10:00:00 +0200\nSubject: Re: Nr {n // 3}\n{refers}"
                f"Content-Type: text/plain; charset=utf-8\n\n{bodies[n % len(bodies)]}\n\n"
            )
    later, at_once = both_ways(box)
    assert [each.said for each in later] == [each.said for each in at_once]
    assert placed(later) == placed(at_once)


def test_a_reply_that_lost_its_references_is_found_by_what_it_quotes(tmp_path: Path) -> None:
    """Two matters of one subject between the same people: only the quotation tells which of them is answered."""
    asked = [
        "We would like to have the red banner on the first page.",
        "The accountant needs all bills of last year.",
    ]
    box = tmp_path / "box.mbox"
    with box.open("w", encoding="utf-8") as file:
        for n, text in enumerate([*asked, f"Yes, on Monday.\n\n> {asked[0]}", f"Here they are.\n\n> {asked[1]}"]):
            people = ["a@b.example", "c@d.example"][:: 1 if n < 2 else -1]
            file.write(
                f"From a@b.example Mon Mar  9 10:00:00 2026\nMessage-ID: <{n}@x>\nFrom: {people[0]}\n"
                f"To: {people[1]}\nDate: Mon, 9 Mar 2026 1{n}:00:00 +0000\nSubject: {'Re: ' * (n > 1)}Website\n"
                f"Content-Type: text/plain; charset=utf-8\n\n{text}\n\n"
            )
    later, at_once = both_ways(box)
    assert [key for key, _ in placed(later)] == [key for key, _ in placed(at_once)]
    assert placed(later) == placed(at_once)
    firsts = [each.message.key for each in later[:2]]
    assert [parent for _, parent in placed(later)] == ["", "", *firsts]


def test_marks_made_where_they_matter_thread_as_marks_made_everywhere(tmp_path: Path) -> None:
    dice = random.Random(5)
    said = [f"This is sentence number {n} of {n * 7} that somebody wrote." for n in range(9)]
    for turn in range(20):
        box = tmp_path / f"box{turn}.mbox"
        with box.open("w", encoding="utf-8") as file:
            for n in range(30):
                quoted = "".join(f"\n> {dice.choice(said)}" for _ in range(dice.randrange(3)))
                refers = f"References: <{dice.randrange(30)}@x>\n" if dice.random() < 0.3 else ""
                subject = dice.choice(["", "Re: ", "Fwd: "]) + dice.choice(["Website", "Logo", "Logo (was: Website)"])
                day = f"{dice.choice([1, 2, 3, 20])} {dice.choice(['Jan', 'Feb', 'Mar'])} 2026"
                file.write(
                    f"From a@b.example Mon Mar  9 10:00:00 2026\nMessage-ID: <{n}@x>\n"
                    f"From: a{dice.randrange(3)}@b.example\nTo: c{dice.randrange(3)}@d.example\n"
                    f"Date: {day} 10:00:00 +0000\nSubject: {subject}\n{refers}"
                    f"Content-Type: text/plain; charset=utf-8\n\n{dice.choice(said)}\n{quoted}\n\n"
                )
        later, at_once = both_ways(box)
        assert placed(later) == placed(at_once)


@pytest.mark.skipif(not SPEAKUP.exists(), reason=f"{SPEAKUP} is not there: set ASHORE_DATA to the folder of test data")
def test_a_real_archive_is_threaded_and_understood_the_same_both_ways() -> None:
    later, at_once = both_ways(SPEAKUP)
    assert [each.said for each in later] == [each.said for each in at_once]
    assert placed(later) == placed(at_once)


def test_a_text_that_fails_costs_only_itself() -> None:
    shelf = Shelf()
    broken = _understand(shelf, shelf.put(b"not marshalled"))
    assert broken[:1] == b"u"
    assert _give_up(0, "died")[:1] == b"u"


def test_the_shelf_gives_back_what_was_put_in_any_order() -> None:
    shelf = Shelf(3)
    records = [bytes([n]) * n * 700 for n in range(60)]
    places = [shelf.put(record, n % 3) for n, record in enumerate(records)]
    assert [shelf.get(place) for place in places] == records
    assert shelf.get(places[7]) == records[7]
    more = shelf.put(b"after a look")
    assert shelf.get(more) == b"after a look"
    with pytest.raises(EOFError):
        shelf.get(more + 10_000)


@pytest.mark.parametrize("method", ["fork", "spawn"])
def test_what_another_process_lays_on_the_shelf_is_found_here(method: str) -> None:
    shelf = Shelf(2)
    context: Any = multiprocessing.get_context(method)
    child = context.Process(target=shelf.put, args=(b"theirs", 1))
    child.start()
    child.join(60)
    assert shelf.get(1 << 48) == b"theirs"


def test_a_shelf_leaves_no_file_behind(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    shelf = Shelf(4)
    shelf.put(b"x" * 100_000)
    assert list(tmp_path.iterdir()) == []
    shelf.close()


def test_auto_replies_are_not_laid_on_the_shelf() -> None:
    raw = b"From: a@b.example\nAuto-Submitted: auto-replied\n\nI am away. Could you write later?\n"
    *_, place, _note = marshal.loads(_make(Shelf(), (0, Source(raw, "box")))[1:])
    assert place == -1
