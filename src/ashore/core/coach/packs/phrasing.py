"""Phrases of a pack, looked at before they are used: in the notation, able to stand somewhere, and bounded.

A phrase is matched by an expression over a few letters; how many ways there are to try it grows with what it leaves
open. So that no pack can make a typist wait, what is left open is limited.
"""

from collections.abc import Mapping, Sequence
from difflib import get_close_matches
from functools import cache

from ashore.core.kernel import Reason
from ashore.core.language.lexicon import TOKEN, fold, sections
from ashore.core.language.matching import Pattern
from ashore.core.language.phrases import Notation

LONGEST_PHRASE, MOST_TOKENS, MOST_WAYS, MOST_PIECES = 400, 16, 256, 150
"""Code points and words of a phrase; ways in which it may be tried at one place; pieces of words written as one."""
_OPENINGS = ("^", "^:", "^^")
_GAPS = {"_": 1, "?_": 2, "..": 4, "...": 8}


def wrong_with(phrase: str, language: str, lists: Mapping[str, Sequence[str]]) -> Reason | None:
    """Why a phrase cannot be used, with advice; None where it can."""
    if len(phrase) > LONGEST_PHRASE or len(phrase.split()) > MOST_TOKENS:
        return _reason("pack.phrase_long", phrase, most=MOST_TOKENS)
    if "=>" in phrase:
        return _reason("pack.phrase_arrow", phrase)
    tokens = fold(phrase, language).split()
    ways, pieces, words = 1, 0, 0
    for number, token in enumerate(tokens):
        if sign := _misplaced(token, number, len(tokens)):
            return _reason("pack.phrase_sign", phrase, sign=sign)
        if token in _GAPS or token in _OPENINGS or token == "$":  # noqa: S105 - a token of the notation
            ways *= _GAPS.get(token, 1)
            continue
        alternatives = _alternatives(token, phrase, lists)
        if isinstance(alternatives, Reason):
            return alternatives
        pieces += sum(1 + word.count("_") for word in alternatives if "_" in word)
        ways *= (2 if token[0] == "?" else 1) * (2 if any("_" in word for word in alternatives) else 1)
        words += token[0] not in "?!"
    if not words:
        return _reason("pack.phrase_open", phrase)
    if ways > MOST_WAYS or pieces > MOST_PIECES or not _can_be_matched(tokens, language, lists):
        return _reason("pack.phrase_wide", phrase)
    return None


@cache
def leads_of(language: str) -> tuple[str, ...]:
    """The words after which a clause of the language may begin."""
    return tuple(word for line in sections(language, "phrases.txt").get("lead", ()) for word in line.split())


def _can_be_matched(tokens: Sequence[str], language: str, lists: Mapping[str, Sequence[str]]) -> bool:
    """Whether the letters suffice, of which a pattern has one for all words that stand in the same alternatives."""
    leads = leads_of(language)
    known = {name: [fold(word, language) for word in words] for name, words in lists.items()}
    notation = Notation(known, leads, ())
    try:
        Pattern([(token, notation.written(token)) for token in tokens], leads if tokens[0] in _OPENINGS else ())
    except IndexError:
        return False
    return True


def _misplaced(token: str, number: int, count: int) -> str:
    """The token where it is a sign that is none, or stands where it may not."""
    if token[0] == "^":
        return "" if token in _OPENINGS and number == 0 else token
    if token[0] == "$":
        return "" if len(token) == 1 and number == count - 1 else token
    if token[0] in "_." and token not in _GAPS:
        return token
    return ""


def _alternatives(token: str, phrase: str, lists: Mapping[str, Sequence[str]]) -> list[str] | Reason:
    """The words of a token, lists written out."""
    found: list[str] = []
    for word in token.lstrip("?!").split("|"):
        if word[:1] == "@":
            if word[1:] not in lists:
                near = get_close_matches(word[1:], lists, n=1, cutoff=0)
                return _reason("pack.list_unknown", phrase, name=word, nearest=f"@{near[0]}" if near else "lists")
            found += lists[word[1:]]
        elif wrong := wrong_word(word, phrase):
            return wrong
        else:
            found.append(word)
    return found


def wrong_word(word: str, phrase: str) -> Reason | None:
    """Why a word could never stand in a sentence, None where it could."""
    for part in (word[:-1] if word[-1:] == "*" else word).split("_"):
        if not TOKEN.fullmatch(part):
            better = " ".join(TOKEN.findall(part))
            code = "pack.word_parts" if better else "pack.word_none"
            return _reason(code, phrase, word=word, better=better)
    return None


def _reason(code: str, phrase: str, **params: str | int) -> Reason:
    return Reason(code, params={"phrase": phrase[:80], **params})
