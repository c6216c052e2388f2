"""The purse of seconds that bounds what comes slowly as a whole, and leaves slow lines alone."""

import imaplib

import pytest

from ashore.mail.imap.pace import (
    COMMAND_SECONDS,
    LINE_BYTES,
    LITERAL_BYTES,
    MEANWHILE_SECONDS,
    PATIENCE_SECONDS,
    SLOWEST,
    Crawls,
    Pace,
    _Paced,
)


class Line:
    """A socket that gives ``size`` bytes each ``seconds``, on a clock of its own."""

    def __init__(self, size: int, seconds: float) -> None:
        self.size, self.seconds, self.now, self.timeout = size, seconds, 0.0, 60.0

    def clock(self) -> float:
        return self.now

    def gettimeout(self) -> float:
        return self.timeout

    def settimeout(self, seconds: float) -> None:
        self.timeout = seconds

    def recv_into(self, buffer: memoryview) -> int:
        wait = min(self.seconds, self.timeout)
        self.now += wait
        if wait < self.seconds:
            raise TimeoutError
        return min(self.size, len(buffer))


def read(line: Line, pace: Pace, most: int) -> int:
    came = 0
    while came < most:
        came += pace.receive(line, memoryview(bytearray(65536)))
    return came


def test_h90_a_byte_a_second_is_left_although_each_read_comes_in_time() -> None:
    line = Line(1, 1.0)
    with pytest.raises(Crawls):
        read(line, Pace(clock=line.clock), 10_000)
    assert line.now == pytest.approx(PATIENCE_SECONDS, abs=1)
    assert line.timeout == 60.0


def test_h90_what_came_quickly_before_buys_no_more_patience() -> None:
    line = Line(65536, 0.001)
    pace = Pace(clock=line.clock)
    read(line, pace, 50_000_000)
    line.size, line.seconds, begun = 1, 1.0, line.now
    with pytest.raises(Crawls):
        read(line, pace, 10_000)
    assert line.now - begun < PATIENCE_SECONDS + 2


def test_a_slow_line_that_goes_on_is_waited_for_as_long_as_it_takes() -> None:
    line = Line(2 * SLOWEST, 1.0)
    pace = Pace(clock=line.clock)
    assert read(line, pace, 50_000_000) >= 50_000_000
    assert line.now > 100 * PATIENCE_SECONDS
    assert pace.rate == pytest.approx(2 * SLOWEST)


def test_a_server_that_thinks_a_while_before_each_answer_is_no_slow_line() -> None:
    line = Line(60, COMMAND_SECONDS)
    pace = Pace(clock=line.clock)
    for _ in range(1000):
        pace.earn(COMMAND_SECONDS)
        read(line, pace, 60)
    assert pace.left == pytest.approx(PATIENCE_SECONDS, abs=COMMAND_SECONDS)


def test_a_server_that_says_nothing_meets_the_time_out_of_a_read_first() -> None:
    line = Line(1, 1000.0)
    with pytest.raises(TimeoutError) as caught:
        read(line, Pace(clock=line.clock), 1)
    assert not isinstance(caught.value, Crawls)
    assert line.now == 60.0


def test_an_answer_that_is_known_to_take_long_is_lent_its_time() -> None:
    line = Line(100, 300.0)
    line.timeout = 400.0
    pace = Pace(clock=line.clock)
    pace.lend(400.0)
    assert read(line, pace, 100) == 100


def test_while_a_long_answer_comes_whoever_waits_is_called_twice_a_minute() -> None:
    line, called = Line(SLOWEST, 1.0), []
    pace = Pace(clock=line.clock)
    pace.meanwhile = lambda: called.append(line.now)
    read(line, pace, 600 * SLOWEST)
    assert len(called) == 600 / MEANWHILE_SECONDS


class Given(_Paced):
    """A client whose lines are given, without a connection."""

    def __init__(self, lines: object) -> None:
        self._lines = lambda: lines  # type: ignore[method-assign,assignment,return-value]


class Endless:
    def read(self, size: int) -> bytes:
        return b"x" * size

    readline = read


def test_a_literal_that_would_fill_the_memory_is_not_read() -> None:
    client = Given(Endless())
    assert client.read(3) == b"xxx"
    with pytest.raises(ValueError, match="literal"):
        client.read(LITERAL_BYTES + 1)


def test_a_line_without_an_end_is_no_line() -> None:
    assert LINE_BYTES > 10_000_000
    with pytest.raises(imaplib.IMAP4.error, match="more than"):
        Given(Endless()).readline()
