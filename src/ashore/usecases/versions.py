"""The versions of an agreement as one: what held when."""

from collections.abc import Sequence
from dataclasses import replace

from ashore.core.agreement import Agreement
from ashore.core.agreement.clauses import Amendment


def joined(versions: Sequence[Agreement]) -> Agreement:
    """The agreement that stored versions (oldest first, at least one) make together.

    A version holds from the moment that it names (``[valid] from``); what was before stays as it was agreed then. One
    that names no moment takes the place of all before it, as the correction of a file does. `Agreement.at` tells which
    terms held when.
    """
    first = max((n for n, each in enumerate(versions) if each.valid_from is None), default=0)
    whole = versions[first]
    for each in versions[first + 1 :]:
        whole = _followed(whole, each)
    return whole


def _followed(before: Agreement, after: Agreement) -> Agreement:
    start = after.valid_from
    assert start is not None
    kept = [pair for pair in zip(before.amendments, before.later, strict=True) if pair[0].valid_from < start]
    amendments = (*(change for change, _ in kept), Amendment(start, ()), *after.amendments)
    later = (*(terms for _, terms in kept), replace(after, amendments=(), later=()), *after.later)
    return replace(before, amendments=amendments, later=later)
