"""Numbers by position, honest lines, and what stands together on a page."""

import pytest

from ashore.documents.model import (
    Clause,
    Column,
    Document,
    Heading,
    Paragraph,
    Part,
    Section,
    Signature,
    Signatures,
    Table,
    groups,
    keeps,
    laid_out,
    texts,
)

SIGN = Signatures((Signature("Us", (("Name", "Anna"), ("Signature", ""))),))


def document(*sections: Section, numbered: bool = True) -> Document:
    return Document("Title", "en", (Part(sections), Part(sections, "Annex 1", "More")), numbered=numbered)


def test_sections_clauses_and_parts_are_numbered_and_an_annex_begins_anew() -> None:
    parts = (Clause("a"), Clause("b", parts=(Clause("c"),)))
    found = list(laid_out(document(Section("One", (Clause("x"), Clause("y", parts=parts))), Section("Two", ()))))
    body = ["1", "1.1", "1.2", "1.2.1", "1.2.2", "1.2.2.1", "2"]
    assert [item.number for item in found if isinstance(item, Heading | Paragraph)] == [*body, "Annex 1", *body]


def test_a_table_between_clauses_takes_no_number() -> None:
    table = Table((Column("A"),), (("x",),))
    found = list(laid_out(document(Section("One", (Clause("x"), table, Clause("y"))))))
    assert [item.number for item in found if isinstance(item, Paragraph)][:2] == ["1.1", "1.2"]


def test_a_document_without_numbers_has_none() -> None:
    found = laid_out(document(Section("One", (Clause("x", parts=(Clause("y"),)),)), numbered=False))
    assert {item.number for item in found if isinstance(item, Paragraph)} == {""}


@pytest.mark.parametrize(
    ("written", "shown"),
    [
        ("pay\u202e001\u202c now", "pay001 now"),
        ("nul\x00 bell\x07", "nul bell"),
        ("two\nlines\r\n of a name", "two lines of a name"),
        ("lone \ud800 half", "lone \ufffd half"),
        ("zero\u200bwidth", "zerowidth"),
        ("a\u00a0b", "a\u00a0b"),
    ],
)
def test_a_text_cannot_show_something_else_than_it_says(written: str, shown: str) -> None:
    assert list(texts(document(Section(written, ()))))[2] == shown


def test_nothing_of_a_very_long_text_is_cut_off() -> None:
    assert "x" * 50_000 in list(texts(document(Section("One", (Clause("x" * 50_000),)))))


def test_the_last_clause_stays_with_the_place_to_sign() -> None:
    found = list(laid_out(document(Section("Law", (Clause("x"), Clause("y"))), Section("Sign", (SIGN,)))))
    kept = {item.text: keep for item, keep in zip(found, keeps(found), strict=True) if isinstance(item, Paragraph)}
    assert kept == {"x": False, "y": True}


def test_a_sentence_stays_with_the_table_or_the_parts_that_it_leads_to() -> None:
    table = Table((Column("A"),), (("x",),))
    blocks = (Clause("as follows:"), table, Clause("the following:", parts=(Clause("a"), Clause("b"))))
    found = list(laid_out(Document("T", "en", (Part((Section("One", blocks),)),))))
    kept = {item.text: keep for item, keep in zip(found, keeps(found), strict=True) if isinstance(item, Paragraph)}
    assert kept == {"as follows:": True, "the following:": True, "a": False, "b": False}


def test_a_row_that_does_not_fit_its_table_is_refused() -> None:
    with pytest.raises(ValueError, match="a row of 2 cells under 1 columns"):
        Table((Column("A"),), (("x", "y"),))
    with pytest.raises(ValueError, match="1 plain words for 2 rows"):
        Table((Column("A"),), (("x",), ("y",)), plain=("z",))


def test_clauses_beside_the_same_plain_words_and_all_their_parts_are_one_group() -> None:
    table = Table((Column("A"),), (("x",),))
    blocks = (
        Clause("a", plain="in plain words"),
        Clause("b", parts=(Clause("b1"),)),
        Clause("c", plain="other words"),
        Clause("leads to a table:"),
        table,
    )
    found = groups(Document("T", "en", (Part((Section("One", blocks),)),)))
    shown = [[getattr(item, "text", "table") for item, _ in group] for group in found]
    assert shown == [["One"], ["a", "b", "b1"], ["c"], ["leads to a table:"], ["table"]]
