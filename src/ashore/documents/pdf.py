"""A document as PDF/A-2b through Typst: no network, no file but the template, every text as data.

The fonts are those that Typst ships (Libertinus Serif, New Computer Modern, DejaVu Sans Mono), so that the bytes do not
depend on the machine. A text with letters that none of them has (Chinese, emoji) is set with the machine's fonts, too;
what even those lack is written by its code, ``[U+65E5]``, since PDF/A allows no empty boxes.
"""

import json
import re
from collections.abc import Sequence
from datetime import datetime
from functools import lru_cache
from importlib.resources import files
from typing import Any, Final, Literal

import typst

from ashore.documents.model import Document, Heading, Item, Paragraph, Table, clean, groups

STANDARD: Final = "a-2b"
ATTEMPTS = 8
_MISSING = re.compile(r'the text `"(.*?)"` could not be displayed', re.DOTALL)
_ESCAPED = re.compile(r"\\u\{([0-9a-f]+)\}|\\(.)")
_USUAL = re.compile(r"[ -~\u00a0-\u017f\u0400-\u045f\u2010-\u201e\u2026\u2116\u200b\u20ac\u2212]+")
"""Letters and marks of the four languages; the fonts that Typst ships have them all (a test looks)."""
_PROBE = (
    b'#set text(font: ("Libertinus Serif", "New Computer Modern", "DejaVu Sans Mono"))\n'
    b'#sys.inputs.rare.clusters().join(" ")'
)
_LONG_WORD = re.compile(r"[^\s\u200b]{25,}")
_HASH = re.compile(r"[0-9a-f]{64}")
_PIECE = re.compile(r".{12}(?=.)", re.DOTALL)


class Unprintable(ValueError):
    """Typst could not set the document; the message says why."""


def pdf(document: Document, at: datetime) -> bytes:
    """The document as PDF/A-2b. ``at``: the creation date written into it (an aware datetime); the same document and
    date give the same bytes. Raises ``Unprintable``."""
    pages = _compiled(document, at, "pdf")
    if not isinstance(pages, bytes):
        raise Unprintable("no pages were made")
    return pages


def pictures(document: Document, at: datetime, ppi: float = 96) -> list[bytes]:
    """The pages as PNG, for looking at them. Raises ``Unprintable``."""
    pages = _compiled(document, at, "png", ppi)
    return pages if isinstance(pages, list) else [pages]


def _compiled(document: Document, at: datetime, form: Literal["pdf", "png"], ppi: float | None = None) -> Any:
    """The pages; a few attempts, each knowing more about which characters the fonts lack."""
    text = json.dumps(as_data(document), ensure_ascii=False)
    machine_fonts, missing = _lacking(text) if form == "pdf" else (True, frozenset[str]())
    for _ in range(ATTEMPTS):
        try:
            return _compiler(machine_fonts).compile(
                input=_template(),
                format=form,
                ppi=ppi,
                sys_inputs={"document": text.translate(_codes(missing))},
                pdf_standards=[STANDARD] if form == "pdf" else [],
                timestamp=int(at.timestamp()),
            )
        except typst.TypstError as error:
            found = _undisplayable(f"{error.message}\n{error.diagnostic}") - missing
            if not found:
                raise Unprintable(error.message) from error
            missing = missing | found if machine_fonts else missing
            machine_fonts = True
    raise Unprintable("too many characters that no font has")


def _lacking(text: str) -> tuple[bool, frozenset[str]]:
    """Whether a text needs the machine's fonts, and the characters that even those lack: tried on each rare character
    once, which is much quicker than on the whole document."""
    rare = "".join(sorted(set(_USUAL.sub("", text))))
    missing = frozenset[str]()
    for machine_fonts in (False, True):
        try:
            _compiler(machine_fonts).compile(
                input=_PROBE, format="pdf", sys_inputs={"rare": rare}, pdf_standards=[STANDARD], timestamp=0
            )
        except typst.TypstError as error:
            missing = _undisplayable(f"{error.message}\n{error.diagnostic}")
        else:
            return machine_fonts, frozenset()
    return True, missing


def _codes(missing: frozenset[str]) -> dict[int, str]:
    """Each missing character by its code, as it is written instead."""
    return {ord(each): f"[U+{ord(each):04X}]" for each in missing}


@lru_cache(maxsize=2)
def _compiler(machine_fonts: bool) -> typst.Compiler:
    fonts = typst.Fonts(include_system_fonts=machine_fonts)
    return typst.Compiler(_template(), font_paths=fonts)


@lru_cache(maxsize=1)
def _template() -> bytes:
    return files("ashore.documents").joinpath("data", "document.typ").read_bytes()


def _undisplayable(diagnostic: str) -> frozenset[str]:
    """The characters that Typst says it has no glyph for (written as Rust writes a string); where it names a cluster,
    all but its plain letters."""
    written = "".join(_MISSING.findall(diagnostic))
    named = _ESCAPED.sub(lambda found: chr(int(found[1], 16)) if found[1] else found[2], written)
    return frozenset(each for each in named if not each.isascii())


def as_data(document: Document) -> dict[str, object]:
    """What the template reads: plain JSON values; the parts of a clause stand in it, and so do clauses that share its
    plain words."""
    shown = [_group(group) for group in groups(document)]
    return {
        "title": _breakable(clean(document.title)),
        "subtitle": [_breakable(clean(line)) for line in document.subtitle],
        "footer": clean(document.footer),
        "lang": document.language,
        "aside": any(item["kind"] == "clause" and item["plain"] for item in shown),
        "items": shown,
    }


def _group(group: Sequence[tuple[Item, bool]]) -> dict[str, Any]:
    first, *parts = (_item(item) | {"keep": keep} for item, keep in group)
    return first | {"parts": parts}


def _item(item: Item) -> dict[str, Any]:
    if isinstance(item, Heading):
        return {"kind": "heading", "level": item.level, "number": item.number, "text": _breakable(item.text)}
    if isinstance(item, Paragraph):
        texts = {"text": _breakable(item.text), "plain": _breakable(item.plain)}
        return {"kind": "clause", "level": item.level, "number": item.number} | texts
    if isinstance(item, Table):
        return {
            "kind": "table",
            "small": item.small,
            "emphasis": sorted(item.emphasis),
            "columns": [{"name": each.name, "share": each.share, "numeric": each.numeric} for each in item.columns],
            "rows": [[_breakable(cell) for cell in row] for row in item.rows],
            "plain": [_breakable(plain) for _, plain in item.told()],
        }
    blocks = [
        {"side": each.side, "lines": [[label, _breakable(value)] for label, value in each.lines]}
        for each in item.blocks
    ]
    return {"kind": "signatures", "blocks": blocks}


def _breakable(text: str) -> str:
    """The text with places where a very long word may end its line; a hash stays whole, so that it can be copied."""
    return _LONG_WORD.sub(
        lambda word: word[0] if _HASH.fullmatch(word[0]) else _PIECE.sub("\\g<0>\u200b", word[0]), text
    )
