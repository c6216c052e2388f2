"""What is wrong with an agreement file, each with its place."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import NamedTuple

from ashore.core.agreement.toml_lines import Path, key_lines, line_of
from ashore.core.kernel import Finding, Reason, Severity, Value


class Fault(NamedTuple):
    """Something wrong at a path; entries of lists are numbered from 1."""

    path: Path
    reason: Reason


@dataclass
class Findings:
    """Collects while a file is read. ``names``: how entries of lists are called (by their id) where people read it."""

    source: str
    text: str
    found: list[Fault] = field(default_factory=list)
    names: dict[Path, str] = field(default_factory=dict)
    _blamed: set[Path] = field(default_factory=set)

    def add(self, path: Path, reason: Reason) -> None:
        """Note what is wrong with the thing at ``path``."""
        self.found.append(Fault(path, reason))
        self._blamed.update(path[:length] for length in range(len(path) + 1))

    def say(self, path: Path, code: str, params: Mapping[str, Value] | None = None) -> None:
        """Note a finding by its code and parameters."""
        self.add(path, Reason(code, params=params or {}))

    def about(self, path: Path) -> bool:
        """Whether something is said already about the thing at ``path`` or in it."""
        return path in self._blamed

    def dotted(self, path: Path) -> str:
        """The path as people read and write it: entries of lists by their id, or else their number."""
        return ".".join(self.names.get(path[:place], path[place - 1]) for place in range(1, len(path) + 1))

    def places(self) -> dict[str, int]:
        """The line of each term, by its path as people write it."""
        return {self.dotted(path): line for path, line in self._lines.items()}

    def in_order(self) -> tuple[Finding, ...]:
        """All findings from the first line to the last; ``where`` of each is ``file:line: path``."""
        return self.placed(self.found)

    def placed(self, faults: Iterable[Fault], severity: Severity = "error") -> tuple[Finding, ...]:
        """Faults as findings, from the first line to the last."""
        lines = sorted(((line_of(self._lines, fault.path), fault) for fault in faults), key=lambda each: each[0])
        return tuple(
            Finding(fault.reason.code, severity, self._where(line, fault.path), fault.reason) for line, fault in lines
        )

    def _where(self, line: int, path: Path) -> str:
        return f"{self.source}:{line}: {self.dotted(path)}" if path else f"{self.source}:{line}"

    @cached_property
    def _lines(self) -> dict[Path, int]:
        return key_lines(self.text)


def unreadable(source: str, line: int, detail: str, code: str = "agreement.unreadable") -> tuple[Finding, ...]:
    """The one finding about a text that is no TOML."""
    return (Finding(code, "error", f"{source}:{line}", Reason(code, params={"detail": detail})),)
