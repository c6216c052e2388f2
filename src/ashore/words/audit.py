"""Sentences for the reasons of ``audit`` and ``intake``."""

from ashore.words.marks import N_, Sentence

SENTENCES: dict[str, Sentence] = {
    "audit.answered_on_list": N_("{author} answered it on the list on {waived_at}: nothing is owed by us"),
    "audit.asked_together": N_("One message asks {count} questions that have no answer"),
    "intake.failed": N_("it could not be understood ({error}, {place}); it was left out, the rest was read"),
    "intake.died": N_("reading it crashed a worker process; it was left out, the rest was read"),
    "intake.stalled": N_("it took longer than the time one message may take; it was left out, the rest was read"),
    "intake.lost.died": N_("the file cannot be read beyond its message {after}: reading on crashes"),
    "intake.lost.stalled": N_("the file cannot be read beyond its message {after}: reading on never ends"),
}
