"""The card at the end of a mail that no farewell announces: a name, an office, a telephone number."""

import re

from ashore.core.correspondence.newtext.formulas import formula

_LINES = 9
_WIDTH = 90
_WORDS = 12
_TITLE = r"(?:Mgr|Ing|Bc|Dr|JUDr|MUDr|PhDr|RNDr|doc|prof|Mr|Mrs|Ms|Engr|Atty|Arch|arch)\."
_WORD = r"[^\W\d_a-zа-я][\w'’-]{1,24}"
_NAME = re.compile(
    rf"[*_\s]{{0,3}}(?:{_TITLE}\s?){{0,3}}{_WORD}(?P<more>(?: (?:{_WORD}|[A-ZА-Я]\.)){{0,3}})"
    r"(?:,? (?:PhD|CSc|MBA|CPA)\.?)?[*_,\s]{0,3}(?:[|/,–-] ?\S.{0,60})?$"
)
_NUMBER = re.compile(r"\+\d[\d\s().-]{7,18}\d|(?<!\d)\(?0\d[\d\s()-]{6,16}\d|\(?\d{3}\)?[ .-]\d{3}[ .-]\d{3,4}(?!\d)")
_NO_CARD = ("?", "!", ":", ";", "…")


def card_start(bare: list[str], start: int, end: int) -> int:
    """The line where the card of the stretch begins, or ``end`` where it has none.

    A card is the last paragraphs of a stretch, short lines that begin with a full name and hold a number, an address
    or a site, under a finished sentence or thanks.
    """
    found = end
    contact = False
    seen = 0
    for at in range(end - 1, start, -1):
        line = bare[at]
        if not line:
            continue
        seen += 1
        if seen > _LINES or not _fits(line):
            break
        contact = contact or _reaches(line)
        if contact and not bare[at - 1] and _begins(bare, at, end) and _ends(bare, start, at):
            found = at
    return found


def _begins(bare: list[str], at: int, end: int) -> bool:
    """True for a name over other lines or with a number behind it; a first name alone needs a number at once."""
    name = _NAME.match(bare[at])
    if name is None:
        return False
    if _NUMBER.search(bare[at]):
        return True
    below = [line for line in bare[at + 1 : end] if line]
    if below and _NUMBER.search(below[0]):
        return True
    return bool(name["more"]) and (len(below) > 1 or (below != [] and "@" in below[0]))


def _reaches(line: str) -> bool:
    return "@" in line or "www." in line or "://" in line or _NUMBER.search(line) is not None


def _fits(line: str) -> bool:
    return len(line) <= _WIDTH and len(line.split()) <= _WORDS and not line.endswith(_NO_CARD)


def _ends(bare: list[str], start: int, at: int) -> bool:
    """True where the text above has come to an end."""
    above = at - 1
    while above > start and not bare[above]:
        above -= 1
    return bool(bare[above]) and (bare[above][-1] in ".?!…)" or formula(bare[above]) == "thanks")
