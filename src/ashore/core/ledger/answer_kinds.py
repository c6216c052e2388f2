"""What kind of answer a question wants, and what kinds a text gives: a time, a sum, a yes or a no. In four languages.

Only used to believe that something was answered though its words do not come back; never to doubt an answer.
"""

import re
from collections.abc import Iterable

_TIME_ASKED = re.compile(
    r"\b(?:when|what time|how (?:soon|long|often)|(?:which|what) (?:day|date|week|month)|by when|deadline|"
    r"когда|во сколько|какого числа|в какой день|в какие дни|как скоро|как долго|сколько времени|"
    r"к какому (?:числу|сроку)|какие сроки|каков срок|до какого|"
    r"kedy|dokedy|odkedy|o koľkej|ako dlho|aký (?:je )?termín|v ktorý deň|ktorý deň|do akého|"
    r"kailan|anong (?:oras|araw|petsa)|gaano (?:katagal|kabilis|kadalas)|hanggang kailan)\b",
)
_AMOUNT_ASKED = re.compile(
    r"\b(?:how (?:much|many|big|large)|what(?:'s| is| are| would be| will be)? (?:the|your|its) "
    r"(?:price|cost|rate|fee|budget|total)s?|"
    r"what (?:does|do|will|would) .{1,60} cost|"
    r"сколько|поч[её]м|какова? (?:цена|стоимость|сумма)|какая (?:цена|стоимость|сумма)|"
    r"koľko|za koľko|aká (?:je |bude )?(?:cena|suma)|magkano|ilan(?:g)?|gaano (?:karami|kalaki)|anong presyo)\b",
)
_OTHERWISE_ASKED = re.compile(
    r"^\W*(?:\w+\W+){0,3}(?:who|whom|whose|what|which|where|why|how|кто|кого|кому|что|чего|чему|како[йе]|каки[ем]|какая|какую|где|куда|"
    r"откуда|почему|зачем|как|чей|kto|koho|komu|čo|čoho|ktor\w+|aký|aká|aké|kde|kam|odkiaľ|prečo|načo|ako|čím|čí|"
    r"sino|ano|anong|alin|aling|nasaan|saan|bakit|paano|kanino)\b",
)
_TIME_GIVEN = re.compile(
    r"\b\d{1,2}[:.]\d{2}\b|\b\d{1,2}[./]\d{1,2}[./]?|\b\d{4}-\d{2}-\d{2}\b|\b\d{1,2}\s?(?:am|pm)\b|"
    r"\b(?:today|tonight|tomorrow|yesterday|already|now|soon|(?:mon|tues|wednes|thurs|fri|satur|sun)day|weeks?|days?|hours?|"
    r"minutes?|months?|january|february|april|june|july|august|september|october|november|december|"
    r"сегодня|завтра|послезавтра|вчера|сейчас|уже|скоро|понедельник\w*|вторник\w*|сред[уыае]|четверг\w*|пятниц\w+|суббот\w+|"
    r"воскресень\w+|недел\w+|дн(?:я|ей|ям)|день|час\w*|минут\w*|месяц\w*|январ\w+|феврал\w+|март[ае]?|апрел\w+|ма[яе]|июн\w+|июл\w+|"
    r"август\w*|сентябр\w+|октябр\w+|ноябр\w+|декабр\w+|"
    r"dnes|zajtra|pozajtra|včera|teraz|už|čoskoro|pondel\w+|utor\w+|stred[ua]|štvrt\w+|piat\w+|sobot\w+|nedeľ\w+|týžd\w+|"
    r"dn[íi]|deň|hodin\w*|minút\w*|mesiac\w*|január\w*|február\w*|marc\w*|apríl\w*|máj\w*|jún\w*|júl\w*|august\w*|"
    r"septemb\w+|októb\w+|novemb\w+|decemb\w+|"
    r"ngayon|bukas|mamaya|kahapon|lunes|martes|miyerkules|huwebes|biyernes|sabado|linggo|araw|oras|buwan)\b",
)
_AMOUNT_GIVEN = re.compile(
    r"\d|[€$£₽₱]|\b(?:one|two|three|four|five|six|ten|hundred|thousand|free of charge|free|"
    r"один|одна|два|две|три|четыре|пять|десять|сто|тысяч\w*|бесплатн\w+|jeden|jedna|dva|dve|tri|štyri|päť|desať|sto|tisíc|zadarmo|"
    r"bezplatn\w+|isa|dalawa|tatlo|apat|lima|sampu|daan|libo|libre)\b",
)
_YES_OR_NO = re.compile(
    r"^\W*(?:(?:hi|hello|dear|ano|nuž|no|ну|well|so|at|a|и|а)?\s?,?\s?)??(?:"
    r"yes|yeah|yep|yup|no|nope|nah|sure|of course|certainly|correct|exactly|indeed|right|ok|okay|agreed|not yet|"
    r"definitely|absolutely|unfortunately|it (?:is|does|can|will|isn't|doesn't)|"
    r"we (?:do|can|can't|cannot|don't)|you (?:can|can't|may)|i (?:do|did|don't|have|can|can't)|"
    r"да|нет|ага|конечно|разумеется|верно|именно|точно|хорошо|ладно|соглас\w+|пока нет|ещ[её] нет|пока не|"
    r"можно|нельзя|увы|к сожалению|подтвержда\w+|"
    r"[áa]no|nie|hej|jasn[éeá]\w*|samozrejme|určite|presne|súhlas\w+|zatiaľ nie|ešte nie|"
    r"bohužiaľ|žiaľ|dá sa|nedá sa|môžete|potvrdzuj\w+|"
    r"oo|opo|oho|hindi|sige|tama|siyempre|syempre|wala|meron|mayroon|"
    r"puwede|pwede|hindi pa|oo naman|sa kasamaang palad)(?!\w)",
)

_TO_LOOK = re.compile(
    r"\b(?:(?:have|take) a look|look at|check|review|проверьте|посмотрите|взгляните|гляньте|ознакомьтесь|"
    r"pozrite|skontrolujte|prezrite|(?:paki-?)?t[ií]ngn[aá]n|paki-?t[ií]ngnan|(?:paki-?|i-)check|pakisuri|pakisilip)\b",
)

_TO_SEND = re.compile(
    r"\b(?:send|share|upload|attach|forward|пришл\w+|выш?л\w+|отправьте|скиньте|залейте|перешлите|"
    r"po[sš]lite|za[sš]lite|po[sš]lete|nahrajte|prilo[zž]te|(?:paki-?|magpa)(?:padala|send|pasa)|i-?send)\b",
)

_GIVEN = {"time": _TIME_GIVEN, "amount": _AMOUNT_GIVEN}


def expected(question: str) -> str:
    """``time``, ``amount`` or ``polar`` (yes or no); empty for what asks who, where, why and how."""
    text = question.lower()
    if _TIME_ASKED.search(text):
        return "time"
    if _AMOUNT_ASKED.search(text):
        return "amount"
    return "" if _OTHERWISE_ASKED.search(text) else "polar"


def given(statements: Iterable[str]) -> frozenset[str]:
    """The kinds of answer that statements hold: ``time``, ``amount``."""
    text = "\n".join(statements).lower()  # lowered once: four times faster than patterns that ignore case
    return frozenset(kind for kind, pattern in _GIVEN.items() if pattern.search(text))


def wanted(request: str) -> str:
    """``send`` where a thing is asked for, ``look`` where somebody is only asked to look or to check; else empty."""
    text = request.lower()
    return "send" if _TO_SEND.search(text) else "look" if _TO_LOOK.search(text) else ""


def yes_or_no(statement: str) -> bool:
    """True where a statement opens with a yes or a no."""
    return bool(_YES_OR_NO.match(statement.lower()))
