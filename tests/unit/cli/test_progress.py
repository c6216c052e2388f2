"""The progress line."""

import io

from ashore.cli.progress import Progress, Stage, line


class Terminal(io.StringIO):
    def isatty(self) -> bool:
        return True


def ticking(*times: float) -> object:
    left = list(times)
    return lambda: left.pop(0)


def test_nothing_is_written_before_a_second_or_where_no_terminal_is() -> None:
    for stream, times in ((Terminal(), (0.0, 0.5)), (io.StringIO(), (0.0, 5.0))):
        progress = Progress("Reading", 100, "messages", stream=stream, clock=ticking(*times))  # type: ignore[arg-type]
        progress.at(50, 10)
        assert stream.getvalue() == ""


def test_the_line_tells_share_rate_and_time_left_and_goes_away() -> None:
    stream = Terminal()
    with Progress("Reading", 1000, "messages", stream=stream, clock=ticking(0.0, 2.0)) as progress:  # type: ignore[arg-type]
        progress.at(250, 500)
    assert "Reading  25 %  500 messages  250 a second  6 s left" in stream.getvalue()
    assert stream.getvalue().endswith("\r")


def test_an_unknown_total_shows_no_share_and_no_time_left() -> None:
    assert line("Reading", 10, 0, 5000, "messages", 2.0) == "Reading  5,000 messages  2,500 a second"


def test_long_times_are_in_minutes_and_hours() -> None:
    assert line("R", 1, 1000, 1, "m", 1.0).endswith("17 min left")
    assert line("R", 1, 10_000, 1, "m", 1.0).endswith("2 h 47 min left")


def test_a_stage_is_as_long_as_it_turns_out_when_it_begins(monkeypatch, capsys):
    monkeypatch.setattr("ashore.cli.progress.QUIET_SECONDS", 0)
    monkeypatch.setattr("ashore.cli.progress.EVERY_SECONDS", 0)
    monkeypatch.setattr("sys.stderr.isatty", lambda: True, raising=False)
    with Stage("Understanding", "messages") as stage:
        stage.at(0, 200, 0)
        stage.at(50, 200, 50)
        assert "Understanding  25 %  50 messages" in capsys.readouterr().err
    assert capsys.readouterr().err.endswith("\r")
