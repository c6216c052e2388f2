"""The statement and the plan of ``ashore ledger`` as files."""

from datetime import datetime
from typing import TYPE_CHECKING, Literal

from ashore.cli.output_file import write_out

if TYPE_CHECKING:
    from ashore.core.agreement import Agreement
    from ashore.core.ledger import Ledger

Shown = Literal["statement", "plan"]


def write_documents(
    found: "Ledger", terms: "Agreement", language: str, at: datetime, *, pdf: str | None, html: str | None, shown: Shown
) -> None:
    """Write the statement (or the plan alone) as of ``at`` to the files that were named; each whole or not at all.

    Raises click.UsageError and OSError as ``output_file.write_out`` does.
    """
    from ashore.documents import write
    from ashore.documents.statement import plan, statement

    document = (statement if shown == "statement" else plan)(found, terms, language, at)
    if pdf is not None:
        write_out(pdf, write(document, "pdf", at))
    if html is not None:
        write_out(html, write(document, "html", at))
