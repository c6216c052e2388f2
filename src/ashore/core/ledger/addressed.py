"""Whether a sentence speaks to its reader ("you", "your"), in four languages: a complaint that does wants an answer."""

import re

_READER = {
    "en": r"you(?:'\w+|’\w+)?|yours?|u|ur",
    "ru": r"вы|вас|вам|вами|ваш\w*|ты|тебя|тебе|тобой|тво(?:й|я|ё|е|и|его|ей|ему|им|их|ими|ю)|не \w+(?:ете|ите|ёте)",
    "sk": r"vy|vás|vám|vami|váš\w*|vaš\w*|ste|ty|ťa|tebe|teba|tebou|tvoj\w*|ne\w+(?:ujete|áte|íte|iete)",
    "fil": r"ka|ikaw|kayo|(?:inyo|ninyo|iyo|mo)(?:ng)?|n[iy]yo|kita|po|ho",
}
_READERS = {language: re.compile(rf"\b(?:{words})\b") for language, words in _READER.items()}


def speaks_to_reader(sentence: str, language: str) -> bool:
    """True where a sentence addresses whoever reads it."""
    return bool(_READERS.get(language, _READERS["en"]).search(sentence.lower()))
