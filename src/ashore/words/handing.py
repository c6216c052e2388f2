"""Words of a hand-over: the letter in which a client gets to know a new contact, and the pack for who takes over."""

from collections.abc import Sequence

from ashore.words.letters import greeting
from ashore.words.marks import N_, Sentence
from ashore.words.speech import Speech

SENTENCES: dict[str, Sentence] = {
    "handing.mood.angry": N_("Angry: {who} wrote so on {said_at}. Listen first, do not argue."),
    "handing.mood.dissatisfied": N_("Dissatisfied: {who} wrote so on {said_at}."),
    "handing.mood.calm": N_("Calm: {who} wrote so on {said_at}."),
    "handing.mood.glad": N_("Friendly: {who} wrote so on {said_at}."),
}
TITLE = N_("Hand-over: {client}")
TITLE_OF = N_("Hand-over: the clients of {who}")
TITLE_NONE = N_("Hand-over")
NONE = N_("There is no client to hand over here.")
KEPT_BY = N_("Looked after by {who} so far")
STEPS = N_("Next steps")
QUESTIONS = N_("Open questions of the client")
PROMISES = N_("What we promised")
THEIR_PROMISES = N_("What they promised")
WE_OWE = N_("What else we owe")
THEY_OWE = N_("What they owe us")
PLAN = N_("Agreement and plan")
PEOPLE = N_("People")
MANNER = N_("How to write to them")
MOOD = N_("How they feel")
AVOID = N_("What to avoid")
TALKS = N_("What was written about last")
BY_DUE = N_("{what}, by {time}")
UNDATED = N_("{what}, no date named")
LATE_SINCE = N_("{what}, late since {time}")
SPEAKS = N_("{who} speaks for the client.")
BALANCE = N_("Set off against each other, the client owes us {sum}.")
FIRST_NAMES = N_("We are on first-name terms.")
KNOWN_TERMS = N_("Words of the trade that they know: {words}.")
IN_LANGUAGE = N_("They are written to in this language: {language}.")
WROTE_US = N_("{subject} ({time}, we wrote last)")
WROTE_THEM = N_("{subject} ({time}, they wrote last)")
TYPES: dict[str, str] = {
    "goal-driven": N_("goal-driven: knows the aim, wants figures and an equal"),
    "know-all": N_("know-all: let them shine, stay with facts"),
    "anxious": N_("anxious: one clear option, agreed dates, no hurry"),
    "impulsive": N_("impulsive: calm, listen first, facts later"),
    "constructive": N_("constructive: open, goes along"),
}
ME = N_("My name is {new}, and from now on I look after your work here.")
INSTEAD = N_("My name is {new}, and from now on I look after your work here; until now it was {former}.")
KNOWN = N_("I have read our whole correspondence, so you need not explain anything again.")
OURS = N_("This is what we are doing for you:")
QUESTIONED = N_("These questions of yours are still open:")
THEIRS = N_("This is what we still need from you:")
AS_BEFORE = N_("Everything else stays as it was: just answer this letter. If anything is missing here, please tell me.")


def introduction(
    speech: Speech,
    *,
    name: str,
    new: str,
    former: str = "",
    questions: Sequence[str] = (),
    ours: Sequence[str] = (),
    theirs: Sequence[str] = (),
    signed: bool = False,
) -> str:
    """The draft of the new contact's first letter (W8, R15). ``signed``: a signature with the name comes beneath it by
    itself."""
    who = speech.text(INSTEAD if former else ME).format(new=new, former=former)
    parts = [greeting(speech, name), f"{who} {speech.text(KNOWN)}"]
    for head, points in ((QUESTIONED, questions), (OURS, ours), (THEIRS, theirs)):
        if points:
            parts.append("\n".join([speech.text(head), *(f"{n}. {each}" for n, each in enumerate(points, 1))]))
    parts.append(speech.text(AS_BEFORE))
    return "\n\n".join(parts if signed else [*parts, new])
