"""Sentences for the findings of the coach on the letter and the people it goes to."""

from ashore.words.marks import N_, Sentence

SENTENCES: dict[str, Sentence] = {
    "coach.misspelt": N_("Perhaps misspelt: {words}"),
    "coach.misspelt.advice": N_("Meant perhaps: {better}"),
    "coach.wrong-name": N_("The greeting names “{name}”; the letter goes to {person}"),
    "coach.wrong-name.small": N_("A name with a small letter: {name}"),
    "coach.wrong-name.spelling": N_("Spelt “{name}” in the greeting; they write it “{person}”"),
    "coach.wrong-name.advice": N_("Write to them by their own name: {person}"),
    "coach.wrong-name.as_they_do": N_("Write it as they do: {person}"),
    "coach.person-added": N_("Took no part so far and is among the recipients: {person}"),
    "coach.person-added.address": N_("Another address than before ({before}): {person}, {email}"),
    "coach.person-added.advice": N_("Take them off, or say in the letter whom you add and what for."),
    "coach.person-added.address.advice": N_("Check the address; if it is right, say in the letter that you use it."),
    "coach.reply-not-to-the-contact": N_("The agreed contact is not among the recipients: {person}"),
    "coach.reply-not-to-the-contact.advice": N_("Put the contact on copy, or ask them to confirm."),
    "coach.subject-missing": N_("The subject fits any letter: {subject}"),
    "coach.subject-missing.empty": N_("The letter has no subject"),
    "coach.subject-missing.advice": N_("Name the matter, so that the conversation is found by it in five years."),
    "coach.no-greeting-by-name": N_("Greets without a name: {words}"),
    "coach.no-greeting-by-name.absent": N_("Begins without a greeting"),
    "coach.no-greeting-by-name.advice": N_("Greet them by name."),
    "coach.no-greeting-by-name.by_name": N_("Greet them by name: {person}"),
    "coach.no-name-at-the-end": N_("A first letter without the writer's name at its end"),
    "coach.no-name-at-the-end.advice": N_("Close with your name: {person}"),
    "coach.doubled-word": N_("A word stands twice: {words}"),
    "coach.doubled-word.advice": N_("Leave one of them out."),
    "coach.topic-changed": N_("Begins another matter in the same conversation: {words}"),
    "coach.topic-changed.advice": N_("Write it in a message of its own, with its own subject."),
    "coach.request-of-non-contact": N_("Grants a wish of somebody who is not the agreed contact ({person}): {words}"),
    "coach.request-of-non-contact.advice": N_("First let the contact confirm it: {contact}"),
}
