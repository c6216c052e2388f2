"""What is wrong with an agreement file, each with its place."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property

from ashore.core.agreement.toml_lines import Path, key_lines, line_of
from ashore.core.kernel import Finding, Reason, Value


@dataclass
class Findings:
    """Collects while a file is read. ``where`` of each finding is ``file:line: path``, to be followed by its words."""

    source: str
    text: str
    found: list[Finding] = field(default_factory=list)

    def add(self, path: Path, reason: Reason) -> None:
        """Note what is wrong with the thing at ``path``."""
        line = line_of(self._lines, path)
        where = f"{self.source}:{line}: {'.'.join(path)}" if path else f"{self.source}:{line}"
        self.found.append(Finding(reason.code, "error", where, reason))

    def say(self, path: Path, code: str, params: Mapping[str, Value] | None = None) -> None:
        """Note a finding by its code and parameters."""
        self.add(path, Reason(code, params=params or {}))

    def in_order(self) -> tuple[Finding, ...]:
        """All findings from the first line to the last."""
        return tuple(sorted(self.found, key=lambda finding: int(finding.where[len(self.source) + 1 :].split(":")[0])))

    @cached_property
    def _lines(self) -> dict[Path, int]:
        return key_lines(self.text)


def unreadable(source: str, line: int, detail: str) -> tuple[Finding, ...]:
    """The one finding about a text that is no TOML."""
    code = "agreement.unreadable"
    return (Finding(code, "error", f"{source}:{line}", Reason(code, params={"detail": detail})),)
