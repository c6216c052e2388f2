"""Sentences from real lists and letters that once were taken for debts and are none, and some that looked alike."""

from datetime import UTC, datetime

import pytest

from ashore.core.language import Facts, Language, read

AT = datetime(2026, 3, 4, 10, 30, tzinfo=UTC)


def facts(text: str, language: Language | None = None) -> Facts:
    return read(text, language, AT)


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("ru", "Да, можно: поставила показы с 9 до 19 часов, уже работает."),
        ("ru", "Рада, что попали."),
        ("ru", "Спасибо, что написали."),
        ("ru", "Пришлю адреса, куда вы возите."),
        ("ru", "Листовка нужна: разместим промокод, чтобы посчитать, кто пришёл с доставки."),
        ("sk", "Dalo, v pondelok o ôsmej je spustená."),
        ("sk", "Ďakujem, mám všetko."),
        ("sk", "Zašlem vám správu hneď, ako bude spustený."),
        ("sk", "Platba kartou bude fungovať tri dni po tom, ako banka potvrdí zmluvu."),
        ("fil", "Hi Joy, iniisip ko kung magtatayo na kami ng online shop."),
        ("en", "We answer within an hour, and so would you."),
        ("en", "The board members, who are appointed by the governor, agreed."),
        ("en", "Were that me, I would say no."),
        ("en", "How much of it is proprietary I don't know."),
        ("en", "As for the keystrokes?"),
        ("en", "Speaking personally?"),
        ("en", "It is a lovely day, isn't it?"),
        ("en", "I doubt that anybody knows (who does?), but it works."),
        ("en", "No, do it like this."),
        ("en", "Just because some developer saw an opportunity?"),
    ],
)
def test_a_subordinate_clause_or_rhetoric_asks_nothing(language: Language, text: str) -> None:
    assert facts(text, language).questions == ()


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "Canonical, Red Hat and the others will decide."),
        ("en", "Let me see."),
        ("en", "We'll probably have to agree to disagree."),
        ("en", "When released, version 3 will include the editor."),
        ("en", "The list will help me address this on my own."),
        ("en", "I will add that he said so himself."),
        ("en", "I will miss him."),
        ("en", "Personally I'll take lean over fancy every time."),
        ("en", "You use your computer, and I will use mine."),
        ("en", "However, I will need to return it by Sunday evening."),
        ("en", 'He said "We will send you the whole list tomorrow".'),
        ("en", "Thanks, will keep that in mind."),
        ("ru", "Напомню: без доступа запустить рекламу не получится."),
        ("fil", "Sa Cebu ipi-print."),
        ("fil", "- ilulunsad po ang website sa isang Martes;"),
    ],
)
def test_what_others_do_or_what_happens_is_no_promise(language: Language, text: str) -> None:
    assert facts(text, language).promises == ()


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("ru", "Отлично, ждём первые промокоды."),
        ("ru", "К следующему отчёту жду 150–170."),
        ("fil", 'Nasa menu po na "Bookings" sa kaliwa, at puwede ninyong i-download bilang Excel.'),
        ("fil", "Yung pictures po, hinihintay pa namin galing sa pinsan ko."),
        ("sk", "Keď pacient zavolá, dajte mi, prosím, vedieť."),
        ("sk", "„Zavolajte, prosím, na recepciu, radi zistíme, čo sa stalo.“"),
        ("en", "If you still need it, drop me a private note."),
        ("en", "Please bear with me."),
        ("en", 'The sign says "Please wait here until called".'),
    ],
)
def test_an_offer_or_a_quotation_requests_nothing(language: Language, text: str) -> None:
    assert facts(text, language).requests == ()


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "I'll give it another try and report."),
        ("en", "Yes, I'll grab the source, will patch, compile, and test."),
        ("en", "I'll try with another driver and report back."),
        ("en", "Proofs come on 9 March."),
        ("en", "You will have them by Friday instead."),
        ("ru", "Запускаем во вторник."),
        ("ru", "Баннер отправлю завтра."),
        ("sk", "E-shop spustíme v piatok ráno."),
        ("fil", "Bukas ko po ipapadala."),
        ("fil", "Ipapadala namin bago mag-3pm."),
    ],
)
def test_what_we_do_is_promised(language: Language, text: str) -> None:
    assert len(facts(text, language).promises) == 1


@pytest.mark.parametrize(
    ("language", "text", "asked"),
    [
        (
            "en",
            "How many people booked online, and how many gave up half way?",
            ["How many people booked online", "how many gave up half way?"],
        ),
        ("en", "Is the photo yours to use, or do we need another one?", None),
        ("en", "For people who crash and can rebuild the kernel, could you try the patch?", None),
        ("sk", "Koľko by to stálo a dokedy to stihnete?", ["Koľko by to stálo", "dokedy to stihnete?"]),
        (
            "ru",
            "Пробовали ли вы рекламу и во сколько обходилась заявка?",
            ["Пробовали ли вы рекламу", "во сколько обходилась заявка?"],
        ),
        (
            "fil",
            "Magkano po ang print at kailan po ito darating?",
            ["Magkano po ang print", "kailan po ito darating?"],
        ),
    ],
)
def test_only_what_asks_by_itself_becomes_a_question_of_its_own(
    language: Language, text: str, asked: list[str] | None
) -> None:
    assert [q.text for q in facts(text, language).questions] == (asked or [text])


def test_an_announced_question_counts_only_where_none_follows() -> None:
    assert [q.text for q in facts("I have two questions:\n1. Is it blue?\n2. Is it big?").questions] == [
        "1. Is it blue?",
        "2. Is it big?",
    ]
    assert [q.text for q in facts("У нас остался один вопрос по смете.").questions] == [
        "У нас остался один вопрос по смете."
    ]


def test_a_smiley_ends_a_sentence() -> None:
    (question,) = facts("Sestričky, ja sa neznášam :) A dalo by sa to spustiť v pondelok?").questions
    assert question.text == "A dalo by sa to spustiť v pondelok?"


def test_lines_of_a_patch_ask_nothing() -> None:
    patch = "Looks fine to me.\n+\n+/* TODO: what values does it accept? */\n+ int x;\n+ int y;\n"
    assert facts(patch).questions == ()


def test_a_request_split_from_a_question_keeps_one_span() -> None:
    found = facts("Could you draft three mails, and when could we have them?")
    assert [r.span for r in found.requests] == [found.questions[0].span]


def test_an_announced_answer_names_its_time() -> None:
    (promise,) = facts("You will have the answer by Friday.").promises
    assert promise.answer
    assert promise.due is not None


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("ru", "Первые объявления покажу за два дня до запуска."),
        ("ru", "Обещаем не меньше четырёх гипотез за месяц."),
        ("ru", "Запустим через три рабочих дня после вашего согласия."),
        ("en", "We will send it within three days of your approval."),
        ("en", "I'll build a 5.3.x kernel."),
    ],
)
def test_a_time_counted_from_elsewhere_is_no_deadline(language: Language, text: str) -> None:
    (promise,) = facts(text, language).promises
    assert promise.due is None
