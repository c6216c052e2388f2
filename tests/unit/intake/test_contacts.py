"""Contacts out of tables and cards of many programs, whole or broken."""

import codecs

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from ashore.intake.contacts import Contact, read_contacts
from ashore.intake.contacts.columns import fields_of
from ashore.intake.contacts.formulas import as_it_was, harmless

ENGLISH = "Name,E-mail,Company\nEva Malá,eva@client.example,Client Ltd\n"
EVA = Contact(2, "Eva Malá", ("eva@client.example",), "Client Ltd")


@pytest.mark.parametrize(
    ("data", "encoding"),
    [
        (ENGLISH.encode(), "utf-8"),
        (codecs.BOM_UTF8 + ENGLISH.encode(), "utf-8"),
        (codecs.BOM_UTF16_LE + ENGLISH.encode("utf-16-le"), "utf-16-le"),
        (codecs.BOM_UTF16_BE + ENGLISH.encode("utf-16-be"), "utf-16-be"),
        (ENGLISH.encode("utf-16-le"), "utf-16-le"),
        (codecs.BOM_UTF32_LE + ENGLISH.encode("utf-32-le"), "utf-32-le"),
        (ENGLISH.encode("cp1250"), "cp1250"),
        (ENGLISH.replace("\n", "\r\n").encode(), "utf-8"),
        (ENGLISH.replace("\n", "\r").encode(), "utf-8"),
    ],
)
def test_a_table_is_read_in_whatever_encoding_it_was_saved(data: bytes, encoding: str) -> None:
    read = read_contacts(data)
    assert (read.found, read.faults, read.encoding) == ((EVA,), (), encoding)


@pytest.mark.parametrize("sign", [",", ";", "\t", "|"])
def test_columns_are_parted_by_whatever_sign_the_headings_have_most(sign: str) -> None:
    read = read_contacts(ENGLISH.replace(",", sign).encode())
    assert read.found == (EVA,)
    assert read.delimiter == sign


def test_the_line_by_which_a_spreadsheet_names_its_separator_is_no_heading() -> None:
    read = read_contacts(("sep=;\n" + ENGLISH.replace(",", ";")).encode())
    assert read.found == (Contact(3, *("Eva Malá", ("eva@client.example",), "Client Ltd")),)


def test_cyrillic_in_a_table_of_an_old_program_is_read() -> None:
    text = "Имя;Фамилия;Электронная почта;Компания\nОльга;Хлебникова;olga@hleb.example;Хлеб\n"
    read = read_contacts(text.encode("cp1251"))
    assert read.found == (Contact(2, "Ольга Хлебникова", ("olga@hleb.example",), "Хлеб"),)
    assert read.encoding == "cp1251"


@pytest.mark.parametrize(
    ("headings", "fields"),
    [
        ("First Name,Last Name,E-mail 1 - Value,E-mail 2 - Value,Phone", ["first", "last", "email", "email", ""]),
        ("ФИО,E-mail,Организация", ["name", "email", "client"]),
        ("Имя,Фамилия,Почта", ["first", "last", "email"]),
        ("Meno,Priezvisko,E-mailová adresa,Spoločnosť", ["first", "last", "email", "client"]),
        ("Celé meno,E-mail,Firma,Doména", ["name", "email", "client", "domain"]),
        ("Pangalan,Apelyido,Email,Kompanya", ["first", "last", "email", "client"]),
        ("Buong pangalan,E-mail address,Kliyente", ["name", "email", "client"]),
        ("Meno,E-mail", ["name", "email"]),
    ],
)
def test_headings_are_known_in_four_languages(headings: str, fields: list[str]) -> None:
    assert fields_of(headings.split(",")) == fields


def test_every_fault_is_told_by_its_line_and_stops_no_other_line() -> None:
    text = (
        "Name,E-mail,Company\n"
        "Ann,ann@one.example,One\n"
        "Bob,bob at two.example,Two\n"
        "Cyd,,Three\n"
        "Dee,dee@four.example,Four,extra\n"
        "\n"
        '"Eve\nEvening",eve@five.example,Five\n'
        'Fay,fay@"six.example,Six\n'
        "Gus,gus@seven.example,Seven\n"
    )
    read = read_contacts(text.encode())
    assert [(fault.line, fault.reason.code) for fault in read.faults] == [
        (3, "contacts.bad_address"),
        (4, "contacts.without_address"),
        (5, "contacts.more_columns"),
        (9, "contacts.bad_address"),
    ]
    assert [(each.line, each.name) for each in read.found] == [(2, "Ann"), (7, "Eve Evening"), (10, "Gus")]


def test_a_table_without_a_column_of_addresses_says_what_its_columns_are() -> None:
    (fault,) = read_contacts(b"Name,Phone\nAnn,1\n").faults
    assert fault.reason.code == "contacts.no_address_column"
    assert fault.reason.params["columns"] == "Name, Phone"


def test_h29_names_that_deceive_the_eye_come_in_neutralised() -> None:
    read = read_contacts("Name,E-mail\nEva\u202egnp.exe\u200b,eva@client.example\n".encode())
    assert read.found[0].name == "Evagnp.exe"


def test_h96_an_apostrophe_that_neutralised_a_formula_is_taken_off_again() -> None:
    assert read_contacts(b"Name,E-mail\n'=cmd,eva@client.example\n").found[0].name == "=cmd"
    assert read_contacts(b"Name,E-mail\nMary O'-Brien,eva@client.example\n").found[0].name == "Mary O'-Brien"


@given(st.text(alphabet="=+-@\uff1d;,'\" \t\r\nab1"))
@example("x;=1+1;")
@example("a\n=1")
@example('x;"=1"')
@example("'=1")
@example("'\r")
def test_h96_no_cell_begins_as_a_formula_wherever_a_spreadsheet_cuts_and_all_comes_back(text: str) -> None:
    assert as_it_was(harmless(text)) == text
    for separator in ";\t\n\r":
        for cell in harmless(text).split(separator):
            assert not cell.strip(' "').startswith(("=", "+", "-", "@", "\uff1d")), (text, harmless(text))


def test_h96_a_text_of_many_lines_is_made_harmless_in_linear_time() -> None:
    for piece in ("\n", "; ", "'", ' "', "\t\n"):
        assert len(harmless(piece * 100_000)) >= 100_000 * len(piece)


@pytest.mark.parametrize(
    "data",
    [b"", b"\x00" * 100, b"\xff" * 100, b'"' * 10_000, b"," * 100_000, b"Name,E-mail\n" + b'"' + b"x" * 300_000,
     b"BEGIN:VCARD\n" * 1000, b"BEGIN:VCARD\nVERSION:3.0\nEMAIL", b"sep=", b"E-mail\n" + b"a@b.example;" * 9000],
)  # fmt: skip
def test_garbage_is_a_fault_and_never_an_exception(data: bytes) -> None:
    read = read_contacts(data)
    assert read.faults or read.found


CARDS = """BEGIN:VCARD
VERSION:3.0
FN:Eva Malá
N:Malá;Eva;;;
ORG:Client Ltd;Sales
EMAIL;TYPE=INTERNET:eva@client.example
EMAIL;TYPE=INTERNET,HOME:Eva@Home.example
PHOTO;ENCODING=b;TYPE=JPEG:/9j/4AAQSkZJRg
 ABAQAAAQABAAD
END:VCARD
BEGIN:VCARD
VERSION:4.0
FN:Ольга Хлебникова
EMAIL:olga@hleb.example
END:VCARD
BEGIN:VCARD
VERSION:2.1
N;CHARSET=UTF-8;ENCODING=QUOTED-PRINTABLE:Nov=C3=A1k;J=C3=A1n
EMAIL;INTERNET:jan@novak.example
END:VCARD
BEGIN:VCARD
VERSION:3.0
FN:Without Address
END:VCARD
BEGIN:VCARD
VERSION:3.0
FN:Cut off
"""


def test_cards_of_three_versions_are_read_one_by_one() -> None:
    read = read_contacts(CARDS.encode())
    assert read.form == "vcard"
    assert read.found == (
        Contact(1, "Eva Malá", ("eva@client.example", "eva@home.example"), "Client Ltd"),
        Contact(11, "Ольга Хлебникова", ("olga@hleb.example",)),
        Contact(16, "Ján Novák", ("jan@novak.example",)),
    )
    assert [(each.line, each.reason.code) for each in read.faults] == [
        (21, "contacts.card_without_address"),
        (25, "contacts.broken_card"),
    ]
