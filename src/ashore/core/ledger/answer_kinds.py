"""What kind of answer a question wants, and what kinds a text gives: a time, a sum, a yes or a no. In four languages.

Only used to believe that something was answered though its words do not come back; never to doubt an answer.
"""

import re
from collections.abc import Iterable
from functools import cache
from itertools import chain

from ashore.core.language.alternation import any_of
from ashore.core.language.facts import LANGUAGES
from ashore.core.language.lexicon import sections

_TIME_ASKED = re.compile(
    r"\b(?:when|what time|how (?:soon|long|often)|(?:which|what) (?:day|date|week|month)|by when|deadline|"
    r"когда|во сколько(?! (?:это |нам |мне |вам )?(?:обойд|выйд|встан|оцени))|"
    r"какого числа|в какой день|в какие дни|как скоро|как долго|сколько времени|"
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
_FIGURE = re.compile(r"[\d€$£₽₱]")
_TIME_IN_FIGURES = re.compile(
    r"\d(?<!\w\d)(?:\d?(?:[:.]\d{2}\b|[./]\d{1,2}|\s?(?:am|pm)\b)|\d{3}-\d{2}-\d{2}\b)",
)
"""The digit stands in front for the sake of speed: that is what the engine skips to."""
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


@cache
def _words_given(kind: str, ascii_only: bool) -> re.Pattern[str]:
    """The words that give a kind of answer, in all languages; only those that can stand in a text of ASCII."""
    lines = chain.from_iterable(sections(one, "answers.txt", folded=False)[kind] for one in LANGUAGES)
    words = (word for line in lines for word in line.split())
    return re.compile(any_of(word for word in words if word.isascii() or not ascii_only))


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
    text = "\n".join(statements).lower()
    plain = text.isascii()
    figure = _FIGURE.search(text)
    kinds = []
    if (figure and _TIME_IN_FIGURES.search(text, figure.start())) or _words_given("time", plain).search(text):
        kinds.append("time")
    if figure or _words_given("amount", plain).search(text):
        kinds.append("amount")
    return frozenset(kinds)


def wanted(request: str) -> str:
    """``send`` where a thing is asked for, ``look`` where somebody is only asked to look or to check; else empty."""
    text = request.lower()
    return "send" if _TO_SEND.search(text) else "look" if _TO_LOOK.search(text) else ""


def yes_or_no(statement: str) -> bool:
    """True where a statement opens with a yes or a no."""
    return bool(_YES_OR_NO.match(statement.lower()))
