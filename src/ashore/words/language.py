"""Sentences for the reasons of ``core.language``: how a named time was read, what spoke for a language."""

from ashore.words.marks import N_

SENTENCES: dict[str, str] = {
    "language.due.today": N_("The words name the end of that day: {at}."),
    "language.due.relative_day": N_("The words name a day counted from the day of writing: {at}."),
    "language.due.weekday": N_("The words name a weekday; the next one is {at}."),
    "language.due.week": N_("The words name a week; its Friday is {at}."),
    "language.due.month": N_("The words name a month; its last day is {at}."),
    "language.due.date": N_("The words name the date {at}."),
    "language.due.time": N_("The words name a time of day: {at}."),
    "language.due.duration": N_("The words name a time counted from the moment of writing: {at}."),
    "language.due.working_days": N_("Working days named: {amount}. Counted from the day of writing: {at}."),
    "language.due.working_days_of_calendar": N_(
        "Working days named: {amount}. Counted by the working calendar from the day of writing: {at}."
    ),
    "language.vote": N_("Language with most votes: {language} ({votes})."),
    "language.vote.none": N_("No word and no letter speaks for a language that is known here."),
    "language.vote.words": N_("Words that speak for {language}: {count}, among them {words}."),
    "language.vote.letters": N_("Letters that speak for {language}: {count}."),
}
