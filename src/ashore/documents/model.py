"""A document as data: parts, sections, numbered clauses, tables, signatures. Every format is written from it.

Text is text: nothing in it is ever markup. Numbers are given by position, in one place (``laid_out``), so that PDF,
DOCX and HTML cannot disagree.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from ashore.mail.neutral import one_line


@dataclass(frozen=True, slots=True)
class Clause:
    """A numbered sentence or paragraph. ``term``: where it stands in the agreement; ``plain``: the same in plain words;
    ``parts``: what stands beneath it, one number deeper."""

    text: str
    term: str = ""
    plain: str = ""
    parts: tuple["Clause", ...] = ()


@dataclass(frozen=True, slots=True)
class Column:
    """A column of a table. ``share``: its part of the width; ``numeric``: figures, set to the right."""

    name: str
    share: int = 1
    numeric: bool = False


@dataclass(frozen=True, slots=True)
class Table:
    """Rows under a repeated head; a line feed in a cell begins a new line. Each row has one cell for each column.

    ``emphasis``: indices of rows in bold (totals); ``small``: long lists, set smaller; ``plain``: each row in plain
    words (as many as rows, or none), shown under it.
    """

    columns: tuple[Column, ...]
    rows: tuple[tuple[str, ...], ...]
    emphasis: frozenset[int] = frozenset()
    small: bool = False
    plain: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        for row in self.rows:
            if len(row) != len(self.columns):
                raise ValueError(f"a row of {len(row)} cells under {len(self.columns)} columns")
        if self.plain and len(self.plain) != len(self.rows):
            raise ValueError(f"{len(self.plain)} plain words for {len(self.rows)} rows")

    def told(self) -> Iterator[tuple[tuple[str, ...], str]]:
        """Each row with its plain words, empty where there are none."""
        return zip(self.rows, self.plain or ("",) * len(self.rows), strict=True)


@dataclass(frozen=True, slots=True)
class Signature:
    """Where one side signs. ``lines``: label and value; an empty value is a rule to write on."""

    side: str
    lines: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Signatures:
    """The places to sign, side by side, never parted by a page."""

    blocks: tuple[Signature, ...]


FIRST_LEVEL = 2
"""The level of ``1.1``."""
LONGEST_LEAD = 800
"""A longer paragraph fills lines enough of a page by itself."""

Block = Clause | Table | Signatures


@dataclass(frozen=True, slots=True)
class Section:
    """A heading and what stands under it."""

    title: str
    blocks: tuple[Block, ...]


@dataclass(frozen=True, slots=True)
class Part:
    """The body (no ``label``) or an annex, which begins a page and counts its sections anew."""

    sections: tuple[Section, ...]
    label: str = ""
    title: str = ""


@dataclass(frozen=True, slots=True)
class Document:
    """``subtitle``: lines under the title; ``footer``: at the foot of each page, beside its number.

    ``language``: of the text (en, ru, sk, fil); ``numbered``: whether sections and clauses carry numbers."""

    title: str
    language: str
    parts: tuple[Part, ...]
    subtitle: tuple[str, ...] = ()
    footer: str = ""
    numbered: bool = True


@dataclass(frozen=True, slots=True)
class Heading:
    """``level``: 1 for an annex, 2 for a section."""

    level: int
    number: str
    text: str


@dataclass(frozen=True, slots=True)
class Paragraph:
    """``level``: 2 for ``1.1``, 3 for ``1.1.1`` and so on."""

    level: int
    number: str
    text: str
    plain: str = ""


Item = Heading | Paragraph | Table | Signatures


def laid_out(document: Document) -> Iterator[Item]:
    """The document as one run of items, numbered, each text on honest lines (no control or bidi characters, H29)."""
    for part in document.parts:
        if part.label:
            yield Heading(1, clean(part.label), clean(part.title))
        for n, section in enumerate(part.sections, 1):
            number = str(n) if document.numbered else ""
            yield Heading(2, number, clean(section.title))
            yield from _blocks(section.blocks, number)


def _blocks(blocks: tuple[Block, ...], number: str) -> Iterator[Item]:
    count = 0
    for block in blocks:
        if isinstance(block, Clause):
            count += 1
            yield from _clause(block, number and f"{number}.{count}", 2)
        elif isinstance(block, Table):
            yield _clean_table(block)
        else:
            yield Signatures(tuple(_clean_signature(each) for each in block.blocks))


def _clause(clause: Clause, number: str, level: int) -> Iterator[Paragraph]:
    yield Paragraph(level, number, clean(clause.text), clean(clause.plain))
    for n, part in enumerate(clause.parts, 1):
        yield from _clause(part, number and f"{number}.{n}", level + 1)


def _clean_table(table: Table) -> Table:
    columns = tuple(replace(column, name=clean(column.name)) for column in table.columns)
    rows = tuple(tuple(map(_clean_lines, row)) for row in table.rows)
    return replace(table, columns=columns, rows=rows, plain=tuple(map(_clean_lines, table.plain)))


def _clean_lines(cell: str) -> str:
    return "\n".join(map(clean, cell.split("\n")))


def _clean_signature(signature: Signature) -> Signature:
    lines = tuple((clean(label), clean(value)) for label, value in signature.lines)
    return Signature(clean(signature.side), lines)


def keeps(items: Sequence[Item]) -> list[bool]:
    """For each item, whether it stands on one page with the next: a sentence with the table, the parts or the
    signatures that it leads to, and the last clause with the place to sign, so that nobody signs an empty page."""
    after: list[Item | None] = [*items[1:], None, None]
    return [
        isinstance(item, Heading) or (isinstance(item, Paragraph) and _leads(item, first, second))
        for item, first, second in zip(items, after, after[1:], strict=False)
    ]


def _leads(item: Paragraph, first: Item | None, second: Item | None) -> bool:
    if len(item.text) > LONGEST_LEAD:
        return False
    if isinstance(first, Paragraph):
        return first.level > item.level
    return isinstance(first, Table | Signatures) or (isinstance(first, Heading) and isinstance(second, Signatures))


def groups(document: Document) -> Iterator[list[tuple[Item, bool]]]:
    """The items, each with whether it stands with the next (``keeps``); a clause with its parts and with the clauses
    that stand beside the same plain words is one group."""
    items = list(laid_out(document))
    group: list[tuple[Item, bool]] = []
    for item, keep, after in zip(items, keeps(items), [*items[1:], None], strict=True):
        leads = keep and not isinstance(after, Paragraph)
        if group and not _joins(item, leads, group[0][0]):
            yield group
            group = []
        group.append((item, keep))
    if group:
        yield group


def _joins(item: Item, leads: bool, first: Item) -> bool:
    """``leads``: the item stands with a table or the place to sign, which no group takes in."""
    if not isinstance(item, Paragraph) or not isinstance(first, Paragraph):
        return False
    return item.level > FIRST_LEVEL or bool(first.plain and not item.plain and not leads)


def clean(text: str) -> str:
    """The whole text as one line: no control characters, no bidi overrides, nothing invisible; nothing is cut off."""
    return one_line(text, len(text) + 1)


def texts(document: Document) -> Iterator[str]:
    """Every text that a reader of the document sees, in order; what the formats are compared by."""
    yield clean(document.title)
    yield from map(clean, document.subtitle)
    for item in laid_out(document):
        if isinstance(item, Heading | Paragraph):
            yield from filter(None, (item.number, item.text, getattr(item, "plain", "")))
        elif isinstance(item, Table):
            yield from (column.name for column in item.columns if column.name)
            for row, plain in item.told():
                yield from (line for cell in (*row, plain) for line in cell.split("\n") if line)
        else:
            for signature in item.blocks:
                yield signature.side
                yield from filter(None, (text for line in signature.lines for text in line))
