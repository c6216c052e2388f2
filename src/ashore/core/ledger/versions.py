"""Amendments that a log tells of: read as if they stood at the end of the agreement's file (A17)."""

import json
from collections.abc import Sequence
from datetime import UTC
from decimal import Decimal
from functools import lru_cache

from ashore.core.agreement import Agreement, load
from ashore.core.kernel import Finding, Reason, Value
from ashore.core.ledger.dealings import Amended


def amended(agreement: Agreement, amendments: Sequence[Amended]) -> tuple[Agreement, tuple[Finding, ...]]:
    """The agreement with its amendments, and a finding for each one that cannot stand in it."""
    if not amendments:
        return agreement, ()
    good: list[str] = []
    refused: list[Finding] = []
    found = agreement
    for each in amendments:
        read = _read(agreement.text, agreement.source, (*good, _toml(each)))
        if isinstance(read, Agreement):
            good.append(_toml(each))
            found = read.with_zone(agreement.us.zone, agreement.client.zone)
        else:
            refused.append(_refused(each, read))
    return found, tuple(refused)


@lru_cache(maxsize=256)
def _read(text: str, source: str, blocks: tuple[str, ...]) -> Agreement | tuple[Finding, ...]:
    return load("\n".join((text, *blocks)), source)


def _refused(each: Amended, read: tuple[Finding, ...]) -> Finding:
    params: dict[str, Value] = {"event": each.id[:80], "event_at": each.at}
    because = tuple(finding.reason for finding in read)
    reason = Reason("ledger.unused.amendment", "A17", params, (each.id,), because)
    return Finding("ledger.unused.amendment", "error", each.id, reason)


def _toml(each: Amended) -> str:
    begins = (each.begins or each.at).astimezone(UTC).isoformat()
    lines = ["[[amendments]]", f"valid_from = {begins}", f"why = {_value(each.why)}", "[amendments.changes]"]
    return "\n".join([*lines, *(f"{_value(path)} = {_value(value)}" for path, value in each.changes)])


def _value(value: object) -> str:
    """A JSON value in TOML; what TOML has not is left to its reader to refuse."""
    if isinstance(value, Decimal):
        return f"{value:f}"
    return json.dumps(value, ensure_ascii=False).replace("\x7f", "\\u007f")
