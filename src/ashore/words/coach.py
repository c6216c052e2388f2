"""Sentences for the findings of the coach: what was seen, and what to do."""

from ashore.words.marks import N_, Sentence

SENTENCES: dict[str, Sentence] = {
    "coach.unanswered-question": N_("No answer to: {question}"),
    "coach.unanswered-question.partly": N_("Answered only in part: {question}"),
    "coach.unanswered-question.advice": N_("Answer it, or say when the answer comes."),
    "coach.promise-without-date": N_("A promise without a time"),
    "coach.promise-without-date.advice": N_("Say by when."),
    "coach.attachment-not-attached": N_("A file is announced, none is attached: {words}"),
    "coach.attachment-not-attached.advice": N_("Attach it, or say where it is."),
    "coach.placeholder-left-in": N_("A placeholder was left in: {words}"),
    "coach.placeholder-left-in.advice": N_("Fill it in."),
    "coach.shouting": N_("Reads as shouting: {words}"),
    "coach.shouting.marks": N_("A row of marks raises the voice: {words}"),
    "coach.shouting.advice": N_("Write it as you would say it across a table."),
    "coach.as-already-written": N_("Reproaches the client with not having read: {words}"),
    "coach.as-already-written.advice": N_("Say it again in one line, without the reproach."),
    "coach.blaming-the-client": N_("Puts the blame on the client: {words}"),
    "coach.blaming-the-client.advice": N_("Say what happened and what the next step is."),
    "coach.subject-changed": N_("The subject was “{before}”, now it is “{subject}”"),
    "coach.subject-changed.advice": N_("Keep it, or begin a new conversation for the new matter."),
    "coach.person-dropped": N_("Took part and is not among the recipients: {person}"),
    "coach.person-dropped.advice": N_("Add them, or say in the letter why they were left out."),
    "coach.kitchen-smell": N_("Tells of our kitchen: {words}"),
    "coach.kitchen-smell.advice": N_("Leave the reason out; say what the client gets and when."),
}
