"""Sentences for the reasons of working time."""

from ashore.words.marks import N_, NP_, Sentence

SENTENCES: dict[str, Sentence] = {
    "worktime.due": N_("{working_minutes} of working time, counted from {opened_at}, end {due_at}"),
    "worktime.due_working_days": NP_(
        "{days} working day after {from_at}, the day itself not counted, ends {due_at}",
        "{days} working days after {from_at}, the day itself not counted, end {due_at}",
        "days",
    ),
    "worktime.due_days": NP_(
        "{days} day after {from_at} ends {due_at}",
        "{days} days after {from_at} end {due_at}",
        "days",
    ),
    "worktime.due_working_days_with": NP_(
        "{days} working day from {from_at}, the day itself counted, ends {due_at}",
        "{days} working days from {from_at}, the day itself counted, end {due_at}",
        "days",
    ),
    "worktime.due_days_with": NP_(
        "{days} day from {from_at}, the day itself counted, ends {due_at}",
        "{days} days from {from_at}, the day itself counted, end {due_at}",
        "days",
    ),
    "worktime.after_cutoff": N_("It came at {cutoff} or later, so it counts as of {counted_date}"),
    "worktime.by_day": N_('"By {named_date}" means until {due_at}'),
    "worktime.window": N_("Working time from {opens_at} to {closes_at}: {working_minutes}"),
    "worktime.holiday": N_("{holiday_date} is a day off: {name}"),
    "worktime.special_day": N_("{special_date} has hours of its own: {windows}"),
    "worktime.special_day_closed": N_("{special_date} is closed by agreement"),
    "worktime.moved_to_working_day": N_("Nobody works on {closed_date}, so the next working day counts: {due_at}"),
    "worktime.until_work_begins": N_("The days are over when work begins again: {due_at}"),
    "worktime.said_after_closing": N_("It was said after that day's working time, so the day itself counts to its end"),
}
