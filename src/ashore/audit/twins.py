"""Copies of one letter in an archive, by the rule that the desk has too; what is compared is what an audit reads: who
wrote which words to whom, when, in answer to what."""

from collections.abc import Callable

from ashore.core.correspondence.newtext import split
from ashore.intake.taken import Taken
from ashore.mail.copies import Letter, is_same_letter

Texts = Callable[[Taken], str]


def is_copy(one: Taken, other: Taken, text_of: Texts) -> bool:
    """Whether both are copies of one letter."""
    return is_same_letter(_letter(one, text_of), _letter(other, text_of))


def is_plainer(one: Taken, other: Taken, text_of: Texts) -> bool:
    """Whether less was added to ``one`` on its way."""
    return _letter(one, text_of).rank < _letter(other, text_of).rank


def _letter(each: Taken, text_of: Texts) -> Letter:
    message, text = each.message, text_of(each)
    return Letter(
        message.message_id, message.sender.email, message.at, message.kind, message.subject, split(text).new_text, text,
        frozenset(to.email for to in message.to), frozenset(cc.email for cc in message.cc),
        message.in_reply_to, message.references, message.thread_index, bool(message.list_id), message.doubtful,
    )  # fmt: skip
