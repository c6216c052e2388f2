"""Where sentences begin and end: lines, list items and quoted lines first, then marks, minding abbreviations."""

import re

from ashore.core.kernel import Span

_ADDRESS = re.compile(r"(?:https?://|ftp://|www\.)[^\s<>\"]+|[\w.+-]{1,64}@[\w-]{1,63}(?:\.[\w-]{1,63}){1,8}")
_QUOTED = re.compile(
    r"(?<!\w)\"(?=\S)(?:[^\"\n]|\n(?!\n)){1,240}\"(?!\w)|«[^»\n]{1,240}»|“[^”\n]{1,240}”|„[^“”\n]{1,240}[“”]"
)
_INNER = {ord(c): "·" for c in ".?!…"}
_BORDER = re.compile(
    r"[.!?…:;\n](?:(?<=[.!?…])(?<![.!?…]{2})[.!?…]*+[)\]\"'»”’]*+(?=[\s<]|$)"
    r"|(?<=[:;])-?[)(D](?= +[^\W\d_a-zа-я])|(?<=\n))"
)
"""Marks, smileys, line ends; one set of first letters in front, since that is what the engine skips to.
A run of marks is tried once, from its first."""
_ASIDE = re.compile(r"\([^()?\n]{1,40}\?\)(?=[,;:.]| +[^\W\d_A-ZА-ЯÁ-Ž])")
"""A query in brackets ("(accessibility too?)") belongs to its sentence."""
_MARKER = re.compile(r"[ \t]*(?:[-*•–—+][ \t]|\d{1,2}[.)][ \t]|[a-zа-я]\)[ \t]|>|\||#{1,3} )")
_OPENER = re.compile(r"[(\[\"«„“]")
_SOFT_FROM, _SOFT_TO = 55, 82


def mask(text: str) -> str:
    """The text with addresses blotted out and the marks inside quotation marks neutralised; same length."""
    if "://" in text or "www." in text or "@" in text:
        text = _ADDRESS.sub(lambda m: _blot(m.group()), text)
    if '"' in text or "«" in text or "“" in text:
        text = _QUOTED.sub(lambda m: m.group().translate(_INNER), text)
    if "?)" in text:
        text = _ASIDE.sub(lambda m: m.group().translate(_INNER), text)
    return text


def _blot(address: str) -> str:
    """Marks that end the sentence after an address stay."""
    bare = address.rstrip(".,;:!?)")
    return "\ue000" * len(bare) + address[len(bare) :]


def split(masked: str, abbreviations: frozenset[str]) -> list[Span]:
    """Sentences of a masked text, in order, without surrounding space; quoted lines (``>``) are their own sentences."""
    spans: list[Span] = []
    start = line_start = 0
    for found in _BORDER.finditer(masked):
        at, end = found.span()
        if masked[at] == "\n":
            if _runs_on(masked, line_start, at):
                line_start = end
                continue
            line_start = end
            end = at
        elif masked[at] == "." and end == at + 1 and _no_border(masked, start, at, abbreviations):
            continue
        start = _add(spans, masked, start, end)
    _add(spans, masked, start, len(masked))
    return spans


def _add(spans: list[Span], text: str, start: int, end: int) -> int:
    piece = text[start:end].lstrip()
    if piece:
        first = end - len(piece)
        spans.append(Span(first, first + len(piece.rstrip())))
    return end


def _runs_on(text: str, line_start: int, at: int) -> bool:
    """True where the line break is a mere wrap: a full line, or a lower-case letter after one of some length."""
    length = at - line_start
    follows = text[at + 1 : at + 2]
    if follows == " ":
        follows = text[at + 2 : at + 3]
    if length < 20 or not follows.strip() or _MARKER.match(text, at + 1) or text.startswith(">", line_start):
        return False
    if follows.islower():
        return length <= 120 and (length >= _SOFT_FROM or text[at - 1] != ",")
    return _SOFT_FROM <= length <= _SOFT_TO


def _no_border(text: str, start: int, at: int, abbreviations: frozenset[str]) -> bool:
    """A full stop that does not end the sentence: after an abbreviation, an initial, a list number."""
    before = _word_before(text[max(start, at - 24) : at])
    if len(before) == 1 and before.isalpha() and before.isupper() and before != "I":
        return True
    following = text[at + 1 : at + 3].lstrip()[:1]
    if before.isdigit():
        return len(before) <= 2 and (
            following.islower() or following.isdigit() or not text[start : at - len(before)].strip()
        )
    return before.lower() in abbreviations and not (following == "" and "\n" in text[at + 1 : at + 2])


def _word_before(text: str) -> str:
    """The last word, without the bracket or quotation mark in front of it; nothing behind a space."""
    if not text or text[-1].isspace():
        return ""
    word = text.split()[-1]
    return word if word.isalnum() else _OPENER.split(word)[-1]
