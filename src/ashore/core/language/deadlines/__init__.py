"""Deadlines in a sentence, resolved against the moment and the zone in which it was written (W2, W5, A13).

The words are data (``data/<lang>/dates.txt``). A day alone gives a day, a time gives a minute. Where words allow more
than one reading, the later is taken and the result is not ``certain``: nobody is called late on a guess. Which words
do, differs by language and by the moment of writing ("by Friday" on a Friday evening, "next Friday" on a Wednesday);
tests/gold/language/*/NOTES.md lists what was decided. "By Friday" includes the Friday, "before Friday" does not. A week
ends on its Friday, "at the weekend" on the Sunday, "in May" with the month. What names no time ("soon", "after the
holidays", "from Monday on", "the invoice for March") gives none.

Working days ("in two working days") are those of the working calendar that the caller gives, from the day after the
author's day of writing on; the reason is then ``language.due.working_days_of_calendar``. Without a calendar, or with
one that is never open, they are Monday to Friday, and the reason ``language.due.working_days``. Both are certain: the
agreement says what a working day is, and where there is none the words have their everyday meaning. The number is in
the reason's ``amount``, so that whoever knows of holidays later can count again.
"""

from ashore.core.language.deadlines.finding import find_due

__all__ = ["find_due"]
