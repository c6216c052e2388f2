"""Words for finding: folded, stemmed, and asked for."""

import datetime as dt

import pytest

from ashore.core.language.search import Document, excerpt, fold, lexemes, parse, plan
from ashore.core.language.search.fine_stems import STEMMERS
from ashore.core.language.search.lexemes import MOST_BYTES, stem_lexemes
from ashore.core.language.search.query import Term

AT = dt.datetime(2026, 1, 16, tzinfo=dt.UTC)

FORMS = {
    "ru": (
        "договор договора договором договоре договоры договоров договорами", "оплата оплаты оплатой оплатить оплатил",
        "счёт счета счетом счетов счетах", "сайт сайта сайтом сайты сайтов", "правка правки правок правками",
        "иванов иванова ивановой ивановым", "срок сроки сроков сроками", "макет макета макеты макетов",
        "новый новая новое новые нового новой новыми", "звонок звонка звонки звонков", "деньги денег деньгами",
        "написать написал написала написано", "список списка списки списком",
    ),
    "sk": (
        "zmluva zmluvy zmluvou zmluve zmlúv zmluvu zmluvami", "faktúra faktúry faktúre faktúr faktúrou faktúru",
        "platba platby platbu platieb platbou", "uhradiť uhradím uhradil uhradené uhradená",
        "stránka stránky stránke stránok stránkou", "termín termínu termíny termínov termínom",
        "návrh návrhu návrhy návrhov návrhom", "cena ceny cien cenou cenu", "objednávka objednávky objednávok",
        "nový nová nové nového novú nových novými", "obchodník obchodníka obchodníkmi",
    ),
    "fil": (
        "bayad magbayad binayaran pagbabayad nagbayad babayaran bayaran nagbabayad magbabayad ibinayad",
        "ipadala ipinadala magpadala nagpadala padalhan pagpapadala", "sulat sumulat sinulat susulat sulatan isinulat",
        "gawa gumawa ginawa gagawin gawin paggawa ginagawa", "tapos tapusin tinapos", "bago baguhin binago pagbabago",
        "hintay maghintay naghintay hihintayin hintayin naghihintay", "kontrata kontratang", "dating dumating darating",
    ),
    "en": (
        "pay pays paid paying payment payments", "invoice invoices invoiced invoicing", "contract contracts contracted",
        "deliver delivers delivered delivery deliveries", "company companies", "design designs designed designing",
        "approve approved approval approves approving", "change changes changed changing",
        "place places placing placed",
        "leave left leaving leaves", "plan plans planned planning",
    ),
}  # fmt: skip
STRANGERS = {
    "ru": ("договор дорога", "счет счастье", "сайт сад", "оплата плата", "иванов иволга"),
    "sk": ("zmluva zmena", "cena cesta", "platba plat", "faktura fara"),
    "fil": ("bayad bayan", "sulat sukat", "gawa galing"),
    "en": ("plan plane", "car care", "hope hop", "many man", "new news", "meet meat", "invoice involve"),
}


@pytest.mark.parametrize(("language", "forms"), [(each, forms) for each, all_ in FORMS.items() for forms in all_])
def test_the_forms_of_a_word_have_one_stem(language: str, forms: str) -> None:
    assert len({STEMMERS[language](fold(word)) for word in forms.split()}) == 1


@pytest.mark.parametrize(("language", "pair"), [(each, pair) for each, all_ in STRANGERS.items() for pair in all_])
def test_other_words_have_other_stems(language: str, pair: str) -> None:
    one, other = pair.split()
    assert STEMMERS[language](one) != STEMMERS[language](other)


@pytest.mark.parametrize(
    ("written", "folded"),
    [
        ("Ďakujem za faktúru", "dakujem za fakturu"), ("Счёт", "счет"), ("мой", "мой"), ("мои\u0306", "мой"),
        ("Straße", "strasse"), ("e\u0301", "e"), ("soft\u00adhyphen", "softhyphen"), ("ﬁle", "file"), ("İ", "i"),
    ],
)  # fmt: skip
def test_a_text_is_folded(written: str, folded: str) -> None:
    assert fold(written) == folded


def test_a_message_has_the_lexemes_of_its_fields_and_of_its_language() -> None:
    found = lexemes(Document("Zmluvy", "Eva eva@x.sk", "anna", "návrh_v2.pdf", "Dobrý deň, posielam Vám faktúru.", AT))
    assert {"u", "d202", "y2026", "m202601", "wfakturu", "sfaktur", "Swzmluvy", "Sszmluv", "szmluv"} <= set(
        found.split()
    )
    assert {"Fweva", "Faevaxsk", "Twanna", "Awpdf", "Awv2", "wnavrh"} <= set(found.split())
    assert not any(each.startswith("e") for each in found.split())


def test_english_words_of_a_filipino_letter_are_stemmed_as_english_too() -> None:
    found = lexemes(Document("", "", "", "", "Salamat po, bayad na ang mga invoices namin", AT)).split()
    assert {"einvoic", "fbayad"} <= set(found)


def test_a_text_of_nothing_but_words_stays_within_what_a_database_takes() -> None:
    text = " ".join(f"{n:05}" + "\U00020000" * 5 for n in range(30_000))
    found = lexemes(Document("", "", "", "", text, AT))
    assert sum(len(each.encode()) + 16 for each in found.split()) <= MOST_BYTES
    assert len(found.split()) > 1000
    assert found == lexemes(Document("", "", "", "", text, AT))


def test_a_word_is_asked_for_in_the_languages_that_have_its_letters() -> None:
    assert stem_lexemes("invoices") == ("einvoic", "sinvoices", "finvoices")
    assert stem_lexemes("договоров") == ("rдоговор",)
    assert stem_lexemes("2041") == stem_lexemes("на") == ()


@pytest.mark.parametrize(
    ("typed", "terms"),
    [
        ("contract ", (Term(("contract",)),)),
        ("contract", (Term(("contract",), beginning=True),)),
        ('"final  price"', (Term(("final", "price"), phrase=True),)),
        ("«новый сайт»", (Term(("новый", "сайт"), phrase=True),)),
        ('"open end', (Term(("open", "end"), phrase=True),)),
        ("-draft ", (Term(("draft",), negative=True),)),
        ("from:Eva ", (Term(("eva",), "F"),)),
        ("from:Eva@x.sk ", (Term(("evaxsk",), "F", address=True),)),
        ("-to:eva@ ", (Term(("eva",), "T", negative=True, address=True),)),
        ("кому:Анна ", (Term(("анна",), "T"),)),
        ("predmet:zmluva ", (Term(("zmluva",), "S"),)),
        ("súbor:návrh ", (Term(("navrh",), "A"),)),
        ("paksa:bayad ", (Term(("bayad",), "S"),)),
        ("INV-2041 ", (Term(("inv", "2041"), phrase=True),)),
        ("e-mail ", (Term(("e",)), Term(("mail",)))),
        ("pag-usapan ", (Term(("usapan",)),)),
        ("client's ", (Term(("client",)),)),
        ("price: high ", (Term(("price",)), Term(("high",)))),
        ("re:offer ", (Term(("re", "offer"), phrase=True),)),
        ("* OR ( ", (Term(("or",)),)),
        ("before:soon ", (Term(("before", "soon"), phrase=True),)),
    ],
)
def test_what_is_typed_is_read_as_terms(typed: str, terms: tuple[Term, ...]) -> None:
    assert parse(typed).terms == terms


@pytest.mark.parametrize("typed", ["after:2026-01", "после:2026-01-01", "po:1.1.2026", "pagkatapos:2026"])
def test_a_day_begins_where_the_desk_stands(typed: str) -> None:
    assert parse(typed, "Europe/Bratislava").after == dt.datetime(2025, 12, 31, 23, tzinfo=dt.UTC)


def test_h95_a_long_query_is_cut_and_nothing_of_it_is_an_operator_of_a_database() -> None:
    asked = plan(parse("word'\"* " * 2_000 + "\x00"))
    assert len(asked.every) <= 12
    assert all(lexeme.text.isalnum() for each in (*asked.every, *asked.none) for lexeme in each)


def test_the_first_found_word_is_shown_with_what_stands_around_it_and_all_found_ones_are_marked() -> None:
    text = "Lead. " * 100 + "Please send the signed\ncontract, the contracts of last year too."
    line, spans = excerpt(text, parse("contract "))
    assert len(line) <= 220
    assert [span.of(line) for span in spans] == ["contract", "contracts"]


def test_accents_and_forms_are_marked_as_they_are_written() -> None:
    line, spans = excerpt("Posielam fakt\u00faru aj fakturu.", parse("faktúry "))
    assert [span.of(line) for span in spans] == ["fakt\u00faru", "fakturu"]


def test_words_of_a_phrase_are_marked_only_side_by_side() -> None:
    _, spans = excerpt("The price. The final price is final.", parse('"final price"'))
    assert [span.start for span in spans] == [15, 21]
