"""How each kind of obligation is spoken of: one vocabulary for terminal, pages and reminders."""

from dataclasses import dataclass

from ashore.core.kernel import CLIENT, US, Side
from ashore.words.marks import N_, NC_, InContext
from ashore.words.speech import Speech


@dataclass(frozen=True, slots=True)
class KindWords:
    """``ours``, ``theirs``: its name where we, where the client owes it. ``step``: what to do by a time, ``late_step``:
    what to do first; both take ``{client}`` and ``{time}``."""

    ours: InContext
    theirs: InContext
    step: str
    late_step: str


KINDS: dict[str, KindWords] = {
    "reply": KindWords(
        NC_("what we owe", "Reply"),
        NC_("what the client owes", "Their reply"),
        N_("Reply to {client} by {time}."),
        N_("Reply to {client} first: it was due {time}."),
    ),
    "acknowledge": KindWords(
        NC_("what we owe", "Say that it arrived"),
        NC_("what the client owes", "Their word that it arrived"),
        N_("Tell {client} by {time} that their message arrived."),
        N_("Tell {client} first that their message arrived: it was due {time}."),
    ),
    "question": KindWords(
        NC_("what we owe", "Answer a question"),
        NC_("what the client owes", "Their answer"),
        N_("Answer the question of {client} by {time}."),
        N_("Answer the question of {client} first: it was due {time}."),
    ),
    "sign_of_life": KindWords(
        NC_("what we owe", "Sign of life"),
        NC_("what the client owes", "Their sign of life"),
        N_("Give {client} a sign of life by {time}."),
        N_("Give {client} a sign of life first: it was due {time}."),
    ),
    "promise": KindWords(
        NC_("what we owe", "Our promise"),
        NC_("what the client owes", "Their promise"),
        N_("Keep the promise to {client} by {time}."),
        N_("Keep the promise to {client} first: it was due {time}."),
    ),
    "information": KindWords(
        NC_("what we owe", "Information"),
        NC_("what the client owes", "Information from them"),
        N_("Send {client} what they asked for by {time}."),
        N_("Send {client} what they asked for first: it was due {time}."),
    ),
    "call_summary": KindWords(
        NC_("what we owe", "Call summary"),
        NC_("what the client owes", "Their call summary"),
        N_("Send {client} the summary of the call by {time}."),
        N_("Send {client} the summary of the call first: it was due {time}."),
    ),
    "last_word": KindWords(
        NC_("what we owe", "Closing word"),
        NC_("what the client owes", "Their closing word"),
        N_("Close the conversation with {client} by {time}."),
        N_("Close the conversation with {client} first: it was due {time}."),
    ),
    "stage": KindWords(
        NC_("what we owe", "Stage"),
        NC_("what the client owes", "Their stage"),
        N_("Hand the stage over to {client} by {time}."),
        N_("Hand the stage over to {client} first: it was due {time}."),
    ),
    "approval": KindWords(
        NC_("what we owe", "Our approval"),
        NC_("what the client owes", "Their approval"),
        N_("Approve by {time} what {client} handed over."),
        N_("Approve first what {client} handed over: it was due {time}."),
    ),
    "edit": KindWords(
        NC_("what we owe", "Edit"),
        NC_("what the client owes", "Their edit"),
        N_("Finish the edit for {client} by {time}."),
        N_("Finish the edit for {client} first: it was due {time}."),
    ),
    "estimate": KindWords(
        NC_("what we owe", "A date for the edit"),
        NC_("what the client owes", "Their date for the edit"),
        N_("Name {client} a date for the edit by {time}."),
        N_("Name {client} a date for the edit first: it was due {time}."),
    ),
    "report": KindWords(
        NC_("what we owe", "Report"),
        NC_("what the client owes", "Their report"),
        N_("Send {client} the report by {time}."),
        N_("Send {client} the report first: it was due {time}."),
    ),
    "call": KindWords(
        NC_("what we owe", "Agreed call"),
        NC_("what the client owes", "Their part in the agreed call"),
        N_("Call {client} as agreed by {time}."),
        N_("Call {client} as agreed first: it was due {time}."),
    ),
    "payment": KindWords(
        NC_("what we owe", "Our payment"),
        NC_("what the client owes", "Their payment"),
        N_("Pay {client} by {time}."),
        N_("Pay {client} first: it was due {time}."),
    ),
}
MOSTLY_THEIRS = frozenset(("information", "payment", "approval"))


def kind_name(kind: str, side: Side, reader: Speech) -> str:
    """What is owed by ``side``, in a word or two of the reader's language."""
    words = KINDS[kind]
    named = words.theirs if side == CLIENT else words.ours
    return reader.context(named.context, named.text)


def kind_word(kind: str, reader: Speech) -> str:
    """A kind as a clause names it, without anybody's clock before one's eyes: as the side owes it that mostly does."""
    return kind_name(kind, CLIENT if kind in MOSTLY_THEIRS else US, reader)


def step(kind: str, late: bool, reader: Speech) -> str:
    """What a clock of ours asks for, with ``{client}`` and ``{time}`` to be filled in."""
    words = KINDS[kind]
    return reader.text(words.late_step if late else words.step)
