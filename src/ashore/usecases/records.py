"""Core values as JSON for database columns, and back. The form is private to the store; pages never see it."""

import json
from collections.abc import Mapping
from datetime import date, datetime
from typing import Any

from ashore.core.kernel import Finding, Reason, Value

Json = dict[str, Any]


def text_for_database(text: str) -> str:
    """The same text without what databases refuse: NUL becomes U+FFFD (H27), lone surrogates too (H28)."""
    if text.isascii():
        return text.replace("\x00", "\ufffd") if "\x00" in text else text
    try:
        text.encode("utf-8")
    except UnicodeEncodeError:
        text = text.encode("utf-16", "surrogatepass").decode("utf-16", "replace")
    return text.replace("\x00", "\ufffd")


def write_reason(reason: Reason) -> Json:
    """A reason as JSON; instants and days keep their type."""
    data: Json = {"c": reason.code}
    if reason.rule:
        data["r"] = reason.rule
    if reason.params:
        data["p"] = {name: _write_value(value) for name, value in reason.params.items()}
    if reason.sources:
        data["s"] = [text_for_database(source) for source in reason.sources]
    if reason.because:
        data["b"] = [write_reason(step) for step in reason.because]
    return data


def write_reason_text(reason: Reason) -> str:
    """A reason as columns of plain text keep it."""
    return json.dumps(write_reason(reason), ensure_ascii=False, separators=(",", ":"))


def read_reason(data: Mapping[str, Any]) -> Reason:
    """The reason that was written; an empty mapping gives an empty reason."""
    return Reason(
        code=data.get("c", ""),
        rule=data.get("r", ""),
        params={name: _read_value(value) for name, value in data.get("p", {}).items()},
        sources=tuple(data.get("s", ())),
        because=tuple(read_reason(step) for step in data.get("b", ())),
    )


def write_finding(finding: Finding) -> Json:
    """A finding as JSON."""
    return {
        "code": finding.code,
        "severity": finding.severity,
        "where": finding.where,
        "reason": write_reason(finding.reason),
    }


def read_finding(data: Mapping[str, Any]) -> Finding:
    """The finding that was written."""
    return Finding(data["code"], data["severity"], data["where"], read_reason(data["reason"]))


def _write_value(value: Value) -> object:
    if isinstance(value, datetime):
        return {"at": value.isoformat()}
    if isinstance(value, date):
        return {"on": value.isoformat()}
    return text_for_database(value) if isinstance(value, str) else value


def _read_value(value: Any) -> Value:
    if isinstance(value, dict):
        if "at" in value:
            return datetime.fromisoformat(value["at"])
        return date.fromisoformat(value["on"])
    assert value is None or isinstance(value, str | int | float | bool)
    return value
