"""The hours of a day as people write them: ``09:00-13:00, 14:00-18:00``."""

import re
from itertools import pairwise

from ashore.core.kernel import Reason
from ashore.core.worktime import Window, Windows

_WINDOW = re.compile(r"\s*(\d{1,2}):(\d{2})\s*[-\u2010-\u2015]\s*(\d{1,2}):(\d{2})\s*")
_LAST_MINUTE = 23 * 3600 + 59 * 60


def parse_windows(text: str) -> Windows | Reason:
    """The windows of one day, sorted; ``""`` and ``closed`` mean none. Else the first reason why not, with advice."""
    if text.strip().lower() in ("", "closed"):
        return ()
    windows: list[Window] = []
    for part in text.split(","):
        window = _window(part)
        if isinstance(window, Reason):
            return window
        windows.append(window)
    windows.sort()
    for before, after in pairwise(windows):
        if before.closes > after.opens:
            return Reason("agreement.window_overlap", params={"first": str(before), "second": str(after)})
    return tuple(windows)


def _window(part: str) -> Window | Reason:
    form = _WINDOW.fullmatch(part)
    if form is None:
        return Reason("agreement.window_unreadable", params={"text": part.strip()})
    numbers = [int(group) for group in form.groups()]
    for hours, minutes in (numbers[:2], numbers[2:]):
        if minutes > 59 or hours * 60 + minutes > 24 * 60:
            return Reason("agreement.time_impossible", params={"time": f"{hours}:{minutes:02d}"})
    window = Window(*(hours * 3600 + minutes * 60 for hours, minutes in (numbers[:2], numbers[2:])))
    return _objection(window) or window


def _objection(window: Window) -> Reason | None:
    opens, closes = str(window).split("-")
    if window.closes == 0 and window.opens > 0:
        return Reason("agreement.window_to_midnight", params={"window": str(window), "better": f"{opens}-24:00"})
    if window.closes == _LAST_MINUTE:
        return Reason("agreement.window_minute_lost", params={"window": str(window), "better": f"{opens}-24:00"})
    if window.closes == window.opens:
        return Reason("agreement.window_empty", params={"window": str(window)})
    if window.closes < window.opens:
        shift = {"first": f"{opens}-24:00", "second": f"00:00-{closes}"}
        return Reason("agreement.window_backwards", params={"window": str(window)} | shift)
    return None
