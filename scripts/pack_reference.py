"""The reference of packs of house rules as a page of Markdown, from the same definitions that read them (English)."""

from ashore.core.coach.packs import forms, phrasing, reading
from ashore.core.coach.packs.nodes import DEEPEST, LONGEST, MOST
from ashore.core.coach.packs.shape import LONGEST_PACK, LONGEST_RULE, PACK, RULE, RULES, Key
from ashore.core.coach.packs.shipped import shipped_names, shipped_pack
from ashore.core.coach.packs.template import new_pack

INTRODUCTION = f"""\
Made from the program itself by `python scripts/reference.py`.

A pack is a YAML file with rules of your house. `ashore check --packs` tests and uses it; in the desk it is pasted at
*The coach*. It is read as a whole: every fault is told with its line and column, and a key that is not known with the
nearest one that is.

What YAML may take for something else stays the word that is written: `no`, `on` and `404` are words here. Anchors,
aliases and tags are not read. A pack has at most {LONGEST} characters, {MOST} values and {reading.MOST_RULES} rules,
and its values lie at most {DEEPEST} deep. Names are small Latin letters, figures and hyphens: at most {LONGEST_PACK}
for a pack, {LONGEST_RULE} for a rule. A rule's code is made of both, `H:{{pack}}/{{rule}}`; by it, or by
`{{pack}}/{{rule}}`, it is silenced and required like any other.
"""
KINDS = """\
| kind | what it does |
|---|---|
| `phrase` | finds phrases |
| `substitution` | finds phrases and says what to write; a phrase with one text is a change that may be made at once |
| `count` | counts something in the letter and holds it to a limit |
| `structure` | says what must stand where in the letter, its signature included |
"""
PHRASES = f"""\
Phrases are matched against the words of a sentence, whatever their capitals; Slovak with its diacritics or without,
Russian with `ё` or `е`. Quotations of more than two words, quoted mail and, but for `structure`, the signature are
passed over. In Filipino letters the English phrases of `phrase` and `substitution` are looked for as well.

| written | stands for |
|---|---|
| `site` | that word |
| `site\\|shop` | one of these words |
| `touch base` | words in a row; a comma, colon, bracket or dash may stand between them |
| `web_shop\\|site` | words written as one, so that they may be one of several |
| `pre*` | any word with this beginning |
| `?very` | may be left out |
| `!not` | the next word is not this one |
| `_`, `?_` | any one word; one or none |
| `..`, `...` | at most three words between; at most seven |
| `^`, `^:`, `^^` | a clause begins here; likewise, but not after a mere comma; the sentence begins here |
| `$` | the sentence ends here |
| `@ours` | any word of the list `ours` |

There are no regular expressions, and what a phrase may leave open is bounded (at most {phrasing.MOST_WAYS} ways to try
it at one place), so no pack can make a typist wait. YAML wants quotation marks around a text that begins with `!`, `@`,
`*` or `&`, and around one with a colon and a space in it.
"""
TESTS = f"""\
## Tests

A rule is tested by its own texts: it must find something in each of `hits`, and nothing in each of `clean`. Each
language of a rule needs one of both. A pack whose tests fail is not used. A text has at most {forms.LONGEST_SAMPLE}
characters; one of several lines is written behind `|`.
"""
BEGINNING = """\
`ashore rule --new-pack NAME` writes it, `ashore rule --schema` the JSON Schema of packs, for editors.
"""


def pack_page() -> str:
    """The page."""
    rules = f"| `{RULES}` | The rules, each as below. | list of tables | all | yes | |\n"
    return "\n".join(
        (
            f"# Packs of house rules\n\n{INTRODUCTION}",
            f"## The file\n\n{_keys(PACK)}{rules}",
            f"## A rule\n\n{KINDS}\n{_keys(RULE)}",
            TESTS,
            f"## Phrases\n\n{PHRASES}",
            _shipped(),
            f"## A pack to begin with\n\n{BEGINNING}\n```yaml\n{new_pack('harbour')}```\n",
        )
    )


def _keys(keys: tuple[Key, ...]) -> str:
    rows = ["| key | what it says | form | kinds of rules | needed | example |", "|---|---|---|---|---|---|"]
    for key in keys:
        example = f"`{key.name}: {key.example}`".replace("|", "\\|")
        words = key.form.schema.get("enum")
        form = ", ".join(f"`{word}`" for word in words) if words else key.form.name
        kinds = ", ".join(key.kinds) or "all"
        rows.append(f"| `{key.name}` | {key.about} | {form} | {kinds} | {'yes' if key.required else ''} | {example} |")
    return "\n".join(rows) + "\n"


def _shipped() -> str:
    rows = [f"| `{name}` | {shipped_pack(name).about['en']} |" for name in shipped_names()]
    return (
        "## Packs that come with Ashore\n\nEach may be named in place of a file: `ashore check --packs jargon`.\n\n"
        "| pack | what it is for |\n|---|---|\n" + "\n".join(rows) + "\n"
    )
