"""A report on paper: figures, tables and paragraphs in the reader's words, as a document."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from ashore.documents.model import Block, Clause, Column, Document, Part, Section, Table


@dataclass(frozen=True, slots=True)
class Chapter:
    """A heading with paragraphs, and below them a table: ``heads`` and ``rows`` as texts, the first column the widest;
    ``numeric``: the other columns hold figures."""

    title: str
    paragraphs: tuple[str, ...] = ()
    heads: tuple[str, ...] = ()
    rows: tuple[tuple[str, ...], ...] = ()
    numeric: bool = True


def paper(title: str, subtitle: Iterable[str], chapters: Sequence[Chapter], language: str, footer: str) -> Document:
    """The document; chapters that say nothing are left out."""
    told = tuple(_section(each) for each in chapters if each.paragraphs or each.rows)
    return Document(title, language, (Part(told),), tuple(filter(None, subtitle)), footer, numbered=False)


def _section(chapter: Chapter) -> Section:
    blocks: list[Block] = [Clause(each) for each in chapter.paragraphs]
    if chapter.rows:
        heads = tuple(Column(name, 1 if n else 3, chapter.numeric and n > 0) for n, name in enumerate(chapter.heads))
        blocks.append(Table(heads, chapter.rows, small=True))
    return Section(chapter.title, tuple(blocks))
