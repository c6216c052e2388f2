"""Marks of sentences, by which a quoted passage is known again in the message it was taken from."""

import re
from hashlib import blake2b

_WORD = re.compile(r"\w+")
_SENTENCE_END = re.compile(r"[.!?:;]+\s|\n\s*\n|[?!]")
_LEAST_WORDS = 5
KEPT = 16


def mark(text: str, keep: int = KEPT) -> tuple[int, ...]:
    """64-bit marks of a text's sentences of five words and more, free of case, wrapping and punctuation.

    The ``keep`` smallest are kept, so that a part and its whole keep the same ones where they can. At most 20 000
    characters are read.
    """
    marks = set()
    for sentence in _SENTENCE_END.split(text[:20_000]):
        words = _WORD.findall(sentence)
        if len(words) >= _LEAST_WORDS:
            joined = " ".join(words).casefold().encode("utf-8", "replace")
            marks.add(int.from_bytes(blake2b(joined, digest_size=8).digest()) >> 1)
    return tuple(sorted(marks)[:keep])
