"""Drafts that the desk proposes, in the client's language: an invitation, the summary of a call, a wish for text."""

from collections.abc import Iterable, Sequence
from datetime import datetime

from ashore.core.kernel import CLIENT, US
from ashore.core.ledger.minutes import Minutes, Point
from ashore.words.marks import N_
from ashore.words.speech import Speech

HELLO = N_("Hello {name},")
HELLO_ALL = N_("Hello,")
INVITED = N_("Let us speak on {time} about: {topic}.")
LASTS = N_("It will take about {length}.")
BY = N_("How: {channel}")
WITH = N_("Taking part: {people}")
SUITS = N_("Does this suit you? If not, please name a time that does. The appointment is attached for your calendar.")
THANKS = N_("Thank you for the call on {time}. This is what we agreed; please tell us if we misunderstood anything.")
ABOUT = N_("We spoke about: {topic}")
AGREED = N_("We agreed:")
WE_DO = N_("We do:")
YOU_DO = N_("We ask of you:")
UNTIL = N_("{what} (by {time})")
UNLESS = N_("If we do not hear from you otherwise, we go on like this.")
VOICE = N_(
    "Thank you for your voice message. Could you please write the main points in a line or two? So that nothing is "
    "missed and everybody of us finds it again. If speaking is easier, tell us when we may call you."
)


def greeting(speech: Speech, name: str) -> str:
    """The first line, with the name where it is known (R4)."""
    return speech.text(HELLO).format(name=name) if name else speech.text(HELLO_ALL)


def invitation(
    speech: Speech,
    *,
    name: str,
    at: datetime,
    topic: str,
    minutes: int = 0,
    channel: str = "",
    people: Sequence[str] = (),
) -> str:
    """The text that goes with an appointment (A8: time and topic beforehand)."""
    first = [speech.text(INVITED).format(time=speech.moment(at), topic=topic.rstrip("."))]
    if minutes:
        first.append(speech.text(LASTS).format(length=speech.duration(minutes)))
    more = [speech.text(BY).format(channel=channel)] if channel else []
    more += [speech.text(WITH).format(people=", ".join(people))] if people else []
    parts = (greeting(speech, name), " ".join(first), "\n".join(more), speech.text(SUITS))
    return "\n\n".join(part for part in parts if part)


def summary(speech: Speech, *, name: str, at: datetime, topic: str, minutes: Minutes) -> str:
    """The written summary of a call (W6): what was agreed, who does what by when, numbered."""
    parts = [greeting(speech, name), speech.text(THANKS).format(time=speech.moment(at))]
    if topic:
        parts.append(speech.text(ABOUT).format(topic=topic))
    for head, points in ((AGREED, minutes.of(None)), (WE_DO, minutes.of(US)), (YOU_DO, minutes.of(CLIENT))):
        if points:
            parts.append("\n".join([speech.text(head), *_numbered(speech, points)]))
    return "\n\n".join([*parts, speech.text(UNLESS)])


def ask_for_text(speech: Speech, name: str) -> str:
    """A kind wish for text after a voice message (A8)."""
    return f"{greeting(speech, name)}\n\n{speech.text(VOICE)}"


def _numbered(speech: Speech, points: Iterable[Point]) -> list[str]:
    return [f"{number}. {_line(speech, each)}" for number, each in enumerate(points, 1)]


def _line(speech: Speech, each: Point) -> str:
    """The line as it was noted; the time beside it, since "Friday" means another day to who reads it later."""
    if each.due is None:
        return each.text
    time = speech.day(each.due.date()) if each.is_day else speech.moment(each.due)
    return speech.text(UNTIL).format(what=each.text.rstrip(". "), time=time)
