"""Sums of money in a text: a number with a currency, or one without where the words around it say that it is money."""

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from decimal import Decimal
from functools import cache

from ashore.core.kernel import Span
from ashore.core.language.facts import Price
from ashore.core.language.recognising import LONGEST

_CURRENCIES = {
    "EUR": "€ eur euro euros eura eurá eúr евро euró eurový eurách",
    "USD": "$ us$ usd dollar dollars dolár doláre dolárov dolare dolarov доллар доллара долларов dolyar",
    "GBP": "£ gbp pound pounds libra libier libry",
    "RUB": "₽ rub руб р рубль рубля рублей рублях рублями rubľov",
    "PHP": "₱ php peso pesos piso",
    "CZK": "kč czk korún koruny korun kc",
    "UAH": "₴ uah грн гривен гривны гривень",
    "KZT": "₸ kzt тенге",
    "PLN": "zł pln zlotých zloty злотых",
    "CHF": "chf франков frankov",
    "HUF": "huf forintov",
    "BYN": "byn",
    "JPY": "¥ jpy",
    "CAD": "cad c$",
    "AUD": "aud a$",
    "SGD": "sgd s$",
    "HKD": "hkd hk$",
}
_THOUSAND, _MILLION = 1_000, 1_000_000
_UNITS = {
    **dict.fromkeys(("k", "к", "тыс", "тысяч", "тысячи", "тысяча", "т", "tis", "tisíc", "tisic"), _THOUSAND),
    **dict.fromkeys(("thousand", "libo", "libong", "grand"), _THOUSAND),
    **dict.fromkeys(("m", "mio", "mil", "mln", "млн", "million", "миллион", "миллиона", "миллионов"), _MILLION),
    **dict.fromkeys(("milión", "milióna", "milióny", "miliónov", "milyon", "milyong"), _MILLION),
}
_BARE = frozenset(("k", "к", "тыс", "тысяч", "тысячи", "tis", "tisíc", "libo"))
"""Units that may speak of money without a currency."""
_OF_CODE = {name: code for code, names in _CURRENCIES.items() for name in names.split()}
_GAP = "[ \u00a0\u202f\u2009]"
_DASH = "[-\u2010\u2011\u2013\u2014]"
_NUMBER = (
    rf"\d{{1,3}}(?:(?:{_GAP}|[.,'’])\d{{3}}(?!\d)){{1,4}}(?:[.,]\d{{1,2}}(?!\d))?|\d{{1,9}}(?:[.,]\d{{1,3}}(?!\d))?"
)
_START = re.compile(r"(?<![\d.,:/#№])\d")
_FEW_DIGITS = 3
_FAR = 80
_REACH = 5
"""Code points before a number in which its currency may stand."""
_FOR_BARE = re.compile(
    r"(?:\b(?:for|at|around|about|roughly|za|за|около|asi|okolo|cca|mga|nasa)|[~≈=])\W{0,2}$", re.IGNORECASE
)
_MONEY = re.compile(
    r"\b(?:price|cost|budget|fee|quote|pay|paid|rate|charge|invoice|deposit|worth|amount|sum|total|salary|discount|"
    r"цен|сто[ий]|бюджет|оплат|плат|сумм|аванс|смет|скидк|выстав|обойд|вый[дт]|"
    r"cen[aueyo]|stoj|rozpoč|rozpoc|plat|zálo|zalo|faktúr|faktur|zľav|zlav|vyjde|"
    r"presyo|bayad|singil|magkano|halaga|gastos|downpayment|kontrata)",
    re.IGNORECASE,
)
_BEHIND_BARE = re.compile(
    r"\W*(?:$|[\n.!?;,)]|(?:lang|po|na|for|per|a|an|each|total|all|in|net|gross|upfront|monthly|plus|or|and|is|max|"
    r"за|в|на|и|или|плюс|без|с|всего|итого|максимум|za|alebo|bez|s|mesačne|spolu|ang|kada|ako|to)\b)",
    re.IGNORECASE,
)
_STATES = re.compile(
    r"\b(?:price|costs?|fee|quote|charge|budget|стоит|стоимость|цена|ценник|обойд[её]тся|выйдет|бюджет|ставка|"
    r"cena|cenu|stojí|stoji|stáť|stat|vyjde|rozpočet|rozpocet|presyo|bayad|halaga|singil|budget)\b[^\d\n.!?;]{0,30}$",
    re.IGNORECASE,
)
"""Right before a number these state a price."""
_A_PERIOD = re.compile(
    r"(?:\s?/\s?|\s(?:(?:per|a|every|each|в|за|za|na|kada|isang|sa)\s))(?:hour|day|week|month|year|piece|page|seat|user|mo|"
    r"час|день|неделю|месяц|год|штук|страниц|выезд|hodin|hod|deň|den|týždeň|mesiac|rok|kus|stran|ks|"
    r"oras|araw|linggo|buwan|taon|piraso|pahina)|\s(?:monthly|yearly|mesačne|mesacne|ročne|rocne|ежемесячно)\b",
    re.IGNORECASE,
)
_YEARS = range(1900, 2100)
_PAID_BEHIND = re.compile(r"\s(?:lang|po|na|for|per|monthly|upfront|all-in|за|za|mesačne|ang)\b", re.IGNORECASE)


def prices_in(text: str, language: str, sentences: Sequence[Span]) -> tuple[Price, ...]:
    """The prices of a text in order. ``sentences``: those whose prices count, in order. Shares and times are none."""
    found: list[Price] = []
    starts = [span.start for span in sentences]
    passed = 0
    for digit in _START.finditer(text):
        start = digit.start()
        number = bisect_right(starts, start) - 1
        if start < passed or number < 0 or start >= min((sentence := sentences[number]).end, starts[number] + LONGEST):
            continue
        prices = [Price(span, sentence, amount, code) for span, amount, code in _at(text, start, language, sentence)]
        if prices:
            found += prices
            passed = prices[-1].span.end
    return tuple(found)


def _at(text: str, start: int, language: str, sentence: Span) -> Iterator[tuple[Span, Decimal, str]]:
    """The price, or both ends of the range, that begins with the number at ``start``: place, amount, currency."""
    before = _before().search(text, max(start - _REACH, sentence.start), start)
    found = _amount().match(text, start, sentence.end)
    if found is None or (before is None and start and (text[start - 1].isalnum() or text[start - 1] == "_")):
        return
    if before and before[1] == "P" and (language != "fil" or len(found["number"]) < _FEW_DIGITS):
        before = None
    name = found["behind"] or (before[1] if before else "")
    code = _OF_CODE.get(name.lower(), "PHP" if name == "P" else "")
    unit = (found["last"] if found["upto"] else found["unit"]) or ""
    if not code and not _is_money(text, start, found, unit, sentence):
        return
    first = before.start() if before else start
    if found["upto"] is None:
        yield Span(first, found.end()), _value(found["number"], unit), code
        return
    low = found["unit"] or unit
    yield Span(first, found.end("unit" if found["unit"] else "number")), _value(found["number"], low), code
    yield Span(found.start("sign" if found["sign"] else "upto"), found.end()), _value(found["upto"], unit), code


@cache
def _before() -> re.Pattern[str]:
    """A sign or code right before a number."""
    signs = "|".join(sorted((re.escape(name) for name in _OF_CODE if not name.isalpha()), key=len, reverse=True))
    return re.compile(rf"(?<![^\W\d_])((?i:{signs}|{'|'.join(_CURRENCIES)})|P(?=$)){_GAP}?$")


@cache
def _amount() -> re.Pattern[str]:
    """A number or range with its unit and the currency behind it."""
    names = "|".join(
        re.escape(name) + (r"(?![^\W_])" if name[-1].isalpha() else "")
        for name in sorted(_OF_CODE, key=len, reverse=True)
    )
    units = "|".join(sorted(map(re.escape, _UNITS), key=len, reverse=True))
    unit = rf"(?:{_GAP}?(?P<%s>{units})(?![^\W_]))?"
    return re.compile(
        rf"(?P<number>{_NUMBER}){unit % 'unit'}"
        rf"(?:{_GAP}?{_DASH}{_GAP}?(?P<sign>[€$£₽₱])?(?P<upto>{_NUMBER}){unit % 'last'})?"
        rf"(?:,{_DASH}{{1,2}})?(?:(?(unit)\.?|(?(last)\.?)){_GAP}?(?P<behind>{names}))?",
        re.IGNORECASE,
    )


def _is_money(text: str, start: int, found: re.Match[str], unit: str, sentence: Span) -> bool:
    """Whether a number without a currency ("15k", "the price is 4800", "7 000 a month") is one of money."""
    end = found.end()
    if unit.lower() in _BARE:
        if _PAID_BEHIND.match(text, end) or sentence.end - sentence.start <= end - start + 2:
            return True
        if not _BEHIND_BARE.match(text, end):
            return False
        return bool(_FOR_BARE.search(text, max(sentence.start, start - 12), start)) or bool(
            _MONEY.search(text, max(sentence.start, start - _FAR), min(sentence.end, end + _FAR))
        )
    number = found["number"]
    if unit or found["upto"] or len(number) < _FEW_DIGITS:
        return False
    if _A_PERIOD.match(text, end):
        return True
    if not _BEHIND_BARE.match(text, end) or (number.isdigit() and int(number) in _YEARS):
        return False
    return bool(_STATES.search(text, max(sentence.start, start - _FAR), start))


def _value(written: str, unit: str) -> Decimal:
    """The amount: a mark before three digits parts thousands, any other the fraction."""
    digits = re.sub(rf"{_GAP}|['’]", "", written)
    marks = [mark for mark in digits if mark in ".,"]
    last = max(digits.rfind("."), digits.rfind(","))
    if len(set(marks)) == 1 and (len(marks) > 1 or (len(digits) - last - 1 == 3 and not unit and digits[0] != "0")):
        last = -1
    whole = (digits if last < 0 else digits[:last]).replace(".", "").replace(",", "")
    if not unit:
        return Decimal(whole if last < 0 else f"{whole}.{digits[last + 1 :]}")
    fraction = "" if last < 0 else digits[last + 1 :]
    amount = Decimal(f"{whole}.{fraction}") * _UNITS[unit.lower()]
    return amount.to_integral_value() if amount == amount.to_integral_value() else amount
