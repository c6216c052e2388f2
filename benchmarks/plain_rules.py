"""What a script of plain rules says: the baselines beside which our figures stand."""

import re
from datetime import datetime, timedelta

from dateutil import parser

_WH = {
    "en": "what|when|where|who|why|how|which|is|are|do|does|did|can|could|will|would|has|have",
    "ru": "что|когда|где|куда|кто|почему|зачем|как|какой|какая|какие|сколько|можно ли|есть ли",
    "sk": "čo|kedy|kde|kam|kto|prečo|ako|aký|aká|aké|koľko|ktorý|ktorá|môžete|viete|máte",
    "fil": "ano|anong|kailan|saan|sino|bakit|paano|magkano|ilan|ilang|alin|puwede ba|pwede ba|may",
}
_WORDS = {
    "en": {
        "request": r"please|\bpls\b|could you|can you|^(?:send|check|change|add|remove|make|call|let)\b",
        "promise": r"\bwill\b|'ll\b|going to",
        "refusal": r"\bcan(?:'?t|not)\b|unfortunately|\bunable\b|won't",
        "apology": r"sorry|apolog",
        "thanks": r"thank|cheers",
        "complaint": r"wrong|\bbad\b|still not|broken|disappoint|again|terrible|doesn't work",
        "agreement": r"^(?:ok|okay|yes|agreed|deal|fine)\b|\bagree\b|\bapprove",
        "includes": r"includ",
        "greeting": r"^(?:hi|hello|dear|good (?:morning|afternoon|evening))\b",
        "farewell": r"regards|\bbye\b|have a (?:nice|good|great)|see you",
        "report": r"\b(?:done|sent|fixed|uploaded|attached|updated)\b",
        "acknowledge": r"\breceived\b|got it|got your",
    },
    "ru": {
        "request": r"пожалуйста|прошу|просьба|можете|не могли бы|^(?:пришлите|отправьте|сделайте|проверьте|замените)\b",
        "promise": r"\b(?:сделаем|сделаю|пришлю|пришлём|отправлю|отправим|будет|вышлем|вышлю|ответим|отвечу)\b",
        "refusal": r"к сожалению|не можем|не могу|отказ|не получится",
        "apology": r"извин|прости|прошу прощения",
        "thanks": r"спасибо|благодар",
        "complaint": r"не работает|плохо|ужас|опять|снова|до сих пор|ошибк",
        "agreement": r"^(?:да|ок|хорошо|согласен|согласна|договорились)\b|соглас|устраивает",
        "includes": r"включ|входит",
        "greeting": r"здравствуйте|добрый день|доброе утро|добрый вечер|привет",
        "farewell": r"с уважением|до свидания|хорошего дня|до встречи",
        "report": r"готово|отправил|сделал|исправил|заменил|во вложении",
        "acknowledge": r"получил",
    },
    "sk": {
        "request": r"pros[ií]m|poprosím|môžete|mohli by ste|^(?:pošlite|zavolajte|zmeňte|pridajte|opravte)\b",
        "promise": r"\b(?:pošlem|pošleme|urobím|urobíme|ozveme|ozvem|zavolám|budem|budeme|dám|pripravím|pripravíme)\b",
        "refusal": r"bohužiaľ|žiaľ|nemôžem|nedá sa|nie je možné",
        "apology": r"prepáč|ospravedl|sorry",
        "thanks": r"ďakuj|dakuj|vďaka|dik",
        "complaint": r"nefunguje|zle|chyba|opäť|stále|sklaman",
        "agreement": r"^(?:áno|ok|dobre|súhlas\w*)\b|súhlas|v poriadku",
        "includes": r"vrátane|v cene|zahŕňa",
        "greeting": r"dobrý deň|ahoj|zdravím|dobré ráno",
        "farewell": r"s pozdravom|dovidenia|pekný|príjemný",
        "report": r"hotovo|poslal|opravil|v prílohe",
        "acknowledge": r"dostal|prijal|dorazil",
    },
    "fil": {
        "request": r"\bpaki|please|\bpls\b|puwede po bang|sana po",
        "promise": r"\b(?:ipapadala|gagawin|aayusin|tatapusin|babalikan|tatawagan|isesend|isend)\b|\bwill\b",
        "refusal": r"hindi po (?:namin )?(?:kaya|pwede|puwede)|hindi maaari|pasensya",
        "apology": r"sorry|pasensya|paumanhin",
        "thanks": r"salamat|thank",
        "complaint": r"hindi gumagana|\bmali\b|\bsira\b|wala pa rin|tagal",
        "agreement": r"^(?:sige|oo|opo|ok|okay|deal)\b",
        "includes": r"kasama|inclu",
        "greeting": r"magandang (?:umaga|hapon|gabi|araw)|\bhello\b|^hi\b|good (?:am|pm)",
        "farewell": r"gumagalang|ingat|hanggang sa muli",
        "report": r"tapos na|\bnai?\w+ ko na|naayos|naipadala",
        "acknowledge": r"natanggap|noted",
    },
}
_MONEY = re.compile(r"[€$£₽₱]\s?\d|\d\s?(?:€|\$|£|₽|₱|eur|usd|руб|php|pesos?|quid)", re.IGNORECASE)
_COMPILED = {
    language: {label: re.compile(words, re.IGNORECASE) for label, words in kinds.items()}
    for language, kinds in _WORDS.items()
}
_ASKS = {language: re.compile(rf"^(?:{words})\b", re.IGNORECASE) for language, words in _WH.items()}
_TODAY = {"en": "today", "ru": "сегодня", "sk": "dnes", "fil": "ngayon"}
_TOMORROW = {"en": "tomorrow", "ru": "завтра", "sk": "zajtra", "fil": "bukas"}
_WEEKDAYS = {
    "en": "monday tuesday wednesday thursday friday saturday sunday",
    "ru": "понедельник вторник сред четверг пятниц суббот воскресень",
    "sk": "pondel utor stred štvrt piat sobot nede",
    "fil": "lunes martes miyerkules huwebes biyernes sabado linggo",
}
_MONTHS = {
    "en": "jan feb mar apr may jun jul aug sep oct nov dec",
    "ru": "январ феврал март апрел мая июн июл август сентябр октябр ноябр декабр",
    "sk": "január februá mar apríl máj jún júl august septemb októb novemb decemb",
    "fil": "enero pebrero marso abril mayo hunyo hulyo agosto setyembre oktubre nobyembre disyembre",
}
_ISO = re.compile(r"(\d{4})-(\d\d)-(\d\d)")
_DAY = re.compile(r"\b(\d{1,2})[./](\d{1,2})(?:[./](\d{2,4}))?")


def labels(text: str, language: str) -> set[str]:
    """The labels of a sentence by a handful of words each."""
    found = {label for label, words in _COMPILED[language].items() if words.search(text)}
    if text.rstrip().endswith("?") or _ASKS[language].match(text):
        found.add("question")
    if _MONEY.search(text):
        found.add("price")
    return found


def deadline(text: str, language: str, written: datetime) -> str | None:
    """The day by names of days and figures; the next one where no year stands."""
    low = text.lower()
    if (day := _numbered(low, written)) or (day := _month(low, language, written)):
        return day
    if _TOMORROW[language] in low:
        return f"{written + timedelta(days=1):%Y-%m-%d}"
    if _TODAY[language] in low:
        return f"{written:%Y-%m-%d}"
    for number, name in enumerate(_WEEKDAYS[language].split()):
        if name in low:
            return f"{written + timedelta(days=(number - written.weekday()) % 7):%Y-%m-%d}"
    return None


def _numbered(low: str, written: datetime) -> str | None:
    if found := _ISO.search(low):
        return found.group()
    if found := _DAY.search(low):
        return _next(int(found[1]), int(found[2]), written)
    return None


def _month(low: str, language: str, written: datetime) -> str | None:
    for number, name in enumerate(_MONTHS[language].split(), 1):
        if found := re.search(rf"\b(\d{{1,2}})\W.{{0,6}}{name}|\b{name}\w* (\d{{1,2}})\b", low):
            return _next(int(found[1] or found[2]), number, written)
    return None


def _next(day: int, month: int, written: datetime) -> str | None:
    for year in (written.year, written.year + 1):
        try:
            at = written.replace(year=year, month=month, day=day)
        except ValueError:
            return None
        if at >= written.replace(hour=0, minute=0):
            return f"{at:%Y-%m-%d}"
    return None


def library(text: str, written: datetime) -> str | None:
    """What python-dateutil reads in the text (English only): a day, with the minute where it finds one."""
    try:
        at = parser.parse(text, fuzzy=True, default=written.replace(hour=0, minute=0), ignoretz=True)
    except (ValueError, OverflowError):
        return None
    at = at.replace(tzinfo=None)
    return f"{at:%Y-%m-%d %H:%M}" if (at.hour, at.minute) != (0, 0) else f"{at:%Y-%m-%d}"


def answers(question: str, draft: str) -> bool:
    """Whether a third of the longer words of a question come back by their first five letters."""
    asked = _stems(question)
    return not asked or len(asked & _stems(draft)) / len(asked) >= 1 / 3


def _stems(text: str) -> set[str]:
    return {word[:5] for word in re.findall(r"\w{4,}", text.lower())}
