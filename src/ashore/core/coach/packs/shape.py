"""The keys of a pack (version 1), defined once: the reader with its advice, the JSON Schema and the page of the
reference come from here."""

from dataclasses import dataclass

from ashore.core.coach.packs import forms
from ashore.core.coach.packs.forms import Form
from ashore.core.coach.packs.model import RuleKind

LONGEST_PACK, LONGEST_RULE = 30, 45


@dataclass(frozen=True, slots=True)
class Key:
    """A key. ``about``: what it says; ``example``: a value as written in a file; ``kinds``: of which rules it is, empty
    for all; ``field``: its name in the model, if another."""

    name: str
    form: Form
    about: str
    example: str
    required: bool = False
    kinds: tuple[RuleKind, ...] = ()
    field: str = ""


PACK = (
    Key("name", forms.name_form(LONGEST_PACK), "Name of the pack; it begins the name of each rule.", "harbour", True),
    Key("version", forms.VERSION, "Version of this form.", "1", True),
    Key("about", forms.TEXT_EACH, "What the pack is for, in a line.", "How Harbour Studio writes."),
    Key(
        "language",
        forms.LANGUAGE_LIST,
        "Of the letters that it reads: en, ru, sk, fil. With several, phrases and tests are tables by language.",
        "en",
        True,
        field="languages",
    ),
    Key("lists", forms.LISTS, "Words by name; `@name` in a phrase stands for any of them.", "{ours: [site, shop]}"),
)
RULES = "rules"
"""The key of the list of rules."""

RULE = (
    Key("name", forms.name_form(LONGEST_RULE), "Name of the rule, its own in the pack.", "no-synergy", True),
    Key("kind", forms.RULE_KIND, "What the rule does: see below.", "phrase", True),
    Key("severity", forms.SEVERITY, "How much it weighs.", "advice", True),
    Key("why", forms.TEXT_EACH, "Why the house has this rule; shown with each finding.", "Nobody knows it.", True),
    Key("source", forms.TEXT, "Where the rule comes from: a decision, a book, a person.", "Style guide, p. 4", True),
    Key("message", forms.TEXT_EACH, "What a finding says, in place of our own words.", "We do not say so."),
    Key("suggestion", forms.TEXT_EACH, "What to do about it.", "Say what the client gets."),
    Key("required", forms.FLAG, "Whether it holds a reply back.", "true"),
    Key(
        "phrases",
        forms.PHRASES_EACH,
        "Phrases that are found, or counted where `count` is `phrases`.",
        "[synergy|synergies, touch base]",
        kinds=("phrase", "count"),
    ),
    Key(
        "except",
        forms.PHRASES_EACH,
        "No finding in a sentence with one of these phrases.",
        "[synergy gmbh]",
        kinds=("phrase", "substitution"),
        field="excepted",
    ),
    Key(
        "replace",
        forms.REPLACE_EACH,
        "Phrase and what to write; one text is offered as a change, several as a choice.",
        "{leverage: use, going forward: [from now on, later]}",
        kinds=("substitution",),
    ),
    Key(
        "change",
        forms.FLAG,
        "Whether the only text of a phrase is offered as a change; false where it may not fit the grammar around it.",
        "false",
        kinds=("substitution",),
    ),
    Key("count", forms.COUNTED, "What is counted.", "words in a sentence", kinds=("count",)),
    Key("at_most", forms.WHOLE_EACH, "So many are allowed.", "25", kinds=("count",)),
    Key("at_least", forms.WHOLE_EACH, "So many are asked for, of the whole letter.", "1", kinds=("count",)),
    Key(
        "begins_with",
        forms.PHRASES_EACH,
        "One of these stands in the first lines.",
        "[hi|hello|dear]",
        kinds=("structure",),
    ),
    Key(
        "ends_with",
        forms.PHRASES_EACH,
        "One of these stands in the last lines, the signature included.",
        "[harbour studio]",
        kinds=("structure",),
    ),
    Key("contains", forms.PHRASES_EACH, "One of these stands in the letter.", "[vat]", kinds=("structure",)),
    Key(
        "order",
        forms.PHRASES_EACH,
        "Parts of a letter in their order: none stands before an earlier one.",
        "[hi|hello|dear, kind regards]",
        kinds=("structure",),
    ),
    Key(
        "lines",
        forms.LINES,
        "So many lines from the beginning or the end are looked at; without it, one.",
        "3",
        kinds=("structure",),
    ),
    Key(
        "when",
        forms.PHRASES_EACH,
        "Only letters with one of these phrases are judged.",
        "[invoice|invoices]",
        kinds=("count", "structure"),
    ),
    Key("tests", forms.TESTS, "Texts by which the rule is tested.", "{hits: [...], clean: [...]}", True, (), "samples"),
)
EDGES = ("begins_with", "ends_with", "contains", "order")
NEEDED: dict[RuleKind, tuple[str, ...]] = {
    "phrase": ("phrases",),
    "substitution": ("replace",),
    "count": ("count",),
    "structure": (),
}
"""What a kind of rule cannot do without; a count also needs a limit, a structure one of its four parts."""


def key_named(keys: tuple[Key, ...], name: str) -> Key | None:
    """The key of a name, if there is one."""
    return next((key for key in keys if key.name == name), None)


def keys_of(kind: RuleKind | None) -> tuple[Key, ...]:
    """The keys that a rule of this kind may have; all of them where the kind is not known."""
    return tuple(key for key in RULE if kind is None or not key.kinds or kind in key.kinds)
