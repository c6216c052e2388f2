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
        "from": "from|от|от кого|отправитель|od|mula|mula kay|mula sa|galing kay|von|de|odesílatel|"
        "odosielateľ|da|expéditeur|від|від кого|відправник|feladó|nadawca|nagpadala|адресант",
        "sent": "sent|date|отправлено|дата|odoslané|odoslaná|dátum|ipinadala|petsa|gesendet|datum|envoyé|enviado|fecha|"
        "wysłano|data|odesláno|date d'envoi|ipinadala noong|sent at|когда|надіслано|відправлено|küldve|elküldve|dátum|"
        "küldés dátuma|sent on|дата отправки|время|doručené|prijaté|odoslané dňa|poslané",
        "to": "to|кому|komu|para kay|para sa|kay|an|à|para|do|destinataire|получатель|príjemca|címzett|sa|adresát|"
        "tatanggap|получатели",
        "cc": "cc|копия|kópia|kopie|kopya|kopia|copie à|bcc|reply-to|ответить|копія|dw|másolatot kap|másolat|скрытая|"
        "importance|priority|attachments|важность|приоритет|вложения|dôležitosť|priorita|prílohy|organization|"
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
    r"(?:na)?ipi?(?:na)?sa(?:ng| na) (?:mensahe|email)|weitergeleitete (?:nachricht|e-?mail)|message transféré|"
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
    r"[\s>(*_-]{0,4}(?:sent (?:from|via|using|with) (?:my |the |a )?(?:\w[\w.'’&+-]* ?){1,7}|"
    r"(?:get|download|získať|získajte|stiahnuť|stiahnite si|získat|stáhněte si|получить|получите|скачать|загрузить|"
    r"kunin ang|i-download ang|отримати|завантажити|pobierz(?: program)?) "
    r"outlook (?:for|pre|pro|для|para sa|dla)[^\n]{0,60}|"
    r"outlook für [^\n]{3,60}|"
    r"(?:отправлено|послано) (?:с|из|от|через|при помощи) [^\n]{2,80}|"
    r"надіслано (?:з|із|зі|через|за допомогою) [^\n]{2,60}|простите за краткость[^\n]{0,60}|"
    r"(?:odoslan|poslan)[éáý] (?:z|zo|cez|pomocou|prostredníctvom) [^\n]{2,90}|"
    r"(?:ipinadala|naipadala|isinulat|pinadala) (?:mula sa|gamit ang|sa pamamagitan ng|galing sa) [^\n]{2,60}|"
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
    r"mail|windows|телефон|айфон|смартфон|устройств|почт|телефон|zariaden|telef[óo]n|device|tablet|mac\b|thunderbird|"
    r"proton|aquamail|k-9|app|viber|telepono|cellphone|alpine|mutt|pine|spark|zoho|miui|redmi|honor|oppo|vivo|realme|"
    r"motorola|nine\b|em client|emclient|яндекс|prenosn|mobiteln|aplik[aá]c|bluemail|canary|superhuman|front\b|pošt",
    _I,
)


def is_device_line(line: str) -> bool:
    """True for "Sent from my iPhone" and its kin in the four languages and some more."""
    return len(line) < 120 and bool(DEVICE.match(line)) and bool(_DEVICE_WORDS.search(line))


FAREWELL = re.compile(
    r"[\s*_]{0,3}(?:(?:with |my |many |very )?(?:kind(?:est)?|best|warm(?:est)?|friendly|good)? ?(?:personal )?"
    r"(?:regards|wishes|greetings)(?: from [\w ]{2,30})?|all the best|all best|best|cheers|sincerely(?: yours)?|"
    r"yours(?: (?:sincerely|faithfully|truly|respectfully))?|respectfully(?: yours)?|cordially|take care|rgds|brgds|br|"
    r"с (?:искренним |глубоким |большим |наилучшими |неизменным |самыми |добрыми |теплыми |тёплыми )*"
    r"(?:уважением(?: и (?:наилучшими )?(?:пожеланиями|надеждой на сотрудничество))?|пожеланиями|приветом|теплом|"
    r"почтением|любовью|благодарностью)|с ув\.?|"
    r"(?:с )?наилучшими пожеланиями|всего (?:доброго|наилучшего|хорошего)|искренне ваш[аи]?|ваш[аи]?|хорошего дня|"
    r"всех благ|(?:хорошего|приятного|доброго|отличного) (?:дня|вечера|выходных)|до свидания|"
    r"удачи|до связи|(?:з|із) повагою|гарного дня|"
    r"üdvözlettel|tisztelettel|köszönettel|üdv|"
    r"so? (?:pozdravom|úctou|srdečným pozdravom|priateľským pozdravom|prianím (?:pekného|príjemného|všetkého)"
    r" [\w ]{2,24}|pozdravem|úctou a pozdravom|vďakou|přátelským pozdravem|přáním hezkého dne)"
    r"(?: a prianím (?:pekného|príjemného) dňa)?(?: ?[/|] ?(?:best|kind|with) ?(?:best |kind )?regards)?|"
    r"(?:srdečne )?(?:zdravím|pozdravujem)|pekný zvyšok dňa|(?:pekný|príjemný) (?:deň|zvyšok dňa|víkend)(?: prajem)?|"
    r"(?:prajem|želám) (?:pekný|príjemný) (?:deň|zvyšok dňa|víkend)|majte sa|maj sa|so srdečným pozdravom|"
    r"(?:lubos |buong |magalang )?na gumagalang|(?:lubos|buong) (?:na )?(?:paggalang|pagpapasalamat)|"
    r"ingat(?: po| lagi| kayo)*|"
    r"sumasaiyo|sumasa iyo|nagpapasalamat|may paggalang|"
    r"gumagalang|taos[- ]puso|nagmamahal|sumasainyo|ang inyong lingkod|"
    r"(?:mit )?(?:freundlichen|besten|lieben|herzlichen) grüßen|(?:viele|liebe|beste|herzliche) grüße|mfg|lg|"
    r"cordialement|bien à vous|salutations|(?:un )?saludos?(?: cordiales)?|atentamente|"
    r"(?:serdecznie )?pozdrawiam(?: serdecznie)?|z (?:poważaniem|wyrazami szacunku)|(?:hezký|pěkný) den)"
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
    r"subscribed to|majordomo|рассылк|отписа|подписан|poštov\w+ zoznam|odhlásiť|odhlásenie|konferenci|mailing liste|"
    r"opt[- ]out|preferences|отказаться от|відписат|wypisz|odhlásit|"
    r"mag-unsubscribe|tumigil sa pagtanggap|list-unsubscribe|_______________",
    _I,
)
UNSUBSCRIBE = re.compile(
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

DISCLAIMER = re.compile(
    r"[\s*_>-]{0,4}(?:confidential(?:ity)? (?:notice|note|statement)?|disclaimer|legal (?:notice|"
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
    r"(?:zvážte|myslite)[^\n]{0,40}(?:vytlač|prostred)|bago (?:mo )?i-?print ang (?:email|mensahe)|"
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
