"""Whose promise a sentence is that promises for somebody else: a third one by name, or the reader."""

from ashore.core.language.facts import READER
from ashore.core.language.lexicon import Lexicon
from ashore.core.language.recognising import Sentence

OTHERS = frozenset(("theirs", "named", "named_last"))
"""Kinds of phrases in which somebody else will do something: the reader; a third one, with the name in front; the same
with the name at the end."""


def owner_of(one: Sentence, lexicon: Lexicon) -> str:
    """Who will do what the sentence tells of: ``reader``, a name or role as it is written, or nobody (empty)."""
    if OTHERS.isdisjoint(one.likely) or one.marked or one.has("condition") or one.has("notheirs"):
        return ""
    if one.has("theirs"):
        return READER
    places = {first for phrase in one.found("named") if phrase for first, _ in phrase.every(one.spoken)}
    places |= {last - 1 for phrase in one.found("named_last") if phrase for _, last in phrase.every(one.spoken)}
    return next(filter(None, (_name(one, lexicon, place) for place in sorted(places))), "")


def _name(one: Sentence, lexicon: Lexicon, place: int) -> str:
    """The word at a place as it is written where it names somebody: by what they do, or with a capital; a capital with
    which a sentence begins makes no name, unless that is a usual one."""
    word = one.spoken[place]
    if not word[0].isalpha():
        return ""
    written = one.place(place, place + 1).of(one.text)
    if word in lexicon.roles:
        return written
    if word in lexicon.common or not written[0].isupper() or (len(written) > 1 and written.isupper()):
        return ""
    begins = not any(each[0].isalnum() for each in one.spoken[:place])
    return "" if begins and word not in lexicon.names else written
