"""Where a question begins to say what it is about, and where one sentence joins several (R1)."""

import re
from itertools import islice

from ashore.core.kernel import Span

_MOST = 40
"""Questions that one sentence may join."""
_GREETS = (
    r"\W*(?:(?:hi|hello|hey|dear|good|dobrý|dobry|vážen\w+|ahoj|čau|cau|zdravím|zdravim|здравствуйте|добр\w+|привет)\b"
    r"[^,.!?]{0,30}[,.!]\s*)?"
)
_LED_IN = {
    "en": r"(?:[^,.?]*?\b(?:know|tell|wonder\w*|asks?|asking|inform\w*|sure|idea|say|view|understand|explain|confirm"
    r"|curious|unclear|clear|question)\b[^,.?]{0,12}?\b(?=(?:whether|if|when|where|who|why|how|what|which|on)\b))",
    "ru": r"(?:[^,.?]*?(?:узнать|понять|знать|подскажите|скажите|уточнит[ье]|интерес\w+|сообщит[ье]|поняли"
    r"|понятно|ясно)\b[^,:.?]{0,12}[,:—]\s*)",
    "sk": r"(?:[^,.?]*?(?:vedieť|vediet|vedel\w?|zaujím\w+|zaujim\w+|pýta\w*|pyta\w*|povedzte|viete|istí|isty|istý)\b"
    r"[^,:.?]{0,12}[,:]?\s*(?=(?:či|ci|kedy|kde|kam|kto|ako|ak[ýáéú]|koľko|kolko|prečo|preco|čo|co|do|na)\b))",
    "fil": r"(?:[^,.?]*?(?:malaman|itanong|tanong|nagtataka|curious|pakisabi|sabihin|alam|maintindihan|sigurado)\b"
    r"[^.?]{0,25}?\bkung\s+)",
}
_LEADS_IN = {language: re.compile(f"{_GREETS}(?:{lead})?", re.IGNORECASE) for language, lead in _LED_IN.items()}
"""How a question is led in: a greeting, "I would like to know": nothing that it is about."""
_ASKS = {
    "en": r"when|where|who|why|how|what|which|whether",
    "ru": r"когда|где|куда|кто|почему|сколько|как|каков\w*|как(?:ой|ая|ое|ие)",
    "sk": r"či|kedy|dokedy|kde|kam|kto|prečo|koľko|ako|ak[ýáé]",
    "fil": r"kailan|saan|sino|bakit|magkano|ilang?|paano|anong?",
}
_BESIDES = {
    "en": r"|,\s+and\s+(?=if so\b)",
    "sk": r"|\sa\s+(?=(?:vie|viete|má|máte|mas|vies|môže|môžete|mozete|bude|je|dá|treba)\s)",
}
_CUTS = {
    language: re.compile(
        r"\?\s+(?=\S+\s+\S)(?!(?:or|или|alebo|o)\b)"
        r"|[,;]\s*(?:and|at|a|и)?\s*(?=\([a-z\d]\))"
        rf"|[,;]\s+(?:(?:and|a|и|at)\s+)?(?=(?:{asks})\b){_BESIDES.get(language, '')}",
        re.IGNORECASE,
    )
    for language, asks in _ASKS.items()
}
"""Where one question ends and the next begins within a sentence."""
_ASKED = {
    language: re.compile(rf"(?<!\w)(?:{asks})(?!\w)|\?|(?<=\s)ли\b|\bba\b", re.IGNORECASE)
    for language, asks in _ASKS.items()
}


def about_from(span: Span, text: str, language: str) -> int:
    """Where a question begins to say what it is about, behind "Hello, I would like to know"."""
    lead = _LEADS_IN.get(language)
    found = lead.match(text, span.start, span.end) if lead else None
    return found.end() if found and found.end() < span.end else span.start


def pieces_of(span: Span, text: str, language: str) -> list[Span]:
    """The questions that one sentence joins ("(a) how many, (b) is it included"), in order; one where it joins none.
    The first 40 places are looked at where it may."""
    if language not in _CUTS:
        return [span]
    found: list[Span] = []
    start = span.start
    for cut in islice(_CUTS[language].finditer(text, span.start, span.end), _MOST):
        if text[cut.end()] == "(" or _ASKED[language].search(text, start, cut.start() + 1):
            found.append(Span(start, cut.start() + (text[cut.start()] == "?")))
            start = cut.end()
    return [*found, Span(start, span.end)]
