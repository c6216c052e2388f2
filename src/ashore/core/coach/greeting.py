"""How a letter begins: whether it greets, and whom it names."""

import re
from typing import NamedTuple

from ashore.core.coach.names import is_given_name
from ashore.core.kernel import Span

_LONGEST = 160
_OPENING = re.compile(
    r"(?:(?:a )?(?:very )?good[ -]?(?:morning|afternoon|evening|day|am|pm)|"
    r"(?:morning|afternoon|evening)(?=[,!]| (?-i:[A-Z][a-z]))|hi|hello|hey|heya|"
    r"(?:коллеги|друзья|kolegovia|kolegyne|priatelia|all|team|everyone|everybody|folks|guys|both)(?=[,!])|"
    r"hiya|howdy|dear|greetings|my dear|"
    r"здравствуйте|здравствуй|добрый день|добрый вечер|доброе утро|доброго (?:дня|вечера|утра|времени суток)|"
    r"доброй ночи|день добрый|приветствую(?: вас)?|привет|приветик|уважаем(?:ая|ый|ые)|дорог(?:ая|ой|ие)|"
    r"мил(?:ая|ый)|салют|"
    r"(?:(?:prajem|želám|zelam) )?(?:pekný|pekny|príjemný|prijemny|krásny|krasny|dobrý|dobry) (?:deň|den|večer|vecer)"
    r"(?: (?:prajem|prajeme|želám|želáme|zelam))?|"
    r"(?:dobré|dobre|pekné|pekne) (?:ráno|rano|dopoludnie|popoludnie)(?: (?:prajem|prajeme|želám))?|"
    r"zdravím(?:e)?(?: (?:vás|ťa|vas|ta))?|zdravim|ahoj|ahojte|čau|čaute|cau|caute|servus|nazdar|"
    r"(?:vážen|vazen)(?:ý|á|í|y|a|i)|mil(?:ý|á|í|y|i)|drah(?:ý|á|í|y|a|i)|"
    r"magandang(?: magandang)? (?:umaga|hapon|gabi|araw|tanghali)|kumusta|kamusta|musta|mabuhay|mahal(?: na| kong)?)"
    r"(?![\w-])",
    re.IGNORECASE,
)
_THANKS = re.compile(
    r"(?:(?:many |big )?thanks(?: (?:a lot|so much|again|very much))?|thank you(?: (?:so much|very much|again))?|sorry|"
    r"(?:большое |огромное )?спасибо(?: (?:большое|огромное|вам|вам большое))?|благодарю(?: вас)?|простите|извините|"
    r"ďakujem(?:e)?(?: (?:pekne|veľmi pekne|vám|ti))?|dakujem(?:e)?(?: (?:pekne|vam))?|vďaka|prepáčte|prepacte|"
    r"(?:maraming |many )?salamat(?: po)?|pasensya(?: na)?(?: po)?|noted(?: po)?)(?![\w-])",
    re.IGNORECASE,
)
_FILLER = re.compile(
    r"(?:po|there|again|ulit|both|vám|vam|ti|všetkým|vsetkym|всем|вам|снова|ещё раз|еще раз|znova|opäť|dear|"
    r"дорогая|дорогой|уважаемая|уважаемый|milá|milý|vážená|vážený|prajem|sa|sa po)(?![\w-])",
    re.IGNORECASE,
)
_TITLE = re.compile(
    r"(?P<family>mr|mrs|ms|miss|mx|pani|pán|pan|panna|slečna|slecna|господин|госпожа|г-н|г-жа|gng|g|bb)\b\.?|"
    r"(?:sir/ma'am|ma'am/sir|mam/sir|sir|ma[’']?a?m|maam|mam|madam|dr|prof|doc|doctor|atty|engr|arch|attorney|engineer|"
    r"architect|coach|boss|ate|kuya|tita|tito|ing|mgr|judr|mudr|phdr|rndr|bc|kolega|kolegyňa|kolegyna|коллега|"
    r"inžinier(?:ka)?|inzinier(?:ka)?|doktor(?:ka)?|riaditeľ(?:ka)?|riaditel(?:ka)?|magist(?:er|ra)|profesor(?:ka)?|"
    r"доктор|профессор)\b\.?",
    re.IGNORECASE,
)
_WORD = re.compile(r"[^\W\d_]+(?:[-'’][^\W\d_]+)*")
_AND = re.compile(r" (?:and|&|a|и|at) ", re.IGNORECASE)
_GAP = re.compile(r"[ ]*[,!]?[ ]*")
_SPOKEN_OF = re.compile(
    r"[ ]*,?[ ]*(?:our|my|your|the|a|an|who|whom|whose|which|as|and|or|however|too|also|наш|наша|наши|мой|моя|ваш|ваша|"
    r"котор[а-я]+|и|или|как|náš|naša|nas|nasa|môj|moja|váš|vaša|ktor[a-zýáéú]+|a|alebo|ako|ang|yung|si|na|at|isa|sina)"
    r"(?![\w-])",
    re.IGNORECASE,
)
_LISTED = re.compile(r"[ ]*,[ ]*(?:[^\W\d_]{1,30}[ ]+){0,3}[^\W\d_]{1,30}(?:[,:]|[ ](?:and|or|и|или|a|alebo|at|o)[ ])")
_PAUSE = re.compile(r"[ ]*(?:po)?[ ]*(?:[,!:.–—-]|\n|$)")


class Named(NamedTuple):
    """One who is addressed. ``words``: the places of the names, given name first where there are several; ``family``:
    a title stands before it that goes with a family name."""

    words: tuple[Span, ...]
    family: bool


class Greeting(NamedTuple):
    """``span``: the words that greet, names included; empty where nothing greets. ``greets``: with more than a name.
    ``named``: whom. ``sure``: those are addressed and not only spoken of."""

    span: Span
    greets: bool
    named: tuple[Named, ...]
    sure: bool


def greeting_of(text: str) -> Greeting:
    """How ``text`` begins; only its first 160 code points that are not blank count."""
    start = len(text) - len(text.lstrip())
    line = text[start : start + _LONGEST]
    at, greets, apart = 0, False, False
    while opened := _OPENING.match(line, at):
        at, greets = _over(line, opened.end()), True
        apart = "!" in line[opened.end() : at]
    thanks = None if greets else _THANKS.match(line)
    named, end = _named(line, _over(line, thanks.end()) if thanks else at, lower=greets)
    sure = bool(named) and _addressed(line, end, alone=apart or not (greets or thanks))
    if named and not greets and (after := _OPENING.match(line, _over(line, end))):
        greets, sure, end = True, True, after.end()
    if named and not sure:
        end = at
    if not greets and not text[start + end :].strip(" ,!.\n"):
        named, sure, end = (), False, 0  # nothing follows: the name is a signature
    moved = (Named(tuple(Span(s + start, e + start) for s, e in each.words), each.family) for each in named)
    return Greeting(Span(start, start + len(line[:end].rstrip())), greets, tuple(moved), sure)


def _addressed(line: str, end: int, *, alone: bool) -> bool:
    """Whether names that end here are spoken to, and not of. ``alone``: nothing greets before them, or it is a
    sentence of its own."""
    if not _PAUSE.match(line, end):
        return False
    if not alone or not line[end:].strip(" ,!:–—-"):
        return True
    word = _WORD.match(line, _over(line, end))
    if _SPOKEN_OF.match(line, end) or _LISTED.match(line, end):
        return False
    return not (word and is_given_name(word[0]))


def _over(line: str, at: int) -> int:
    """Past pauses and words such as "there", "po"."""
    while True:
        gap = _GAP.match(line, at)
        at = gap.end() if gap else at
        filler = _FILLER.match(line, at)
        if not filler:
            return at
        at = filler.end()


def _named(line: str, at: int, *, lower: bool) -> tuple[tuple[Named, ...], int]:
    """Who is named at a place of the line, and where that ends. ``lower``: names may be written small."""
    found: list[Named] = []
    end = at
    while True:
        person, stop = _person(line, at, lower=lower)
        if person is None:
            return tuple(found), end if found else stop
        found.append(person)
        end = stop
        joint = _AND.match(line, stop)
        if not joint:
            return tuple(found), end
        at = joint.end()


def _person(line: str, at: int, *, lower: bool) -> tuple[Named | None, int]:
    family = False
    titled = False
    while title := _TITLE.match(line, at):
        family, titled = family or title["family"] is not None, True
        at = title.end()
        while line[at : at + 1] == " ":
            at += 1
    words: list[Span] = []
    end = at
    while (word := _WORD.match(line, at)) and len(words) < 3:
        known = is_given_name(word[0])
        if not (word[0][0].isupper() or (lower and known and not words and _PAUSE.match(line, word.end()))):
            break
        if word[0].isupper() and len(word[0]) > 1 and not known:
            break
        if not (lower or titled or known or words):
            break
        words.append(Span(*word.span()))
        end = word.end()
        if line[end : end + 1] != " ":
            break
        at = end + 1
    return (Named(tuple(words), family) if words else None), end
