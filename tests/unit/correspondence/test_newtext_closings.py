# ruff: noqa: E501 - lines as mail programs write them
"""Signatures, lines of phones, list footers, disclaimers: what is cut at the end, and what is not."""

import pytest

from ashore.core.correspondence import newtext

SIGNATURES = {
    "delimiter": "-- \nAnna Smith\nStudio North, +44 20 7946 0000",
    "delimiter-stripped": "--\nAnna Smith\nhttps://studio.example",
    "delimiter-with-name": "-- Anna",
    "iphone-en": "Sent from my iPhone",
    "ipad-en": "Sent from my iPad",
    "android-en": "Sent from my Samsung Galaxy smartphone.",
    "outlook-ios": "Get Outlook for iOS<https://aka.ms/o0ukef>",
    "yahoo-android": "Sent from Yahoo Mail on Android",
    "windows": "Sent from Mail for Windows",
    "proton": "Sent with Proton Mail secure email.",
    "iphone-ru": "Отправлено с iPhone",
    "android-ru": "Отправлено из мобильной Почты Mail.ru",
    "yandex-ru": "Отправлено из мобильного приложения Яндекс Почты",
    "iphone-sk": "Odoslané z iPhonu",
    "iphone-sk-mine": "Odoslané z môjho iPhonu",
    "android-sk": "Odoslané z mobilného zariadenia Samsung Galaxy",
    "iphone-fil": "Ipinadala mula sa aking iPhone",
    "android-fil": "Ipinadala mula sa aking Android na telepono",
    "iphone-de": "Von meinem iPhone gesendet",
    "iphone-fr": "Envoyé de mon iPhone",
    "iphone-cs": "Odesláno z iPhonu",
    "iphone-pl": "Wysłane z iPhone'a",
    "regards-en": "Best regards,\nAnna Smith\nAccount manager\nStudio North",
    "kind-regards-en": "Kind regards\n\nAnna Smith",
    "regards-en-one-line": "Regards, Anna",
    "sincerely-en": "Yours sincerely,\nAnna Smith",
    "regards-ru": "С уважением,\nАнна Иванова\nменеджер проектов\n+7 495 000-00-00",
    "regards-ru-one-line": "С уважением, Анна",
    "wishes-ru": "С наилучшими пожеланиями,\nАнна",
    "all-good-ru": "Всего доброго,\nАнна Иванова",
    "regards-sk": "S pozdravom\n\nAnna Nováková\nprojektová manažérka",
    "regards-sk-respect": "S úctou,\nAnna Nováková",
    "day-sk": "Pekný deň,\nAnna",
    "regards-fil": "Lubos na gumagalang,\nAnna Cruz",
    "regards-fil-short": "Gumagalang,\nAnna Cruz\nTagapamahala ng proyekto",
    "regards-de": "Mit freundlichen Grüßen\nAnna Schmidt",
}
TEXT = "The draft is ready. Could you look at page two?"


@pytest.mark.parametrize("style", SIGNATURES)
def test_a_signature_is_not_new_text(style: str) -> None:
    parts = newtext.split(f"{TEXT}\n\n{SIGNATURES[style]}\n")
    assert parts.new_text == TEXT
    assert parts.signature


@pytest.mark.parametrize("style", SIGNATURES)
def test_a_signature_above_a_quotation_is_not_new_text(style: str) -> None:
    parts = newtext.split(
        f"{TEXT}\n\n{SIGNATURES[style]}\n\nOn 5 Mar 2019, at 14:02, Bob <b@example.org> wrote:\n\n> Is it ready?\n"
    )
    assert parts.new_text == TEXT


@pytest.mark.parametrize("thanks", ["Thanks,", "Thank you!", "Спасибо!", "Ďakujem,", "Maraming salamat po,"])
def test_thanks_are_said_and_only_the_name_beneath_is_signature(thanks: str) -> None:
    parts = newtext.split(f"{TEXT}\n\n{thanks}\nAnna Smith\n")
    assert parts.new_text == f"{TEXT}\n\n{thanks}"


@pytest.mark.parametrize(
    "text", ["Best regards,\nAnna", "С уважением,\nАнна", "S pozdravom\nAnna", "Gumagalang,\nAnna"]
)
def test_a_mail_of_a_closing_formula_alone_is_not_empty(text: str) -> None:
    assert newtext.split(text).new_text


FOOTERS = {
    "mailman": "_______________________________________________\nTeam mailing list\nTeam@lists.example.org\nhttp://lists.example.org/listinfo/team",
    "google": '-- \nYou received this message because you are subscribed to the Google Groups "Team" group.\n'
    "To unsubscribe from this group, send an email to team+unsubscribe@googlegroups.com.",
    "majordomo": '--\nTo unsubscribe from this list: send the line "unsubscribe team" in\nthe body of a message to majordomo@example.org',
    "ru": "-----\nВы получили это письмо, потому что подписаны на рассылку.\nЧтобы отписаться, ответьте СТОП.",
}


@pytest.mark.parametrize("style", FOOTERS)
def test_the_footer_of_a_list_is_no_ones_words(style: str) -> None:
    parts = newtext.split(f"{TEXT}\n{FOOTERS[style]}\n")
    assert parts.new_text == TEXT
    assert parts.segments[-1].kind == "footer"


DISCLAIMERS = {
    "en": "This e-mail and any attachments are confidential and intended solely for the addressee.",
    "en-title": "CONFIDENTIALITY NOTICE: the contents of this email message are private.",
    "ru": "Настоящее сообщение и приложения к нему конфиденциальны и предназначены только адресату.",
    "sk": "Táto správa a jej prílohy sú dôverné a určené výhradne adresátovi.",
    "fil": "Ang mensaheng ito ay kumpidensyal at para lamang sa pinadalhan.",
}


@pytest.mark.parametrize("language", DISCLAIMERS)
def test_a_disclaimer_is_no_ones_words(language: str) -> None:
    parts = newtext.split(f"{TEXT}\n\n{DISCLAIMERS[language]}\n")
    assert parts.new_text == TEXT
    assert parts.segments[-1].kind == "disclaimer"


PROSE = [
    "On Monday I wrote: the draft is late.\nIt still is.",
    "On Monday I wrote:\nthe draft is late.",
    "Anna wrote to me yesterday that the logo is wrong.\nCan you mend it?",
    "Here is what the client said:\n\nwe want blue.",
    "В понедельник я писал: макет опаздывает.\nОн всё ещё опаздывает.",
    "Анна написала мне вчера, что логотип не тот.\nПоправите?",
    "5 марта 2019 в 14:02 я писал вам:\nмакет опаздывает.",
    "V pondelok som písal: návrh mešká.\nStále mešká.",
    "Anna mi včera napísala, že logo je zlé.\nOpravíte ho?",
    "Noong Lunes ay sinulat ko: huli na ang disenyo.\nHuli pa rin.",
    "Sumulat sa akin si Anna kahapon na mali ang logo.\nMaaari bang ayusin?",
    "We need three things:\n\n- a logo\n- a font\n- a price\n\nWhen can you send them?",
    "The agenda:\n\nFrom: the station\nTo: the office\n\nSee you there?",
    "Prices below -- in euros -- are final. Agreed?",
    "The rest follows.\n\nBest of all, the colours work. Which one do you like?",
    "Sent from my desk to yours: the plan. Do you like it?",
    "Regards to your family, and could you send the file?",
    "| item | price |\n| logo | 100 |\n\nIs that fine?",
    "С уважением отношусь к вашему мнению, но сроки важнее. Согласны?",
    "Отправлено вчера, посмотрите пожалуйста?",
    "Odoslané včera, pozriete sa na to?",
    "Ipinadala ko na kahapon, pakitingnan po?",
    "This email is a short one. Is the price final?",
    "On 5 March 2019 at 14:02 we received your order from anna@x.example and here is the list:\n\none\ntwo",
    "5 марта 2019 в 14:00 встреча с anna@x.example, вопросы:\n\n1. логотип\n2. цена",
    "Dňa 5. 3. 2019 o 14:00 máme stretnutie s anna@x.example, program:\n\n1. logo\n2. cena",
    "Noong Marso 5, 2019 nang 2:00 PM natanggap namin ang order ni anna@x.example, heto ang listahan:\n\nisa\ndalawa",
    "Hello\n\nThis message is intended to ask: when is it ready?",
    "Hello\n\nIf you have received this message in error, could you tell us?",
    "The file is attached.\n\nBest regards,\nAnna\n\nP.S. Could you also send the invoice?",
    "Thanks!\n\nIt looks almost good to me now.",
    "Спасибо!\n\nТеперь всё выглядит почти хорошо.",
    "Ďakujem!\n\nTeraz to už vyzerá takmer dobre.",
    "Salamat!\n\nMukhang maayos na po ito ngayon.",
    "Thanks,\nI got it. What about the price?",
    "The date is 5 March 2019 at 14:02, and these are the points:\n\none\ntwo",
]


@pytest.mark.parametrize("text", PROSE)
def test_ordinary_prose_is_not_cut(text: str) -> None:
    assert newtext.split(text).new_text == text


@pytest.mark.parametrize(
    "name", ["Karen", "Anna Bell", "Jean-Luc", "Martin O'Hara", "Анна", "Ľubica Nováková", "Tom     WB5XYZ"]
)
def test_a_bare_name_under_a_finished_sentence_signs(name: str) -> None:
    parts = newtext.split(f"Hello,\nwhich lamp do you mean?\n\n{name}\n")
    assert parts.new_text == "Hello,\nwhich lamp do you mean?"
    assert parts.signature == name


@pytest.mark.parametrize("word", ["Yes", "Monday", "Конечно", "Súhlasím", "Bukas", "Frustrating.", "all of them"])
def test_a_last_word_that_answers_is_no_name(word: str) -> None:
    assert newtext.split(f"Good question of yours.\n{word}\n").new_text.endswith(word)


def test_a_name_that_goes_on_from_the_line_above_is_no_signature() -> None:
    assert newtext.split("The lamp was made by\nAnna Bell").new_text.endswith("Anna Bell")


def test_a_name_alone_answers() -> None:
    assert newtext.split("> Who comes?\nAnna Bell\n").new_text == "Anna Bell"
