"""A rule of the coach: its name, its documentation, and the function that finds.

A rule is one module in ``rules``. Its docstring is its page: a first line that names the fault, then the sections
*What it does*, *Why*, *Example*, *Use instead*, *When to ignore*. It defines ``RULE``; its phrases, if any, stand in
``data/<language>/<name>.txt``; its drafts, good and bad, in ``docs/reference/rules/drafts/<language>/<name>.md``.
"""

import importlib
import pkgutil
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cache
from typing import TYPE_CHECKING, Literal

from ashore.core.coach.values import Evidence, Fix
from ashore.core.kernel import Reason, Severity, Span, Value
from ashore.core.language import Language

if TYPE_CHECKING:
    from ashore.core.coach.case import Case

Needs = Literal["text", "language", "conversation"]
"""What a rule rests on: any text; a text in a language that is known here; messages of both sides before it."""


@dataclass(frozen=True, slots=True)
class Seen:
    """What a rule found, before it becomes a finding. ``params`` fill the sentences ``coach.<name>`` and, if ``advice``
    is given, ``coach.<name>.<advice>``. ``variant``: of the first sentence, where one is not enough
    (``coach.<name>.<variant>``). ``severity``: where this case weighs other than the rule usually does."""

    span: Span
    params: dict[str, Value]
    advice: str = "advice"
    variant: str = ""
    evidence: tuple[Evidence, ...] = ()
    fix: Fix | None = None
    severity: Severity | None = None
    because: tuple[Reason, ...] = ()


Unit = Literal["words", "questions", "apologies", "seconds"]


@dataclass(frozen=True, slots=True)
class Limit:
    """A threshold of a rule that a house may set otherwise. ``usual``: as we set it, in ``unit``; ``of``: where a
    language needs another one; ``least``, ``most``: what makes sense."""

    usual: int
    unit: Unit
    least: int = 1
    most: int = 1_000
    of: Mapping[Language, int] = field(default_factory=dict)

    def in_language(self, language: Language) -> int:
        """The usual one for a draft in ``language``."""
        return self.of.get(language, self.usual)


@dataclass(frozen=True, slots=True)
class Rule:
    """``code``: FIELD.md's letter, its number in two figures, one figure more (``R011`` is the first rule on R1); it
    never changes its meaning. ``name``: readable, as the module's but with dashes. ``field``: the rule of practice.
    ``needs``: see ``Needs``. ``phrases``: it has a file of phrases in each language. ``limit``: its threshold."""

    code: str
    name: str
    field: str
    severity: Severity
    find: Callable[["Case"], Iterator[Seen]]
    needs: Needs = "language"
    phrases: bool = False
    limit: Limit | None = None


@cache
def all_rules() -> tuple[Rule, ...]:
    """All rules, by code."""
    package = importlib.import_module("ashore.core.coach.rules")
    names = sorted(each.name for each in pkgutil.iter_modules(package.__path__))
    found: list[Rule] = [importlib.import_module(f"{package.__name__}.{name}").RULE for name in names]
    return tuple(sorted(found, key=lambda rule: rule.code))


def rule_named(name: str) -> Rule | None:
    """The rule of a code or a name, None where there is none."""
    wanted = name.strip()
    return _called().get(wanted.lower()) or _called().get(wanted.upper())


@cache
def _called() -> Mapping[str, Rule]:
    return {called: rule for rule in all_rules() for called in (rule.code, rule.name)}


def page_of(rule: Rule) -> str:
    """The documentation of a rule: its module's docstring."""
    return importlib.import_module(f"ashore.core.coach.rules.{rule.name.replace('-', '_')}").__doc__ or ""
