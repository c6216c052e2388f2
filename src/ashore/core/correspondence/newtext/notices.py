"""What machines and lawyers add: disclaimers, banners over a mail from outside, footers of newsletters and lists."""

import re
from collections.abc import Iterator

from ashore.core.correspondence.newtext.parts import SegmentKind
from ashore.core.correspondence.newtext.patterns import RULE

_I = re.IGNORECASE
_FOOTER_WORDS = (
    *("mailing list", "mailman", "/listinfo", "unsubscribe", "googlegroups.com", "yahoogroups", "listserv"),
    *(
        "list archive",
        "mail list",
        "subscribed to",
        "majordomo",
        "_______________",
        "opt-out",
        "opt out",
        "preferences",
    ),
    *("рассылк", "отписа", "подписан", "отказаться от", "відписат"),
    *("poštový zoznam", "poštového zoznam", "poštovom zozname", "odhlásiť", "odhlásenie", "odhlásit", "konferenci"),
    *("mailing liste", "tumigil sa pagtanggap", "wypisz"),
)
_OPENINGS = frozenset(
    (
        *(
            "conf",
            "disc",
            "lega",
            "priv",
            "this",
            "the ",
            "info",
            "plea",
            "if y",
            "viru",
            "caut",
            "warn",
            "exte",
            "you ",
        ),
        *(
            "some",
            "to u",
            "to s",
            "to o",
            "clic",
            "unsu",
            "opt-",
            "opt ",
            "stop",
            "don'",
            "don’",
            "mana",
            "upda",
            "you'",
        ),
        *(
            "you’",
            "без ",
            "вним",
            "внеш",
            "осто",
            "вы р",
            "вы н",
            "вы п",
            "вы м",
            "преж",
            "пере",
            "это ",
            "данн",
            "наст",
        ),
        *(
            "увед",
            "конф",
            "инфо",
            "чтоб",
            "можн",
            "отпи",
            "отка",
            "если",
            "ви о",
            "відп",
            "bez ",
            "neob",
            "pozo",
            "upoz",
        ),
        *(
            "z ad",
            "od ",
            "zváž",
            "mysl",
            "táto",
            "tent",
            "dôve",
            "túto",
            "emai",
            "e-ma",
            "pre ",
            "odhl",
            "ak s",
            "ak u",
        ),
        *(
            "ak n",
            "z od",
            "wala",
            "baba",
            "mag-",
            "paal",
            "hind",
            "bago",
            "ang ",
            "nata",
            "tang",
            "para",
            "upan",
            "kung",
        ),
        *("dies", "ce m", "ce c", "otrz", "wypi", "пожа", "поду", "поза", "paun", "paki", "isip"),
    )
)
"""The first letters of what the two patterns below know; to try the patterns on each paragraph takes longer."""

_UNSUBSCRIBE = re.compile(
    r"[\s*_>-]{0,4}(?:(?:to |click here to |you can |you may )?(?:unsubscribe|opt[- ]out|stop receiving)|"
    r"you(?:['’]re| are| have)? (?:receiving|received|getting) this|you(?:['’]re| are) (?:on|subscribed)|"
    r"if you (?:no longer|do not|don['’]t) (?:wish|want) to (?:receive|get)|don['’]t want (?:to receive )?these|"
    r"(?:manage|update) your (?:e-?mail )?(?:preferences|subscription)|"
    r"вы (?:получ(?:или|аете)|подписаны)|(?:чтобы |можно |вы можете )?отписаться|отказаться от (?:рассылки|подписки)|"
    r"это письмо (?:отправлено|пришло) [^\n]{0,60}(?:подпис|рассылк)|"
    r"если вы (?:больше )?не (?:хотите|желаете) получать|"
    r"(?:tento|túto) (?:e-?mail|správu|newsletter) (?:ste dostali|dostávate|vám (?:bol|bola|posielame))|"
    r"(?:tento )?e-?mail (?:ste dostali|dostávate)|(?:pre )?odhl(?:ásiť|ásenie)|ak (?:si )?(?:už )?ne(?:želáte|chcete)|"
    r"z odberu [^\n]{0,40}odhlásiť|"
    r"(?:na)?tanggap (?:mo|ninyo) ang|natatanggap (?:mo|ninyo) ang|(?:para |upang )?mag-?unsubscribe|"
    r"kung ayaw (?:mo|ninyo|na ninyo|mo na)|"
    r"tento e-?mail jste obdrželi|odhlásit|otrzymujesz tę wiadomość|wypisz się|ви отримали цей лист|відписатися)",
    _I,
)
"""How the footer of a newsletter begins that stands under no rule."""
_DISCLAIMER = re.compile(
    r"[\s*_>-]{0,4}(?:confidential(?:ity)?[ :]|disclaimer|legal (?:notice|"
    r"disclaimer)|privileged|"
    r"(?:this|the) (?:e-?mail|message|communication|transmission|"
    r"electronic mail)[^\n]{0,160}(?:confidential|privileged|intended (?:only|solely|for the|exclusively))|"
    r"(?:the )?information (?:contained |transmitted )?in this (?:e-?mail|message)|please consider the environment|"
    r"if you (?:are not the intended|have received this (?:e-?mail|message) in error)|"
    r"virus[- ]free|без вирусов|bez vírusov|neobsahuje vírusy|walang virus|"
    r"(?:caution|warning|external(?: e-?mail)?|\[external\])\W{1,4}[^\n]{0,60}(?:e-?mail|message|sender)[^\n]{0,60}"
    r"(?:outside|external|originat)|"
    r"(?:внимание|внешнее письмо|осторожно)\W{1,4}[^\n]{0,80}(?:внешнего отправителя|вне организации|"
    r"за пределами (?:организации|компании))|"
    r"(?:pozor|upozornenie|externý e-?mail)\W{1,4}[^\n]{0,80}mimo (?:našej |vašej )?(?:organizác|spoločnost|firm)|"
    r"(?:babala|mag-ingat|paalala)\W{1,4}[^\n]{0,80}labas ng (?:organisasyon|kumpanya)|"
    r"you don['’]t often get e-?mail from|some people who received this message don['’]t often|"
    r"вы (?:редко|нечасто) получаете (?:сообщения|письма|электронн)|(?:z adresy|od) [^\n]{3,80} (?:často )?nedostávate|"
    r"hindi (?:ka|kayo) madalas (?:na )?nakakatanggap|"
    r"(?:прежде чем|перед тем как) (?:рас)?печат\w{2,5} (?:это|данное) (?:письмо|сообщение)|"
    r"(?:пожалуйста, )?(?:подумайте|позаботьтесь) об? [^\n]{0,40}(?:окружающ|природе|экологии)|"
    r"(?:paki)?isip(?:in)?(?: po)? (?:muna )?ang kalikasan|"
    r"(?:zvážte|myslite)[^\n]{0,40}(?:vytlač|prostred)|bago (?:mo )?i-?print ang (?:email|mensahe)|"
    r"this (?:e-?mail|message) (?:has been|was) (?:checked|scanned)|"
    r"(?:это|данное|настоящее) (?:электронное )?(?:сообщение|письмо)[^\n]{0,160}(?:конфиденциальн|предназначен)|"
    r"(?:уведомление о )?конфиденциальност[ьи]|информация, содержащаяся в|внимание[:!] [^\n]{0,80}конфиденциальн|"
    r"(?:táto|tento) (?:e-?mailová |elektronická )?(?:správa|e-?mail)[^\n]{0,160}(?:dôvern|určen)|dôvernosť správy|"
    r"informácie (?:obsiahnuté |uvedené )?v (?:tejto (?:e-?mailovej )?správe|tomto e-?maile)|"
    r"upozornenie:[^\n]{0,120}(?:dôvern|určen)|neobsahuje (?:žiadne )?vírusy|myslite na životné prostredie|"
    r"ang (?:e-?mail|mensahe|liham)(?:ng| na) ito[^\n]{0,160}(?:kumpidensyal|kompidensiyal|para lamang)|"
    r"paunawa:[^\n]{0,120}(?:kumpidensyal|kompidensiyal|para lamang)|"
    r"ang impormasyong? (?:na )?(?:nakapaloob |nilalaman )?sa (?:e-?mail|mensahe|liham)(?:ng| na) ito|"
    r"diese e-?mail[^\n]{0,120}vertraulich|ce (?:message|courriel)[^\n]{0,120}confidentiel)",
    _I,
)
_FOOTER_LINES = 12
_NOTICE_LINES = 40
_BANNER_LINES = 6
_RULED = frozenset("_-=*─━—–")


def mark_banner(bare: list[str], kinds: list[SegmentKind]) -> None:
    """Mark the paragraphs at the top that warn of a mail from outside."""
    at = 0
    while True:
        while at < len(bare) and not bare[at]:
            at += 1
        if at >= len(bare) or kinds[at] != "new" or not _opens(bare[at]) or not _DISCLAIMER.match(bare[at]):
            return
        end = at
        while end < len(bare) and bare[end]:
            end += 1
        if end - at > _BANNER_LINES or end == len(bare) or _asks(bare, at, end):
            return
        kinds[at:end] = ["disclaimer"] * (end - at)
        at = end


def mark_footer(bare: list[str], kinds: list[SegmentKind]) -> None:
    """A list's footer: a rule or "-- ", then a few lines that speak of the list, to the end of the message."""
    end = len(bare)
    while end and not bare[end - 1]:
        end -= 1
    for at in range(end - 1, max(-1, end - _FOOTER_LINES), -1):
        line = bare[at].lstrip("> ")
        if line[:1] in _RULED and (RULE.match(line) or line in ("--", "---")) and _speaks_of_a_list(bare, at + 1, end):
            depth_line = bare[at]
            if depth_line[:1] in ">|":
                return
            kinds[at:] = ["footer"] * (len(bare) - at)
            _mark_footer_above(bare, kinds, at)
            return


def _mark_footer_above(bare: list[str], kinds: list[SegmentKind], at: int) -> None:
    """Lists behind lists add one footer under the other."""
    while at and not bare[at - 1]:
        at -= 1
    for above in range(at - 1, max(-1, at - 6), -1):
        if RULE.match(bare[above]) and _speaks_of_a_list(bare, above + 1, at):
            kinds[above:at] = ["footer"] * (at - above)
            return


def mark_notice(bare: list[str], kinds: list[SegmentKind], start: int, end: int) -> int:
    """Mark the disclaimer or the footer at the end of a stretch, and give the line where it begins."""
    for at in _paragraphs(bare, start, end):
        if not _opens(bare[at]):
            continue
        if _DISCLAIMER.match(bare[at]):
            if not _asks(bare, at, end):
                kinds[at:end] = ["disclaimer"] * (end - at)
                return at
        elif end - at <= _FOOTER_LINES and _UNSUBSCRIBE.match(bare[at]) and _is_footer(bare, at, end):
            kinds[at:end] = ["footer"] * (end - at)
            return at
    return end


def _paragraphs(bare: list[str], start: int, end: int) -> Iterator[int]:
    """The first lines of the last paragraphs."""
    for at in range(max(start + 1, end - _NOTICE_LINES), end):
        if bare[at] and not bare[at - 1]:
            yield at


def _is_footer(bare: list[str], at: int, end: int) -> bool:
    return _speaks_of_a_list(bare, at, end) and not _asks(bare, at, end)


def _opens(line: str) -> bool:
    return line.lstrip("*_>-[ ")[:4].casefold() in _OPENINGS


def _speaks_of_a_list(bare: list[str], start: int, end: int) -> bool:
    text = "\n".join(bare[start:end]).casefold()
    return any(word in text for word in _FOOTER_WORDS)


def _asks(bare: list[str], at: int, end: int) -> bool:
    """True where a question stands: lawyers' footers ask nothing."""
    return any(line.endswith("?") or "? " in line for line in bare[at:end])
