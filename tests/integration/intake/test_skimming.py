"""Headers first, texts later: the same outcome as reading everything at once."""

import os
from pathlib import Path

import pytest

from ashore.intake import Shelf, Taken, marked, skim, stream, understood
from ashore.intake.skimming import _give_up, _make, _understand
from ashore.mail import Source

ARCHIVE = Path(os.environ.get("ASHORE_DATA", Path(__file__).resolve().parents[4] / "shared" / "data"))
SPEAKUP = ARCHIVE / "mail" / "speakup.mbox"


def both_ways(path: Path) -> tuple[list[Taken], list[Taken]]:
    shelf = Shelf()
    skimmed = marked((each for each in skim([path], shelf) if isinstance(each, Taken)), shelf)
    later = [each for each, _ in understood(skimmed, shelf)]
    return later, [each for each in stream([path]) if isinstance(each, Taken)]


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
    assert [each.message.quoted_text for each in later] == [each.message.quoted_text for each in at_once]
    assert [each.message.quoted_ids for each in later] == [each.message.quoted_ids for each in at_once]


@pytest.mark.skipif(not SPEAKUP.exists(), reason=f"{SPEAKUP} is not there: set ASHORE_DATA to the folder of test data")
def test_a_real_archive_is_threaded_and_understood_the_same_both_ways() -> None:
    from ashore.core.correspondence import thread

    later, at_once = both_ways(SPEAKUP)
    assert [each.said for each in later] == [each.said for each in at_once]
    us = frozenset({"samuel.thibault@ens-lyon.org"})
    first, second = (thread([each.message for each in way], us=us) for way in (later, at_once))
    assert first.placements == second.placements


def test_a_text_that_fails_costs_only_itself() -> None:
    broken = _understand(b"not marshalled")
    assert broken[:1] == b"u"
    assert _give_up(b"", "died")[:1] == b"u"


def test_the_shelf_gives_back_what_was_put_in_any_order() -> None:
    shelf = Shelf()
    places = [shelf.put(bytes([n]) * n * 100) for n in range(50)]
    assert shelf.get(places[7]) == bytes([7]) * 700
    more = shelf.put(b"after a look")
    assert [shelf.get(place) for place in places] == [bytes([n]) * n * 100 for n in range(50)]
    assert shelf.get(more) == b"after a look"


def test_auto_replies_are_not_laid_on_the_shelf() -> None:
    raw = b"From: a@b.example\nAuto-Submitted: auto-replied\n\nI am away. Could you write later?\n"
    import marshal

    *_, record, _note = marshal.loads(_make(Source(raw, "box"))[1:])
    assert record == b""
