"""Agreements, prices and what they include, next steps, owners of promises, tone: examples and near misses."""

from datetime import UTC, date, datetime
from decimal import Decimal

import pytest

from ashore.core.language import READER, Facts, Language, read
from ashore.core.worktime import Calendar, WorkClock

AT = datetime(2026, 3, 4, 10, 30, tzinfo=UTC)


def facts(text: str, language: Language | None = None) -> Facts:
    return read(text, language, AT)


@pytest.mark.parametrize(
    "text",
    [
        "Ok, go ahead.",
        "We approve the second draft.",
        "Sounds good to me, thanks.",
        "Thursday works for us.",
        "Согласен, выставляйте счёт.",
        "Смета утверждена, можно начинать.",
        "ок, подходит",
        "Schvaľujem návrh č. 2.",
        "Za nás je to v poriadku.",
        "Štvrtok mi vyhovuje.",
        "Sige po, ituloy na natin.",
        "Approved na po ang design.",
        "Payag po kami sa presyo.",
    ],
)
def test_the_writer_agrees_or_approves(text: str) -> None:
    assert len(facts(text).agreements) == 1


@pytest.mark.parametrize(
    "text",
    [
        "Please approve the draft.",
        "Once you approve it, we print.",
        "I don't agree with the second item.",
        "Does Thursday work for you?",
        "We agreed on Monday to wait.",
        "Ok, but I cannot agree to that.",
        "Looks good, but the logo is too small.",
        "Если согласны, ответьте на это письмо.",
        "Как договорились, высылаю отчёт.",
        "Цена нас не устраивает.",
        "Prosím o schválenie návrhu.",
        "S tým nesúhlasím.",
        "Ak súhlasíte, pošleme zmluvu.",
        "Hindi po kami payag.",
        "Okay lang po ba sa inyo?",
        "Kapag na-approve na po ninyo, sisimulan namin.",
    ],
)
def test_asking_for_an_agreement_or_refusing_it_is_none(text: str) -> None:
    assert facts(text).agreements == ()


@pytest.mark.parametrize(
    "text",
    [
        "The price includes hosting and two rounds of edits.",
        "VAT is not included.",
        "€900 for everything, delivery and fonts included.",
        "Хостинг и домен на первый год уже включены.",
        "Лицензия на шрифт уже в цене.",
        "В смету не заложены грузчики.",
        "Cena zahŕňa návrh, tlač aj dopravu.",
        "V cene balíka je aj hosting.",
        "DPH nie je v cene.",
        "Kasama na po sa presyo ang hosting at domain.",
        "Hindi pa kasama ang VAT.",
    ],
)
def test_what_a_price_includes(text: str) -> None:
    assert len(facts(text).inclusions) == 1


@pytest.mark.parametrize(
    "text",
    [
        "I have included the file.",
        "Please include Tom in cc.",
        "What is included?",
        "Включите, пожалуйста, свет в зале.",
        "Это не входит в наши планы.",
        "Súbor obsahuje chyby.",
        "Kuriér doručí balík v pondelok.",
        "Ano po ang kasama sa package?",
        "Pakisama po si Joy sa meeting.",
    ],
)
def test_other_things_are_included_too(text: str) -> None:
    assert facts(text).inclusions == ()


@pytest.mark.parametrize(
    ("text", "language", "amounts"),
    [
        ("It costs €1,200 or 1 200 EUR.", "en", [("€1,200", 1200, "EUR"), ("1 200 EUR", 1200, "EUR")]),
        ("That is £1.5k plus VAT, or $10-12k a year.", "en",
         [("£1.5k", 1500, "GBP"), ("$10", 10_000, "USD"), ("12k", 12_000, "USD")]),
        ("We can do it for 15k.", "en", [("15k", 15_000, "")]),
        ("The monthly fee is 450.", "en", [("450", 450, "")]),
        ("Выйдет 12 тыс. руб., аванс 1,5 тыс.", "ru", [("12 тыс. руб", 12_000, "RUB"), ("1,5 тыс", 1500, "")]),
        ("Сайт — 180 000 рублей или 2,5 млн ₽ за всё", "ru",
         [("180 000 рублей", 180_000, "RUB"), ("2,5 млн ₽", 2_500_000, "RUB")]),
        ("Cena je 1.200,50 €, doprava 40,- eur.", "sk",
         [("1.200,50 €", Decimal("1200.50"), "EUR"), ("40,- eur", 40, "EUR")]),
        ("₱15,000 po, o P2,500 kada buwan.", "fil", [("₱15,000", 15_000, "PHP"), ("P2,500", 2500, "PHP")]),
        ("15k lang po yung buong website.", "fil", [("15k", 15_000, "")]),
        ("Preço: 1'200 CHF", "und", [("1'200 CHF", 1200, "CHF")]),
    ],
)  # fmt: skip
def test_prices_in_each_manner_of_writing(
    text: str, language: Language, amounts: list[tuple[str, int | Decimal, str]]
) -> None:
    found = facts(text, language).prices
    assert [(price.span.of(text), price.amount, price.currency) for price in found] == amounts
    assert all(price.sentence in facts(text, language).sentences for price in found)


@pytest.mark.parametrize(
    "text",
    [
        "It takes 10 minutes, 15 % more than in 2025.",
        "Call me on +421 905 123 456.",
        "We had 10k visitors on 12.03.2026 at 15:00.",
        "Invoice 4800 is paid.",
        "See v1.200 and P1, ticket #500.",
    ],
)
def test_shares_times_dates_and_names_are_no_prices(text: str) -> None:
    assert facts(text).prices == ()


@pytest.mark.parametrize(
    "text",
    [
        "Please confirm by Friday and we start.",
        "Once you sign, we start.",
        "The next step is on your side.",
        "The ball is in your court.",
        "Could you send me the contract?",
        "Ждём от вас доступы к сайту.",
        "Как только подпишете договор, начнём.",
        "Следующий шаг за вами.",
        "Na ťahu ste vy: potrebujeme texty.",
        "Akonáhle schválite návrh, dáme ho do tlače.",
        "Pakikumpirma po bago mag-Biyernes.",
        "Kapag na-approve na po ninyo ang draft, sisimulan na namin.",
        "Nasa inyo na po ang bola.",
    ],
)
def test_a_call_to_action_says_which_step_comes_next(text: str) -> None:
    assert len(facts(text).actions) == 1


@pytest.mark.parametrize(
    "text",
    [
        "Let me know if you have any questions.",
        "The report is attached.",
        "How much is it?",
        "Если будут вопросы, пишите.",
        "Отчёт во вложении.",
        "V prílohe je faktúra.",
        "Kung may tanong po kayo, magsabi lang.",
    ],
)
def test_an_offer_or_a_statement_calls_to_nothing(text: str) -> None:
    assert facts(text).actions == ()


@pytest.mark.parametrize(
    ("text", "owner"),
    [
        ("I will send it tomorrow.", "writer"),
        ("Petra will send it tomorrow.", "Petra"),
        ("Your invoice is with Mr Novák: Novák will send it tomorrow.", "Novák"),
        ("The courier will bring it on Monday.", "courier"),
        ("Договор вышлет Наталья из бухгалтерии.", "Наталья"),
        ("Курьер привезёт оригиналы завтра.", "Курьер"),
        ("Отправлю завтра.", "writer"),
        ("Petra vám to pošle zajtra.", "Petra"),
        ("Faktúru vystaví kolegyňa Jana.", "Jana"),
        ("Ipapadala ni Petra ang invoice bukas.", "Petra"),
        ("Si Joy po ang magpapadala ng report.", "Joy"),
    ],
)
def test_a_promise_has_an_owner(text: str, owner: str) -> None:
    found = facts(text)
    assert [promise.owner for promise in found.promises] == [owner]
    assert found.expected == ()


@pytest.mark.parametrize(
    "text",
    [
        "You will send us the logo by Friday.",
        "Your accountant will pay the invoice tomorrow.",
        "Ваш бухгалтер оплатит счёт завтра.",
        "Вы нам завтра отправите тексты.",
        "Vaša účtovníčka uhradí faktúru zajtra.",
        "Magpapadala po kayo ng logo bukas.",
    ],
)
def test_what_the_reader_will_do_is_expected_and_no_promise_of_ours(text: str) -> None:
    found = facts(text)
    assert found.promises == ()
    assert [promise.owner for promise in found.expected] == [READER]
    assert found.expected[0].due


@pytest.mark.parametrize(
    "text",
    [
        "You will receive the draft on Friday.",
        "If Petra sends it, fine.",
        "Google will index the page.",
        "Everyone will see it.",
        "Will Petra send it?",
        "Если Оля пришлёт, хорошо.",
        "Сайт пришлёт письмо.",
    ],
)
def test_a_thing_or_a_condition_owns_nothing(text: str) -> None:
    found = facts(text)
    assert all(promise.owner == "writer" for promise in found.promises)
    assert found.expected == ()


def test_what_was_done_is_told_with_its_place() -> None:
    text = "Hi. I have sent the file. Bye."
    found = facts(text)
    assert [span.of(text) for span in found.reported] == ["I have sent the file."]
    assert len(found.reports) == len(found.reported)


def test_a_feeling_shows_the_words_that_carry_it() -> None:
    text = "🙂 This is unacceptable, you idiots! Thank you."
    tone = facts(text, "en").tone
    assert [span.of(text) for span in tone.anger.words] == ["unacceptable"]
    assert [span.of(text) for span in tone.rude.words] == ["idiots"]
    assert [span.of(text) for span in tone.polite.words] == ["Thank you"]
    assert tone.dissatisfied.value > tone.anger.value == tone.rude.value == 0.5
    assert (facts(text, "en").anger, facts(text, "en").rude) == (0.5, 0.5)


def test_a_sober_text_has_no_tone() -> None:
    tone = facts("The meeting is on Monday.").tone
    assert [tone.dissatisfied.value, tone.anger.value, tone.rude.value, tone.polite.value] == [0, 0, 0, 0]


@pytest.mark.parametrize(
    ("text", "mixed"),
    [
        ("Pakisend po ng updated na layout for the website.", True),
        ("Na-check ko na po yung design, may update ba sa banner?", True),
        ("Kailan po matatapos ang gawain ninyo sa bahay?", False),
        ("Please send the report.", False),
    ],
)
def test_taglish_is_a_state_of_its_own(text: str, mixed: bool) -> None:
    assert facts(text).mixed is mixed


WEEK = dict.fromkeys(("mon", "tue", "wed", "thu", "sat"), "09:00-17:00")
CLOCK = WorkClock(Calendar.of("UTC", WEEK, {date(2026, 3, 5): "a holiday"}))


@pytest.mark.parametrize(
    ("clock", "day", "code"),
    [
        (None, 6, "language.due.working_days"),
        (CLOCK, 9, "language.due.working_days_of_calendar"),
        (WorkClock(Calendar("UTC")), 6, "language.due.working_days"),
    ],
)
def test_working_days_are_those_of_the_calendar_where_there_is_one(
    clock: WorkClock | None, day: int, code: str
) -> None:
    (promise,) = read("We will send it in two working days.", "en", AT, clock).promises
    assert promise.due
    assert promise.due.at.date() == date(2026, 3, day)
    assert promise.due.reason.code == code
    assert promise.due.certain
