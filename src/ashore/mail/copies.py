"""Whether two mails are one letter that came by two ways: the rule that the desk and the audit share.

Servers add fields on the way, lists a tag and a footer, gateways lead links over themselves, and nothing else may
differ: whoever writes other words under a Message-ID that he saw has written another mail (H32, H34).
"""

from datetime import datetime
from typing import NamedTuple

from ashore.core.correspondence.newtext import split
from ashore.core.correspondence.subjects import base_subject
from ashore.mail.unwrapping import with_links_as_sent


class Letter(NamedTuple):
    """What a mail is compared by. ``new_text``: what its author wrote in it; ``text``: all of it; ``to`` and ``cc``:
    addresses; ``listed``: it went over a mailing list; ``files``: what tells them apart, in order; ``more``: whatever
    else must be the same."""

    message_id: str
    sender: str
    at: datetime
    kind: str
    subject: str
    new_text: str
    text: str
    to: frozenset[str]
    cc: frozenset[str]
    in_reply_to: tuple[str, ...]
    references: tuple[str, ...]
    thread_index: str
    listed: bool
    doubtful: bool
    files: tuple[object, ...] = ()
    more: tuple[object, ...] = ()

    @property
    def rank(self) -> tuple[bool, int]:
        """How much was added on the way: of the copies of a letter the least of it is shown."""
        return self.listed, len(letters(self.text))


def is_same_letter(one: Letter, other: Letter) -> bool:
    """Whether both are copies of one letter, as far as that can be told without their pages. Compared by value, so it
    does not matter which came first."""
    over_a_list = one.listed or other.listed
    return _origin(one) == _origin(other) and _words(one, over_a_list) == _words(other, over_a_list)


def letters(text: str) -> str:
    """What is left of a text however its lines are broken."""
    return "".join(text.split())


def _origin(letter: Letter) -> tuple[object, ...]:
    """Who wrote what to whom, when, in answer to what."""
    subject, written = base_subject(letter.subject), letters(with_links_as_sent(letter.new_text))
    return tuple(letter._replace(subject=subject, new_text=written, text="", listed=False))


def _words(letter: Letter, over_a_list: bool) -> str:
    """All of the text; where a list had a hand in it, without what lists add."""
    kept = letter.text
    if over_a_list:
        kept = "".join(each.span.of(kept) for each in split(kept).segments if each.kind != "footer")
    return letters(with_links_as_sent(kept))
