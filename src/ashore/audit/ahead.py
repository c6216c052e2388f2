"""Texts that will be asked for in any case, read by children while their parent threads the archive alone."""

from collections.abc import Iterator, Sequence
from itertools import chain

from ashore.audit.people import Us
from ashore.intake import Shelf, Taken, forks, understood

SHARE = 16
"""One text of so many messages: to read them takes two children as long as threading takes their parent."""
WORTH_CHILDREN = 20


def read_ahead(taken: Sequence[Taken], us: Us, shelf: Shelf, *, processes: int = 2) -> Iterator[Taken]:
    """Some messages that we wrote or were sent, with what they say, so far as it was understood.

    The children have begun when this returns. Whatever the messages turn out to belong to, the report is the same:
    another text is read when its turn comes, and one that nobody asks for was read in vain.
    """
    certain = [each for each in taken if each.shelved >= 0 and us.any_of(each.message.people())]
    certain = certain[: len(taken) // SHARE]
    if len(certain) < WORTH_CHILDREN or not forks():
        return iter(())
    found = understood(certain, shelf, processes=processes, portion=-(-len(certain) // processes))
    first = next(found)  # both children are at work now, and no core waits for us
    return (each for each, fault in chain((first,), found) if fault is None)
