"""What quote marks, header blocks, signatures and footers look like, program by program and language by language."""

import re

_I = re.IGNORECASE

QUOTE_MARKS = re.compile(r"[ \t]{0,3}(?:[>|][ \t]?){1,200}")

OWN_MARK = re.compile(r"[}|:%#&$~]{1,2}(?=\s|$)|[-=]{1,3}>|[^\W\d_]{1,4}>(?=\s|$)")
"""Marks of quotation that some programs and people use instead of ">"; they count under a dated attribution only."""

ELISION = re.compile(r"[\[<(]?\s?(?:\.{3,6}|…|snip(?:ped)?|cut|пропущено|skrátené|vystrihnuté)\s?[\]>)]?", _I)
"""A line that says that something was left out."""

DASHES = "-_=‐‑–—"

HEADER_KEYS = {
    key: name
    for name, keys in {
        "from": "from|от|от кого|od koho|отправитель|od|mula|mula kay|mula sa|galing kay|von|de|odesílatel|"
        "odosielateľ|da|expéditeur|від|від кого|відправник|feladó|nadawca|nagpadala|адресант",
        "sent": "sent|date|отправлено|дата|odoslané|odoslaná|dátum|ipinadala|petsa|gesendet|datum|envoyé|enviado|fecha|"
        "wysłano|data|odesláno|date d'envoi|ipinadala noong|sent at|когда|надіслано|відправлено|küldve|elküldve|dátum|"
        "küldés dátuma|sent on|дата отправки|время|doručené|prijaté|odoslané dňa|poslané|"
        "naipadala|отправленные|отправлен",
        "to": "to|кому|komu|para kay|para sa|kay|an|à|para|do|destinataire|получатель|príjemca|címzett|sa|adresát|"
        "tatanggap|получатели|pre|pre koho",
        "cc": "cc|копия|kópia|kopie|kopya|kopia|copie à|bcc|reply-to|ответить|копія|dw|másolatot kap|másolat|скрытая|"
        "when|where|importance|priority|attachments|важность|приоритет|вложения|dôležitosť|priorita|prílohy|organization|"
        "kahalagahan|mga kalakip|kalakip|mga attachment|wichtigkeit|anlagen|důležitost|přílohy|ważność|załączniki",
        "subject": "subject|тема|predmet|paksa|betreff|objet|asunto|temat|předmět|vec|věc|tárgy|тема письма",
    }.items()
    for key in keys.split("|")
}
"""Header names of forwarded and quoted mails, folded, in the languages of the programs that write them."""

_ORIGINAL = (
    r"original (?:e-?mail )?(?:message|appointment)|original (?:e-?mail|mail)|reply message|replied message|"
    r"(?:исходн|оригинальн|первоначальн)ое (?:сообщение|письмо)|исходная встреча|"
    r"pôvodn(?:á správa|ý (?:e-?mail|mail)|é plánovanie)|(?:orihinal|original)(?: na)? (?:mensahe|email)|"
    r"ursprüngliche (?:nachricht|e-?mail)|původní (?:zpráva|e-?mail|mail)|"
    r"message d['’]origine|mensaje original|(?:oryginalna|pierwotna) wiadomość|messaggio originale|"
    r"(?:вихідне|оригінальне|початкове) повідомлення|eredeti (?:üzenet|e-?mail|levél)"
)
_FORWARD = (
    r"forwarded (?:message|e-?mail|mail|by [^\n-]{1,80})|forwarded message from [^\n]{1,80}|"
    r"(?:пересылаемое|пересланное|перенаправленное|переадресованное) (?:сообщение|письмо)|"
    r"(?:preposlaná|presmerovaná|posunutá) správa|(?:preposlaný|posunutý) (?:e-?mail|mail)|preposielaná správa|"
    r"(?:na)?ip(?:in)?asa(?:ng| na) (?:mensahe|email)|weitergeleitete (?:nachricht|e-?mail)|message transféré|"
    r"mensaje reenviado|přeposlan(?:á zpráva|ý e-?mail)|(?:przekazana|przesłana dalej) wiadomość|"
    r"wiadomość przekazana|(?:переслане|перенаправлене) повідомлення|továbbított (?:üzenet|levél)|"
    r"messaggio inoltrato"
)
DIVIDER = re.compile(
    rf"[ \t*]{{0,4}}[{DASHES}]{{2,60}}[ \t]{{0,3}}(?:(?P<original>{_ORIGINAL})|"
    rf"(?P<forward>{_FORWARD}))[ \t]?:?[ \t]{{0,3}}[{DASHES}]{{0,60}}[ \t*]*$",
    _I,
)
FRAMED = re.compile(rf"[{DASHES}]{{2,60}}[ \t]?(?P<inner>[^{DASHES}\s].{{5,400}}?)[ \t]?:?[ \t]?[{DASHES}]{{2,60}}$")
"""An attribution between dashes: "---- On ... Anna wrote ----"."""

REPLY_ABOVE = re.compile(
    r"above (?:this|the) (?:line|delimiter)|выше этой (?:строки|линии|черты)|"
    r"nad (?:tento riadok|týmto riadkom|túto čiaru|touto čiarou|tento řádek|tímto řádkem|tuto čáru|touto čárou)|"
    r"sa itaas ng (?:linya(?:ng ito)?|guhit(?: na ito)?)|"
    r"вище (?:цього рядка|цієї лінії)|oberhalb dieser (?:zeile|linie)|"
    r"powyżej tej linii|e fölé a sor fölé",
    _I,
)
"""What help desks put over the mail that they answer with, between dashes, hashes or stars."""

BEGIN_FORWARD = re.compile(
    r"[ \t*]{0,4}(?:begin forwarded message|начало (?:переадресованного|пересылаемого|"
    r"перенаправленного) (?:сообщения|письма)|"
    r"začiatok preposlanej správy|začátek přeposílané zprávy|simula ng (?:na)?ipinasang mensahe|"
    r"anfang der weitergeleiteten nachricht|début du message (?:transféré|réexpédié)|"
    r"inicio del mensaje reenviado|początek przekazywanej wiadomości)[ \t]?:[ \t*]*$",
    _I,
)
RULE = re.compile(r"[ \t]{0,4}(?:_{5,}|-{5,}|={5,}|\*{5,}|[─━—–]{5,})[ \t]*$")

DEVICE = re.compile(
    r"[\s>(*_-]{0,4}(?:sent (?:from|via|using|with) (?:my |the |a )?(?:\w[\w.'’&+-]*+ ?+){1,7}+"
    r"(?:[,;–-] [^\n]{0,60})?|"
    r"(?:get|download|získať|získajte|stiahnuť|stiahnite si|získat|stáhněte si|получить|получите|скачать|загрузить|"
    r"kunin ang|i-download ang|отримати|завантажити|pobierz(?: program)?) "
    r"outlook (?:for|pre|pro|для|para sa|dla) (?:\w{1,12} )?"
    r"(?:ios|android|mac|windows|iphone|ipad)[^\n]{0,60}|"
    r"outlook für [^\n]{3,60}|"
    r"(?:отправлено|послано) (?:с|со|из|от|через|при помощи) [^\n]{2,80}|"
    r"надіслано (?:з|із|зі|через|за допомогою) [^\n]{2,60}|простите за краткость[^\n]{0,60}|"
    r"(?:odoslan|poslan)[éáý] (?:z|zo|cez|pomocou|prostredníctvom) [^\n]{2,90}|"
    r"(?:(?:ipinadala|naipadala|isinulat|pinadala) (?:mula sa|gamit ang|sa pamamagitan ng|galing sa)|"
    r"galing sa aking) [^\n]{2,60}|"
    r"(?:az |a )?\w[^\n]{2,40} (?:küldve|küldött üzenet)|"
    r"(?:von (?:meinem|meiner|mein) [^\n]{2,40} gesendet|gesendet (?:von|mit) [^\n]{2,50})|"
    r"envoyé (?:de|depuis|à partir de) (?:mon|ma|l'|outlook|yahoo)[^\n]{1,50}|enviado (?:desde|do|"
    r"de) (?:mi|meu|outlook)[^\n]{1,50}|"
    r"odesláno (?:z|ze|pomocí) [^\n]{2,60}|wysłan[eo] (?:z|ze|przy pomocy) [^\n]{2,50}|"
    r"inviato da[l]? [^\n]{2,50})[.!)*_]{0,3}\s*$",
    _I,
)
"""One line that a phone or an app adds."""

_DEVICE_WORDS = re.compile(
    r"iphon|ipad|android|samsung|galaxy|blackberry|huawei|xiaomi|nokia|phone|mobile|mobil|smartphone|outlook|yahoo|gmail|"
    r"(?-i:Mail|Почт|Pošt|Front)|e-mail app|windows|мобильн|"
    r"телефон|айфон|смартфон|устройств|zariaden|telef[óo]n|device|tablet|mac\b|thunderbird|"
    r"proton|aquamail|k-9|app|viber|telepono|cellphone|alpine|mutt|pine|spark|zoho|miui|redmi|honor|oppo|vivo|realme|"
    r"motorola|nine\b|em client|emclient|яндекс|prenosn|mobiteln|aplik[aá]c|bluemail|canary|superhuman|ma\.?il\.ru",
    _I,
)


_DEVICE_BEGINNINGS = frozenset(
    (
        *("sen", "get", "dow", "zís", "sti", "stá", "пол", "ска", "заг", "kun", "i-d", "отр", "зав", "pob", "out"),
        *("отп", "пос", "над", "про", "odo", "pos", "ipi", "nai", "isi", "pin", "von", "ges", "env", "ode", "wys"),
        *("inv", "az ", "gal", "a g", "a s"),
    )
)


_TARGET = re.compile(r" ?<[^<>]{0,200}>")
_LONGEST_TARGET = 400


def is_device_line(line: str) -> bool:
    """True for "Sent from my iPhone" and its kin in the four languages and some more."""
    if "<" in line:
        line = _TARGET.sub("", line[:_LONGEST_TARGET])
    return (
        len(line) < 120
        and line.lstrip(" \t>(*_-")[:3].casefold() in _DEVICE_BEGINNINGS
        and bool(DEVICE.match(line))
        and bool(_DEVICE_WORDS.search(line))
    )


SIGNED_LINE = re.compile(r"[-–—]{1,2} ?(?-i:[^\W\d_a-zа-яё])[\w.'’-]{0,24}(?: [^\W\d_][\w.'’-]{0,24}){0,2}$")
"""A last line "-- Anna"."""

NAME_LINE = re.compile(
    r"(?-i:[^\W\d_a-zа-я])[^\W\d_]{1,20}(?:['’-][^\W\d_]{1,15})?(?: (?-i:[^\W\d_a-zа-я])[^\W\d_]{0,20}"
    r"(?:['’-][^\W\d_]{1,15})?\.?){0,2}(?:\s{1,8}(?-i:[A-Z]{1,2}\d[A-Z]{1,3}))?$"
)
"""One to three capitalised words, perhaps with the call sign of an amateur station."""
SENTENCE_ENDS = ".?!…"

ARMOUR = re.compile(r"-{5}BEGIN PGP (?P<what>SIGNED MESSAGE|SIGNATURE|MESSAGE|(?:PUBLIC|PRIVATE) KEY BLOCK)-{5}$")
ARMOUR_LINE = re.compile(r"[A-Za-z0-9+/=]{1,120}|(?:Version|Comment|Charset|Hash|MessageID): .*|=[A-Za-z0-9+/]{4}")
"""A line of an OpenPGP block (RFC 9580, 6.2): letters and digits, or a header of the block."""
