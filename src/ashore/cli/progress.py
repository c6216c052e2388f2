"""One line on stderr that tells how far a long run is: after a second, on a terminal only."""

import sys
import time
from collections.abc import Callable
from types import TracebackType
from typing import TextIO

QUIET_SECONDS = 1.0
EVERY_SECONDS = 0.2


class Progress:
    """``with Progress("Reading", total, "messages") as line: line.at(bytes_done, count)``.

    ``total``: the size of the whole in the same unit as ``done`` (bytes), 0 where unknown; ``count``: what is
    shown as the rate. Nothing is written where stderr is no terminal, and nothing before a second has passed.
    """

    def __init__(
        self,
        label: str,
        total: int,
        unit: str,
        *,
        stream: TextIO | None = None,
        clock: Callable[[], float] = time.monotonic,
        force: bool = False,
    ) -> None:
        self._label, self._total, self._unit = label, total, unit
        self._stream = sys.stderr if stream is None else stream
        self._clock = clock
        self._live = force or self._stream.isatty()
        self._start = self._last = clock()
        self._written = 0

    def __enter__(self) -> "Progress":
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, tb: TracebackType | None) -> None:
        self.clear()

    def at(self, done: int, count: int) -> None:
        """Tell where the run is now; cheap enough to be called for each message."""
        if not self._live:
            return
        now = self._clock()
        if now - self._start < QUIET_SECONDS or now - self._last < EVERY_SECONDS:
            return
        self._last = now
        self._write(line(self._label, done, self._total, count, self._unit, now - self._start))

    def clear(self) -> None:
        """Take the line away, so that what follows starts clean."""
        if self._written:
            self._stream.write("\r" + " " * self._written + "\r")
            self._stream.flush()
            self._written = 0

    def _write(self, text: str) -> None:
        self._stream.write("\r" + text.ljust(self._written))
        self._stream.flush()
        self._written = len(text)


class Stage:
    """The line of a stage whose length is only known when it begins: ``line.at(done, whole, count)``."""

    def __init__(self, label: str, unit: str) -> None:
        self._label, self._unit = label, unit
        self._line: Progress | None = None

    def __enter__(self) -> "Stage":
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, tb: TracebackType | None) -> None:
        self.clear()

    def at(self, done: int, whole: int, count: int) -> None:
        """Tell where it is now: ``done`` of ``whole``, and what is shown as the rate."""
        if self._line is None:
            self._line = Progress(self._label, whole, self._unit)
        self._line.at(done, count)

    def clear(self) -> None:
        """Take the line away, so that what follows starts clean."""
        if self._line:
            self._line.clear()


def line(label: str, done: int, total: int, count: int, unit: str, seconds: float) -> str:
    """``Reading  41 %  12,300 messages  2,050 a second  9 s left``; share and time only where the total is known."""
    parts = [label]
    if total > 0:
        parts.append(f"{min(100, done * 100 // total)} %")
    parts += [f"{count:,} {unit}", f"{int(count / seconds) if seconds > 0 else 0:,} a second"]
    if 0 < done < total:
        parts.append(f"{_span(seconds * (total - done) / done)} left")
    return "  ".join(parts)


def _span(seconds: float) -> str:
    whole = int(seconds + 0.5)
    if whole < 90:
        return f"{max(1, whole)} s"
    minutes = (whole + 30) // 60
    return f"{minutes} min" if minutes < 90 else f"{minutes // 60} h {minutes % 60:02d} min"
