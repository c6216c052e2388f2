"""A parsed file into values, table by table as the schema says; whatever does not fit becomes a finding."""

from collections.abc import Mapping
from dataclasses import dataclass
from difflib import get_close_matches
from typing import Any

from ashore.core.agreement.findings import Findings
from ashore.core.agreement.schema import Here, Key, Kind, Table
from ashore.core.agreement.schema.kinds import CHANGES
from ashore.core.agreement.schema.times import day
from ashore.core.agreement.toml_lines import Path
from ashore.core.kernel import Reason

Filled = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Filler:
    """Reads tables; ``currency`` and ``zone`` are the agreement's, for sums and moments."""

    findings: Findings
    currency: str
    zone: str

    def fill(self, table: Table, data: Mapping[str, Any], path: Path = ()) -> Filled:
        """The values by their field; what is left out or wrong is not in it (wrong ones are noted)."""
        filled: Filled = {}
        for name, value in data.items():
            part, here = table.part(name), (*path, name)
            if isinstance(part, Key):
                self._put(filled, part.field or part.name, part.kind, value, here)
            elif part is not None:
                self._put_table(filled, name, part, value, here)
            elif table.dates is not None:
                self._put_date(filled, name, table.dates, value, here)
            elif table.entry is not None:
                self._put_table(filled, name, table.entry, value, here)
            else:
                self._unknown(here, table)
        self._check_required(table, data, path)
        return filled

    def _put(self, filled: Filled, field: object, kind: Kind, value: Any, path: Path) -> None:
        if isinstance(value, dict) and kind is not CHANGES:
            self.findings.say(path, "agreement.not_a_value")
            return
        found = kind.read(value, Here(self.findings.dotted(path), self.currency, self.zone))
        if isinstance(found, Reason):
            self.findings.add(path, found)
        else:
            filled[field] = found  # type: ignore[index]  # a date, in a table of dates

    def _put_date(self, filled: Filled, name: str, kind: Kind, value: Any, path: Path) -> None:
        found = day(name)
        if isinstance(found, Reason):
            self.findings.add(path, found)
        else:
            self._put(filled, found, kind, value, path)

    def _put_table(self, filled: Filled, name: str, table: Table, value: Any, path: Path) -> None:
        entries = isinstance(value, list) and all(isinstance(each, dict) for each in value)
        if table.many and not entries:
            self.findings.say(path, "agreement.not_a_list", {"name": self.findings.dotted(path)})
        elif table.many:
            made = [self._made(table, each, (*path, str(number))) for number, each in enumerate(value, 1)]
            filled[name] = tuple(each for each in made if each is not None)
        elif not isinstance(value, dict):
            self.findings.say(path, "agreement.not_a_table", {"name": self.findings.dotted(path)})
        else:
            made_one = self._made(table, value, path)
            if made_one is not None:
                filled[name] = made_one

    def _made(self, table: Table, data: Mapping[str, Any], path: Path) -> Any:
        """What the table stands for, None where something that it needs is missing."""
        if table.many and isinstance(data.get("id"), str):
            self.findings.names[path] = data["id"]
        filled = self.fill(table, data, path)
        if table.make is None:
            return filled
        needed = (part.field or part.name for part in table.parts if isinstance(part, Key) and part.required)
        if not all(name in filled for name in needed):
            return None
        return table.make(**filled, **({"clause": self.findings.dotted(path)} if table.clause else {}))

    def _check_required(self, table: Table, data: Mapping[str, Any], path: Path) -> None:
        for part in table.parts:
            if isinstance(part, Key) and part.required and part.name not in data:
                params = {"key": part.name, "example": part.example, "known": part.example}
                self.findings.say((*path, part.name) if path else (), part.missing, params)

    def _unknown(self, path: Path, table: Table) -> None:
        known = [part.name for part in table.parts]
        near = get_close_matches(path[-1].lower(), known, n=1, cutoff=0.5)
        if near:
            self.findings.say(path, "agreement.unknown_key", {"key": path[-1], "nearest": near[0]})
        else:
            self.findings.say(path, "agreement.unknown_key_known", {"key": path[-1], "known": ", ".join(known)})
