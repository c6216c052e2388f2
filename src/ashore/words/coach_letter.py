"""Sentences for the findings of the coach on the letter and the people it goes to."""

from ashore.words.marks import N_, Sentence

SENTENCES: dict[str, Sentence] = {
    "coach.wrong-name": N_("The greeting names “{name}”; the letter goes to {person}"),
    "coach.wrong-name.small": N_("A name with a small letter: {name}"),
    "coach.wrong-name.spelling": N_("The greeting writes “{name}”; they write themselves “{person}”"),
    "coach.wrong-name.advice": N_("Write to them by their own name: {person}"),
    "coach.person-added": N_("Took no part so far and is among the recipients: {person}"),
    "coach.person-added.address": N_("{person} has written from {before} until now; this goes to {email}"),
    "coach.person-added.advice": N_("Take them off, or say in the letter whom you add and what for."),
    "coach.person-added.address.advice": N_("Check the address; if it is right, say in the letter that you use it."),
    "coach.reply-not-to-the-contact": N_("The agreed contact is not among the recipients: {person}"),
    "coach.reply-not-to-the-contact.advice": N_("Put the contact on copy, or ask them to confirm."),
    "coach.subject-missing": N_("The subject fits any letter: {subject}"),
    "coach.subject-missing.empty": N_("The letter has no subject"),
    "coach.subject-missing.advice": N_("Name the matter, so that the conversation is found by it in five years."),
}
