"""An agreement file (TOML) into terms, or into everything that is wrong with it."""

import re
import tomllib
from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from ashore.core.agreement.amending import amended
from ashore.core.agreement.assembling import assemble
from ashore.core.agreement.checks import check
from ashore.core.agreement.filling import Filler
from ashore.core.agreement.findings import Findings, unreadable
from ashore.core.agreement.schema import ROOT
from ashore.core.agreement.schema.kinds import CURRENCY
from ashore.core.agreement.schema.parts import Here
from ashore.core.agreement.schema.times import zone_exists
from ashore.core.agreement.terms import Agreement
from ashore.core.kernel import Finding

MOST_AMENDMENTS = 200
_AT_LINE = re.compile(r"\s*\(at (?:line (\d+), column (\d+)|end of document)\)$")


def read(text: str, source: str, base: Agreement | None) -> Agreement | tuple[Finding, ...]:
    """The agreement in ``text``; what it leaves out stands as in ``base`` (with None, nothing may be left out)."""
    text = text.removeprefix("\ufeff").replace("\r\n", "\n")
    try:
        data = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        return _unreadable(source, text, str(error))
    except RecursionError:
        return unreadable(source, 1, "values nested too deeply")
    findings = Findings(source, text)
    agreement = _terms(data, findings, base)
    if agreement is None or findings.found:
        return findings.in_order()
    if len(agreement.amendments) > MOST_AMENDMENTS:
        findings.say(("amendments",), "agreement.amendments_too_many", {"most": MOST_AMENDMENTS})
        return findings.in_order()
    later = amended(data, agreement.amendments, findings, lambda changed, anew: _terms(changed, anew, base))
    return findings.in_order() if findings.found else replace(agreement, later=later, places=findings.places())


def _terms(data: Mapping[str, Any], findings: Findings, base: Agreement | None) -> Agreement | None:
    """The terms in a parsed file; None, or wrong, where findings were noted."""
    filler = Filler(findings, _currency(data), _zone(data, base))
    filled = filler.fill(ROOT, data)
    agreement = assemble(filled, findings, base)
    check(filled, data, findings)
    return agreement


def _currency(data: Mapping[str, Any]) -> str:
    found = CURRENCY.read(_at(data, "money", "currency"), Here("", "", ""))
    return found if isinstance(found, str) else ""


def _zone(data: Mapping[str, Any], base: Agreement | None) -> str:
    zone = _at(data, "hours", "us", "zone")
    if isinstance(zone, str) and zone_exists(zone):
        return zone
    return base.us.zone if base else "UTC"


def _at(data: Mapping[str, Any], *path: str) -> Any:
    value: Any = data
    for key in path:
        value = value.get(key) if isinstance(value, dict) else None
    return value


def _unreadable(source: str, text: str, message: str) -> tuple[Finding, ...]:
    place = _AT_LINE.search(message)
    last = text.rstrip("\n").count("\n") + 1
    line = int(place.group(1)) if place and place.group(1) else last
    detail = _AT_LINE.sub("", message)
    is_value = detail == "Invalid value" and place is not None and place.group(1) is not None
    return unreadable(source, line, detail, "agreement.unreadable_value" if is_value else "agreement.unreadable")
