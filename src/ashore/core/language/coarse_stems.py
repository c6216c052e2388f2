"""Coarse stems, for meaning: by them phrases are written, and on them the linear model's weights are learnt.

They cut boldly, for a phrase has other words beside it that say what is meant; a stem is no dictionary form. Who finds
single words needs finer ones (``search.fine_stems``): of the words of our training sentences the two put only 93 of 100
English, 76 Slovak, 72 Russian and 62 Filipino ones among the same relatives. So neither can stand for the other: fine
stems part what topics need together (*ipapadala*, *padala*), and all weights would have to be learnt anew; coarse ones
find too much.
"""

import re
from collections.abc import Callable

from ashore.core.language.endings import without

_EN = re.compile(r"(?:'s|s'|ations?|ments?|ings?|ings|ied|ies|ers?|ed|es|ly|ion|ions|al|s|y|e)$")
_RU = re.compile(
    r"(?:(?:ировани|ени|ани|ств)(?:е|я|ю|ем|ям|ями|ях|и|й)|(?:ами|ями|иями|ием|иях|ого|его|ому|ему|ыми|ими|ающ\w*|ующ\w*|"
    r"авш\w*|ившись|увш\w*|ете|ите|йте|ешь|ишь|ишься|ться|тся|лась|лось|лись|ать|ять|ить|еть|уть|ала|ила|али|или|ело|ыл|ила|"
    r"ует|уют|уем|ишь|ает|ают|аем|яет|яют|яем|ем|им|ет|ит|ят|ут|ют|ат|ал|ил|ел|ять|"
    r"ая|яя|ое|ее|ые|ие|ый|ий|ой|ей|ую|юю|ым|их|ых|ом|ем|ам|ям|ах|ях|ов|ев|ия|ию|ии|ье|ья|ью|"
    r"а|я|о|е|ы|и|у|ю|ь|й))$"
)
_SK = re.compile(
    r"(?:ovanie|ovania|ovani|ovat|eniami|enia|enie|anim|enim|ami|emi|ymi|imi|och|ach|iach|eho|emu|ych|ich|"
    r"ujeme|ujem|uje|uju|ajte|ajme|ali|ili|iet|at|it|ut|am|ame|ate|aju|im|ime|ite|eju|ete|eme|al|il|ol|la|lo|"
    r"ej|om|ou|ov|ym|ia|iu|ie|a|e|i|o|u|y|t)$"
)
_FIL_BEFORE = re.compile(
    r"^(?:ipinag|ipinang|ipinaki|ikina|nakapag|makapag|magpa|nagpa|pinag|pinaki|naipa|maipa|maka|naka|napaka|"
    r"paki-?|pinaka|mag-?|nag-?|pag-?|ipa|ipi|mai|nai|ika|i-|na-|ma-|ka-)(?=[^\W_]{4})"
)
_FIL_BARE = re.compile(r"^(?:i|na|ma)(?=([bdghklmnpstwy][aeiou])\1)")
_FIL_INFIX = re.compile(r"^([bdghklmnprstwy])(?:in|um)(?=[aeiou][^\W_]{2})")
_FIL_TWICE = re.compile(r"^([bdghklmnpstwy]?[aeiou])-?(?=\1)")
_FIL_AFTER = re.compile(r"(?<=[^\W_]{4})(?:han|hin|ng|an|in)$")


def _english(word: str) -> str:
    stem = without(_EN, without(_EN, word, 4), 3)
    return stem[:-1] if len(stem) > 4 and stem[-1] == stem[-2] else stem


def _russian(word: str) -> str:
    return without(_RU, word, 3)


def _slovak(word: str) -> str:
    return without(_SK, word, 3)


def _filipino(word: str) -> str:
    stem = _FIL_BEFORE.sub("", word)
    if stem == word:
        stem = _FIL_BARE.sub("", word)
    stem = _FIL_TWICE.sub("", _FIL_INFIX.sub(r"\1", stem)) or stem
    stem = _FIL_AFTER.sub("", stem)
    return stem[:-1] + "d" if stem.endswith("r") else stem


_STEMMERS: dict[str, Callable[[str], str]] = {"ru": _russian, "sk": _slovak, "fil": _filipino}


def stemmer(language: str) -> Callable[[str], str]:
    """The coarse stemmer of a language: lower-case word -> stem. English where there is none."""
    return _STEMMERS.get(language, _english)
