"""Fine stems, for finding: the forms of one word meet, and other words seldom do.

The stems of phrases are coarser (``language.coarse_stems``, which says why there are two). Words come folded:
small, without accents, ``ё`` as ``е``. What is measured of them stands in docs/explanation/measured.md.
Sources: M. F. Porter, An algorithm for suffix stripping, 1980; the Snowball stemmer of Russian (snowballstem.org).
"""

import re
from collections.abc import Callable

from ashore.core.language.endings import without

LEAST = 4
"""Letters from which a word is stemmed."""

_EN_VOWEL = re.compile(r"[aeiouy]")
_EN_SHORT = re.compile(r"^[^aeiou]*[aeiou][^aeiouwxy]$")
_EN_DOUBLE = re.compile(r"([bdfgmnprt])\1$")
_EN_ODD = {
    "paid": "pay", "sent": "send", "bought": "buy", "sold": "sell", "made": "make", "wrote": "write",
    "written": "write",
    "built": "build", "spent": "spend", "told": "tell", "said": "say", "kept": "keep", "lost": "lose", "left": "leave",
    "people": "person", "children": "child", "men": "man", "women": "woman", "gave": "give", "given": "give",
    "took": "take", "taken": "take", "chose": "choose", "chosen": "choose", "drew": "draw", "drawn": "draw",
    "began": "begin", "begun": "begin", "came": "come", "went": "go", "gone": "go", "goes": "go", "knew": "know",
    "known": "know", "meant": "mean", "thought": "think", "brought": "bring", "saw": "see", "seen": "see",
    "found": "find", "spoke": "speak", "spoken": "speak", "broke": "break", "broken": "break", "shown": "show",
    "held": "hold",
}  # fmt: skip
_EN_WHOLE = frozenset({
    "news", "this", "thus", "plus", "bus", "gas", "yes", "his", "its", "was", "has", "does", "during", "thing",
    "anything", "something", "everything", "nothing", "morning", "evening", "spring", "string", "king", "ring",
    "bring", "wing", "need", "feed", "seed", "speed", "indeed", "exceed", "proceed", "hundred", "media", "business",
    "address", "access", "process", "success", "progress", "across", "less", "unless", "always", "perhaps",
    "status", "campus", "bonus", "focus", "virus",
})  # fmt: skip


def english(word: str) -> str:
    """The stem of an English word."""
    if word in _EN_WHOLE:
        return word
    word = _EN_ODD.get(word) or _en_plural(word)
    stem = _en_past(word)
    if stem.endswith("ment") and len(stem) > 6:
        stem = stem[:-4]
    elif (stem.endswith("al") and len(stem) > 6 and stem[-3] in "vrns") or (stem.endswith("ly") and len(stem) > 5):
        stem = stem[:-2]
    if stem.endswith("y") and len(stem) > 3 and stem[-2] not in "aeiou":
        stem = stem[:-1] + ("" if stem.endswith("ery") and len(stem) > 6 else "i")
    return stem[:-1] if stem.endswith("e") and len(stem) > 3 and not _EN_SHORT.match(stem[:-1]) else stem


def _en_plural(word: str) -> str:
    if word.endswith("ies") and len(word) > 4:
        return word[:-3] + "y"
    if word.endswith(("sses", "shes", "ches", "xes", "zzes")):
        return word[:-2]
    if word.endswith("s") and not word.endswith(("ss", "us", "is")):
        return word[:-1]
    return word


def _en_past(word: str) -> str:
    if word.endswith("ied") and len(word) > 4:
        return word[:-3] + "y"
    for ending in ("ed", "ing"):
        stem = word.removesuffix(ending)
        if stem != word and len(stem) > 2 - (ending == "ed") and _EN_VOWEL.search(stem):
            if _EN_DOUBLE.search(stem) and len(stem) > 3:
                return stem[:-1]
            return stem + "e" if _EN_SHORT.match(stem) else stem
    return word


_RU_GERUND = re.compile(r"(?:(?<=[ая])(?:вшись|вши|в)|ывшись|ившись|ывши|ивши|ыв|ив)$")
_RU_REFLEXIVE = re.compile(r"с[ья]$")
_RU_ADJECTIVE = re.compile(r"(?:ими|ыми|его|ого|ему|ому|ее|ие|ые|ое|ей|ий|ый|ой|ем|им|ым|ом|их|ых|ую|юю|ая|яя|ою|ею)$")
_RU_PARTICIPLE = re.compile(r"(?:(?<=[ая])(?:ем|нн|вш|ющ|щ)|ивш|ывш|ующ)$")
_RU_VERB = re.compile(
    r"(?:(?<=[аяе])(?:ете|йте|ешь|нно|ла|на|ли|ло|но|ют|ны|ть|й|л|н)|(?<=[аяе])(?:ем|ет)|(?<=у)ть|"
    r"ейте|уйте|ила|ыла|ена|ите|или|ыли|ило|ыло|ено|ует|уют|ены|ить|ыть|ишь|ей|уй|ил|ыл|им|ым|ен|ят|ит|ыт|ую|ю)$"
)
_RU_NOUN = re.compile(
    r"(?:иями|иях|ией|иям|ием|ями|ами|ев|ов|ие|ье|еи|ии|ей|ой|ий|ям|ем|ам|ом|ах|ях|ию|ью|ия|ья|а|е|и|й|о|у|ы|ь|ю|я)$"
)
_RU_DERIVED = re.compile(r"(?<=[аеиоуыэюя][^аеиоуыэюя])ость?$")
_RU_LOST = re.compile(r"(?<=[^аеиоуыэюяйь])[ое](?=[кцн]$)")
_RU_ODD = {"денег": "деньг", "писем": "письм", "люди": "человек", "людей": "человек", "людям": "человек"}


def russian(word: str) -> str:
    """The stem of a Russian word."""
    vowel = next((at for at, letter in enumerate(word) if letter in "аеиоуыэюя"), len(word))
    start = min(vowel + 1, len(word))
    if word in _RU_ODD:
        return _RU_ODD[word]
    stem = _ru_inflected(word, start)
    stem = without(_RU_DERIVED, stem.removesuffix("и") if len(stem) > start + 2 else stem, start)
    if stem.endswith("нн"):
        stem = stem[:-1]
    if len(stem) > 5 and stem.endswith(("ова", "ева")):
        stem = stem[:-3]
    elif len(stem) > 4 and stem[-1] in "аеуя":
        stem = stem[:-1]
    elif len(stem) > 5 and stem.endswith(("ов", "ев")):
        stem = stem[:-2]
    return _RU_LOST.sub("", stem.removesuffix("ь")) or stem


def _ru_inflected(word: str, start: int) -> str:
    """Without the endings of its kind; ``start``: before it nothing is cut."""
    cut = without(_RU_GERUND, word, start)
    if cut != word:
        return cut
    word = without(_RU_REFLEXIVE, word, start)
    cut = without(_RU_ADJECTIVE, word, start)
    if cut != word:
        return without(_RU_PARTICIPLE, cut, start)
    cut = without(_RU_VERB, word, start)
    return cut if cut != word else without(_RU_NOUN, word, start)


_SK_CASE = re.compile(
    r"(?:encami|atami|iami|ami|ymi|imi|atam|ovia|ovi|ach|iach|och|ych|ich|eho|ieho|emu|iemu|om|iam|am|em|im|ym|ou|iou|(?<=[kmnrtlc])mi|ii|"
    r"ov|ev|ej|ia|ie|iu|a|e|i|o|u|y)$"
)
_SK_VERB = re.compile(
    r"(?:ovali|ovala|ovalo|oval|ovat|ujeme|ujete|ujem|ujes|ujte|ujuc|uje|uju|ajte|ajme|eli|ela|elo|ali|ala|alo|ili|"
    r"ila|ilo|at|it|ut|iet|ame|ate|aju|ime|ite|ia|eme|ete|am|im|em|al|il|(?<!t)el)$"
)
_SK_NOUN_OF_VERB = re.compile(r"(?:ovani|ani|eni|ovan|an|en)$")
_SK_LOST = re.compile(r"(?<=[a-z]{2}[bcdfghjklmnprstvz])(?:ie|[oe])(?=[kc]$)")
_SK_MANY = re.compile(r"(?<=[a-z]{3})ie(?=[bnvrl]$)")
_SK_SHORT = re.compile(r"ie(?=[bnrlv]$)")


def slovak(word: str) -> str:
    """The stem of a Slovak word."""
    stem = without(_SK_VERB, word, 3)
    if stem == word:
        stem = without(_SK_CASE, word, 3)
    if len(stem) > 5:
        stem = without(_SK_NOUN_OF_VERB, stem, 4)
    stem = _SK_LOST.sub("", stem)
    return _SK_SHORT.sub("e", _SK_MANY.sub("", stem))


_FIL_LINKER = re.compile(r"(?<=[aeiou])ng$")
_FIL_BEFORE = re.compile(
    r"^(?:ipinagpa|ipinag|ipinang|ipinaki|ikina|nakapagpa|makapagpa|nakapag|makapag|ini|magpapa|nagpapa|pagpapa|magpa|nagpa|"
    r"pagpa|pinagpa|pinag|pinaki|ipagpa|ipag|naipa|maipa|maka|naka|napaka|pinaka|paki|(?:mag|nag|pag|tag)(?![aeiou])|mang|nang|pang|"
    r"ipina|ipa|ipi|mai|nai|ika|ka|na|ma|pina|pa)(?=[^\W_]{4})"
)
_FIL_OBJECT = re.compile(r"^i(?=[bdghklmnpstwy][aeiou][^\W_]{2})")
_FIL_INFIX = re.compile(r"^([bdghklmnprstwy])(?:in|um)(?=[aeiou][^\W_]{2})")
_FIL_FIRST = re.compile(r"^(?:in|um)(?=[aeiou][^\W_]{3})")
_FIL_TWICE = re.compile(r"^(?:([bdghklmnpstwy]?[aeiou])(?=\1)|([bdgkpst])([aeiou])(?=\2[rlwy]\3))")
_FIL_SUNK = re.compile(r"u(?=[^aeiou]?$)")
"""The last vowel sinks where no suffix follows: tapusin, tapos."""
_FIL_SOFT = re.compile(r"^d([aeiou])r\1")
_FIL_AFTER = re.compile(r"(?<=[^\W_]{3})(?:nan|nin|han|hin|an|in)$")


def filipino(word: str) -> str:
    """The stem of a Filipino word: without affixes, infix, repeated syllable and linker."""
    stem = _FIL_FIRST.sub("", _FIL_BEFORE.sub("", word))
    if stem == word:
        stem = _FIL_OBJECT.sub("", word)
    stem = _FIL_TWICE.sub("", _FIL_INFIX.sub(r"\1", stem))
    stem = _FIL_SOFT.sub(r"d\1", stem)
    if len(stem) > 4:
        stem = _FIL_AFTER.sub("", stem)
    if len(stem) > 5:
        stem = _FIL_LINKER.sub("", stem)
    if stem[-1:] == "r":
        stem = stem[:-1] + "d"
    if len(stem) > 3 and stem[-1] in "aeiou":
        return stem[:-1]
    return _FIL_SUNK.sub("o", stem)


STEMMERS: dict[str, Callable[[str], str]] = {"en": english, "ru": russian, "sk": slovak, "fil": filipino}
