"""Sentences for whether work fits into the hours that there are."""

from ashore.words.marks import N_, Sentence

SENTENCES: dict[str, Sentence] = {
    "capacity.fits": N_(
        "It fits: {hours_working_minutes} of work by {until_date}, and {left_working_minutes} are left by then."
    ),
    "capacity.does_not_fit": N_(
        "By {due_at}, {need_working_minutes} of work are due and {free_working_minutes} are free: "
        "{short_working_minutes} are missing."
    ),
    "capacity.work": N_("{client}: {kind}, {part_working_minutes}, due {due_at}"),
    "capacity.new_work": N_("The new work: {part_working_minutes} by {due_at}"),
}
