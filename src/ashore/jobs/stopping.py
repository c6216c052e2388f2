"""How a worker is told to stop: gently first, so that what is begun is finished; after a while in the middle of it."""

import signal
import threading
from collections.abc import Callable
from types import FrameType

GENTLE_SECONDS = 3.0
"""A service manager and `ashore up` wait five seconds."""
_asked = threading.Event()


class Stopped(BaseException):
    """Raised in the middle of a task that did not come to an end in good time; nothing may catch it but the worker."""


def asked() -> bool:
    """Whether this process is to stop; long tasks look here between their steps."""
    return _asked.is_set()


def ask() -> None:
    """Stop when what is in hand is finished."""
    _asked.set()


def wait(seconds: float) -> bool:
    """Sleep, no longer than until it is asked; whether it is."""
    return _asked.wait(seconds)


def obey_signals(busy: Callable[[], bool]) -> None:
    """SIGTERM and SIGINT ask; ``busy`` says whether a task is in hand that must not take for ever."""

    def stop(_number: int, _frame: FrameType | None) -> None:
        if not asked() and busy():
            signal.setitimer(signal.ITIMER_REAL, GENTLE_SECONDS)
        ask()

    def break_off(_number: int, _frame: FrameType | None) -> None:
        if busy():
            raise Stopped

    _asked.clear()
    signal.signal(signal.SIGALRM, break_off)
    for name in (signal.SIGTERM, signal.SIGINT):
        signal.signal(name, stop)
