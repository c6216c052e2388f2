"""Sentences for the findings of the coach: what was seen, and what to do."""

from ashore.words.marks import N_, Sentence

SENTENCES: dict[str, Sentence] = {
    "coach.unanswered-question": N_("No answer to: {question}"),
    "coach.unanswered-question.advice": N_("Answer it, or say when the answer comes."),
    "coach.promise-without-date": N_("A promise without a time"),
    "coach.promise-without-date.advice": N_("Say by when."),
    "coach.kitchen-smell": N_("Tells of our kitchen: {words}"),
    "coach.kitchen-smell.advice": N_("Leave the reason out; say what the client gets and when."),
}
