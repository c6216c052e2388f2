"""Whether what a pack derives follows from what it was derived of: chain, terms, ledger, lists of messages."""

from collections.abc import Iterator
from datetime import datetime
from itertools import zip_longest

from ashore.core.agreement import Agreement
from ashore.core.kernel import Reason
from ashore.evidence import layout
from ashore.evidence.canonical import Uncanonical, canonical, parse
from ashore.evidence.deriving import derived, entries, read_agreement
from ashore.evidence.dkim_data import keys_data, looked_at, result_data
from ashore.evidence.hashing import NO_HASH, chained
from ashore.evidence.letters import letter
from ashore.evidence.opening import Opened
from ashore.evidence.said import said
from ashore.mail.dkim_keys import Keys, read_keys
from ashore.mail.limits import MAX_MESSAGE_BYTES

STREAMED = (layout.CHAIN, layout.LETTERS, layout.RESULTS)
"""Read line by line, so that their size is not bounded."""


def fault(code: str, name: str) -> Reason:
    """A fault of a file."""
    return Reason(code, params={"file": name})


def contents(opened: Opened) -> Iterator[Reason]:
    """Whether what was derived follows from what it was derived of. All hashes are right by now: a fault here means
    that the pack was made so, or by another version."""
    for name, member in opened.members.items():
        if name not in STREAMED and member.size > _limit(name):
            yield fault("evidence.file.too_large", name)
            return
    facts = _facts(opened)
    keys = _keys(opened)
    if isinstance(facts, Reason) or isinstance(keys, Reason):
        yield from (each for each in (facts, keys) if isinstance(each, Reason))
        return
    now, head, made_with = facts
    yield from _chain(opened, head)
    yield from _derivation(opened, now, made_with)
    yield from _letters(opened, keys, made_with)


def _limit(name: str) -> int:
    if name in (layout.FACTS, layout.KEYS):
        return layout.LARGEST_JSON
    return MAX_MESSAGE_BYTES if layout.is_letter(name) else layout.LARGEST_TEXT


def _facts(opened: Opened) -> tuple[datetime, str, str] | Reason:
    try:
        value = parse(opened.read(layout.FACTS))
        if isinstance(value, dict) and (value["format"], value["version"]) == (layout.FORMAT, layout.VERSION):
            now = datetime.fromisoformat(value["now"])
            if now.tzinfo is not None:
                return now, str(value["events"]["chain_head"]), str(value["made_with"])[:60]
    except (Uncanonical, ValueError, TypeError, KeyError):
        pass
    return fault("evidence.file.wrong", layout.FACTS)


def _keys(opened: Opened) -> Keys | Reason:
    try:
        data = opened.read(layout.KEYS)
        keys, wrong = read_keys(data.decode("utf-8"), layout.KEYS)
        if not wrong and canonical(keys_data(keys)) + b"\n" == data:
            return keys
    except (Uncanonical, ValueError):
        pass
    return fault("evidence.file.wrong", layout.KEYS)


def _chain(opened: Opened, head: str) -> Iterator[Reason]:
    last, number = NO_HASH, 0
    links = chained(entries(opened.lines(layout.EVENTS)))
    for number, (link, line) in enumerate(zip_longest(links, opened.lines(layout.CHAIN)), 1):
        if link is None or line != link[0] + b"\n":
            yield Reason("evidence.chain.broken", params={"file": layout.CHAIN, "entry": number})
            return
        last = link[1]
    if last != head:
        yield Reason("evidence.chain.head", params={"file": layout.FACTS, "count": number})


def _derivation(opened: Opened, now: datetime, made_with: str) -> Iterator[Reason]:
    agreement = read_agreement(opened.read(layout.AGREEMENT))
    if not isinstance(agreement, Agreement):
        yield fault("evidence.agreement.unreadable", layout.AGREEMENT)
        return
    try:
        found = derived(agreement, opened.lines(layout.EVENTS), now)
    except Exception as error:  # a stranger's agreement and log: whatever they break, it is told and not thrown
        told = str(error)[:200] or type(error).__name__
        yield Reason("evidence.derived.failed", params={"file": layout.LEDGER, "error": told})
        return
    expected = {layout.version_name(number): data for number, data in enumerate(found.versions, 1)}
    present = {name for name in opened.members if name.startswith("agreement/version-")}
    for name in sorted(present | set(expected)):
        if name not in present or name not in expected or opened.read(name) != expected[name]:
            yield Reason("evidence.derived.other", params={"file": name, "made_with": made_with})
    if opened.read(layout.LEDGER) != found.data:
        yield Reason("evidence.derived.other", params={"file": layout.LEDGER, "made_with": made_with})


def _letters(opened: Opened, keys: Keys, made_with: str) -> Iterator[Reason]:
    """Each message against its lines in the two lists; a message in one of them and not in the pack is a fault."""
    names = [name for name in opened.members if layout.is_letter(name)]
    lines = zip_longest(names, opened.lines(layout.LETTERS), opened.lines(layout.RESULTS))
    for name, listed, result in lines:
        if name is None or listed is None or result is None:
            is_list = (name is None) != (listed is None)
            yield fault("evidence.file.wrong", layout.LETTERS if is_list else layout.RESULTS)
            return
        raw = opened.read(name)
        if not _is_line_of(listed, name, raw):
            yield fault("evidence.file.wrong", layout.LETTERS)
            return
        if canonical(result_data(name, *looked_at(raw, keys, mail=not layout.is_said(name)))) + b"\n" != result:
            yield Reason("evidence.dkim.other", params={"file": name, "made_with": made_with})


def _is_line_of(line: bytes, name: str, raw: bytes) -> bool:
    try:
        stated = parse(line)
        if not isinstance(stated, dict):
            return False
        where = str(stated["found_in"])
        each = said(raw, where) if layout.is_said(name) else letter(raw, where)
        if each is None:
            return False
        found = each.data(name, stated["referenced_by"])
        return canonical(found) + b"\n" == line
    except (Uncanonical, TypeError, KeyError):
        return False
