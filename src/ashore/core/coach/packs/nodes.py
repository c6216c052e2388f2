"""A YAML text as a plain tree with places, within limits: no anchors, no tags, no depth, so nothing can swell."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from ashore.core.coach.packs.model import Place
from ashore.core.kernel import Reason

if TYPE_CHECKING:
    from yaml import YAMLError

LONGEST, MOST, DEEPEST = 100_000, 20_000, 8
"""Code points of a pack; its values, keys included; how deep they may lie in each other."""
_NOTHING = ("", "~", "null", "Null", "NULL")


@dataclass(frozen=True, slots=True)
class Scalar:
    """A single value as it is written, whatever YAML takes it for: ``no`` is the word "no". ``empty``: none at all."""

    text: str
    place: Place
    empty: bool = False


@dataclass(slots=True)
class Items:
    """A list."""

    items: list["Node"]
    place: Place


@dataclass(slots=True)
class Table:
    """Keys with values, in their order."""

    pairs: list[tuple[Scalar, "Node"]]
    place: Place

    def get(self, name: str) -> "Node | None":
        """The value of a key, None where it is not there."""
        return next((value for key, value in self.pairs if key.text == name), None)


Node = Scalar | Items | Table


class Bad(Exception):
    """The text is no tree that a pack may be."""

    def __init__(self, place: Place, code: str, **params: str | int) -> None:
        super().__init__(code)
        self.place, self.reason = place, Reason(code, params=params)


def tree(text: str) -> Table:
    """The tree of a YAML text. Raises `Bad` with place and reason."""
    if len(text) > LONGEST:
        raise Bad(Place(1, 1), "pack.too_long", most=LONGEST)
    import yaml

    quick: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
    try:
        return _Builder().build(yaml.parse(text, quick))
    except (yaml.YAMLError, UnicodeEncodeError):
        pass
    try:  # once more, with the one whose messages say what is wrong
        return _Builder().build(yaml.parse(text, yaml.SafeLoader))
    except yaml.YAMLError as error:
        raise _unreadable(error, text) from None


class _Builder:
    """Puts the tree together, event by event."""

    def __init__(self) -> None:
        self._open: list[Items | Table] = []
        self._keys: list[Scalar | None] = []
        self._root: Node | None = None
        self._count = self._documents = 0

    def build(self, events: Iterator[Any]) -> Table:
        """The root table."""
        for event in events:
            self._take(event, type(event).__name__.removesuffix("Event"), _place(event.start_mark))
        if self._root is None or (isinstance(self._root, Scalar) and self._root.empty):
            raise Bad(Place(1, 1), "pack.empty")
        if not isinstance(self._root, Table):
            raise Bad(self._root.place, "pack.not_a_pack")
        return self._root

    def _take(self, event: Any, name: str, place: Place) -> None:
        if name == "DocumentStart":
            self._documents += 1
            if self._documents > 1:
                raise Bad(place, "pack.two_documents")
        if name == "Alias" or getattr(event, "anchor", None):
            raise Bad(place, "pack.anchor", name=event.anchor)
        if tag := getattr(event, "tag", None):
            raise Bad(place, "pack.tag", tag=tag)
        if name == "Scalar":
            plain = event.style is None or event.style == ""
            self._put(Scalar(event.value, place, plain and event.value in _NOTHING))
        elif name in ("SequenceStart", "MappingStart"):
            self._begin(Items([], place) if name == "SequenceStart" else Table([], place))
        elif name in ("SequenceEnd", "MappingEnd"):
            self._open.pop()
            self._keys.pop()

    def _begin(self, node: Items | Table) -> None:
        self._put(node)
        if len(self._open) >= DEEPEST:
            raise Bad(node.place, "pack.too_deep", most=DEEPEST)
        self._open.append(node)
        self._keys.append(None)

    def _put(self, node: Node) -> None:
        self._count += 1
        if self._count > MOST:
            raise Bad(node.place, "pack.too_many", most=MOST)
        if not self._open:
            self._root = node
            return
        around = self._open[-1]
        if isinstance(around, Items):
            around.items.append(node)
        elif (key := self._keys[-1]) is not None:
            around.pairs.append((key, node))
            self._keys[-1] = None
        elif not isinstance(node, Scalar):
            raise Bad(node.place, "pack.key_no_text")
        elif any(known.text == node.text for known, _ in around.pairs):
            raise Bad(node.place, "pack.key_twice", key=node.text)
        else:
            self._keys[-1] = node


def _place(mark: Any) -> Place:
    return Place(mark.line + 1, mark.column + 1) if mark else Place(1, 1)


_KNOWN = (
    ("'\\t'", "pack.tab"),
    ("'@'", "pack.quotes"),
    ("'`'", "pack.quotes"),
    ("'%'", "pack.quotes"),
    ("undefined tag handle", "pack.quotes"),
    ("mapping values are not allowed", "pack.colon"),
)


def _unreadable(error: "YAMLError", text: str) -> Bad:
    """What the parser says, in our words where we know better ones."""
    problem = str(getattr(error, "problem", "") or "")
    mark = getattr(error, "problem_mark", None)
    if mark is None and (position := getattr(error, "position", None)) is not None:
        before = text[:position]
        place = Place(before.count("\n") + 1, position - (before.rfind("\n") + 1) + 1)
        return Bad(place, "pack.letter", letter=f"U+{ord(text[position : position + 1] or chr(0)):04X}")
    code = next((code for sign, code in _KNOWN if sign in problem), "pack.unreadable")
    return Bad(_place(mark), code, detail=problem)
