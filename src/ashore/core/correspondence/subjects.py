"""Subjects as people use them: reply marks in many languages, list tags, "was:", and what counts as a change (W9)."""

import re
import unicodedata
from functools import lru_cache
from typing import NamedTuple

from ashore.core.correspondence.data import word_list
from ashore.core.correspondence.message import Message
from ashore.core.kernel import Finding, Reason

_LONGEST = 1000
_REPLY_WORDS = (
    "re|aw|antw|antwort|sv|vs|ref|rif|res|r|odp|odpoveď|odpověď|отв|ответ|re antwort|ynt|απ|σχετ|回复|答复|返信|回覆"
)
_FORWARD_WORDS = "fwd|fw|wg|vb|vl|tr|rv|enc|pd|i|ilt|пересл|пер|přep|prepos|preposl|preposlané|转发|転送|轉寄"
_AUTO_WORDS = (
    "automatic reply|auto reply|autoreply|auto-reply|out of office|undeliverable|accepted|declined|tentative|"
    "автоответ|автоматический ответ|не доставлено|принято|automatická odpoveď|automatická odpověď|"
    "nedoručiteľné|awtomatikong tugon|abwesenheitsnotiz|automatische antwort|réponse automatique"
)
_COUNT = r"(?:\s?[\[(]\s?\d{1,4}\s?[\])]|\s?[*^]\s?\d{1,4})?"
_MARK = re.compile(
    rf"(?P<tag>\[[^\[\]]{{1,60}}\]|(?-i:[A-Z][A-Z :_-]{{2,60}} (?=(?i:re|fwd?|aw):))|\*{{2,5}}\s?spam\s?\*{{2,5}}|"
    rf"(?:external|ext|spam|внешнее|спам|ot|o/t|оффтоп)\s?:)|(?:(?P<reply>{_REPLY_WORDS})|(?P<forward>{_FORWARD_WORDS})|(?P<auto>{_AUTO_WORDS}))"
    rf"\.?{_COUNT}\s?[:：]",
    re.IGNORECASE,
)
_WAS_WORDS = "was|war|bylo|bolo|было|ранее|dati|dating"
_WAS = re.compile(
    rf"(?:[\[(]\s?(?:{_WAS_WORDS})\s?:?|[,;.–—-]\s?(?:{_WAS_WORDS})\s?:)\s(?P<old>(?:[^\[\])]|\[[^\[\]]*\])*)[\])]?\s*$",
    re.IGNORECASE,
)
_SERIES = re.compile(r"\[[^\[\]]{0,60}?\b\d{1,3}/(?P<of>\d{1,3})\]")
_FRONT_WORDS = 4
_LONG_ENOUGH = 20
_TAIL = re.compile(r"(?:\s*\((?:fwd|fw)\))+\s*$", re.IGNORECASE)


class Subject(NamedTuple):
    """A subject taken apart. ``base``: folded, without marks and tags; ``was``: the base it says it had before."""

    base: str
    was: str
    reply: bool
    forward: bool


@lru_cache(maxsize=65536)
def parse_subject(subject: str) -> Subject:
    """Take a subject as written apart; only its first 1 000 characters count. Linear in its length."""
    text = " ".join(unicodedata.normalize("NFC", subject[:_LONGEST]).split())
    reply = forward = False
    at = 0
    while mark := _MARK.match(text, at):
        at = mark.end()
        reply = reply or bool(mark["reply"] or mark["auto"])
        forward = forward or bool(mark["forward"])
        while at < len(text) and text[at] == " ":
            at += 1
    rest = _without_list_tail(text[at:] or _last_tag(text))
    was = _WAS.search(rest)
    old = parse_subject(was["old"]).base if was and was.start() else ""
    head = rest[: was.start()] if was and was.start() else rest
    return Subject(_fold(head), old, reply, forward)


def base_subject(subject: str) -> str:
    """The subject without reply and forward marks, counts, list tags, "(was: ...)", case and spacing."""
    return parse_subject(subject).base


def is_generic(base: str) -> bool:
    """True for a base subject that says nothing of the matter ("question", "вопрос"): it needs more to join by."""
    return len(base) < 4 or base.strip("!?.,… ") in _generic() or base.isdigit()


class SubjectChange(NamedTuple):
    """Base subjects before and after; ``declared``: the new one says "was: ..."."""

    before: str
    after: str
    declared: bool


def subject_changed(before: str, after: str) -> SubjectChange | None:
    """What changed between two subjects of one conversation, or None (W9).

    Reply marks, list tags, case, spacing and an ellipsis where a program cut the subject are no change; neither are
    a few words set before the whole old subject ("Solved: ..."), nor the parts of one numbered series ("[PATCH 2/3]").
    """
    old, new = parse_subject(before), parse_subject(after)
    if old.base == new.base or not old.base or _cut_short(old.base, new.base):
        return None
    if new.was in ("", old.was) and (_one_series(before, after) or _set_before(old.base, new.base)):
        return None
    return SubjectChange(old.base, new.base, declared=bool(new.was) and old.base.startswith(new.was))


def subject_finding(parent: Message, message: Message) -> Finding | None:
    """``W9-subject-changed`` where ``message`` carries another subject than the message it hangs under."""
    change = subject_changed(parent.subject, message.subject)
    if change is None:
        return None
    code = "correspondence.subject.declared_change" if change.declared else "correspondence.subject.changed"
    reason = Reason(code, "W9", {"before": parent.subject, "after": message.subject}, (parent.key, message.key))
    return Finding("W9-subject-changed", "advice", message.key, reason)


@lru_cache(maxsize=1)
def _generic() -> frozenset[str]:
    return word_list("generic_subjects.txt")


def _fold(text: str) -> str:
    return " ".join(text.casefold().split()).rstrip(" .!…")


def _without_list_tail(text: str) -> str:
    return _TAIL.sub("", text)


def _last_tag(text: str) -> str:
    """A subject made of nothing but tags ("[urgent]") keeps its last tag as its base."""
    tag = re.search(r"\[([^\[\]]{1,60})\]\s*$", text)
    return tag[1] if tag else ""


def _one_series(before: str, after: str) -> bool:
    one, two = _SERIES.search(before), _SERIES.search(after)
    return one is not None and two is not None and one["of"] == two["of"]


def _set_before(old: str, new: str) -> bool:
    """The old subject is still found whole at the end of the new one, or of the old one it lost its first words."""
    short, long = sorted((old, new), key=len)
    front = long.removesuffix(short)
    return len(short) >= _LONG_ENOUGH and front != long and len(front.split()) <= _FRONT_WORDS and "?" not in front


def _cut_short(one: str, two: str) -> bool:
    short, long = sorted((one, two), key=len)
    return (
        len(short) >= _LONG_ENOUGH and long.startswith(short.rstrip("… .")) and len(short) < len(long) <= len(short) * 3
    )
