"""What the columns of a table of contacts are, by their headings in four languages and by what other programs write."""

import re
import unicodedata

FIELDS = ("email", "name", "first", "last", "client", "domain")
_HEADINGS = {
    "email": """email mail address emailaddress emailadress mailaddress primaryemail workemail homeemail
        электроннаяпочта почта емейл имейл мейл адресэлектроннойпочты адреспочты эпочта
        emailovaadresa adresaelektronickejposty mailova mailovaadresa elektronickaposta posta
        emailnaaddress adresngemail koreo""",
    "name": """name fullname displayname contact contactname person personname
        имя полноеимя фио контакт контактноелицо имяифамилия фамилияимя отображаемоеимя
        celemeno menoapriezvisko kontakt kontaktnaosoba zobrazovanemeno osoba
        pangalan buongpangalan kontakto tao""",
    "first": """firstname givenname forename
        имяличное личноеимя
        krstnemeno meno
        unangpangalan""",
    "last": """lastname familyname surname
        фамилия
        priezvisko
        apelyido hulingpangalan""",
    "client": """client clientname company companyname organization organisation organizationname account customer firm
        клиент компания организация фирма заказчик названиекомпании
        klient firma spolocnost organizacia zakaznik nazovfirmy
        kliyente kompanya organisasyon kumpanya kostumer""",
    "domain": """domain website web site url homepage
        домен сайт вебсайт
        domena webovastranka webstranka
        dominyo""",
}
_WORDS = {word: field for field, words in _HEADINGS.items() for word in words.split()}
_NUMBERED = re.compile(r"\d+(?:value)?$|value$")


def folded(heading: str) -> str:
    """A heading without case, accents of Latin letters, signs and blanks."""
    plain = unicodedata.normalize("NFKD", heading.casefold().replace("й", "\ue000"))
    kept = (each for each in plain if each == "\ue000" or each.isalnum())
    return "".join(kept).replace("\ue000", "й").replace("ё", "е")


def field_of(heading: str) -> str:
    """What a column with this heading holds, one of `FIELDS`; empty for what is not kept. "E-mail 2 - Value" is an
    address too."""
    word = folded(heading)
    if word in _WORDS:
        return _WORDS[word]
    word = _NUMBERED.sub("", _NUMBERED.sub("", word))
    return _WORDS.get(word, "")


def fields_of(headings: list[str]) -> list[str]:
    """What each column holds. With a column of family names beside it, "name" and the like mean the first name, as in
    Russian and Slovak tables."""
    found = [field_of(each) for each in headings]
    if "last" in found and "first" not in found:
        found = ["first" if each == "name" else each for each in found]
    if "first" in found and "last" not in found and "name" not in found:
        found = ["name" if each == "first" else each for each in found]
    return found
