"""How programs quote the message that is answered, in four languages: the demo's mail looks like real mail."""

from datetime import datetime

from ashore.usecases.demo.play import Person
from ashore.words.speech import Speech

_GMAIL = {
    "en": "On {stamp}, {name} <{email}> wrote:",
    "ru": "{stamp}, {name} <{email}>:",
    "sk": "{stamp} {name} <{email}> napísal(a):",
    "fil": "Noong {stamp}, isinulat ni {name} <{email}> ang:",
}
_APPLE = {
    "en": "On {stamp}, {name} <{email}> wrote:",
    "ru": "{stamp}, {name} <{email}> написал(а):",
    "sk": "Dňa {stamp} používateľ {name} <{email}> napísal:",
    "fil": "On {stamp}, {name} <{email}> wrote:",
}
_THUNDERBIRD = {
    "en": "On {stamp}, {name} wrote:",
    "ru": "{stamp}, {name} пишет:",
    "sk": "Dňa {stamp} {name} napísal(a):",
    "fil": "On {stamp}, {name} wrote:",
}
_OUTLOOK = {
    "en": ("From", "Sent", "Subject"),
    "ru": ("От", "Отправлено", "Тема"),
    "sk": ("Od", "Odoslané", "Predmet"),
    "fil": ("From", "Sent", "Subject"),
}
_STAMP = {
    ("gmail", "en"): "%a, %b %d, %Y at %I:%M %p",
    ("gmail", "ru"): "%d.%m.%Y в %H:%M",
    ("gmail", "sk"): "%d. %m. %Y o %H:%M",
    ("gmail", "fil"): "%b %d, %Y nang %I:%M %p",
    ("apple", "en"): "%d %b %Y, at %H:%M",
    ("apple", "ru"): "%d.%m.%Y, в %H:%M",
    ("apple", "sk"): "%d. %m. %Y o %H:%M",
    ("apple", "fil"): "%d %b %Y, at %H:%M",
    ("thunderbird", "en"): "%d/%m/%Y %H:%M",
    ("thunderbird", "ru"): "%d.%m.%Y %H:%M",
    ("thunderbird", "sk"): "%d. %m. %Y o %H:%M",
    ("thunderbird", "fil"): "%d/%m/%Y %H:%M",
}
_LINES = {"gmail": _GMAIL, "apple": _APPLE, "thunderbird": _THUNDERBIRD}


def quoted_below(style: str, language: str, author: Person, at: datetime, subject: str, text: str) -> str:
    """The answered message as a program quotes it; ``style``: gmail, apple, thunderbird or outlook."""
    language = language if language in _GMAIL else "en"
    if style == "outlook":
        return _outlook(language, author, at, subject, text)
    stamp = at.strftime(_STAMP[style, language])
    line = _LINES[style][language].format(stamp=stamp, name=author.name, email=author.email)
    return line + "\n" + "\n".join("> " + row if row else ">" for row in text.splitlines())


def _outlook(language: str, author: Person, at: datetime, subject: str, text: str) -> str:
    sender, sent, about = _OUTLOOK[language]
    head = f"{sender}: {author.name} <{author.email}>\n{sent}: {Speech().moment(at)}\n{about}: {subject}\n"
    return "_" * 32 + "\n" + head + "\n" + text
