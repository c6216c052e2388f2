"""What the coach reads and what it says: drafts, turns of a conversation, people, a profile; findings with reasons."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Literal, Protocol

from ashore.core.correspondence.message import Address
from ashore.core.kernel import Reason, Severity, Side, Span
from ashore.core.language import Language

NOBODY = Address("", "")


@dataclass(frozen=True, slots=True)
class Draft:
    """A reply before it goes out. ``text``: its body, quotes and signature included; spans of findings count its code
    points. ``at``: now, aware, in the writer's zone. ``attachments``: names of files. ``language``: where the writer
    said; else it is told from the text. ``subject``: None where the draft has no header at all (a text typed in a
    terminal): then rules on subject and recipients have nothing to judge, as with no recipients."""

    text: str
    at: datetime
    sender: Address = NOBODY
    to: tuple[Address, ...] = ()
    cc: tuple[Address, ...] = ()
    subject: str | None = None
    attachments: tuple[str, ...] = ()
    language: Language | None = None


@dataclass(frozen=True, slots=True)
class Turn:
    """A message of the conversation, before the draft. ``text``: its new text, without quotes and signature.
    ``at``: aware, in the author's zone if known (dates in the text are resolved there)."""

    key: str
    at: datetime
    side: Side
    sender: Address
    text: str
    to: tuple[Address, ...] = ()
    cc: tuple[Address, ...] = ()
    subject: str = ""
    attachments: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody in the conversation. ``names``: how one may address them, the best first ("Anna", "Анна Сергеевна").
    ``contact``: the one who speaks for the client by the agreement (A10)."""

    email: str
    side: Side
    names: tuple[str, ...] = ()
    contact: bool = False


@dataclass(frozen=True, slots=True)
class Silence:
    """A finding that a person does not want to see. ``code``: of the rule, code or name; may be empty
    where a mark is given. ``mark``: of the one finding (``Remark.mark``), empty for all of the rule.
    ``scope`` and ``why`` are told where silenced findings are shown."""

    code: str
    mark: str = ""
    scope: Literal["finding", "draft", "client", "house"] = "house"
    why: str = ""


ClientType = Literal["goal-driven", "know-all", "anxious", "impulsive", "constructive"]
CLIENT_TYPES: tuple[ClientType, ...] = ("goal-driven", "know-all", "anxious", "impulsive", "constructive")
Phase = Literal["position", "explosion", "acceptance", "plan", "action"]
PHASES: tuple[Phase, ...] = ("position", "explosion", "acceptance", "plan", "action")
"""What bad news takes a client through (C1)."""


class Speller(Protocol):
    """Who knows words: dictionaries on this machine, through a program beside us."""

    def misspelt(self, words: Sequence[str], language: Language) -> Mapping[str, Sequence[str]]:
        """Those of the words that no dictionary has, each with what may be meant, the likeliest first; nothing where
        there is no dictionary of the language."""


@dataclass(frozen=True, slots=True)
class Profile:
    """How this house wants to be helped, and with which client. ``required``: codes or names of rules that it lets hold
    a message back; ``silences``: what is not to be shown.

    ``client_type``: as noted by a person (P2). ``phase``: of a conflict, where a person says so (C1); else an angry
    message that waits for an answer is taken for the explosion. ``familiar``: one is on first-name terms here, "ты" and
    "tykanie" included (R4). ``known_terms``: words of the trade that this client knows, in lower case (R3). ``limits``:
    rule name -> the house's threshold, in the unit of ``Rule.limit``; it goes before what type and phase would say.
    ``spelling``: who looks words up, if that is wanted (R11). ``read_along``: colleagues see the conversation where it
    is kept, addressed or not (W10).
    """

    required: frozenset[str] = frozenset()
    silences: tuple[Silence, ...] = ()
    client_type: ClientType | None = None
    phase: Phase | None = None
    familiar: bool = False
    known_terms: frozenset[str] = frozenset()
    limits: Mapping[str, int] = field(default_factory=dict)
    spelling: Speller | None = None
    read_along: bool = False


@dataclass(frozen=True, slots=True)
class Evidence:
    """What a finding rests on in the conversation: the message's key and a span of its text."""

    message: str
    span: Span
    text: str


@dataclass(frozen=True, slots=True)
class Fix:
    """A change that may be made without thinking: put ``text`` in place of ``span``."""

    span: Span
    text: str


@dataclass(frozen=True, slots=True)
class Remark:
    """One finding. ``span``: in the draft's text; empty (start == end) where it concerns the whole letter.

    ``reason``: what was seen, ``suggestion``: what to do, as data; their words are made at the edge.
    ``mark``: stable while the words it speaks of stay the same, for silencing this one finding.
    ``blocks``: the house requires this rule: the message is held back.
    """

    code: str
    name: str
    rule: str
    severity: Severity
    span: Span
    reason: Reason
    suggestion: Reason | None = None
    evidence: tuple[Evidence, ...] = ()
    fix: Fix | None = None
    mark: str = ""
    blocks: bool = False


@dataclass(frozen=True, slots=True)
class Review:
    """A draft as checked. ``findings``: by place, whole-letter ones first; ``silenced``: found, but not to be shown,
    each with the silence; ``language``: of the draft; ``unread``: names of rules that do not know that language."""

    findings: tuple[Remark, ...]
    language: Language
    silenced: tuple[tuple[Remark, Silence], ...] = ()
    unread: tuple[str, ...] = ()

    @property
    def blocked(self) -> bool:
        """Whether a finding holds the message back."""
        return any(each.blocks for each in self.findings)
