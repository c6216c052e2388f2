"""Bytes to text whatever the label says: aliases, lies, unknown names; never a codec that is no charset (H19, H20)."""

import codecs
import re
from functools import lru_cache

from ashore.mail.guessing import guess

_ALIASES = {
    "utf-8mb4": "utf-8", "utf8mb4": "utf-8", "utf8mb3": "utf-8", "unicode": "utf-8", "unicode-1-1-utf-8": "utf-8",
    "utf-8-strict": "utf-8", "utf-8n": "utf-8", "cp65001": "utf-8", "cesu-8": "utf-8", "x-utf-8": "utf-8",
    "unicode-1-1-utf-7": "utf-7", "x-unicode-2-0-utf-7": "utf-7",
    "ascii": "ascii", "us-ascii": "ascii", "ansi_x3.4-1968": "ascii", "iso646-us": "ascii",
    "iso-8859-1": "cp1252", "iso8859-1": "cp1252", "latin1": "cp1252", "latin-1": "cp1252", "l1": "cp1252",
    "iso_8859-1": "cp1252", "8859-1": "cp1252", "iso-8859-1-windows-3.1-latin-1": "cp1252", "ansi": "cp1252",
    "windows-1252http-equivcontent-type": "cp1252", "iso-8859-9": "cp1254", "latin5": "cp1254",
    "iso-8859-8-i": "iso8859-8", "iso-8859-8-e": "iso8859-8", "iso-8859-6-i": "iso8859-6", "iso-8859-6-e": "iso8859-6",
    "gb2312": "gb18030", "gbk": "gb18030", "gb_2312-80": "gb18030", "x-gbk": "gb18030", "cp936": "gb18030",
    "euc-cn": "gb18030", "chinesesimplified": "gb18030", "hz-gb-2312": "hz", "x-euc-tw": "big5",
    "x-sjis": "cp932", "shift_jis": "cp932", "shift-jis": "cp932", "sjis": "cp932", "ms_kanji": "cp932",
    "windows-31j": "cp932", "x-ms-cp932": "cp932", "cp-932": "cp932", "x-euc-jp": "euc_jp", "x-euc": "euc_jp",
    "iso-2022-jp-ms": "iso2022_jp_ext", "cp50220": "iso2022_jp_ext", "iso-2022-jp": "iso2022_jp_ext",
    "ks_c_5601-1987": "cp949", "ks_c_5601": "cp949", "ksc5601": "cp949", "ks_c_5601-1989": "cp949", "euc-kr": "cp949",
    "korean": "cp949", "x-windows-949": "cp949", "big5": "cp950", "x-big5": "cp950", "big5-hkscs": "big5hkscs",
    "koi8r": "koi8-r", "koi-8-r": "koi8-r", "koi8": "koi8-r", "x-koi8-r": "koi8-r", "koi8-ru": "koi8-u",
    "x-cp1251": "cp1251", "win-1251": "cp1251", "windows1251": "cp1251", "windows-cp1251": "cp1251", "win1251": "cp1251",  # noqa: E501
    "x-mac-roman": "mac_roman", "macintosh": "mac_roman", "mac": "mac_roman", "x-mac-cyrillic": "mac_cyrillic",
    "x-mac-ce": "mac_latin2", "tis-620": "cp874", "iso-8859-11": "cp874", "windows-874": "cp874",
    "cp-850": "cp850", "ibm-850": "cp850", "x-cp1250": "cp1250", "win-1250": "cp1250", "viscii": "cp1258",
}  # fmt: skip
_NO_CHARSET = frozenset(
    {"idna", "punycode", "unicode_escape", "raw_unicode_escape", "undefined", "mbcs", "oem", "charmap"}
)
_ESCAPES_IN_ASCII = frozenset({"utf-7", "hz", "utf-16", "utf-16-be", "utf-16-le", "utf-32", "utf-32-be", "utf-32-le"})
_NO_MARKS = frozenset({"", "ascii", "utf-8", "cp1252"})
_MARKS = (b"\xff\xfe", b"\xfe\xff")
_ESCAPE = re.compile(rb"(\x1b(?:\$[@B]|\$\([DOPQ]|\([BJI]))")
_NAME = re.compile(r"[a-z0-9][a-z0-9_.:+()-]{0,63}")
_UNFIT = re.compile("[\0\ud800-\udfff]")


@lru_cache(maxsize=1024)
def codec(label: str) -> str:
    """Python's name for a charset label as written in mail; empty where it names no charset."""
    name = label.strip(" \t\r\n'\"").lower().partition("*")[0].replace(" ", "")
    if name in _ALIASES:
        return _ALIASES[name]
    if not _NAME.fullmatch(name):
        return ""
    for form in (
        name,
        name.removeprefix("charset=").removeprefix("x-"),
        re.sub(r"^(?:cs|windows|win|cp|ibm|dos)[-_]?(\d{3,4})$", r"cp\1", name),
    ):
        found = _ALIASES.get(form) or _text_codec(form)
        if found:
            return found
    return ""


def _text_codec(name: str) -> str:
    try:
        info = codecs.lookup(name)
    except (LookupError, ValueError, UnicodeError):
        return ""
    if not getattr(info, "_is_text_encoding", False) or info.name.replace("-", "_") in _NO_CHARSET:
        return ""
    return info.name


def decode(data: bytes, label: str = "") -> tuple[str, bool]:
    """The text of ``data`` and whether the label fitted.

    ``label``: the charset as declared, may be empty, wrong or nonsense. The text holds neither NUL nor lone
    surrogates (both become U+FFFD), so that it can be stored anywhere (H27, H28).
    """
    name = codec(label) if label else "ascii"
    if name in _NO_MARKS and data[:2] in _MARKS:
        name = "utf-16"
    elif name == "utf-16" and data[:2] not in _MARKS:
        name = _endian(data[:2000])
    elif name in _NO_MARKS and b"\x1b$" in data:
        return _escaped(data)
    if data.isascii() and name not in _ESCAPES_IN_ASCII and not name.startswith("iso2022"):
        text, fitted = data.decode("ascii"), bool(name)
        return (text.replace("\0", "\ufffd") if "\0" in text else text), fitted
    text, fitted = _decode_8bit(data, name)
    return _storable(text), fitted


def _storable(text: str) -> str:
    """A text without NUL and lone surrogates; to encode it is ten times as quick as to search it for them."""
    try:
        text.encode("utf-8")
    except UnicodeEncodeError:
        return _UNFIT.sub("\ufffd", text)
    return text.replace("\0", "\ufffd")


def _endian(sample: bytes) -> str:
    """UTF-16 without its mark: the byte of each pair that is small is the high one in most writing."""
    first, second = (sum(byte < 0x06 for byte in sample[place::2]) for place in (0, 1))
    return "utf-16-be" if first > second else "utf-16-le"


def _escaped(data: bytes) -> tuple[str, bool]:
    """Japanese or Korean in seven bits whose label is wrong or missing: its escapes tell it."""
    name = "iso2022_kr" if b"\x1b$)C" in data else "iso2022_jp_ext"
    text, _ = _decode_8bit(data, name)
    return _storable(text), False


def _japanese(data: bytes) -> str:
    """ISO-2022-JP as mailers of Windows write it, with the characters of NEC's row 13 (①, ㈱) and half-width kana."""
    out: list[str] = []
    escape = b"\x1b(B"
    for piece in _ESCAPE.split(data):
        if _ESCAPE.fullmatch(piece):
            escape = piece
        elif escape in (b"\x1b$@", b"\x1b$B"):
            out.append(bytes(b | 0x80 if b > 0x20 else b for b in piece).decode("euc_jis_2004", "replace"))
        elif escape == b"\x1b(I":
            out.append(bytes(b | 0x80 if b > 0x20 else b for b in piece).decode("cp932", "replace"))
        else:
            out.append(piece.decode("ascii", "replace"))
    return "".join(out)


def _decode_8bit(data: bytes, name: str) -> tuple[str, bool]:
    if name and name != "ascii":
        try:
            return data.decode(name), True
        except (UnicodeError, ValueError, LookupError):
            pass
        return _nearly(data, name)
    return guess(data), not name and False


def _nearly(data: bytes, name: str) -> tuple[str, bool]:
    """A text that breaks its charset: another one if it fits perfectly, else its own with the broken bytes marked."""
    if name.startswith("iso2022_jp"):
        text = _japanese(data)
        return text, "\ufffd" not in text
    try:
        return data.decode("utf-8"), False
    except UnicodeDecodeError:
        pass
    try:
        text = data.decode(name, "replace")
    except (UnicodeError, ValueError, LookupError):
        return guess(data), False
    if text.count("\ufffd") * 20 > len(text):
        return guess(data), False
    return text, False
