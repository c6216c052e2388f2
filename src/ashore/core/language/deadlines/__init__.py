"""Deadlines in a sentence, resolved against the moment and the zone in which it was written (W2, W5, A13).

The words are data (``data/<lang>/dates.txt``). A day alone gives a day, a time gives a minute. Where words allow more
than one reading, the later is taken and the result is not ``certain``: nobody is called late on a guess. "End of the
week" is read as its Friday, uncertain, since some mean Sunday. Working days are Monday to Friday here; the number
is in the reason, so that a calendar with holidays can count again.
"""

from ashore.core.language.deadlines.finding import find_due

__all__ = ["find_due"]
