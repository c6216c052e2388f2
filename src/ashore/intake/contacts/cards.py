"""Contacts out of address cards (vCard 2.1, 3.0 and 4.0), one by one: a broken card stops no other."""

import re
from collections.abc import Iterator

import vobject

from ashore.core.kernel import Reason
from ashore.intake.contacts.tables import addresses, domain_in
from ashore.intake.contacts.values import MOST_CONTACTS, MOST_NAME, Contact, Contacts, Fault
from ashore.mail.neutral import one_line

_BEGIN = re.compile(r"(?im)^BEGIN:VCARD[ \t]*$")
_END = re.compile(r"(?im)^END:VCARD[ \t]*$")
_PICTURES = re.compile(r"(?im)^(?:[\w-]+\.)?(?:PHOTO|LOGO|SOUND|KEY)[;:].*\n(?:[ \t].*\n|(?![\w.-]+[;:]|$).*\n)*")
_LONGEST_CARD = 200_000


def looks_like_cards(text: str) -> bool:
    """Whether a file holds address cards."""
    return _BEGIN.search(text[:2000]) is not None


def read_cards(text: str, encoding: str) -> Contacts:
    """All contacts with the line that each card begins on, and what is wrong."""
    found: list[Contact] = []
    faults: list[Fault] = []
    for line, card in _cards(text):
        each = _contact(line, card)
        if isinstance(each, Fault):
            faults.append(each)
        else:
            found.append(each)
        if len(found) >= MOST_CONTACTS:
            faults.append(_fault(line, "too_many", most=MOST_CONTACTS))
            break
    return Contacts(tuple(found), tuple(faults), "vcard", encoding)


def _cards(text: str) -> Iterator[tuple[int, str]]:
    """(line, text) of each card; pictures are left out, they may be huge."""
    line, at = 1, 0
    for begin in _BEGIN.finditer(text):
        line += text.count("\n", at, begin.start())
        at = begin.start()
        following = _BEGIN.search(text, begin.end())
        stop = following.start() if following else len(text)
        end = _END.search(text, begin.end(), stop)
        yield line, _PICTURES.sub("", text[at : end.end()] + "\n") if end else ""


def _contact(line: int, card: str) -> Contact | Fault:
    if not card or len(card) > _LONGEST_CARD:
        return _fault(line, "broken_card")
    try:
        whole = vobject.readOne(card, allowQP=True, ignoreUnreadable=True)
        fields = whole.contents
        emails = addresses([str(each.value) for each in fields.get("email", [])])
        name = one_line(_text(fields, "fn") or _structured(fields), MOST_NAME)
        client = one_line(_organisation(fields), MOST_NAME)
        domain = domain_in(_text(fields, "url"))
    except Exception:  # what a library makes of a stranger's bytes has no list
        return _fault(line, "broken_card")
    if isinstance(emails, str):
        return _fault(line, "bad_address", text=one_line(emails, 80))
    if not emails:
        return _fault(line, "card_without_address", name=name or "–")
    return Contact(line, name, emails, client, domain)


def _text(fields: dict[str, list[object]], name: str) -> str:
    return next((str(getattr(each, "value", "")) for each in fields.get(name, [])), "")


def _structured(fields: dict[str, list[object]]) -> str:
    """Given and family name, where no full one is written."""
    parts = next((getattr(each, "value", None) for each in fields.get("n", [])), None)
    return f"{getattr(parts, 'given', '')} {getattr(parts, 'family', '')}".strip() if parts else ""


def _organisation(fields: dict[str, list[object]]) -> str:
    value = next((getattr(each, "value", "") for each in fields.get("org", [])), "")
    return str(value[0] if isinstance(value, list) and value else value or "")


def _fault(line: int, code: str, **params: str | int) -> Fault:
    return Fault(line, Reason(f"contacts.{code}", params=dict(params)))
