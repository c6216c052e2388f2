"""Attributions: "On Tue, 5 Mar 2019 at 14:02, Anna <anna@example.org> wrote:", program by program, language
by language.
"""

import re

_I = re.IGNORECASE
LONGEST = 400
"""An attribution is no longer than this many characters, unwrapped."""

_VERB = re.compile(
    r"(?<!\w)(?=[acehinpqswéíнпсц])(?:wrote|writes|has written|said|quoting|"
    r"(?:на)?писал(?:а|и|\(-?а\)|/-?а|\(и\))?|пишет|пишете|сообщил(?:а|\(а\))?|цитирую|цитата|"
    r"пише|(?:на)?писа(?:в|ла)(?:\(ла\)|/ла)?|(?:ezt )?írta|"
    r"(?:na)?písal(?:a|i| ?\(-?a\)|/-?a)?|píše|píšete|citujem|citát|"
    r"(?:i)?sinulat|sumulat|nagsulat|isinulat|sinabi|"
    r"schrieb|schreibt|a écrit|écrit|escribi[óo]|ha scritto|escreveu|schreef|skrev|"
    r"(?:na)?psal(?:a|\(a\)|/a)?|citace|napisał(?:a|\(a\))?|pisze)(?!\w)",
    _I,
)
_DATE = re.compile(
    r"\b(?:\d{4}(?:[-/.]\s?\d{1,2}[-/.]\s?\d{1,2}\b|\.\s[^\W\d]{3,12}\.?\s\d{1,2}\.)|"
    r"\d{1,2}(?:[./-]\s?\d{1,2}[./-]\s?\d{2,4}\b|-[^\W\d]{3,9}-\d{2,4}\b|"
    r"(?:st|nd|rd|th|\.|-го|er|º)?,?\s(?:de\s|ng\s)?[^\W\d]{2,12}\.?,?\s(?:de\s|ng\s)?\d{2,4}(?!\d))|"
    r"[^\W\d]{3,12}\.?\s{1,2}\d{1,2}(?:(?:st|nd|rd|th)?,?\s(?:at\s)?\d{4}\b|"
    r"\s\d\d:\d\d(?::\d\d)?\s(?:\w{2,5}\s)?\d{4}\b))",
    _I,
)
_TIME = re.compile(r"\b\d{1,2}[:.h]\d{2}(?:\s?[ap]m)?\b", _I)
_MAIL = re.compile(r"[^\s<>@()\[\]:]{1,64}(?:@| at |\(at\))[^\s<>@()\[\]]{1,128}", _I)
_MAIL_AT_END = re.compile(r"[<(\[]\s?[^\s<>@]{1,64}@[^\s<>@]{1,128}(?:<mailto:[^\s<>]{1,200}>)?\s?[>)\]]\s?[:：]$", _I)
_NAMED = re.compile(
    r"[\"'«“]?[^\W\d_][^<>@:]{1,80}<[^\s<>@]{1,64}@[^\s<>@]{1,128}>,?\s(?:wrote|писал|(?:на)?писал(?:а|и|\(а\))|"
    r"написал|(?:na)?písal(?:a|\(a\)|/a)?|ay\s(?:sumulat|nagsulat)|sumulat)\s?[:：]$",
    _I,
)
"""A name, its address and the verb: "Anna Smith <anna@example.org> wrote:"."""
_STAMPED = re.compile(
    r"\d{1,2}\.\d{1,2}\.\d{4},?\s\d{1,2}:\d{2}(?::\d{2})?,?\s[^\s<>@]{1,64}@[^\s<>@:]{1,128}:$|"
    r"[^\n]{4,60}\d{1,2}:\d{2}\s[+-]\d\d:?\d\d\sот\s[^\n<>@]{0,100}[^\s<>@]{1,64}@[^\s<>@:]{1,128}:$"
)
"""An instant and an address without brackets."""
_AFTER_VERB = 8
_DATE_WORDS = 5
_NAME_WORDS = 4
_AFTER_FIRST_VERB = 16
_SHORT = 100
_MOST_WITHOUT_VERB = 160
_START = re.compile(
    r"[\s*_\"\[(-]{0,6}(?:\d|on\b|at\b|am\b|le\b|el\b|em\b|il\b|op\b|dňa\b|dna\b|dne\b|dnia\b|w\sdniu\b|noong\b|nuong\b|ika|"
    r"v\b|в\b|во\b|(?:i)?sinulat\sni\b|(?:sum|nags)ulat\ssi\b|[^:\n]{2,120}\sezt\sírta\s\(|"
    r"(?:mon|tue|wed|thu|fri|sat|sun|пн|вт|ср|чт|пт|сб|вс|po|ut|st|št|pi|so|ne|út|čt|pá|pon|wt|śr|czw|pt|niedz|"
    r"lun|mar|mer|jeu|ven|sam|dim|mo|di|mi|do|fr|sa|miy|huw|biy|sab|lin)(?:[a-z]{0,8})?[.,\s]|"
    r"понедельник|вторник|среда|четверг|пятница|суббота|воскресенье|"
    r"pondelok|utorok|streda|štvrtok|piatok|sobota|nedeľa|pondělí|úterý|středa|čtvrtek|pátek|neděle)",
    _I,
)
_FIRST_PERSON = re.compile(
    r"(?<!\w)(?:i\s(?:\w+\s)?(?:wrote|said)|я\s(?:\w+\s)?(?:на)?писал|som\s(?:\w+\s)?(?:na)?písal|"
    r"(?:na)?písal[ai]?\s(?:som|sme)|(?:i)?sinulat\sko|sinabi\sko|ich\s\w*\s?schrieb|j'ai écrit)",
    _I,
)
_PROSE = re.compile(
    r"(?:as|here|what|this|that|and|but|so|then|he|she|they|we|i|it|who|when|if|как|вот|что|это|и|а|но|он|она|они|мы|я|"
    r"тогда|когда|если|ako|tu|čo|to|a|ale|on|ona|oni|my|ja|keď|ak|ito|gaya|siya|sila|ang|at|pero|kami|kung)\s",
    _I,
)


def above_quote(text: str) -> bool:
    """True for an attribution that stands directly above a quotation: verb and name, address, or instant."""
    line = text.strip(" \t*_")
    if len(line) > LONGEST or not line.endswith((":", "：", "...", "…")):
        return False
    has_address = _has_address(line)
    if has_address and len(line) < _SHORT:
        return True
    verb = _VERB.search(line)
    dated, timed = bool(_DATE.search(line)), bool(_TIME.search(line[:-1]))
    if verb is None:
        return (dated or timed) if has_address else dated and timed and len(line) < _MOST_WITHOUT_VERB
    return has_address or dated or timed or _names(line, verb)


def _has_address(line: str) -> bool:
    low = line.lower()
    return ("@" in low or " at " in low or "(at)" in low) and bool(_MAIL.search(line))


def bare(text: str) -> bool:
    """True for "?? wrote:", what a program's wrapping left of an attribution: a word or two, the verb, a colon."""
    line = text.rstrip(":： ")
    verb = _VERB.search(line)
    return verb is not None and verb.end() == len(line) and len(line.split()) <= 3


def leads_in(text: str) -> bool:
    """True for 'Anna wrote in part, "': somebody else's words come next, in quotation marks."""
    return len(text) <= LONGEST and bool(_VERB.search(text)) and not _FIRST_PERSON.search(text)


def without_quote(text: str) -> bool:
    """True for an attribution so plain that all beneath is quoted even without marks.

    It has a date and either an address at its end, or a verb with a time or an address.
    """
    line = text.strip(" \t*_")
    if len(line) > LONGEST or not line.endswith((":", "：")):
        return False
    addressed = _has_address(line)
    if not _DATE.search(line):
        return addressed and _NAMED.match(line) is not None and not _PROSE.match(line)
    if _FIRST_PERSON.search(line):
        return False
    verb = _VERB.search(line)
    begun = _START.match(line)
    if verb is None:
        return bool(begun and (_MAIL_AT_END.search(line) or _STAMPED.match(line)))
    after = len(line[verb.end() :].split())
    has_time = bool(_TIME.search(line[:-1]))
    if begun:
        told = addressed or has_time or _full_name(line, verb)
        return told and after <= (_AFTER_VERB if verb.start() else _AFTER_FIRST_VERB)
    if addressed:
        return after <= (_AFTER_VERB if has_time else _DATE_WORDS)
    return has_time and after <= _AFTER_VERB and _names_first(line, verb)


def _full_name(line: str, verb: re.Match[str]) -> bool:
    """True where a first and a last name stand right before a verb at the line's end, or behind "sinulat ni"."""
    after = line[verb.end() :].strip(" :：").split()
    if after[:1] in (["ni"], ["si"]):
        return all(word[:1].isupper() for word in after[1:3]) and (len(after) <= _NAME_WORDS or not verb.start())
    return not after and all(word[:1].isupper() for word in line[: verb.start()].split()[-2:])


def _names_first(line: str, verb: re.Match[str]) -> bool:
    """True where nothing but a name stands before the verb and a date follows it at once."""
    before = line[: verb.start()].split()
    date = _DATE.search(line, verb.end())
    return (
        date is not None
        and len(line[verb.end() : date.start()].split()) <= 2
        and 0 < len(before) <= _NAME_WORDS
        and all(word[:1].isupper() for word in before)
    )


def framed(text: str) -> bool:
    """True for what stands between dashes where it names somebody who wrote, with an instant or an address."""
    line = text.strip(" \t*_:")
    return bool(_VERB.search(line)) and (bool(_DATE.search(line)) or _has_address(line))


def complete(text: str) -> bool:
    """True for an attribution that names verb, address and date, in whatever order."""
    return _has_address(text) and bool(_VERB.search(text) and _DATE.search(text))


def is_prose(text: str) -> bool:
    """True where a line begins as a sentence about somebody's words does."""
    return bool(_PROSE.match(text))


def left_over(text: str) -> bool:
    """True for a dated attribution with its verb, in the third person, even where nothing stands beneath it."""
    return bool(_DATE.search(text) and _VERB.search(text)) and not _FIRST_PERSON.search(text)


def begins(text: str) -> bool:
    """True where a line looks like the first of an attribution that goes on in the next one."""
    return bool(_START.match(text))


def timed(text: str) -> bool:
    """True where a time of day stands in the text."""
    return bool(_TIME.search(text))


def dated(text: str) -> bool:
    """True where a date or a time of day stands in the text."""
    return bool(_DATE.search(text) or _TIME.search(text))


def _names(line: str, verb: re.Match[str]) -> bool:
    """True for "Anna Smith wrote:", "You wrote:", "sinulat ni Anna:"; not for a sentence leading to a quotation."""
    words = len(line.split())
    tail = line[verb.end() :].strip(" :….")
    if words > 9 or _PROSE.match(line) or any(mark in line[:-1] for mark in "!?;"):
        return False
    first = line.lstrip("[\"'(-* ")[:1]
    if not first or len(tail.split()) > 6:
        return False
    return first.isupper() or first.isdigit() or verb.start() == 0 or (words <= 4 and not tail)
