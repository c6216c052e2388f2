"""What quote marks, header blocks, signatures and footers look like, program by program and language by language."""

import re

_I = re.IGNORECASE

QUOTE_MARKS = re.compile(r"[ \t]{0,3}(?:[>|][ \t]?){1,200}")

OWN_MARK = re.compile(r"[}|:%#&$~]{1,2}(?=\s|$)|[-=]{1,3}>|[^\W\d_]{1,4}>(?=\s|$)")
"""Marks of quotation that some programs and people use instead of ">"; they count under a dated attribution only."""

ELISION = re.compile(r"[\[<(]?\s?(?:\.{3,6}|…|snip(?:ped)?|cut|пропущено|skrátené|vystrihnuté)\s?[\]>)]?", _I)
"""A line that says that something was left out."""

HEADER_KEYS = {
    key: name
    for name, keys in {
        "from": "from|от|от кого|отправитель|od|mula|mula kay|mula sa|galing kay|von|de|odesílatel|"
        "odosielateľ|da|expéditeur",
        "sent": "sent|date|отправлено|дата|odoslané|odoslaná|dátum|ipinadala|petsa|gesendet|datum|envoyé|enviado|fecha|"
        "wysłano|data|odesláno|date d'envoi|ipinadala noong|sent at|когда",
        "to": "to|кому|komu|para kay|para sa|kay|an|à|para|do|destinataire|получатель|príjemca",
        "cc": "cc|копия|kópia|kopie|kopya|kopia|copie à|bcc|reply-to|ответить",
        "subject": "subject|тема|predmet|paksa|betreff|objet|asunto|temat|předmět|vec|věc",
    }.items()
    for key in keys.split("|")
}
"""Header names of forwarded and quoted mails, folded, in the languages of the programs that write them."""

_ORIGINAL = (
    r"original message|reply message|исходное сообщение|оригинальное сообщение|первоначальное сообщение|"
    r"pôvodná správa|pôvodný e-mail|orihinal na mensahe|original na mensahe|ursprüngliche nachricht|"
    r"message d['’]origine|mensaje original|původní zpráva|(?:oryginalna|pierwotna) wiadomość|messaggio originale"
)
_FORWARD = (
    r"forwarded (?:message|mail|by [^\n-]{1,80})|forwarded message from [^\n]{1,80}|пересылаемое (?:сообщение|письмо)|"
    r"пересланное (?:сообщение|письмо)|перенаправленное сообщение|preposlaná správa|preposlaný e-mail|"
    r"ipinasang mensahe|naipasang mensahe|ipinasa na mensahe|weitergeleitete nachricht|message transféré|"
    r"mensaje reenviado|přeposlaná zpráva|(?:przekazana|przesłana dalej) wiadomość|wiadomość przekazana|"
    r"messaggio inoltrato"
)
DIVIDER = re.compile(
    rf"[ \t*]{{0,4}}[-_=]{{2,60}}[ \t]?(?:(?P<original>{_ORIGINAL})|"
    rf"(?P<forward>{_FORWARD}))[ \t]?:?[ \t]?[-_=]{{0,60}}[ \t*]*$",
    _I,
)
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
    r"[\s>(*_-]{0,4}(?:sent (?:from|via|using|with) (?:my |the |a )?(?:\w[\w.'’&+-]* ?){1,7}|"
    r"get outlook for (?:ios|android)[^\n]{0,60}|download outlook[^\n]{0,60}|"
    r"отправлено (?:с|из|от|через) [^\n]{2,60}|послано с [^\n]{2,50}|"
    r"odoslan[éáý] (?:z|zo|cez|pomocou) [^\n]{2,60}|poslan[éáý] (?:z|zo) (?:môjho |mojho )?[^\n]{2,50}|"
    r"ipinadala (?:mula sa|gamit ang|sa pamamagitan ng|mula sa aking) [^\n]{2,60}|"
    r"(?:von (?:meinem|meiner|mein) [^\n]{2,40} gesendet|gesendet (?:von|mit) [^\n]{2,50})|"
    r"envoyé (?:de|depuis|à partir de) (?:mon|ma|l'|outlook|yahoo)[^\n]{1,50}|enviado (?:desde|do|"
    r"de) (?:mi|meu|outlook)[^\n]{1,50}|"
    r"odesláno (?:z|ze|pomocí) [^\n]{2,50}|wysłan[eo] z [^\n]{2,50}|inviato da[l]? [^\n]{2,50})[.!)*_]{0,3}\s*$",
    _I,
)
"""One line that a phone or an app adds."""

_DEVICE_WORDS = re.compile(
    r"iphon|ipad|android|samsung|galaxy|blackberry|huawei|xiaomi|nokia|phone|mobile|mobil|smartphone|outlook|yahoo|gmail|"
    r"mail|windows|телефон|айфон|смартфон|устройств|почт|телефон|zariaden|telef[óo]n|device|tablet|mac\b|thunderbird|"
    r"proton|aquamail|k-9|app|viber|telepono|cellphone|alpine|mutt|pine",
    _I,
)


def is_device_line(line: str) -> bool:
    """True for "Sent from my iPhone" and its kin in the four languages and some more."""
    return len(line) < 120 and bool(DEVICE.match(line)) and bool(_DEVICE_WORDS.search(line))


FAREWELL = re.compile(
    r"[\s*_]{0,3}(?:(?:with |my |many |very )?(?:kind(?:est)?|best|warm(?:est)?|friendly|good)? ?(?:personal )?"
    r"(?:regards|wishes|greetings)(?: from [\w ]{2,30})?|all the best|all best|best|cheers|sincerely(?: yours)?|"
    r"yours(?: (?:sincerely|faithfully|truly|respectfully))?|respectfully(?: yours)?|cordially|take care|rgds|brgds|br|"
    r"с (?:искренним |глубоким |большим |наилучшими |неизменным )?(?:уважением|пожеланиями|приветом|теплом|почтением)|"
    r"(?:с )?наилучшими пожеланиями|всего (?:доброго|наилучшего|хорошего)|искренне ваш[аи]?|ваш[аи]?|хорошего дня|"
    r"удачи|до связи|"
    r"s (?:pozdravom|úctou|srdečným pozdravom|priateľským pozdravom|prianím pekného dňa|pozdravem|"
    r"přátelským pozdravem)|"
    r"(?:srdečne )?pozdravujem|(?:pekný|príjemný) (?:deň|zvyšok dňa|víkend)(?: prajem)?|"
    r"(?:prajem|želám) (?:pekný|príjemný) (?:deň|zvyšok dňa|víkend)|majte sa|maj sa|so srdečným pozdravom|"
    r"(?:lubos )?na gumagalang|lubos na gumagalang|gumagalang|taos[- ]puso|nagmamahal|sumasainyo|ang inyong lingkod|"
    r"(?:mit )?(?:freundlichen|besten|lieben|herzlichen) grüßen|(?:viele|liebe|beste|herzliche) grüße|mfg|lg|"
    r"cordialement|bien à vous|salutations|(?:un )?saludos?(?: cordiales)?|atentamente|pozdrawiam|"
    r"z poważaniem|hezký den)"
    r"(?:[\s,.!*_:)-]{0,6}|(?:[,.!] ?|(?<=regards) |(?<=уважением) |(?<=pozdravom) )"
    r"(?-i:[^\W\d_a-zа-яё][\w.'’-]{0,24})(?: (?-i:[^\W\d_a-zа-яё][\w.'’-]{0,24})){0,3})$",
    _I,
)
SIGNED_LINE = re.compile(r"[-–—]{1,2} ?(?-i:[^\W\d_a-zа-яё])[\w.'’-]{0,24}(?: [^\W\d_][\w.'’-]{0,24}){0,2}$")
"""A last line "-- Anna"."""

NAME_LINE = re.compile(
    r"(?-i:[^\W\d_a-zа-я])[^\W\d_]{1,20}(?:['’-][^\W\d_]{1,15})?(?: (?-i:[^\W\d_a-zа-я])[^\W\d_]{0,20}"
    r"(?:['’-][^\W\d_]{1,15})?\.?){0,2}(?:\s{1,8}(?-i:[A-Z]{1,2}\d[A-Z]{1,3}))?$"
)
"""One to three capitalised words, perhaps with the call sign of an amateur station."""
SENTENCE_ENDS = ".?!…"

THANKS = re.compile(
    r"[\s*_]{0,3}(?:(?:many |kind |best |warm )?thanks(?: (?:again|a lot|so much|in advance|and regards|"
    r"and best regards))?|"
    r"thank you(?: (?:very much|so much|again|in advance|and (?:best |kind )?regards))?|thx|tia|"
    r"(?:большое |заранее )?(?:спасибо|благодарю)(?: (?:большое|заранее|за внимание))?|заранее (?:спасибо|"
    r"благодарен|благодарна)|"
    r"(?:ďakujem|ďakujeme|vďaka|děkuji|díky)(?: (?:vopred|pekne|veľmi pekne|a pekný deň|a s pozdravom|"
    r"předem))?|vopred ďakujem|"
    r"(?:maraming )?salamat(?: po)?(?: (?:ulit|nang marami))?)"
    r"[\s,.!*_:)-]{0,6}$",
    _I,
)

FOOTER_WORDS = re.compile(
    r"mailing list|mailman|/listinfo|unsubscribe|googlegroups\.com|yahoogroups|listserv|list archive|mail list|"
    r"subscribed to|majordomo|рассылк|отписа|подписан|poštov\w+ zoznam|odhlásiť|konferenci|mailing liste|"
    r"mag-unsubscribe|tumigil sa pagtanggap|list-unsubscribe|_______________",
    _I,
)
DISCLAIMER = re.compile(
    r"[\s*_>-]{0,4}(?:confidential(?:ity)? (?:notice|note|statement)?|disclaimer|legal (?:notice|"
    r"disclaimer)|privileged|"
    r"(?:this|the) (?:e-?mail|message|communication|transmission|"
    r"electronic mail)[^\n]{0,160}(?:confidential|privileged|intended (?:only|solely|for the|exclusively))|"
    r"(?:the )?information (?:contained |transmitted )?in this (?:e-?mail|message)|please consider the environment|"
    r"if you (?:are not the intended|have received this (?:e-?mail|message) in error)|virus[- ]free|"
    r"this (?:e-?mail|message) (?:has been|was) (?:checked|scanned)|"
    r"(?:это|данное|настоящее) (?:электронное )?(?:сообщение|письмо)[^\n]{0,160}(?:конфиденциальн|предназначен)|"
    r"(?:уведомление о )?конфиденциальност[ьи]|информация, содержащаяся в|внимание[:!] [^\n]{0,80}конфиденциальн|"
    r"(?:táto|tento) (?:e-?mailová |elektronická )?(?:správa|e-?mail)[^\n]{0,160}(?:dôvern|určen)|dôvernosť správy|"
    r"upozornenie:[^\n]{0,120}(?:dôvern|určen)|neobsahuje (?:žiadne )?vírusy|myslite na životné prostredie|"
    r"ang (?:e-?mail|mensahe|liham)(?:ng| na) ito[^\n]{0,160}(?:kumpidensyal|kompidensiyal|para lamang)|"
    r"diese e-?mail[^\n]{0,120}vertraulich|ce (?:message|courriel)[^\n]{0,120}confidentiel)",
    _I,
)

ARMOUR = re.compile(r"-{5}BEGIN PGP (?P<what>SIGNED MESSAGE|SIGNATURE|MESSAGE|(?:PUBLIC|PRIVATE) KEY BLOCK)-{5}$")
ARMOUR_LINE = re.compile(r"[A-Za-z0-9+/=]{1,120}|(?:Version|Comment|Charset|Hash|MessageID): .*|=[A-Za-z0-9+/]{4}")
"""A line of an OpenPGP block (RFC 9580, 6.2): letters and digits, or a header of the block."""
