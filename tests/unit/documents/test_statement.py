"""The statement tells both sides' obligations and sums as the ledger holds them."""

from datetime import UTC, datetime, timedelta
from decimal import Decimal
from pathlib import Path

import pytest

from ashore.core.agreement import Agreement
from ashore.core.kernel import CLIENT, US, Finding, Money, Reason
from ashore.core.ledger import Ledger, derive
from ashore.core.ledger.jsonl import read_events
from ashore.core.ledger.obligations import Obligation, PlanLine, Power, StatementLine
from ashore.documents import Document, write
from ashore.documents.model import Table, laid_out, texts
from ashore.documents.statement import plan, statement
from ashore.documents.wording import LANGUAGES, tongue

from .conftest import read

EXAMPLES = Path(__file__).parents[3] / "examples" / "agreements"
NOW = datetime(2026, 5, 29, 15, 0, tzinfo=UTC)
THEN = datetime(2026, 3, 13, 16, 0, tzinfo=UTC)
WHY = Reason("ledger.named_time", params={"due_at": THEN})
OWED = Obligation("1", "stage", US, "", "design", THEN, THEN, None, THEN + timedelta(days=1), "e", "missed", WHY)
FINE = StatementLine("penalties.late", "penalty", US, Money(Decimal("9600.00"), "EUR"), WHY, "design", THEN)
FEE = StatementLine("fees", "fee", CLIENT, Money(Decimal(80000), "EUR"), WHY)


def said(document: Document) -> str:
    return "\n".join(texts(document)).replace("\u00a0", " ")


def rows(document: Document) -> list[tuple[str, ...]]:
    return [row for item in laid_out(document) if isinstance(item, Table) for row in item.rows]


def example(name: str) -> tuple[Agreement, Ledger]:
    terms = read((EXAMPLES / f"{name}.toml").read_text(encoding="utf-8"))
    events, _ = read_events((EXAMPLES / f"{name}.jsonl").read_bytes().splitlines(), name)
    return terms, derive(terms, events, NOW)


def test_totals_and_balance_of_both_sides(full: Agreement) -> None:
    found = rows(statement(Ledger((), statement=(FINE, FEE)), full, "en", NOW))
    assert [tuple(cell.replace("\u00a0", " ") for cell in row) for row in found[-3:]] == [
        ("The Contractor owes in total", "9,600.00 EUR"),
        ("The Client owes in total", "80,000.00 EUR"),
        ("On balance the Client owes", "70,400.00 EUR"),
    ]


def test_a_balance_of_nothing_says_so(full: Agreement) -> None:
    even = StatementLine("fees", "fee", CLIENT, FINE.amount, WHY)
    assert "On balance nobody owes anything" in said(statement(Ledger((), statement=(FINE, even)), full, "en", NOW))


def test_currencies_are_never_added_up(full: Agreement) -> None:
    other = StatementLine("extras", "expense", CLIENT, Money(Decimal(10), "USD"), WHY)
    told = said(statement(Ledger((), statement=(FEE, other)), full, "en", NOW))
    assert "10.00 USD" in told
    assert "80,000.00 EUR" in told
    assert "80,010" not in told


def test_a_sum_names_clause_subject_and_arithmetic(full: Agreement) -> None:
    found = rows(statement(Ledger((), statement=(FINE,)), full, "sk", NOW))[0]
    assert found[0].split("\n")[:2] == ["Zmluvná pokuta", "„Design of the pages“"]
    assert "(late)" in found[1]
    assert found[2] == "Poskytovateľ"


def test_what_was_done_after_its_time_is_told_as_done_late(full: Agreement) -> None:
    found = rows(statement(Ledger((OWED,)), full, "ru", NOW))
    assert any(row[-1] == "выполнено с опозданием" for row in found)


def test_an_empty_ledger_gives_sentences_and_no_empty_tables(full: Agreement) -> None:
    for language in LANGUAGES:
        made = statement(Ledger(()), full, language, NOW)
        assert rows(made) == []
        assert tongue(language).say("statement.no_money") in said(made).replace("\u00a0", " ")


def test_times_stand_on_our_clock_or_the_one_asked_for(full: Agreement) -> None:
    ledger = Ledger((OWED,))
    assert "As of 29 May 2026, 17:00 (Europe/Bratislava)" in said(statement(ledger, full, "en", NOW))
    assert "As of 29 May 2026, 23:00 (Asia/Manila)" in said(statement(ledger, full, "en", NOW, "Asia/Manila"))


def test_powers_and_what_could_not_be_used_have_their_places(full: Agreement) -> None:
    power = Power("may_pause", US, THEN, WHY)
    unused = Finding("unknown", "warning", "log.jsonl:7", WHY)
    told = said(statement(Ledger((), powers=(power,), unused=(unused,)), full, "en", NOW))
    assert "may pause the work" in told
    assert "log.jsonl:7" in told


def test_the_plan_tells_agreed_and_shifted_dates_and_why(full: Agreement) -> None:
    line = PlanLine("design", "Design", US, THEN, THEN + timedelta(days=3), "late", shift_because=(WHY,))
    made = plan(Ledger((), plan=(line,)), full, "en", NOW)
    assert rows(made) == [("Design", "Contractor", "13\u00a0March 2026, 17:00", "16\u00a0March 2026, 17:00", "late")]
    assert "The time was named: " in said(made)


def test_a_plan_without_stages_says_so(bare: Agreement) -> None:
    assert "The agreement has no stages." in said(plan(Ledger(()), bare, "en", NOW))


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("name", ["standard", "urgent", "retainer", "one-edit-text", "share-of-sales"])
def test_the_statement_of_each_example_speaks_in_sentences_only(name: str, language: str) -> None:
    terms, ledger = example(name)
    told = said(statement(ledger, terms, language, NOW))
    assert "ledger." not in told
    assert "worktime." not in told
    assert "None" not in told


def test_the_statement_of_an_example_gives_the_same_pages_twice() -> None:
    terms, ledger = example("standard")
    first, second = (write(statement(ledger, terms, "fil", NOW), "pdf", NOW) for _ in range(2))
    assert first == second
    assert first.startswith(b"%PDF-1.7")


def test_a_reader_of_the_other_side_learns_who_we_are(full: Agreement) -> None:
    assert "В объяснениях «мы» означает: Prístav štúdio, s. r. o." in said(statement(Ledger(()), full, "ru", NOW))
