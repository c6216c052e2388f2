"""Whether two mails are one letter that came by two ways, by the rule of `ashore.mail.copies` and by what the desk
knows besides: files, pages, where answers are wanted. What nobody confirmed to be ours is no copy of ours (H38).
"""

import json
import re
from collections.abc import Mapping, Sequence
from datetime import UTC, datetime
from typing import Any, NamedTuple

from ashore.mail import copies
from ashore.mail.copies import Letter, letters
from ashore.mail.unwrapping import as_shown
from ashore.usecases.importing.items import Ready

END = re.compile(r"(?:</body>)?(?:</html>)?\Z", re.IGNORECASE)
CLOSING = re.compile(r"(?:</[a-z0-9]{1,20}>){0,100}+\Z")


class Columns(NamedTuple):
    """What a mail that is stored, or is about to be, is compared by. ``files``: name and SHA-256, in order."""

    message_id: str
    sender: str
    at: datetime
    written: str
    kind: str
    subject: str
    new_text: str
    text: str
    head: Mapping[str, Any]
    notes: Mapping[str, Any]
    files: tuple[tuple[str, str], ...]

    @property
    def listed(self) -> bool:
        """Whether it went over a mailing list."""
        return bool(self.head.get("list_id"))

    @property
    def rank(self) -> tuple[bool, int]:
        """How much was added on the way: of the copies of a letter the least of it is shown."""
        return self.letter.rank

    @property
    def letter(self) -> Letter:
        """As the rule for copies has it."""
        notes = self.notes
        return Letter(
            self.message_id, self.sender, self.at, self.kind, self.subject, self.new_text, self.text,
            _people(self, "to"), _people(self, "cc"),
            tuple(self.head.get("in_reply_to", ())), tuple(self.head.get("references", ())),
            str(self.head.get("thread_index", "")), self.listed, bool(self.head.get("doubtful")), self.files,
            (self.written, "doubted" in notes, notes.get("returned"), notes.get("mark")),
        )  # fmt: skip


def columns_of(ready: Ready) -> Columns | None:
    """What a mail is compared by; None where nothing proves what is a copy of it: no Message-ID, no author, a chat."""
    if not ready.message_id or not ready.sender_email or ready.channel:
        return None
    return Columns(
        ready.message_id,
        ready.sender_email,
        datetime.fromtimestamp(ready.at, UTC),
        ready.reading[1],
        ready.kind,
        ready.subject,
        ready.new_text,
        ready.text,
        json.loads(ready.head),
        json.loads(ready.notes),
        tuple((name, digest) for name, _, _, digest in ready.files),
    )


def is_same_letter(one: Columns, other: Columns) -> bool:
    """Whether all that can be told without their HTML is the same."""
    over_a_list = one.listed or other.listed
    if _answers(one, over_a_list) != _answers(other, over_a_list):
        return False
    return copies.is_same_letter(one.letter, other.letter)


def is_same_html(one: Columns, html: Sequence[str], other: Columns, others_html: Sequence[str]) -> bool:
    """Whether they show the same page, or no page both. A list may put its lines at the end; it, and gateways on the
    way, write tags and links in their own fashion, so what counts is what a reader is shown and led to."""
    if _is_same_page(one, "\0".join(html), other, "\0".join(others_html), END):
        return True
    mine, theirs = ("\0".join(map(as_shown, each)) for each in (html, others_html))
    return _is_same_page(one, mine, other, theirs, CLOSING)


def _is_same_page(one: Columns, html: str, other: Columns, others_html: str, end: re.Pattern[str]) -> bool:
    mine, theirs = letters(html), letters(others_html)
    if mine == theirs:
        return True
    if not mine or not theirs:
        return False
    return (one.listed and _begins(mine, theirs, end)) or (other.listed and _begins(theirs, mine, end))


def _begins(longer: str, shorter: str, end: re.Pattern[str]) -> bool:
    """Whether a page begins as another one. Nothing may stand behind the end of that but the marks of the end."""
    return longer.startswith(end.sub("", shorter))


def _answers(mail: Columns, over_a_list: bool) -> tuple[object, ...]:
    """Where answers are wanted and who sent it for its author; lists want them for themselves."""
    answers = frozenset(mail.notes.get("reply_to", ()))
    if not over_a_list:
        return answers, mail.notes.get("sent_by", "")
    return answers - _people(mail, "to") - _people(mail, "cc"), ""


def _people(mail: Columns, name: str) -> frozenset[str]:
    return frozenset(email for _, email in mail.head.get(name, ()))
