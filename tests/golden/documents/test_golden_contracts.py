"""The whole contract of an agreement that says everything, in each language, as a person has reviewed it.

After a change that is meant, look at the difference and renew the files with one command:

    RENEW_GOLDEN=1 python -m pytest tests/golden/documents -q && git diff tests/golden/documents
"""

import difflib
import os
from collections.abc import Iterator
from pathlib import Path

import pytest

from ashore.core.agreement import Agreement, load
from ashore.documents.contract import contract
from ashore.documents.model import Document, Heading, Paragraph, Table, laid_out
from ashore.documents.wording import LANGUAGES

HERE = Path(__file__).parent
SOURCE = HERE.parents[1] / "unit" / "documents" / "full.toml"


def lines(document: Document) -> Iterator[str]:
    """The document as a person reads it in a terminal."""
    yield from (document.title, *document.subtitle)
    for item in laid_out(document):
        if isinstance(item, Heading):
            yield from ("", f"{item.number}  {item.text}")
        elif isinstance(item, Paragraph):
            yield f"{item.number}  {item.text}"
        elif isinstance(item, Table):
            yield " | ".join(column.name for column in item.columns)
            yield from (" | ".join(cell.replace("\n", " / ") for cell in row) for row in item.rows)
        else:
            for block in item.blocks:
                yield f"{block.side}: " + "; ".join(f"{label} {value}".rstrip() for label, value in block.lines)
    yield from ("", document.footer)


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_contract_reads_as_it_was_reviewed(language: str) -> None:
    agreement = load(SOURCE.read_text(encoding="utf-8"), "full.toml")
    assert isinstance(agreement, Agreement)
    text = "\n".join(lines(contract(agreement, language, digest="0f" * 32))).replace("\u00a0", "~") + "\n"
    place = HERE / f"contract-{language}.txt"
    if os.environ.get("RENEW_GOLDEN"):
        place.write_text(text, encoding="utf-8")
    wanted = place.read_text(encoding="utf-8")
    difference = difflib.unified_diff(wanted.splitlines(), text.splitlines(), place.name, "now", lineterm="", n=1)
    assert text == wanted, "\n".join(difference)
