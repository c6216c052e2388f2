"""Which charset bytes without a usable label are in (H18): UTF-8 if they are that, else the most plausible."""

import re

_COMMON = {
    "cp1251": "оеаинтсрвлкмдпуяыьгзбчйхжшюцщэфъё",
    "koi8-r": "оеаинтсрвлкмдпуяыьгзбчйхжшюцщэфъё",
    "cp866": "оеаинтсрвлкмдпуяыьгзбчйхжшюцщэфъё",
    "cp1250": "áéíóúýčďľĺňôřŕšťžěůäőűąćęłńśźżâăîţş„“–",
    "cp1252": "äöüßéèêàâçñáíóúôîûæøåëïãõœ€’‘“”–—…«»©®°§·",
}
_WORDISH = re.compile(r"[^\W\d_]")
_KANA = re.compile("[\u3041-\u30ff]")
_HIGH = re.compile(rb"[\x80-\xff]+")
_MIXED = re.compile(rb"(?<=[A-Za-z])[\x80-\xff]+|[\x80-\xff]+(?=[A-Za-z])")
_SAMPLE = 4096


def guess(data: bytes) -> str:
    """The text of ``data`` in the charset that makes it look most like writing; never fails."""
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError as e:
        # A text cut inside its last character, or one with a few bad bytes in much good UTF-8, is still UTF-8.
        if e.start >= len(data) - 3 and not data[: e.start].isascii():
            return data.decode("utf-8", "replace")
    loose = data.decode("utf-8", "replace")
    high = sum(1 for c in loose[:_SAMPLE] if c > "\x7f")
    if high and loose[:_SAMPLE].count("\ufffd") * 4 < high:
        return loose
    name = _best(data[:_SAMPLE])
    return data.decode(name, "replace")


def guess_name(data: bytes) -> str:
    """The charset of bytes that are no UTF-8, looked at where they leave ASCII."""
    first = next((at for at, byte in enumerate(data) if byte > 0x7F), 0)
    sample = data[max(0, first - 200) : first + _SAMPLE]
    if len(_MIXED.findall(sample)) * 2 > len(_HIGH.findall(sample)):  # "Mal\xe1": no Cyrillic word has Latin letters
        latin = ("cp1250", "cp1252")
        return max(latin, key=lambda name: _plausible(sample.decode(name, "replace"), _COMMON[name]))
    return _best(sample)


def _best(sample: bytes) -> str:
    asian = _asian(sample)
    scores = {name: _plausible(sample.decode(name, "replace"), common) for name, common in _COMMON.items()}
    name = max(scores, key=lambda n: scores[n])
    if asian and scores[name] < 0.9:
        return asian
    return name if scores[name] > 0.2 else "cp1252"


def _plausible(text: str, common: str) -> float:
    """Share of the characters beyond ASCII that are letters usual in the charset's languages, in usual case."""
    high = [(a, b) for a, b in zip(" " + text, text, strict=False) if b > "\x7f"]
    good = 0.0
    for before, c in high:
        if c in common:
            good += 1.0 + (0.2 if c in common[:10] else 0.0)
        elif c.lower() in common and not (_WORDISH.match(before) and before.islower()):
            good += 0.7
        elif c == "\xa0":
            good += 0.3
    return good / len(high) if high else 0.0


def _asian(sample: bytes) -> str:
    """A multibyte charset that the sample fits: kana tell Japanese, level-one characters Chinese, Hangul Korean."""
    even = sample[:-1] if len(sample) == _SAMPLE else sample
    found = ""
    best = 0.55
    for name in ("cp932", "euc_jp", "gb18030", "cp949", "cp950", "iso2022_jp_ext"):
        try:
            text = even.decode(name)
        except UnicodeDecodeError:
            continue
        score = _asian_score(name, text)
        if score > best:
            found, best = name, score
    return found


def _asian_score(name: str, text: str) -> float:
    high = [c for c in text if c > "\x7f"]
    if not high:
        return 0.0
    if name in ("cp932", "euc_jp", "iso2022_jp_ext"):
        full_width = sum(
            1 for c in high if "\u3000" <= c <= "\u30ff" or "\u4e00" <= c <= "\u9fff" or "\uff01" <= c <= "\uff5e"
        )
        return full_width / len(high) * (1.0 if _KANA.search(text) else 0.6)
    if name == "cp949":
        return sum(1 for c in high if "\uac00" <= c <= "\ud7a3" and _simple_hangul(c)) / len(high) * 0.95
    if name == "gb18030":
        return sum(1 for c in high if _level_one(c)) / len(high) * 0.9
    return sum(1 for c in high if "\u4e00" <= c <= "\u9fff" or "\u3000" <= c <= "\u303f") / len(high) * 0.7


def _simple_hangul(c: str) -> bool:
    try:
        return len(c.encode("euc_kr")) == 2
    except UnicodeEncodeError:
        return False


def _level_one(c: str) -> bool:
    """Whether GB2312 lists the character among the 3755 usual ones, or as punctuation."""
    try:
        code = c.encode("gb2312")
    except UnicodeEncodeError:
        return False
    return 0xB0 <= code[0] <= 0xD7 or code[0] in (0xA1, 0xA3)
