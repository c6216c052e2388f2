"""Subjects by which out-of-office replies are known where nothing else marks them (H72), in nineteen languages."""

# ruff: noqa: E501 - tables of samples are read as rows

import re
from functools import lru_cache

from ashore.mail.limits import MAX_SUBJECT

_SUBJECTS = {
    "en": r"out[ -]of[ -](?:the[ -])?office|(?:auto(?:matic|mated)?|vacation)[ -]?(?:reply|response)|away from (?:the )?office|"
    r"on (?:annual |parental |maternity |sick )?leave\b(?! of)|(?:i am|i'm) (?:currently )?(?:away|on (?:vacation|holiday))",
    "ru": r"авто(?:матический)?[ -]?ответ|вне офиса|(?:нахожусь|я) в отпуске|отсутствую на (?:работе|рабочем месте)|"
    r"меня нет в офисе|нет на рабочем месте",
    "sk": r"automatick[áa] odpove[ďd]|mimo kancel[áa]rie|nepr[íi]tomnos[ťt] v (?:kancel[áa]rii|pr[áa]ci)|som na dovolenke|"
    r"[čc]erp[áa]m dovolenku",
    "fil": r"awtomatikong (?:tugon|sagot|reply)|wala sa opisina|(?:naka-?leave|naka-?bakasyon) (?:ako|po)",
    "cs": r"automatick[áa] odpov[ěe][ďd]|mimo kancel[áa][řr]|nep[řr][íi]tomnost v (?:kancel[áa][řr]i|pr[áa]ci)|jsem na dovolen[ée]",
    "de": r"abwesenheits(?:notiz|benachrichtigung|nachricht|meldung)|automatische antwort|nicht im (?:b[üu]ro|hause)|bin im urlaub",
    "fr": r"r[ée]ponse automatique|absen(?:t|te|ce) du bureau|message d['’]absence|(?:je suis )?en cong[ée]s? (?:jusqu|du\b)|(?:notification|avis) d['’]absence|absence jusqu",
    "es": r"respuesta autom[áa]tica|fuera de (?:la )?oficina|ausente de la oficina|(?:estoy|estar[ée]) de vacaciones|aviso de ausencia",
    "pt": r"resposta autom[áa]tica|fora do escrit[óo]rio|ausência do escrit[óo]rio|estou de f[ée]rias",
    "it": r"risposta automatica|fuori (?:sede|ufficio)|assenza dall'ufficio|sono in ferie",
    "pl": r"automatyczna odpowied[źz]|poza biurem|nieobecno[śs][ćc] w (?:biurze|pracy)|jestem na urlopie",
    "uk": r"автоматична відповідь|автовідповідь|поза офісом|(?:перебуваю|я) у відпустці|відсутн(?:ій|я) (?:на роботі|в офісі)",
    "nl": r"automatisch(?:e)? antwoord|afwezigheids(?:bericht|melding|assistent)|afwezig(?:heid)?\b(?= (?:van|wegens|tot|t/m|op)\b|\s*$)|niet op kantoor|(?:ik ben )?(?:met|op) (?:vakantie|verlof)\s*$",
    "sv": r"autosvar|automatiskt svar|frånvaro(?:meddelande)?\b|inte på kontoret|(?:jag )?(?:är|har) (?:på )?semester",
    "da": r"autosvar|automatisk svar|ikke på kontoret|(?:jeg er )?(?:på|holder) ferie\s*$",
    "fi": r"automaattinen vastaus|poissa toimistosta|olen (?:vuosi)?lomalla",
    "hu": r"automatikus válasz|házon kívül|irodán kívül|szabadságon vagyok",
    "ro": r"răspuns automat|raspuns automat|nu sunt la birou|sunt în concediu",
    "tr": r"otomatik (?:yanıt|cevap)|ofis dışında",
}
# Only at the beginning, behind any "Re:" of a mailer: "Question about the out of office feature" is a person's.
_ANY = re.compile(
    r"\s*(?:(?:re|aw|odp|отв|ha)\s*:\s*)?\W{0,3}(?:"
    + "|".join(f"(?P<{code}>{words})" for code, words in _SUBJECTS.items())
    + ")",
    re.IGNORECASE,
)


@lru_cache(maxsize=4096)
def out_of_office(subject: str) -> str:
    """Language in which a subject begins as an out-of-office reply does, empty where it does not."""
    match = _ANY.match(subject[:MAX_SUBJECT])
    return match.lastgroup or "" if match else ""
