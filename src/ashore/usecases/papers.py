"""The documents of an engagement: the contract of a version, the statement and the plan as they stand."""

import hashlib
from collections.abc import Mapping
from datetime import date, datetime, timedelta

from ashore.core.agreement import Agreement
from ashore.documents import Format, write
from ashore.documents.contract import NOTHING, contract
from ashore.documents.statement import plan, statement
from ashore.store.models import AgreementText, Workspace
from ashore.usecases.deriving import read_agreement
from ashore.usecases.errors import NotThere
from ashore.usecases.queries.engagement import engagement_row, ledger_of
from ashore.usecases.queries.rows import Download
from ashore.words.explaining import explain

FORMATS: tuple[Format, ...] = ("pdf", "docx", "html")
TYPES: Mapping[Format, str] = {
    "pdf": "application/pdf",
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "html": "text/html; charset=utf-8",
}
LANGUAGES = ("en", "ru", "sk", "fil")


def contract_file(
    *,
    workspace: Workspace,
    id: int,
    language: str = "",
    form: Format = "pdf",
    plain: bool = False,
    as_of: date | None = None,
) -> Download:
    """The contract that a stored version makes, in ``language`` or else its own; ``plain``: with a summary in plain
    words beside each term; ``as_of``: the consolidated text of that day, as it begins, for reading. The same version
    gives the same bytes. Raises `NotThere`."""
    row = AgreementText.objects.filter(workspace=workspace, pk=id).first()
    if row is None:
        raise NotThere(f"agreement {id}")
    agreement = read_agreement(row.text, row.source)
    spoken = _spoken(language, agreement)
    digest = hashlib.sha256(row.text.encode("utf-8")).hexdigest()
    moment = agreement.clock("us").midnight_after(as_of - timedelta(days=1)) if as_of else None
    words = _plain(agreement.at(moment) if moment else agreement, spoken) if plain else NOTHING
    document = contract(agreement, spoken, digest=digest, plain=words, as_of=moment)
    name = f"contract-{row.version}{f'-as-of-{as_of}' if as_of else ''}-{spoken}.{form}"
    return Download(name, TYPES[form], write(document, form, row.created_at))


def statement_file(*, workspace: Workspace, engagement: int, now: datetime, language: str, zone: str = "") -> Download:
    """What each side owed, kept and missed, and what follows in money (W14), as PDF. Raises `NotThere`."""
    agreement, ledger = ledger_of(workspace, engagement_row(workspace, engagement), now)
    terms, spoken = agreement.at(now), _spoken(language, agreement)
    document = statement(ledger, terms, spoken, now, zone)
    return Download(f"statement-{now:%Y-%m-%d}-{spoken}.pdf", TYPES["pdf"], write(document, "pdf", now))


def plan_file(*, workspace: Workspace, engagement: int, now: datetime, language: str, zone: str = "") -> Download:
    """The plan with agreed and present dates (A7), as PDF. Raises `NotThere`."""
    agreement, ledger = ledger_of(workspace, engagement_row(workspace, engagement), now)
    terms, spoken = agreement.at(now), _spoken(language, agreement)
    document = plan(ledger, terms, spoken, now, zone)
    return Download(f"plan-{now:%Y-%m-%d}-{spoken}.pdf", TYPES["pdf"], write(document, "pdf", now))


def _spoken(language: str, agreement: Agreement) -> str:
    wanted = language or agreement.clauses.language
    return wanted if wanted in LANGUAGES else "en"


def _plain(agreement: Agreement, language: str) -> Mapping[str, str]:
    return {each.clause: each.text for each in explain(agreement, language)}
