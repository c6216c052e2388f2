"""Out-of-office replies that nothing marks, by their subjects (H72), and until when they say that somebody is away."""

import datetime as dt

import pytest

from ashore.core.correspondence.away import away_until
from ashore.mail import parse
from ashore.mail.subjects import out_of_office

AWAY = {
    "en": (
        "Out of Office: New site",
        "Automatic reply: Your question",
        "I am on vacation",
        "Away from the office until Monday",
    ),
    "ru": ("Автоответ: новый сайт", "Автоматический ответ: вопрос", "Я в отпуске до 15 июля", "Вне офиса"),
    "sk": ("Automatická odpoveď: Nový web", "Mimo kancelárie", "Som na dovolenke", "Neprítomnosť v práci"),
    "fil": ("Awtomatikong tugon: Bagong site", "Wala sa opisina", "Naka-leave po", "Naka-bakasyon ako"),
    "cs": ("Automatická odpověď: Nový web", "Mimo kancelář", "Jsem na dovolené", "Nepřítomnost v kanceláři"),
    "de": ("Abwesenheitsnotiz: Neue Seite", "Automatische Antwort: Frage", "Nicht im Büro", "Bin im Urlaub"),
    "fr": ("Réponse automatique : Site", "Absent du bureau", "En congés jusqu’au 3", "Message d’absence"),
    "es": ("Respuesta automática: Sitio", "Fuera de la oficina", "Estoy de vacaciones", "Aviso de ausencia"),
    "pt": ("Resposta automática: Site", "Fora do escritório", "Estou de férias"),
    "it": ("Risposta automatica: Sito", "Fuori ufficio", "Sono in ferie"),
    "pl": ("Automatyczna odpowiedź: Strona", "Poza biurem", "Jestem na urlopie", "Nieobecność w pracy"),
    "uk": ("Автоматична відповідь: сайт", "Поза офісом", "Я у відпустці", "Автовідповідь"),
    "nl": ("Automatisch antwoord: Site", "Niet op kantoor", "Afwezigheidsbericht", "Ik ben met vakantie"),
    "sv": ("Autosvar: Sajt", "Automatiskt svar: Sajt", "Frånvaromeddelande"),
    "fi": ("Automaattinen vastaus: Sivu", "Olen lomalla"),
    "hu": ("Automatikus válasz: Oldal", "Házon kívül"),
    "ro": ("Răspuns automat: Site", "Nu sunt la birou"),
    "tr": ("Otomatik yanıt: Site", "Ofis dışında"),
}
PEOPLE = (
    "Question about the out of office feature", "Our office is out of paper", "Leave of absence policy",
    "Vacation photos for the site",
    "Вопрос про отпуск сотрудников", "Сайт для отпуска", "Офис: новый адрес", "Ответ по смете",
    "Dovolenka na webe", "Odpoveď k ponuke", "Kancelária: nová adresa", "Web pre dovolenky",
    "Tanong tungkol sa opisina", "Bakasyon package sa site", "Urlaubsfotos für die Seite", "Antwort auf Ihr Angebot",
    "Büro: neue Adresse", "Congés payés : texte", "Réponse à votre offre", "Oficina nueva",
    "Vacaciones: textos del sitio",
    "Férias: textos", "Ferie: testi del sito", "Urlop: teksty", "Відпустка: тексти сайту",
    "Vakantiehuis site", "Antwoord op offerte",
    "Afwezig of aanwezig: keuze", "Semesterhus", "Lomakkeet", "Concediu medical: formular",
)  # fmt: skip


@pytest.mark.parametrize(("language", "subject"), [(code, each) for code, some in AWAY.items() for each in some])
def test_h72_an_absence_is_known_by_its_subject_alone_with_lower_certainty(language, subject):
    assert out_of_office(subject)
    assert out_of_office(f"Re: {subject}")
    raw = f"From: eva@client.example\nTo: anna@studio.example\nSubject: {subject}\n\nI am away.\n".encode()
    parsed = parse(raw)
    assert parsed.kind == "auto_reply"
    assert parsed.kind_reason is not None
    assert parsed.kind_reason.params["certainty"] == 0.7


@pytest.mark.parametrize("subject", PEOPLE)
def test_a_persons_subject_that_speaks_of_offices_and_holidays_is_a_persons(subject):
    assert out_of_office(subject) == ""


SENT = dt.date(2026, 7, 1)


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("I am out of the office until Monday, 13 July 2026.", "2026-07-13"),
        ("I will be back on July 20th and have no mail.", "2026-07-20"),
        ("until 2026-07-30", "2026-07-30"),
        ("until 7/20/2026", "2026-07-20"),
        ("Я в отпуске до 15 июля.", "2026-07-15"),
        ("Вернусь 3 августа 2026 года.", "2026-08-03"),
        ("Som na dovolenke do 15. júla 2026.", "2026-07-15"),
        ("Mimo kancelárie od 3.7. do 15.7.", "2026-07-15"),
        ("Nasa bakasyon po ako hanggang Hulyo 20.", "2026-07-20"),
        ("Ich bin bis zum 24.07.2026 nicht im Büro.", "2026-07-24"),
        ("bis einschließlich 3. August", "2026-08-03"),
        ("Je suis absent jusqu’au 12 août 2026.", "2026-08-12"),
        ("Estaré fuera de la oficina hasta el 5 de agosto de 2026.", "2026-08-05"),
        ("Jestem na urlopie do 10 sierpnia 2026 r.", "2026-08-10"),
        ("Jsem na dovolené do 31. července.", "2026-07-31"),
        ("Я у відпустці до 12 липня.", "2026-07-12"),
        ("Sono in ferie fino al 22 agosto.", "2026-08-22"),
        ("Estou de férias até 18 de setembro.", "2026-09-18"),
        ("Ik ben afwezig tot en met 9 augustus.", "2026-08-09"),
        ("Jag är borta till och med 14 augusti.", "2026-08-14"),
        ("Away until 5 January.", "2027-01-05"),
    ],
)
def test_the_end_of_an_absence_is_read(text, day):
    assert away_until(text, SENT) == dt.date.fromisoformat(day)


@pytest.mark.parametrize(
    "text",
    [
        "Call me at 5/6.",
        "I am away.",
        "until 45.99.2026",
        "until 3 July 2019",
        "Our office is open until 18:00.",
        "until",
    ],
)
def test_no_day_is_made_up(text):
    assert away_until(text, SENT) is None


def test_a_very_long_reply_costs_little():
    assert away_until("until " * 50_000, SENT) is None
