"""What stands in a contract follows from the agreement; what was not agreed does not appear."""

from datetime import UTC, datetime

import pytest

from ashore.core.agreement import Agreement
from ashore.documents.contract import contract
from ashore.documents.model import Document, Heading, Signatures, Table, laid_out, texts
from ashore.documents.wording import LANGUAGES

from .conftest import read


def said(document: Document) -> str:
    return "\n".join(texts(document)).replace("\u00a0", " ")


def headings(document: Document, level: int) -> list[str]:
    return [item.text for item in laid_out(document) if isinstance(item, Heading) and item.level == level]


def one(text: str, language: str = "en") -> str:
    return said(contract(read(f"version = 1\n{text}"), language))


def test_an_agreement_of_clocks_only_has_no_empty_sections(bare: Agreement) -> None:
    found = contract(bare, "en")
    assert headings(found, 1) == ["Rules of interaction"]
    assert headings(found, 2) == [
        "Parties",
        "Subject",
        "Signatures",
        "Working hours",
        "Response times",
        "Staying in contact",
        "Calls",
        "How time is counted",
    ]


def test_a_full_agreement_has_all_annexes_in_their_order(full: Agreement) -> None:
    assert headings(contract(full, "en"), 1) == [
        "Work plan",
        "Rules of interaction",
        "Definitions",
        "Responsibility matrix",
        "Expectations and goals",
        "Fees and penalties: worked examples",
    ]


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_cell_column_or_sentence_is_empty(full: Agreement, language: str) -> None:
    for item in laid_out(contract(full, language, digest="ab" * 32)):
        if isinstance(item, Table):
            assert item.rows
            assert all(any(row[n] for row in item.rows) for n in range(len(item.columns)))
        elif not isinstance(item, Signatures):
            assert item.text.strip()


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_sentence_speaks_of_none_or_of_braces(full: Agreement, language: str) -> None:
    told = said(contract(full, language))
    assert "None" not in told
    assert "{" not in told
    assert ".." not in told


@pytest.mark.parametrize("language", LANGUAGES)
def test_what_the_parties_wrote_stands_as_they_wrote_it(full: Agreement, language: str) -> None:
    told = said(contract(full, language))
    for own in ("Each party keeps confidential what it learns about the other's business.", "ООО «Гавань йоги»"):
        assert own in told


@pytest.mark.parametrize(
    ("language", "sentence"),
    [
        ("en", "The Contractor answers a message within 2 working hours."),
        ("ru", "Исполнитель отвечает на сообщение в течение 2 рабочих часов."),
        ("sk", "Poskytovateľ odpovie na správu do 2 pracovných hodín."),
        ("fil", "Sasagutin ng Kontratista ang mensahe sa loob ng 2 oras ng trabaho."),
    ],
)
def test_a_length_stands_in_the_case_of_its_sentence(full: Agreement, language: str, sentence: str) -> None:
    assert sentence in said(contract(full, language))


@pytest.mark.parametrize(
    ("language", "sentences"),
    [
        ("en", ("10% of the contract price, once;", "2% of the contract price for every day of delay;")),
        ("ru", ("10 % от цены договора единовременно;", "2 % от цены договора за каждый день просрочки;")),
        ("sk", ("10 % z ceny zmluvy jednorazovo;", "2 % z ceny zmluvy za každý deň omeškania;")),
        ("fil", ("10% ng halaga ng kontrata, minsanan;", "2% ng halaga ng kontrata sa bawat araw ng pagkaantala;")),
    ],
)
def test_a_penalty_is_told_part_by_part(full: Agreement, language: str, sentences: tuple[str, ...]) -> None:
    told = said(contract(full, language))
    assert all(sentence in told for sentence in sentences)


def test_a_step_of_two_days_takes_its_own_form_of_every() -> None:
    penalty = (
        '[money]\ncurrency = "EUR"\n[[penalties]]\nid = "late"\nside = "us"\nbreach = "stage late"\n'
        'rate = "21.00"\nper = "2 days"\ncap = "110.00"\n'
    )
    assert "21.00 EUR for every 2 days of delay;" in one(penalty)
    assert "21,00 EUR за каждые 2 дня просрочки;" in one(penalty, "ru")
    assert "21,00 EUR za každé 2 dni omeškania;" in one(penalty, "sk")
    assert "in total no more than 110.00 EUR." in one(penalty)


@pytest.mark.parametrize(
    ("fees", "sentences"),
    [
        (
            'kind = "share of sales"\n[[fees.tiers]]\nfrom = "0"\nrate = "10 %"',
            ("The fee is 10% of sales.",),
        ),
        (
            'kind = "share of sales"\nevery = "month"\ncap = "50000.00"\n[[fees.tiers]]\nfrom = "0"\nrate = "10 %"\n'
            '[[fees.tiers]]\nfrom = "400000"\nrate = "7 %"\n[[fees.tiers]]\nfrom = "1000000"\nrate = "5 %"',
            (
                "10% on the part of sales up to 400,000.00 EUR;",
                "7% on the part of sales from 400,000.00 EUR to 1,000,000.00 EUR;",
                "5% on the part of sales above 1,000,000.00 EUR.",
                "The fee is worked out for each calendar month.",
                "The fee does not exceed 50,000.00 EUR.",
            ),
        ),
        (
            'kind = "minimum and KPI"\nminimum = "30000.00"\nper_sale = "1500.00"\nfrom_sale = 11\nevery = "month"',
            (
                "The Contractor receives a minimum fee of 30,000.00 EUR a month.",
                "From sale no. 11 on, 1,500.00 EUR is added to it for each sale.",
            ),
        ),
        (
            'kind = "hourly"\nhour_price = "60.00"\nhours_limit = "40"\nevery = "month"',
            (
                "The services are charged by time spent, at 60.00 EUR an hour.",
                "No more than 40 hours a month are charged.",
            ),
        ),
    ],
)
def test_each_way_of_paying_has_its_sentences(fees: str, sentences: tuple[str, ...]) -> None:
    told = one(f'[money]\ncurrency = "EUR"\n[fees]\n{fees}\n')
    assert all(sentence in told for sentence in sentences), told


def test_a_share_of_a_monthly_fee_is_no_share_of_a_contract_price() -> None:
    told = one(
        '[money]\ncurrency = "EUR"\n[fees]\nkind = "fixed"\nsum = "500.00"\nevery = "month"\n'
        '[[fees.payments]]\nid = "monthly"\nshare = "100 %"\nafter = "invoice"\nwithin = "10 days"\n'
    )
    assert "100% of the fee" in told
    assert "within 10 days of the invoice" in told


def test_dates_of_the_plan_point_at_what_they_follow(full: Agreement) -> None:
    told = said(contract(full, "sk"))
    assert "do 10 pracovných dní od konca etapy „Brief and audience“" in told
    assert "do 5 pracovných dní od začiatku zmluvy" in told


def test_what_nobody_influences_is_a_stated_risk(full: Agreement) -> None:
    assert "What is in nobody's hands is a risk known to both parties." in said(contract(full, "en"))


def test_an_amendment_tells_its_terms_by_name_and_in_the_language(full: Agreement) -> None:
    assert "срок ответа: 4 рабочих часа." in said(contract(full, "ru"))


def test_a_consolidated_text_has_the_amendments_in_its_terms_and_nobody_signs_it(full: Agreement) -> None:
    before, after = (contract(full, "en", as_of=datetime(2026, month, 15, tzinfo=UTC)) for month in (3, 4))
    assert "within 4 working hours" in said(after)
    assert "within 4 working hours" not in said(before)
    assert "the following terms read as follows" in said(before)
    assert "the following terms read as follows" not in said(after)
    assert not [item for item in laid_out(after) if isinstance(item, Signatures)]
    assert "No amendment held by then." in before.subtitle
    assert after.subtitle[-1].replace("\u00a0", " ") == (
        "Written into it are the amendments that hold from 1 April 2026."
    )


def test_days_off_in_a_row_stand_together() -> None:
    days = "\n".join(f'2026-01-0{n} = "Новогодние каникулы"' for n in range(1, 9))
    told = one(f"[holidays.us]\n{days}\n[holidays.client]\n{days}\n", "ru")
    assert "1 января 2026 г. – 8 января 2026 г." in told
    assert "обе стороны" in told
    assert "2 января" not in told


def test_a_version_that_begins_at_midnight_names_the_day_alone(full: Agreement) -> None:
    assert "This version of the agreement applies from 2 March 2026." in said(contract(full, "en"))


def test_the_footer_names_version_and_hash_of_the_file(full: Agreement, bare: Agreement) -> None:
    shown = contract(full, "en", digest="ab" * 32).footer.replace("\u00a0", " ")
    assert shown == f"Agreement, version of 2 March 2026 · SHA-256 {'ab' * 32}"
    assert contract(bare, "en").footer == "Agreement file, schema version 1"


def test_both_sides_sign_by_name_with_room_for_signature_and_date(full: Agreement) -> None:
    found = [item for item in laid_out(contract(full, "sk")) if isinstance(item, Signatures)]
    assert [block.side for block in found[0].blocks] == ["Poskytovateľ", "Objednávateľ"]
    assert [value for _, value in found[0].blocks[1].lines] == [
        "ООО «Гавань йоги»",
        "Ёлкина Щ. Ъ., генеральный директор",
        "",
        "",
    ]


def test_plain_words_stand_once_beside_the_first_clause_of_their_term(full: Agreement) -> None:
    words = {"term": "It runs from March.", "response.answer_within": "We answer fast.", "stages.brief": "First."}
    found = list(texts(contract(full, "en", plain=words)))
    assert [found.count(each) for each in words.values()] == [1, 1, 1]
    assert found[found.index("It runs from March.") - 1] == "This agreement takes effect on 2\u00a0March 2026."


def test_plain_words_that_only_repeat_the_clause_are_left_out(full: Agreement) -> None:
    own = "Neither party is liable for events that it could not foresee or prevent."
    assert list(texts(contract(full, "en", plain={"rights.force_majeure": own}))).count(own) == 1
