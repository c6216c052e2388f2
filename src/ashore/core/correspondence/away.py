"""Until when an out-of-office reply says that its author is away, in fifteen languages; no day is made up."""

import re
from datetime import date, timedelta
from functools import lru_cache

# What stands before the day: "until", "back on". With "back" the day itself is no longer one of absence, yet people
# read both as "then I am there again"; the page says no more than the reply does.
_BEFORE = (
    r"till och med|until|till|through|back (?:in the office )?(?:on)?|return(?:ing)?(?: to the office)?(?: on)?|"  # en
    r"до|по|вернусь|буду|повернусь|повернуся|"  # ru, uk
    r"do|späť|spat|vrátim sa|vratim sa|zpět|vrátím se|od|"  # sk, cs
    r"hanggang(?: sa)?|babalik(?: ako)?(?: sa)?|"  # fil
    r"bis(?: zum| einschließlich)?|wieder(?: im Büro)?(?: am| ab)?|ab(?: dem)?|zurück(?: am)?|"  # de
    r"jusqu['’]au|de retour(?: le)?|retour(?: le)?|"  # fr
    r"hasta(?: el)?|regres(?:o|aré|are)(?: el)?|vuelvo(?: el)?|"  # es
    r"fino al|sino al|rientr(?:o|erò)(?: il)?|torn(?:o|erò)(?: il)?|"  # it
    r"até(?: ao?| o dia| dia)?|regresso(?: a| em)?|volto(?: a| em| dia)?|"  # pt
    r"tot(?: en met)?|terug(?: op)?|weer aanwezig(?: op)?|"  # nl
    r"wracam|wrócę|będę(?: z powrotem)?|"  # pl
    r"åter(?: den)?|tillbaka(?: den)?|"  # sv
    r"-ig|vissza"  # hu
)
_WEEKDAY = r"(?:[^\W\d_]{2,14}\.?,?\s+)?"
_MONTHS: tuple[tuple[str, ...], ...] = (
    ("jan", "янв", "січ", "led", "sty", "ene", "gen"),
    ("feb", "фев", "лют", "úno", "uno", "lut", "fév", "fev", "peb", "febr"),
    ("mar", "мар", "бер", "bře", "bre", "mär", "maa", "mrt"),
    ("apr", "апр", "кві", "dub", "kwi", "avr", "abr"),
    ("may", "maj", "máj", "мая", "май", "тра", "kvě", "kve", "mai", "mei", "mag"),
    ("jun", "jún", "июн", "чер", "červn", "cervn", "cze", "juin", "giu", "hun"),
    ("jul", "júl", "июл", "лип", "červe", "cerve", "lip", "juil", "lug", "hul"),
    ("aug", "авг", "сер", "srp", "sie", "aoû", "aou", "ago"),
    ("sep", "сен", "вер", "zář", "zar", "wrz", "set", "szep"),
    ("oct", "okt", "окт", "жов", "říj", "rij", "paź", "paz", "out", "ott"),
    ("nov", "ноя", "лис", "lis", "nob"),
    ("dec", "дек", "гру", "pro", "gru", "dez", "déc", "dic", "dis", "des"),
)
_MONTH = (
    "(?:" + "|".join(sorted({each for names in _MONTHS for each in names}, key=len, reverse=True)) + r")[^\W\d_]{0,9}"
)
_NAMED = re.compile(
    rf"(?i)\b(?:{_BEFORE})\s+{_WEEKDAY}(?:(?P<day>\d{{1,2}})(?:st|nd|rd|th|er|º|\.)?\s*(?:of\s+|de\s+|ng\s+)?"
    rf"(?P<month>{_MONTH})\.?|(?P<month2>{_MONTH})\.?\s+(?P<day2>\d{{1,2}})(?:st|nd|rd|th)?)"
    rf"(?:,?\s*(?:de\s+|do\s+)?(?P<year>20\d\d))?"
)
_ISO = re.compile(rf"(?i)\b(?:{_BEFORE})\s+{_WEEKDAY}(?P<year>20\d\d)-(?P<month>\d\d)-(?P<day>\d\d)")
_NUMBERS = re.compile(
    rf"(?i)\b(?:{_BEFORE})\s+{_WEEKDAY}(?P<day>\d{{1,2}})\s?(?P<sign>[./-])\s?(?P<month>\d{{1,2}})"
    r"(?:\s?[./-]\s?(?P<year>20\d\d|\d\d(?!\d)))?"
)
_LONGEST = timedelta(days=400)


def away_until(text: str, sent: date) -> date | None:
    """The latest day that ``text`` names as end of an absence, or None. ``sent``: when it was written; a day without a
    year is the next such day from then on."""
    found = [*_iso(text, sent), *_numbers(text, sent), *_named(text, sent)]
    return max((day for day in found if sent <= day <= sent + _LONGEST), default=None)


def _iso(text: str, sent: date) -> list[date]:
    return [d for m in _ISO.finditer(text) if (d := _day(m["year"], int(m["month"]), int(m["day"]), sent))]


def _numbers(text: str, sent: date) -> list[date]:
    """Day before month, as most of the world writes; with a slash the other way round where only that can be."""
    out = []
    for m in _NUMBERS.finditer(text):
        day, month = int(m["day"]), int(m["month"])
        if month > 12 >= day and m["sign"] == "/":
            day, month = month, day
        if d := _day(m["year"] or "", month, day, sent):
            out.append(d)
    return out


def _named(text: str, sent: date) -> list[date]:
    out = []
    for m in _NAMED.finditer(text):
        month = _month((m["month"] or m["month2"]).lower())
        if month and (d := _day(m["year"] or "", month, int(m["day"] or m["day2"]), sent)):
            out.append(d)
    return out


@lru_cache(maxsize=1024)
def _month(word: str) -> int:
    """The number of a month by the longest beginning of a name that fits; 0 for none. Croatian names, which mean other
    months than their Czech and Polish likenesses, are not read."""
    best, length = 0, 0
    for number, names in enumerate(_MONTHS, 1):
        for name in names:
            if len(name) > length and word.startswith(name):
                best, length = number, len(name)
    return best


def _day(year: str, month: int, day: int, sent: date) -> date | None:
    years = (int(year) + (2000 if len(year) == 2 else 0),) if year else (sent.year, sent.year + 1)
    for each in years:
        try:
            found = date(each, month, day)
        except ValueError:
            continue
        if found >= sent or year:
            return found
    return None
