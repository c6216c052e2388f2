"""Words of a hand-over: the letter in which a client gets to know a new contact, and the pack for who takes over."""

from collections.abc import Sequence

from ashore.words.letters import greeting
from ashore.words.marks import N_
from ashore.words.speech import Speech

ME = N_("My name is {new}, and from now on I look after your work here.")
INSTEAD = N_("My name is {new}, and from now on I look after your work here; until now it was {former}.")
KNOWN = N_("I have read our whole correspondence, so you need not explain anything again.")
OURS = N_("This is what we are doing for you:")
THEIRS = N_("This is what we still need from you:")
AS_BEFORE = N_("Everything else stays as it was: just answer this letter. If anything is missing here, please tell me.")


def introduction(
    speech: Speech,
    *,
    name: str,
    new: str,
    former: str = "",
    ours: Sequence[str] = (),
    theirs: Sequence[str] = (),
    signed: bool = False,
) -> str:
    """The draft of the new contact's first letter (W8, R15). ``signed``: a signature with the name comes beneath it by
    itself."""
    who = speech.text(INSTEAD if former else ME).format(new=new, former=former)
    parts = [greeting(speech, name), f"{who} {speech.text(KNOWN)}"]
    for head, points in ((OURS, ours), (THEIRS, theirs)):
        if points:
            parts.append("\n".join([speech.text(head), *(f"{n}. {each}" for n, each in enumerate(points, 1))]))
    parts.append(speech.text(AS_BEFORE))
    return "\n\n".join(parts if signed else [*parts, new])
