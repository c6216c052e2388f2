"""Whether two mails are one letter that came by two ways. Servers add fields on the way, lists a tag and a footer, and
nothing else may differ: whoever writes other words under a Message-ID that he saw is shown beside it (H32, H34), and
what nobody confirmed to be ours is no copy of what is ours (H38).

The likeness of mail is compared by value, so it does not matter which of them came first.
"""

import json
import re
from collections.abc import Mapping, Sequence
from datetime import UTC, datetime
from typing import Any, NamedTuple

from ashore.core.correspondence.newtext import split
from ashore.core.correspondence.subjects import base_subject
from ashore.mail.unwrapping import as_shown, with_links_as_sent
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
        return self.listed, len(letters(self.text))


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
    return _origin(one) == _origin(other) and _words(one, over_a_list) == _words(other, over_a_list)


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


def letters(text: str) -> str:
    """What is left of a text however its lines are broken."""
    return "".join(text.split())


def _begins(longer: str, shorter: str, end: re.Pattern[str]) -> bool:
    """Whether a page begins as another one. Nothing may stand behind the end of that but the marks of the end."""
    return longer.startswith(end.sub("", shorter))


def _origin(mail: Columns) -> tuple[object, ...]:
    """Who wrote what to whom, when, in answer to what."""
    return (
        mail.message_id, mail.sender, mail.at, mail.written, mail.kind, base_subject(mail.subject),
        letters(with_links_as_sent(mail.new_text)), mail.files,
        _people(mail, "to"), _people(mail, "cc"), mail.head.get("thread_index", ""),
        *(tuple(mail.head.get(name, ())) for name in ("in_reply_to", "references")),
        "doubted" in mail.notes, bool(mail.head.get("doubtful")), mail.notes.get("returned"), mail.notes.get("mark"),
    )  # fmt: skip


def _words(mail: Columns, over_a_list: bool) -> tuple[object, ...]:
    """All of the text and where answers are wanted; where a list had a hand in it, without what lists add."""
    answers = frozenset(mail.notes.get("reply_to", ()))
    if not over_a_list:
        return letters(with_links_as_sent(mail.text)), answers, mail.notes.get("sent_by", "")
    kept = "".join(each.span.of(mail.text) for each in split(mail.text).segments if each.kind != "footer")
    return letters(with_links_as_sent(kept)), answers - _people(mail, "to") - _people(mail, "cc"), ""


def _people(mail: Columns, name: str) -> frozenset[str]:
    return frozenset(email for _, email in mail.head.get(name, ()))
