"""The DKIM facts of a message as JSON, and as words."""

from collections.abc import Iterator
from datetime import datetime

from ashore.core.kernel import Reason
from ashore.mail.dkim import Examined, Signature, examine
from ashore.mail.dkim_judging import Judged, Level, Opinion, judge
from ashore.mail.dkim_keys import KeyRecord, Keys
from ashore.words import Speech, say


def looked_at(raw: bytes, keys: Keys, *, mail: bool = True) -> tuple[Examined, Opinion]:
    """The facts of a message's signatures and what follows from them; what is no mail bears none, whatever it looks
    like."""
    found = examine(raw if mail else b"", keys)
    return found, judge(found)


def result_data(path: str, found: Examined, opinion: Opinion) -> dict[str, object]:
    """One line of the results: level, facts and reasons, without words."""
    return {
        "path": path,
        "level": opinion.level,
        "from": found.sender,
        "from_fields": found.senders,
        "received_at": _iso(found.received_at),
        "arc_sealed_by": list(found.sealed_by),
        "remarks": [_reason(each) for each in opinion.remarks],
        "signatures": [
            _signature(each, judged) for each, judged in zip(found.signatures, opinion.signatures, strict=True)
        ],
    }


def _signature(each: Signature, judged: Judged) -> dict[str, object]:
    return {
        "level": judged.level,
        "d": each.domain,
        "s": each.selector,
        "i": each.identity,
        "a": each.algorithm,
        "c": each.canonicalization,
        "l": each.body_length,
        "body_size": each.body_size,
        "signed_at": _iso(each.signed_at),
        "expires_at": _iso(each.expires_at),
        "signed_fields": list(each.signed),
        "unsigned_fields": list(each.unsigned),
        "doubled_fields": list(each.doubled),
        "alignment": each.alignment,
        "body_hash": each.body,
        "signature": each.header,
        "key": {
            "name": each.key_name,
            "txt": each.key_text,
            "seen_at": _iso(each.key_seen_at),
            "kind": each.key_kind,
            "bits": each.key_bits,
            "testing": each.key_testing,
        },
        "proves": [_reason(reason) for reason in judged.proves],
        "leaves_open": [_reason(reason) for reason in judged.leaves_open],
    }


def result_words(path: str, found: Examined, opinion: Opinion, reader: Speech) -> Iterator[str]:
    """The same for people: a heading, then one line for each thing proved (+) and left open (-)."""
    yield f"{path}  {level_words(opinion.level, reader)}"
    for reason in opinion.remarks:
        yield f"  - {say(reason, reader)}"
    for each, judged in zip(found.signatures, opinion.signatures, strict=True):
        yield f"  {each.domain or '?'} / {each.selector or '?'}: {level_words(judged.level, reader)}"
        for mark, reasons in (("+", judged.proves), ("-", judged.leaves_open)):
            for reason in reasons:
                yield f"    {mark} {say(reason, reader)}"


def level_words(level: Level, reader: Speech) -> str:
    """What a signature is worth, in a few words."""
    return say(Reason(f"mail.dkim.level.{level}"), reader)


def keys_data(keys: Keys) -> list[dict[str, object]]:
    """Stored keys as JSON, in the shape in which ``read_keys`` takes them."""
    return [_key(keys[name]) for name in sorted(keys)]


def _key(record: KeyRecord) -> dict[str, object]:
    data: dict[str, object] = {"name": record.name, "txt": record.text}
    return data | ({"seen_at": _iso(record.seen_at)} if record.seen_at else {})


def _reason(reason: Reason) -> dict[str, object]:
    return reason.as_data()


def _iso(at: datetime | None) -> str | None:
    return at.isoformat() if at else None
