"""An agreement file (TOML) into terms, or into everything that is wrong with it."""

import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from ashore.core.agreement.due import DayEnd
from ashore.core.agreement.findings import Findings, unreadable
from ashore.core.agreement.reading_hours import read_calendar
from ashore.core.agreement.shape import check_shape
from ashore.core.agreement.terms import SCHEMA_VERSION, Agreement
from ashore.core.agreement.toml_lines import Path
from ashore.core.agreement.within import Within, parse_within
from ashore.core.kernel import Finding, Reason

_AT_LINE = re.compile(r"\s*\(at (?:line (\d+), column (\d+)|end of document)\)$")
_DAY_ENDS: Mapping[str, DayEnd] = {"end of working day": "end_of_working_day", "end of day": "end_of_day"}


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
    check_shape(data, findings)
    agreement = _Reader(data, findings, base).agreement(source)
    if findings.found or agreement is None:
        return findings.in_order()
    return agreement


def _unreadable(source: str, text: str, message: str) -> tuple[Finding, ...]:
    place = _AT_LINE.search(message)
    last = text.rstrip("\n").count("\n") + 1
    line = int(place.group(1)) if place and place.group(1) else last
    return unreadable(source, line, _AT_LINE.sub("", message))


@dataclass
class _Reader:
    data: Mapping[str, Any]
    findings: Findings
    base: Agreement | None

    def agreement(self, source: str) -> Agreement | None:
        """The terms, or None where findings say why not."""
        self._version()
        base = self.base
        us = read_calendar(self.data, "us", base.us if base else None, self.findings)
        client = read_calendar(self.data, "client", us, self.findings)
        acknowledge = self._length("response.acknowledge_within", base.acknowledge_within if base else None)
        answer = self._length("response.answer_within", base.answer_within if base else None)
        information = self._length("response.information_within", base.information_within if base else None)
        contact = self._optional("contact.every", base.contact_every if base else None)
        summary = self._optional("calls.summary_within", base.call_summary_within if base else None)
        last_word = self._optional("last_word.within", base.last_word if base else None)
        by = self._counting()
        title = self._text("title") or ""
        if not (us and client and acknowledge and answer and information):
            return None
        return Agreement(us, client, acknowledge, answer, information, contact, summary, last_word, by, title, source)

    def _version(self) -> None:
        version = self.data.get("version")
        if version is None:
            self.findings.say((), "agreement.version_missing", {"known": SCHEMA_VERSION})
        elif type(version) is not int or version != SCHEMA_VERSION:
            self.findings.say(
                ("version",), "agreement.version_unknown", {"version": str(version), "known": SCHEMA_VERSION}
            )

    def _length(self, clause: str, otherwise: Within | None) -> Within | None:
        text = self._text(clause)
        if text is None:
            return otherwise
        if text.strip().lower() == "never":
            self.findings.say(tuple(clause.split(".")), "agreement.within_needed")
            return None
        return self._within(clause, text)

    def _optional(self, clause: str, otherwise: Within | None) -> Within | None:
        text = self._text(clause)
        if text is None:
            return otherwise
        return None if text.strip().lower() == "never" else self._within(clause, text)

    def _within(self, clause: str, text: str) -> Within | None:
        within = parse_within(text)
        if isinstance(within, Reason):
            self.findings.add(tuple(clause.split(".")), within)
            return None
        return within.at(clause)

    def _counting(self) -> DayEnd:
        text = self._text("counting.by")
        if text is None:
            return self.base.counting_by if self.base else "end_of_working_day"
        found = _DAY_ENDS.get(" ".join(text.lower().split()))
        if found is None:
            params = {"text": text, "known": " / ".join(_DAY_ENDS)}
            self.findings.say(("counting", "by"), "agreement.choice_unknown", params)
        return found or "end_of_working_day"

    def _text(self, clause: str) -> str | None:
        """The text at a clause, None where it is absent or (noted) no text."""
        path: Path = tuple(clause.split("."))
        value: Any = self.data
        for key in path:
            value = value.get(key) if isinstance(value, dict) else None
        if value is None or isinstance(value, str | dict):
            return value if isinstance(value, str) else None
        self.findings.say(path, "agreement.not_text", {"found": str(value)})
        return None
