"""What a promise is about: its words without its day and without verbs that any delivery has. In four languages.

"I will send the logo by Friday" and "I will send the texts by Friday" have nothing in common that counts.
"""

import re
from functools import lru_cache

from ashore.core.language.lexicon import fold, lexicon

_VERBS = {
    "en": """send sends sending sent show prepare make do get give share deliver come goes bring let know tell write
        see have want need start begin can could would may please soon still yet wait waiting""",
    "ru": """пришлю пришлём пришлем прислать прислал прислали пришлите отправлю отправим отправить отправляю вышлю
        высылаю скину покажу покажем показать подготовлю подготовим сделаю сделаем сделать дам дадим передам напишу
        сообщу сообщим сразу жду ждём ним сможете сможем можете могли пожалуйста ещё пока""",
    "sk": """pošlem pošleme poslať posielam pošlite zašlem zašleme odošlem ukážem ukážeme pripravím pripravíme urobím
        urobíme spravím dodám dodáme dám dáme napíšem správu hneď čakám mohli mohol môžete viete vedeli prosím ešte
        stále dobrý""",
    "fil": """ipapadala ipadala padala maipapadala maipadala pakipadala magpapadala ipapakita gagawin gagawa ibibigay
        ihahanda isusulat sasabihin sasabihan babalitaan agad hinihintay ko namin puwede""",
}
_DAYS = {
    "en": "today tomorrow tonight morning noon afternoon evening week day days hour hours working business",
    "ru": """сегодня завтра послезавтра утра утром вечера вечером дня дней день днём обеда недели часов часа
        рабочий рабочего рабочих рабочие""",
    "sk": """dnes zajtra pozajtra ráno večer obeda popoludnia dňa dní dni týždňa hodín hodiny
        pracovný pracovného pracovných pracovné""",
    "fil": "bukas ngayon ngayong mamaya umaga tanghali hapon gabi araw linggo oras",
}
_START_WORDS = 7
"""A longer promise tells what begins, and is kept by that."""
_STARTS = re.compile(
    r"\b(?:we(?: will|'ll)? (?:start|begin)|начин(?:аем|аю)|начн(?:ём|ем|у)|приступ(?:аем|им|аю)|стартуем|"
    r"začín(?:ame|am)|začn(?:eme|em)|štartujeme|(?:mag)?sisimula(?:n)?|uumpisahan|mag-?uumpisa)\b",
    re.IGNORECASE,
)


def essence(topics: frozenset[str], language: str) -> frozenset[str]:
    """The stems that tell one promise from another; empty for a bare "I will send it tomorrow"."""
    return frozenset(
        stem for stem in topics - _common(language if language in _VERBS else "en") if not any(map(str.isdigit, stem))
    )


def is_start(text: str) -> bool:
    """True where what is promised is only to begin ("We start on Thursday")."""
    return bool(_STARTS.search(text)) and len(text.split()) <= _START_WORDS


@lru_cache(maxsize=8)
def _common(language: str) -> frozenset[str]:
    stems = lexicon(language).stems
    words = fold(f"{_VERBS[language]} {_DAYS[language]}", language).split()
    return frozenset(filter(None, (stems[word] for word in words)))
