"""Hashes that bind a pack together: a chain over what happened, in order, and one root over all files.

Both are simple enough to be redone with any tool that knows SHA-256: see docs/how-to/hand-over-evidence.md.
"""

import hashlib
from collections.abc import Iterable, Iterator, Sequence

from ashore.evidence.canonical import canonical

NO_HASH = "0" * 64
"""What the first link of a chain names as the one before it."""


def sha256(data: bytes) -> str:
    """The SHA-256 of ``data`` in lower-case hexadecimal digits."""
    return hashlib.sha256(data).hexdigest()


def chained(items: Iterable[object]) -> Iterator[tuple[bytes, str]]:
    """The links of a chain and the hash of each: canonical JSON ``{"entry", "event", "previous"}``, without a line end.

    ``entry`` counts from 1; ``previous`` is the SHA-256 of the link before, NO_HASH for the first. So no entry can be
    changed, taken out, put in or moved without changing the hash of the last. Raises Uncanonical.
    """
    previous = NO_HASH
    for number, item in enumerate(items, 1):
        link = canonical({"entry": number, "event": item, "previous": previous})
        previous = sha256(link)
        yield link, previous


def merkle_root(leaves: Sequence[bytes]) -> str:
    """The root over ``leaves``, as RFC 6962 (2.1) has it, in hexadecimal digits; of none: the hash of nothing.

    A leaf is hashed with a zero byte before it, a pair of hashes with a byte of one, and a tree of n leaves is split at
    the largest power of two beneath n: no inner node can be passed off as a file, and no file can be doubled unseen.
    """
    if not leaves:
        return sha256(b"")
    # Pairwise from the left, the odd one carried up: the same tree as the recursive definition.
    level = [hashlib.sha256(b"\0" + leaf).digest() for leaf in leaves]
    while len(level) > 1:
        paired = [hashlib.sha256(b"\1" + a + b).digest() for a, b in zip(level[::2], level[1::2], strict=False)]
        level = paired + level[len(level) & ~1 :]
    return level[0].hex()
