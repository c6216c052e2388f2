"""Sentences for the findings of the coach on the letter and the people it goes to."""

from ashore.words.marks import N_, Sentence

SENTENCES: dict[str, Sentence] = {
    "coach.wrong-name": N_("The greeting names “{name}”; the letter goes to {person}"),
    "coach.wrong-name.small": N_("A name with a small letter: {name}"),
    "coach.wrong-name.spelling": N_("The greeting writes “{name}”; they write themselves “{person}”"),
    "coach.wrong-name.advice": N_("Write to them by their own name: {person}"),
}
