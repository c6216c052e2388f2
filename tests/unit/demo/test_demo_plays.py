"""The demo is told relative to today: it must hold together on any day."""

from collections import Counter
from datetime import datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from ashore.core.agreement import default
from ashore.usecases.demo import Demo, PlayError, compose, plays_folder, read_plays, write_mbox
from ashore.usecases.demo.play import read_play

ZONE = ZoneInfo("Europe/Bratislava")
AGREEMENT = default().with_zone("Europe/Bratislava")
MOMENTS = [
    datetime(2026, 3, 16, 8, 0, tzinfo=ZONE),
    datetime(2026, 3, 29, 2, 30, tzinfo=ZONE),
    datetime(2027, 1, 1, 0, 0, tzinfo=ZONE),
    datetime(2028, 2, 29, 23, 59, tzinfo=ZONE),
    *(datetime(2026, 10, 19, 13, 7, tzinfo=ZONE) + timedelta(days=n, hours=3 * n) for n in range(7)),
]


def told(now: datetime) -> Demo:
    return compose(read_plays(plays_folder()), agreement=AGREEMENT, now=now)


@pytest.mark.parametrize("now", MOMENTS, ids=str)
def test_every_message_lies_in_the_past_three_months(now: datetime) -> None:
    demo = told(now)
    assert all(now - timedelta(weeks=13) <= s.at <= now for s in demo.sent)
    assert all(call.at <= now for call in demo.calls)


def test_there_are_eight_clients_in_four_languages_and_at_least_250_messages() -> None:
    plays = read_plays(plays_folder())
    assert len(plays) == 8
    assert Counter(p.language for p in plays) == {"en": 2, "ru": 2, "sk": 2, "fil": 2}
    assert len(told(MOMENTS[0]).sent) >= 250


def test_answers_come_after_what_they_answer() -> None:
    sent = {s.message_id: s for s in told(MOMENTS[0]).sent}
    for one in sent.values():
        raw = one.raw.replace(b"\r\n ", b" ").decode("ascii", "replace")
        parents = [row.partition(": ")[2].strip() for row in raw.splitlines() if row.startswith("In-Reply-To:")]
        assert all(sent[parent].at < one.at for parent in parents)


def test_the_same_moment_gives_the_same_bytes(tmp_path: Path) -> None:
    first, second = (write_mbox(told(MOMENTS[0]), tmp_path / name).read_bytes() for name in ("a", "b"))
    assert first == second


def test_an_unknown_person_is_named_with_file_and_line(tmp_path: Path) -> None:
    play = tmp_path / "x.play"
    play.write_text("client: X\nperson a: A <a@x.example>\n\n## S\n> a -> nobody | -1w Mon 09:00\nHi\n", "utf-8")
    with pytest.raises(PlayError, match=r"x\.play:5: nobody is called 'nobody'"):
        read_play(play)


def test_a_time_that_is_not_understood_is_named_with_advice(tmp_path: Path) -> None:
    (tmp_path / "studio.play").write_text("ours m: M <m@us.example>\n", "utf-8")
    (tmp_path / "x.play").write_text("client: X\nperson a: A <a@x.example>\n## S\n> a -> m | soon\nHi\n", "utf-8")
    with pytest.raises(PlayError, match=r"x\.play:4: 'soon' is no time; write"):
        compose(read_plays(tmp_path), agreement=AGREEMENT, now=MOMENTS[0])


def test_a_play_that_runs_backwards_is_named(tmp_path: Path) -> None:
    (tmp_path / "studio.play").write_text("ours m: M <m@us.example>\n", "utf-8")
    told_wrongly = "> a -> m | -2w Tue 09:00\nHi\n> m -> a | -2w Mon 09:00\nHello\n"
    (tmp_path / "x.play").write_text(f"client: X\nperson a: A <a@x.example>\n## S\n{told_wrongly}", "utf-8")
    with pytest.raises(PlayError, match=r"x\.play:6: -2w Mon 09:00 is not after -2w Tue 09:00"):
        compose(read_plays(tmp_path), agreement=AGREEMENT, now=MOMENTS[0])
