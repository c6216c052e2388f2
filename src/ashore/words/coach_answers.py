"""Sentences for the coach's findings on answers and promises."""

from ashore.words.marks import N_, Sentence

SENTENCES: dict[str, Sentence] = {
    "coach.acknowledgement-without-time": N_("An answer is announced, and not when it comes: {words}"),
    "coach.acknowledgement-without-time.soon": N_("An answer is announced for no certain time: {words}"),
    "coach.acknowledgement-without-time.advice": N_("Name the day or the hour by which the client has the answer."),
}
