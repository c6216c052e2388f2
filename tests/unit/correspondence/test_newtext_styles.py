# ruff: noqa: E501 - lines as mail programs write them
"""Attributions and header blocks as mail programs write them, in four languages and some more."""

import pytest

from ashore.core.correspondence import newtext

NEW = "Yes, Tuesday suits us."
QUOTED = "Shall we meet on Tuesday?"

ABOVE_MARKS = {
    "gmail-en": "On Tue, Mar 5, 2019 at 2:02 PM Anna Smith <anna@example.org> wrote:",
    "gmail-en-wrapped": "On Tue, Mar 5, 2019 at 2:02 PM Anna Smith\n<anna@example.org> wrote:",
    "gmail-en-wrapped-thrice": "On Tue, Mar 5, 2019 at 2:02 PM Anna Maria Smith\nvia Projects\n<anna@example.org> wrote:",
    "gmail-en-old": "2019-03-05 14:02 GMT+01:00 Anna Smith <anna@example.org>:",
    "gmail-en-comma-name": "On Mon, 29 Apr 2019, 06:19 Willem Smith, <willem@example.org> wrote:",
    "gmail-ru": "вт, 5 мар. 2019 г. в 14:02, Анна Иванова <anna@example.org>:",
    "gmail-ru-wrapped": "вт, 5 мар. 2019 г. в 14:02, Анна Иванова\n<anna@example.org>:",
    "gmail-ru-old": "5 марта 2019 г., 14:02 пользователь Анна Иванова <anna@example.org> написал:",
    "gmail-sk": "ut 5. 3. 2019 o 14:02 Anna Nováková <anna@example.org> napísal(a):",
    "gmail-sk-old": "Dňa 5. marca 2019, 14:02, Anna Nováková <anna@example.org> napísal(a):",
    "gmail-fil": "Noong Mar, Mar 5, 2019 nang 2:02 PM, isinulat ni Anna Cruz <anna@example.org> ang:",
    "gmail-fil-wrapped": 'Noong Mar 5, 2019 2:02 PM, sinulat ni\n"Anna Cruz" <anna@example.org>:',
    "gmail-fil-lower": "Noong Martes, Marso 5, 2019, sinulat ni Anna Cruz <anna@example.org>:",
    "thunderbird-en": "On 05/03/2019 14:02, Anna Smith wrote:",
    "thunderbird-en-iso": "On 2019-03-05 14:02, Anna Smith wrote:",
    "thunderbird-ru": "05.03.2019 14:02, Анна Иванова пишет:",
    "thunderbird-ru-old": "On 05.03.2019 14:02, Анна Иванова wrote:",
    "thunderbird-ru-past": "5 марта 2019 г. 14:02, Анна Иванова написала:",
    "thunderbird-sk": "Dňa 5. 3. 2019 o 14:02 Anna Nováková napísal(a):",
    "thunderbird-sk-date-only": "Dňa 5.3.2019 Anna Nováková napísala:",
    "thunderbird-short": "Anna Smith wrote:",
    "thunderbird-wrote-on": "Anna Smith wrote on 05/03/2019 14:02:",
    "thunderbird-ru-short": "Анна Иванова пишет:",
    "thunderbird-sk-short": "Anna Nováková napísal(a):",
    "apple-en": "On 5 Mar 2019, at 14:02, Anna Smith <anna@example.org> wrote:",
    "apple-en-us": "On Mar 5, 2019, at 2:02 PM, Anna Smith <anna@example.org> wrote:",
    "apple-ru": "5 марта 2019 г., в 14:02, Анна Иванова <anna@example.org> написал(а):",
    "apple-ru-new": "5 мар. 2019 г., в 14:02, Анна Иванова <anna@example.org> написала:",
    "apple-sk": "5. marca 2019 o 14:02, Anna Nováková <anna@example.org> napísal:",
    "apple-sk-dna": "Dňa 5. mar 2019 o 14:02 užívateľ Anna Nováková <anna@example.org> napísal:",
    "iphone-fil": "Noong Mar 5, 2019, sa 2:02 PM, sinulat ni Anna Cruz <anna@example.org> ang sumusunod:",
    "yahoo-en": "--- On Tue, 3/5/19, Anna Smith <anna@example.org> wrote:",
    "yahoo-en-new": "On Tuesday, March 5, 2019, 02:02:11 PM GMT+1, Anna Smith <anna@example.org> wrote:",
    "yahoo-fil": "Noong Martes, Marso 5, 2019 02:02:11 PM GMT+8, sinulat ni Anna Cruz <anna@example.org>:",
    "mail.ru": "Вторник, 5 марта 2019, 14:02 +03:00 от Анна Иванова <anna@example.org>:",
    "yandex": '05.03.2019, 14:02, "Анна Иванова" <anna@example.org>:',
    "rambler": '05 марта 2019, 14:02:11, от "Анна Иванова" <anna@example.org>:',
    "the-bat-ru": "Вы писали 5 марта 2019 г., 14:02:11:",
    "the-bat-en": "Tuesday, March 5, 2019, 2:02:11 PM, you wrote:",
    "azet-sk": "Od: Anna Nováková <anna@example.org>, 5.3.2019 14:02 napísal:",
    "zoznam-sk": "Dňa 05.03.2019 14:02:11 Anna Nováková <anna@example.org> napísal/a:",
    "mutt": "On Tue, Mar 05, 2019 at 02:02:11PM +0100, Anna Smith wrote:",
    "mutt-bracket": "* Anna Smith <anna@example.org> [2019-03-05 14:02]:",
    "alpine": "On Tue, 5 Mar 2019, Anna Smith wrote:",
    "alpine-quoting": "Quoting Anna Smith <anna@example.org>:",
    "horde-sk": "Citát Anna Nováková <anna@example.org>:",
    "horde-ru": "Цитирую Анна Иванова <anna@example.org>:",
    "claws": "On Sat, 16 Mar 2019 06:25:56 -0400\nAnna Smith <anna@example.org> wrote:",
    "wanderlust": "On Thu, 09 May 2019 16:44:19 -0400,\nAnna Smith wrote:",
    "gnus": "Anna Smith <anna@example.org> writes:",
    "gnus-quoted-name": '>>>>> "Anna" == Anna Smith <anna@example.org> writes:',
    "brackets": "[Anna Smith] wrote:",
    "emacs-vm": "Anna Smith writes:",
    "bare-you": "You wrote:",
    "bare-ru-you": "Вы писали:",
    "bare-fil": "Sinulat ni Anna Cruz:",
    "bare-sk": "Anna napísala:",
    "bare-ru": "Анна написала:",
    "fil-noong-wrapped": "Noong ika-5 ng Marso, 2019 nang 2:02 PM, si Anna Cruz\n<anna@example.org> ay sumulat:",
    "de-gmail": "Am Di., 5. März 2019 um 14:02 Uhr schrieb Anna Schmidt <anna@example.org>:",
    "de-thunderbird": "Am 05.03.2019 um 14:02 schrieb Anna Schmidt:",
    "fr-gmail": "Le mar. 5 mars 2019 à 14:02, Anna Petit <anna@example.org> a écrit :",
    "fr-mutt": "Anna Petit, le mar. 05 mars 2019 02:26:45 -0500, a ecrit:",
    "es-gmail": "El mar., 5 mar. 2019 a las 14:02, Anna García (<anna@example.org>) escribió:",
    "cs-gmail": "út 5. 3. 2019 v 14:02 odesílatel Anna Nováková <anna@example.org> napsal:",
    "cs-seznam": "Dne 5. 3. 2019 14:02:11, Anna Nováková napsala:",
    "pl-gmail": "wt., 5 mar 2019 o 14:02 Anna Kowalska <anna@example.org> napisał(a):",
    "pl-thunderbird": "W dniu 05.03.2019 o 14:02, Anna Kowalska pisze:",
}

HEADER_BLOCKS = {
    "outlook-en": "From: Anna Smith <anna@example.org>\nSent: Tuesday, March 5, 2019 2:02 PM\nTo: Peter\nSubject: Meeting",
    "outlook-en-cc": (
        "From: Anna Smith\nSent: 05 March 2019 14:02\nTo: Peter <peter@studio.example>;\n Paul <paul@studio.example>\n"
        "Cc: Mary\nSubject: RE: Meeting"
    ),
    "outlook-en-original": "-----Original Message-----\nFrom: Anna\nSent: Tuesday, March 5, 2019\nTo: Peter\nSubject: Meeting",
    "outlook-en-line": "________________________________\nFrom: Anna\nSent: Tuesday, March 5, 2019\nTo: Peter\nSubject: Meeting",
    "outlook-en-line-gap": "________________________________\n\nFrom: Anna\nSent: Tuesday, March 5, 2019\nTo: Peter\nSubject: Meeting",
    "outlook-en-stars": "*From:* Anna <anna@example.org>\n*Sent:* Tuesday, March 5, 2019\n*To:* Peter\n*Subject:* Meeting",
    "outlook-en-date": "From: Anna Smith <anna@example.org>\nDate: Tuesday, 5 March 2019 at 14:02\nTo: Peter\nSubject: Meeting",
    "outlook-ru": "От: Анна Иванова <anna@example.org>\nОтправлено: 5 марта 2019 г. 14:02\nКому: Пётр\nТема: Встреча",
    "outlook-ru-from": "From: Анна Иванова\nSent: Tuesday, March 5, 2019 2:02 PM\nTo: Пётр\nSubject: Встреча",
    "outlook-ru-original": "-----Исходное сообщение-----\nОт: Анна\nОтправлено: 5 марта 2019 г.\nКому: Пётр\nТема: Встреча",
    "mail.ru-block": "От кого: Анна Иванова <anna@example.org>\nКому: Пётр\nДата: Вторник, 5 марта 2019\nТема: Встреча",
    "outlook-sk": "Od: Anna Nováková <anna@example.org>\nOdoslané: utorok 5. marca 2019 14:02\nKomu: Peter\nPredmet: Stretnutie",
    "outlook-sk-original": "-----Pôvodná správa-----\nOd: Anna\nOdoslané: utorok 5. marca 2019\nKomu: Peter\nPredmet: Stretnutie",
    "outlook-sk-date": "Od: Anna Nováková\nDátum: utorok 5. marca 2019 14:02\nKomu: Peter\nPredmet: Stretnutie",
    "outlook-fil": "Mula kay: Anna Cruz <anna@example.org>\nIpinadala: Martes, Marso 5, 2019\nPara kay: Pedro\nPaksa: Pulong",
    "outlook-fil-mixed": "From: Anna Cruz\nSent: Martes, 5 Marso 2019\nTo: Pedro\nSubject: Pulong",
    "outlook-fil-original": "-----Orihinal na Mensahe-----\nMula: Anna\nPetsa: Marso 5, 2019\nPara sa: Pedro\nPaksa: Pulong",
    "outlook-de": "Von: Anna\nGesendet: Dienstag, 5. März 2019\nAn: Peter\nBetreff: Treffen",
    "outlook-fr": "De : Anna\nEnvoyé : mardi 5 mars 2019\nÀ : Pierre\nObjet : Réunion",
    "outlook-pl": "Od: Anna\nWysłano: wtorek, 5 marca 2019\nDo: Piotr\nTemat: Spotkanie",
    "outlook-cs": "Od: Anna\nOdesláno: úterý 5. března 2019\nKomu: Petr\nPředmět: Schůzka",
    "outlook-es": "De: Anna\nEnviado: martes, 5 de marzo de 2019\nPara: Pedro\nAsunto: Reunión",
    "bare-original": "-----Original Message-----",
    "gmail-without-marks": "On Tue, Mar 5, 2019 at 2:02 PM Anna Smith <anna@example.org> wrote:",
    "apple-ru-without-marks": "5 марта 2019 г., в 14:02, Анна Иванова <anna@example.org> написал(а):",
    "gmail-sk-without-marks": "ut 5. 3. 2019 o 14:02 Anna Nováková <anna@example.org> napísal(a):",
    "gmail-fil-without-marks": "Noong Mar 5, 2019 2:02 PM, sinulat ni Anna Cruz <anna@example.org>:",
}

FORWARDS = {
    "gmail-en": "---------- Forwarded message ---------\nFrom: Anna\nDate: Tue, 5 Mar 2019\nSubject: Meeting\nTo: Peter",
    "gmail-ru": "---------- Пересылаемое сообщение ---------\nОт: Анна\nДата: вт, 5 мар. 2019\nТема: Встреча\nКому: Пётр",
    "gmail-sk": "---------- Preposlaná správa ---------\nOd: Anna\nDátum: ut 5. 3. 2019\nPredmet: Stretnutie\nKomu: Peter",
    "gmail-fil": "---------- Ipinasang mensahe ---------\nMula kay: Anna\nPetsa: Mar 5, 2019\nPaksa: Pulong\nPara kay: Pedro",
    "apple-en": "Begin forwarded message:\n\nFrom: Anna\nSubject: Meeting\nDate: 5 March 2019\nTo: Peter",
    "apple-ru": "Начало переадресованного сообщения:\n\nОт: Анна\nТема: Встреча\nДата: 5 марта 2019 г.\nКому: Пётр",
    "apple-sk": "Začiatok preposlanej správy:\n\nOd: Anna\nPredmet: Stretnutie\nDátum: 5. marca 2019\nKomu: Peter",
    "thunderbird-en": "-------- Forwarded Message --------\nSubject: Meeting\nDate: Tue, 5 Mar 2019\nFrom: Anna\nTo: Peter",
    "thunderbird-ru": "-------- Перенаправленное сообщение --------\nТема: Встреча\nДата: Tue, 5 Mar 2019\nОт: Анна\nКому: Пётр",
}


def kinds(parts: newtext.Parts) -> list[str]:
    return [segment.kind for segment in parts.segments]


@pytest.mark.parametrize("style", ABOVE_MARKS)
def test_an_attribution_above_a_marked_quotation_is_not_new_text(style: str) -> None:
    parts = newtext.split(f"{NEW}\n\n{ABOVE_MARKS[style]}\n\n> {QUOTED}\n>\n> Anna\n")
    assert parts.new_text == NEW
    assert QUOTED in parts.quoted_text


@pytest.mark.parametrize("style", ABOVE_MARKS)
def test_an_answer_below_the_quotation_is_found(style: str) -> None:
    parts = newtext.split(f"{ABOVE_MARKS[style]}\n> {QUOTED}\n\n{NEW}\n")
    assert parts.new_text == NEW
    assert [(pair.quoted, pair.answer) for pair in parts.inline] == [(QUOTED, NEW)]


@pytest.mark.parametrize("style", HEADER_BLOCKS)
def test_everything_beneath_a_header_block_is_quoted(style: str) -> None:
    parts = newtext.split(f"{NEW}\n\n{HEADER_BLOCKS[style]}\n\nHello Peter,\n\n{QUOTED}\n\nAnna\n")
    assert parts.new_text == NEW
    assert kinds(parts) == ["new", "attribution", "quote"]


@pytest.mark.parametrize("style", FORWARDS)
def test_a_forwarded_mail_is_told_from_an_answer(style: str) -> None:
    parts = newtext.split(f"{NEW}\n\n{FORWARDS[style]}\n\n{QUOTED}\n\nAnna\n")
    assert parts.new_text == NEW
    assert kinds(parts) == ["new", "forwarded_header", "forwarded"]
