# ruff: noqa: E501 - lines as mail programs write them
"""Attributions and heads of many programs in English, Russian, Slovak, Filipino and their neighbours; gold mails."""

import json
import subprocess
import sys
from pathlib import Path

import pytest

from ashore.core.correspondence.newtext import Parts, split

GOLD = Path(__file__).parents[2] / "gold" / "correspondence" / "styles.jsonl"
NEW = "It fits us."
TEXT = "The draft is ready. Could you look at page two?"

ABOVE_MARKS_ONLY = [
    "Anna Smith wrote (on 5 March 2024):",
    "Quoting Anna Smith <anna@studio.example>:",
    "Вы писали:",
    "Вы писали 5 марта 2024 г.:",
    "Citujem Anna Nováková <anna@studio.example>:",
    "Isinulat ni Anna Cruz:",
]
"""Too short to tell without marks beneath them."""

ATTRIBUTIONS = [
    "On Tue, Mar 5, 2024, 14:02 Anna Smith <anna@studio.example> wrote:",
    "On Tue, 5 Mar 2024 at 14:02, Smith, Anna <anna@studio.example> wrote:",
    "On Tue, 5 Mar 2024 at 14:02, Anna Smith via Desk <\ndesk@studio.example> wrote:",
    "On 5 March 2024 at 14:02:11, Anna Smith (anna@studio.example) wrote:",
    "On 5 Mar 2024, 14:02 +0100, Anna Smith <anna@studio.example>, wrote:",
    "On 05/03/24 14:02, Anna Smith wrote:",
    "On 3/5/2024 2:02 PM, Anna Smith wrote:",
    "On 2024-03-05 14:02:11, Anna Smith wrote:",
    "On March 5, 2024, Anna Smith <anna@studio.example> wrote:",
    "On Tuesday 05 March 2024 14:02:11 Anna Smith wrote:",
    "Am 05.03.24 um 14:02 schrieb Anna Schmidt:",
    'On Mar 5, 2024 2:02 PM, "Anna Smith" <anna@studio.example> wrote:',
    "On Mar 5, 2024 14:02, anna@studio.example wrote:",
    "On Tue, Mar 5, 2024 at 2:02 PM <anna@studio.example> wrote:",
    "On Tue, Mar 5, 2024 at 2:02 PM Anna Smith <anna@studio.example<mailto:anna@studio.example>> wrote:",
    "On Tue, Mar 5, 2024 at 2:02 PM Anna Smith <[anna@studio.example](mailto:anna@studio.example)> wrote:",
    "Anna Smith <anna@studio.example> wrote:",
    "Anna Smith <anna@studio.example> wrote on Tuesday, 5 March 2024:",
    "Anna Smith wrote on 3/5/24 2:02 PM:",
    "Le 5 mars 2024 à 14:02, Anna Petit <anna@studio.example> a écrit :",
    "El 5/3/24 a las 14:02, Anna García escribió:",
    "Il giorno mar 5 mar 2024 alle ore 14:02 Anna Rossi <anna@studio.example> ha scritto:",
    "*On Tue, Mar 5, 2024 at 2:02 PM Anna Smith <anna@studio.example> wrote:*",
    "In a message dated 3/5/2024 2:02:11 PM Central Standard Time, anna@studio.example writes:",
    "-------- Original Message --------\nOn Mar 5, 2024, 2:02 PM, Anna Smith < anna@studio.example> wrote:",
    "------- Original Message -------\nOn Tuesday, March 5th, 2024 at 2:02 PM, Anna Smith <anna@studio.example> wrote:",
    "чт, 7 мар. 2024 г. в 9:05, <anna@studio.example>:",
    "пн, 4 мар. 2024 г., 09:05 Анна Иванова <anna@studio.example>:",
    'вт, 5 мар. 2024 г. в 14:02, "Анна Иванова" <\nanna@studio.example>:',
    "вт, 5 мар. 2024 г. в 14:02, Анна Иванова через Заказы <orders@studio.example>:",
    '5 марта 2024 г. 14:02 пользователь "Анна Иванова" <anna@studio.example> написал:',
    "5 марта 2024 г., 14:02 +0300, Анна Иванова <anna@studio.example>, писал:",
    "5 мар. 2024 г., в 14:02, Анна Иванова <anna@studio.example>\nнаписал(а):",
    "05.03.2024 в 14:02, Анна Иванова написал(а):",
    "05.03.24 14:02, Анна Иванова пишет:",
    "05.03.2024 14:02, Анна Иванова написал:",
    "05.03.2024, 14:02, anna@studio.example:",
    '05.03.2024, 14:02, "Иванова Анна, отдел продаж" <anna@studio.example>:',
    "05.03.2024, 14:02 (+03:00), Анна Иванова <anna@studio.example>:",
    'Вторник, 5 марта 2024, 14:02 +03:00 от "Анна Иванова" <anna@studio.example>:',
    "Вторник,  5 марта 2024, 14:02 UTC от Анна Иванова <anna@studio.example>:",
    "Вторник, 5 марта 2024, 14:02 +03:00 от Анна Иванова\n<anna@studio.example>:",
    "вторник, 05 марта 2024г., 14:02 +03:00 от Анна Иванова anna@studio.example:",
    "Во вторник, 5 марта 2024 г. в 14:02:11 GMT+3, Анна Иванова <anna@studio.example> написал(а):",
    "вторник, 5 марта 2024 г., 14:02:11 GMT+3 пользователь Анна Иванова <anna@studio.example> написал:",
    "Во Вт, 05/03/2024 в 14:02 +0300, Анна Иванова написал:",
    "В письме от 5 марта 2024 г. 14:02:11 пользователь Анна Иванова написал:",
    "Анна Иванова писал(а) 2024-03-05 14:02:",
    "Анна Иванова писала 05.03.2024 14:02:",
    "Анна Иванова <anna@studio.example> писал(а) 5 марта 2024 г., 14:02:",
    "Анна Иванова <anna@studio.example> написал(а):",
    "Вы писали 5 марта 2024 г., 14:02:11:",
    "On 05.03.2024 14:02, Анна Иванова wrote:",
    "On вт, мар 5, 2024 at 14:02, Анна Иванова <anna@studio.example> wrote:",
    "Am Dienstag, 5. März 2024, 14:02 schrieb Anna Schmidt:",
    "ut 5. 3. 2024 o 14:02 <anna@studio.example> napísal(a):",
    "ut 5. 3. 2024 o 14:02 Nováková Anna, Ing. <anna@studio.example> napísal(a):",
    "ut 5. 3. 2024, 14:02 Anna Nováková <anna@studio.example> napísal(a):",
    "ut 5. 3. 2024 o 14:02 Anna Nováková\n<anna@studio.example>\nnapísal(a):",
    "št 7. 3. 2024 o 9:05 Anna Nováková <anna@studio.example> napísala:",
    "po 4. 3. 2024 o 9:05 Anna Nováková <anna@studio.example> napísal(a):",
    "Dňa 5. marca 2024 14:02 používateľ Anna Nováková <anna@studio.example> napísal:",
    "Dňa ut 5. 3. 2024, 14:02 Anna Nováková <anna@studio.example> napísal(a):",
    "Dňa 5. 3. 2024 o 14:02 Anna Nováková <anna@studio.example>\nnapísal(a):",
    "Dňa 05.03.2024 o 14:02 Anna Nováková napísal(a):",
    "Dňa 5.3.2024 o 14:02, Anna Nováková napísal/-a:",
    "Dňa 5. marca 2024 o 14:02 Anna Nováková\nnapísala:",
    "Dňa utorok 5. marca 2024 14:02:11 CET ste napísali:",
    "Dňa 2024-03-05 14:02 Anna Nováková napísal(a):",
    "5. 3. 2024 o 14:02, Anna Nováková <anna@studio.example>:",
    "5. marca 2024 14:02:11 CET, Anna Nováková <anna@studio.example> píše:",
    "utorok, 5. marca 2024, Anna Nováková <anna@studio.example> napísal(a):",
    "V utorok 5. marca 2024 o 14:02:11 SEČ používateľ Anna Nováková <anna@studio.example> napísal:",
    "V ut, 5. mar 2024 o 14:02 Anna Nováková <anna@studio.example> napísal(a):",
    "Dne út 5. 3. 2024 14:02 uživatel Anna Nováková <anna@studio.example> napsal:",
    "Anna Nováková <anna@studio.example> napísal(a):",
    "Anna Nováková píše 5. 3. 2024 o 14:02:",
    "Anna Nováková <anna@studio.example> napísala dňa 5. 3. 2024 o 14:02:",
    "Noong Mar, Mar 5, 2024 nang 2:02 PM, isinulat ni Anna Cruz <anna@studio.example>\nang:",
    "Noong Mar, Mar 5, 2024, 2:02 PM isinulat ni Anna Cruz <anna@studio.example> ang:",
    "Noong Mar, Mar 5, 2024 sa ganap na 2:02 PM sinulat ni Anna Cruz <anna@studio.example>:",
    "Noong Martes, Marso 5, 2024 sa 2:02 PM, si Anna Cruz <anna@studio.example> ay nagsulat:",
    "Noong Marso 5, 2024, 2:02 PM, sumulat si Anna Cruz:",
    "Noong Marso 5, 2024 2:02 ng hapon, isinulat ni Cruz, Anna <anna@studio.example>:",
    "Noong ika-5 ng Marso 2024, sinulat ni Anna Cruz:",
    "Noong Martes, ika-5 ng Marso 2024 nang 2:02 PM,\nsumulat si Anna Cruz\n<anna@studio.example> ng:",
    "Noong 05/03/2024 2:02 PM, sinabi ni Anna Cruz:",
    "Noong 3/5/2024 14:02, sinulat ni Anna Cruz ang sumusunod:",
    "Sinulat ni Anna Cruz <anna@studio.example> noong Marso 5, 2024:",
    "Isinulat ni Anna Cruz noong ika-5 ng Marso 2024, 2:02 PM:",
    "Nagsulat si Anna Cruz noong Marso 5, 2024:",
    "Si Anna Cruz <anna@studio.example> ay sumulat noong Marso 5, 2024:",
    "Sa Martes, Marso 5, 2024, isinulat ni Anna Cruz <anna@studio.example>:",
    "вт, 5 бер. 2024 р. о 14:02 Анна Коваль <anna@studio.example> пише:",
    "W dniu wt., 5.03.2024 o 14:02 Anna Kowalska <anna@studio.example> napisał(a):",
    "Dnia 5 marca 2024 14:02 Anna Kowalska <anna@studio.example> napisał(a):",
    "2024. márc. 5. dátummal, 14:02 időpontban Kovács Anna <anna@studio.example> írta:",
]

HEADS = [
    "From: Anna Smith <anna@studio.example>\nSent: 05 March 2024 14:02\nTo: Peter Field",
    "From: Anna Smith <anna@studio.example>\nDate: Tue, 5 Mar 2024 14:02:11 +0000\nSubject: Paper\nTo: <peter@field.example>",
    "From:\xa0Anna Smith\nSent:\xa0Tuesday, March 5, 2024 2:02 PM\nTo:\xa0Peter\nSubject:\xa0Paper",
    "From : Anna Smith\nSent : Tuesday, March 5, 2024 2:02 PM\nTo : Peter\nSubject : Paper",
    "**From:** Anna Smith <anna@studio.example>\n**Sent:** Tuesday, March 5, 2024 2:02 PM\n**To:** Peter\n**Subject:** Paper",
    "*From: *Anna Smith\n*Sent: *Tuesday, March 5, 2024 2:02 PM\n*To: *Peter\n*Subject: *Paper",
    "*From:* Anna Smith\n\n*Sent:* Tuesday, March 5, 2024 2:02 PM\n\n*To:* Peter\n\n*Subject:* Paper",
    "From: Anna Smith\nReply-To: Anna\nSent: 5 March 2024\nTo: Peter\nSubject: Paper",
    "Subject: Re: Paper\nDate: 2024-03-05 14:02\nFrom: Anna Smith <anna@studio.example>\nTo: peter@field.example",
    "To: Peter\nFrom: Anna Smith\nDate: 05/03/2024\nSubject: Paper",
    "-----Original Appointment-----\nFrom: Anna Smith\nSent: 05 March 2024 14:02\nTo: Peter\nSubject: Call\nWhen: 6 March 2024 10:00\nWhere: Teams",
    '----- Original Message -----\nFrom: "Anna Smith" <anna@studio.example>\nTo: "Peter" <peter@field.example>\nSent: Tuesday, March 05, 2024 2:02 PM\nSubject: Paper',
    "----- Original Message -----",
    "---- Original Message ----",
    "-------- Original Message --------",
    "--- Original Message ---",
    "_____________________________\nFrom: Anna Smith <anna@studio.example>\nSent: Tuesday, March 5, 2024 2:02 PM\nSubject: Paper\nTo: Peter",
    "________________________________\n\nFrom: Anna Smith\n\nSent: Tuesday, March 5, 2024 2:02 PM\n\nTo: Peter\n\nSubject: Paper",
    "От: Анна Иванова [mailto:anna@studio.example]\nОтправлено: 5 марта 2024 г. 14:02\nКому: Пётр\nТема: Бумага",
    "От: Анна Иванова\nДата: вторник, 5 марта 2024 г., 14:02\nКому: Пётр\nТема: Бумага",
    "От: Анна Иванова <anna@studio.example>\nКому: Пётр <petr@pole.example>\nДата: 05.03.2024 14:02\nТема: Бумага",
    "От кого: Анна Иванова\nКому: Пётр\nДата: 5 марта 2024\nТема: Бумага",
    "От: Анна Иванова\nОтправлено: 5 марта 2024 г. 14:02\nКому: Пётр\nКопия: Мария\nТема: Бумага\nВажность: Высокая",
    "От: Анна Иванова\nКому: Пётр\nТема: Бумага",
    "----- Исходное сообщение -----\nОт: Анна\nКому: Пётр\nОтправленные: Вторник, 5 Март 2024 г 14:02:11\nТема: Бумага",
    "----- Пересланное сообщение -----\nОт: Анна\nКому: Пётр\nОтправлено: 5 марта 2024\nТема: Бумага",
    "-----Оригинальное сообщение-----\nОт: Анна\nДата: 5 марта 2024\nКому: Пётр\nТема: Бумага",
    "-------- Исходное письмо --------\nОт: Анна\nДата: 05.03.2024\nКому: Пётр\nТема: Бумага",
    "Начало переадресованного сообщения:\n\nОт: Анна <anna@studio.example>\nТема: Бумага\nДата: 5 марта 2024 г., 14:02:11 GMT+3\nКому: Пётр",
    "Начало пересылаемого письма:\n\nОт: Анна <anna@studio.example>\nДата: 5 марта 2024 г.\nКому: Пётр\nТема: Бумага",
    "Od: Anna Nováková\nPoslané: utorok 5. marca 2024 14:02\nPre: Peter\nPredmet: Papier",
    "Od: Anna Nováková [mailto:anna@studio.example]\nOdoslané: 5. marca 2024 14:02\nKomu: Peter\nPredmet: Papier",
    "Od: Anna Nováková\nDátum: 5. 3. 2024 14:02\nKomu: Peter\nKópia: Mária\nPredmet: Papier\nDôležitosť: Vysoká",
    "*Od:* Anna Nováková\n*Odoslané:* utorok 5. marca 2024 14:02\n*Komu:* Peter\n*Predmet:* Papier",
    "Od: Anna Nováková <anna@studio.example>\nKomu: peter@pole.example\nOdoslané: 05.03.2024 14:02\nPredmet: Papier",
    "Od koho: Anna Nováková\nKomu: Peter\nDátum: 5. 3. 2024\nPredmet: Papier",
    "---------- Pôvodná správa ----------\nOd: Anna <anna@studio.example>\nKomu: peter@pole.example\nDátum: 5. 3. 2024 14:02:11\nPredmet: Papier",
    "---------- Preposlaný e-mail ----------\nOd: Anna <anna@studio.example>\nKomu: peter@pole.example\nDátum: 5. 3. 2024 14:02:11\nPredmet: Papier",
    "---------- Presmerovaná správa ----------\nOd: Anna <anna@studio.example>\nDátum: 5. 3. 2024 14:02\nPredmet: Papier\nKomu: Peter",
    "-------- Preposlaná správa --------\nPredmet: Papier\nDátum: Tue, 5 Mar 2024 14:02:11 +0100\nOd: Anna <anna@studio.example>\nKomu: Peter",
    "Začiatok preposlanej správy:\n\nOd: Anna <anna@studio.example>\nPredmet: Papier\nDátum: 5. marca 2024 o 14:02:11 SEČ\nKomu: Peter",
    "Mula kay: Anna Cruz\nIpinadala noong: Martes, Marso 5, 2024 2:02 PM\nPara kay: Pedro\nPaksa: Papel",
    "Mula sa: Anna Cruz\nPetsa: Marso 5, 2024\nPara sa: Pedro\nPaksa: Papel",
    "Mula: Anna Cruz <anna@studio.example>\nNaipadala: Marso 5, 2024 2:02 PM\nPara kay: Pedro\nPaksa: Papel",
    "Galing kay: Anna Cruz\nPetsa: Marso 5, 2024\nKay: Pedro\nPaksa: Papel",
    "*Mula kay:* Anna Cruz\n*Ipinadala:* Martes, Marso 5, 2024\n*Para kay:* Pedro\n*Paksa:* Papel",
    "From: Anna Cruz\nPetsa: Martes, Marso 5, 2024\nPara kay: Pedro\nSubject: Papel",
    "-----Orihinal na Mensahe-----\nMula kay: Anna\nIpinadala: Marso 5, 2024\nPara kay: Pedro\nPaksa: Papel",
    "-------- Orihinal na Mensahe --------",
    "-------- Orihinal na email --------\nMula kay: Anna\nPetsa: 3/5/24\nPara kay: Pedro\nPaksa: Papel",
    "---------- Ipinasang mensahe ---------\nMula kay: Anna\nPetsa: Mar 5, 2024\nPaksa: Papel\nPara kay: Pedro",
    "---------- Naipasang mensahe ----------\nMula: Anna\nPetsa: Mar 5, 2024\nPaksa: Papel\nPara: Pedro",
    "---------- Ipinasa na mensahe ----------\nMula kay: Anna\nPetsa: Mar 5, 2024\nPaksa: Papel\nPara kay: Pedro",
    "Simula ng ipinasang mensahe:\n\nMula kay: Anna <anna@studio.example>\nPaksa: Papel\nPetsa: Marso 5, 2024\nPara kay: Pedro",
    'Begin forwarded message:\n\nFrom: "Anna" <anna@studio.example>\nDate: March 5, 2024 at 2:02:11 PM GMT+1\nTo: Peter\nSubject: Paper',
    "---------- Forwarded message ----------\nFrom: Anna <anna@studio.example>\nDate: Tue, Mar 5, 2024 at 2:02 PM\nSubject: Paper\nTo: Peter\nCc: Mary",
    "============ Forwarded message ============\nFrom: Anna <anna@studio.example>\nTo: <peter@field.example>\nDate: Tue, 05 Mar 2024 14:02:11 +0000\nSubject: Paper\n============ Forwarded message ============",
    "---- Forwarded by Anna Smith/Studio on 03/05/2024 02:02 PM -----",
    "------- Forwarded Message -------\nFrom: Anna <anna@studio.example>\nDate: On Tuesday, March 5th, 2024 at 2:02 PM\nSubject: Paper\nTo: Peter",
    "Von: Anna\nGesendet: Dienstag, 5. März 2024 14:02\nAn: Peter\nCc: Maria\nBetreff: AW: Papier",
    "Von: Anna <anna@studio.example>\nDatum: Dienstag, 5. März 2024 um 14:02\nAn: Peter\nBetreff: Papier",
    "De : Anna <anna@studio.example>\nEnvoyé : mardi 5 mars 2024 14:02\nÀ : Pierre\nObjet : Papier",
    "Від: Анна\nДата: вівторок, 5 березня 2024 р. о 14:02\nКому: Петро\nТема: Папір",
]


def kinds_of(parts: Parts, piece: str) -> set[str]:
    """The kinds of the segments in which the lines of ``piece`` stand."""
    start = parts.text.index(piece)
    end = start + len(piece)
    return {s.kind for s in parts.segments if s.span.start < end and start < s.span.end}


@pytest.mark.parametrize("line", [*ATTRIBUTIONS, *ABOVE_MARKS_ONLY])
@pytest.mark.parametrize(
    "shape",
    [
        "{new}\n\n{line}\n\n> Does it fit?\n> Tell us.\n",
        "{line}\n> Does it fit?\n\n{new}\n",
        "{new}\n{line}\n> Does it fit?\n",
    ],
)
def test_an_attribution_over_marks_is_found_above_and_beneath_new_text(line: str, shape: str) -> None:
    parts = split(shape.format(new=NEW, line=line))
    assert parts.new_text == NEW
    assert kinds_of(parts, line) == {"attribution"}


@pytest.mark.parametrize("line", ATTRIBUTIONS)
def test_an_attribution_without_marks_makes_a_quotation_of_all_beneath_it(line: str) -> None:
    parts = split(f"{NEW}\n\n{line}\n\nDoes it fit?\n\nAnna\n")
    assert parts.new_text == NEW
    assert kinds_of(parts, line) == {"attribution"}


@pytest.mark.parametrize("head", HEADS)
@pytest.mark.parametrize(
    "shape", ["{new}\n\n{head}\n\nHello,\n\ndoes it fit?\n\nAnna\n", "{new}\n{head}\nDoes it fit?\n"]
)
def test_a_head_is_told_from_what_it_stands_over(head: str, shape: str) -> None:
    parts = split(shape.format(new=NEW, head=head))
    assert parts.new_text == NEW
    assert kinds_of(parts, head) <= {"attribution", "forwarded_header"}


@pytest.mark.parametrize(
    "row", [json.loads(line) for line in GOLD.read_text("utf-8").splitlines()], ids=lambda row: row["id"]
)
def test_the_gold_mails_are_told_apart_to_the_character(row: dict[str, object]) -> None:
    text, new, attribution = str(row["text"]), row["new"], row["attribution"]
    assert isinstance(new, list)
    parts = split(text)
    assert parts.new_text.split() == " ".join(text[start:end] for start, end in new).split()
    if isinstance(attribution, list):
        assert kinds_of(parts, text[attribution[0] : attribution[1]]) <= {"attribution", "forwarded_header"}


def test_the_gold_mails_are_made_from_their_marked_up_form(tmp_path: Path) -> None:
    script = Path(__file__).parents[3] / "scripts" / "gold_styles.py"
    subprocess.run([sys.executable, str(script), str(tmp_path)], check=True)
    assert (tmp_path / "styles.jsonl").read_text("utf-8") == GOLD.read_text("utf-8")


def test_an_attribution_under_marks_is_no_words_of_the_quoted() -> None:
    parts = split("Yes.\n\n> On 5 Mar 2024, at 14:02, Anna <a@x.example> wrote:\n>\n> Both sizes?\n")
    assert parts.quoted_text.strip() == "Both sizes?"


def test_an_attribution_inside_a_quotation_belongs_to_who_is_quoted() -> None:
    parts = split(
        "Yes.\n\nOn 6 Mar 2024, at 9:00, Bob <b@x.example> wrote:\n> On 5 Mar 2024, at 14:02, Anna <a@x.example> wrote:\n> > Both?\n> Both.\n"
    )
    assert "Anna <a@x.example> wrote" in parts.quoted_text


def test_a_mail_quoted_under_a_head_keeps_its_own_answers_quoted() -> None:
    text = "Fine.\n\nFrom: Bob\nSent: Tuesday\nTo: Anna\nSubject: Draft\n\nOn 5 Mar 2024, Anna Smith wrote:\n> Which?\n\nThe blue one.\n"
    assert split(text).new_text == "Fine."
