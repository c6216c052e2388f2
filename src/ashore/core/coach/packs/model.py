"""A pack of house rules as it was read, and what may be wrong with one."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Literal, NamedTuple

from ashore.core.kernel import Reason, Severity
from ashore.core.language import Language

RuleKind = Literal["phrase", "substitution", "count", "structure"]
Counted = Literal[
    "words",
    "sentences",
    "paragraphs",
    "words in a sentence",
    "sentences in a paragraph",
    "exclamation marks",
    "question marks",
    "phrases",
]
SCHEMA_VERSION = 1
Texts = Mapping[str, str]
"""Language -> text; "" where one text serves all."""
Phrases = Mapping[Language, tuple[str, ...]]


class Place(NamedTuple):
    """Line and column of a text, both from 1."""

    line: int
    column: int


@dataclass(frozen=True, slots=True)
class PackFault:
    """What is wrong with a pack. ``path``: keys in dots, entries of lists from 1; ``reason`` holds the advice too."""

    source: str
    place: Place
    path: str
    reason: Reason

    @property
    def where(self) -> str:
        """``file:line:column``, as editors and terminals jump to it."""
        return f"{self.source}:{self.place.line}:{self.place.column}"


class Sample(NamedTuple):
    """A text by which a rule is tested. ``hit``: the rule must find something in it, else nothing."""

    text: str
    language: Language
    hit: bool
    place: Place
    path: str


@dataclass(frozen=True, slots=True)
class HouseRule:
    """One rule of a pack. ``why`` and ``source`` are shown with each finding; ``required``: it holds a reply back.

    ``phrases``: of the kinds phrase and count; ``excepted``: no finding in a sentence with one of them; ``replace``:
    phrase -> what to write, the best first; ``change``: the only one may be put in place at once; ``count`` with
    ``at_most``, ``at_least``: a limit a language; ``edges``: what must stand where; ``lines``: so many lines from the
    edge; ``when``: only in letters with one of these.
    """

    name: str
    kind: RuleKind
    severity: Severity
    why: Texts
    source: str
    samples: tuple[Sample, ...]
    place: Place
    languages: tuple[Language, ...]
    message: Texts = field(default_factory=dict)
    suggestion: Texts = field(default_factory=dict)
    required: bool = False
    phrases: Phrases = field(default_factory=dict)
    excepted: Phrases = field(default_factory=dict)
    replace: Mapping[Language, tuple[tuple[str, tuple[str, ...]], ...]] = field(default_factory=dict)
    change: bool = True
    count: Counted | None = None
    at_most: Mapping[Language, int] = field(default_factory=dict)
    at_least: Mapping[Language, int] = field(default_factory=dict)
    edges: Mapping[str, Phrases] = field(default_factory=dict)
    lines: int = 1
    when: Phrases = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Pack:
    """A pack that can be used. Two are the same where they were read from the same text: what is built from one is kept
    by that. ``lists``: words by name, for ``@name`` in phrases."""

    name: str
    digest: str
    source: str = field(compare=False)
    about: Texts = field(compare=False)
    languages: tuple[Language, ...] = field(compare=False)
    rules: tuple[HouseRule, ...] = field(compare=False)
    lists: Mapping[str, Sequence[str]] = field(compare=False)

    def code_of(self, rule: HouseRule) -> str:
        """The stable code of a rule: ``H:brand-voice/no-synergy``."""
        return f"H:{self.name}/{rule.name}"

    def named(self, name: str) -> HouseRule | None:
        """The rule of a code (``H:pack/rule``) or a name (``pack/rule``), None where this pack has none."""
        pack, _, rule = name.strip().removeprefix("H:").partition("/")
        return next((each for each in self.rules if pack == self.name and each.name == rule), None)


@dataclass(frozen=True, slots=True)
class House:
    """The packs that hold in a house. ``reader``: the language in which findings are read: packs may give their texts
    in several."""

    packs: tuple[Pack, ...] = ()
    reader: str = "en"

    def named(self, name: str) -> tuple[Pack, HouseRule] | None:
        """A rule and its pack by the rule's code or name, None where there is none."""
        return next(((pack, rule) for pack in self.packs if (rule := pack.named(name))), None)


def told_in(texts: Texts, *languages: str) -> str:
    """The text in the first of these languages that there is, else any; empty where there is none."""
    return next((texts[each] for each in (*languages, "") if each in texts), next(iter(texts.values()), ""))
