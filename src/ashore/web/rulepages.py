"""The page of a rule: its documentation, taken apart for a template."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

Kind = Literal["heading", "paragraph", "draft", "client"]


@dataclass(frozen=True, slots=True)
class Block:
    """A piece of a page. ``draft``: lines of an example; ``client``: words of a client before it."""

    kind: Kind
    text: str


def blocks(page: str) -> Iterator[Block]:
    """A rule's docstring after its first line: headings (``##``), paragraphs, drafts (indented), the client's words
    (``>``)."""
    body = page.strip().partition("\n")[2]
    for piece in filter(str.strip, body.split("\n\n")):
        lines = piece.strip("\n").split("\n")
        if lines[0].startswith("## "):
            yield Block("heading", lines[0].removeprefix("## "))
            lines = lines[1:]
        for kind, some in _runs(lines):
            yield Block(kind, "\n".join(some) if kind != "paragraph" else " ".join(some))


def _runs(lines: list[str]) -> Iterator[tuple[Kind, list[str]]]:
    """Lines of one kind that stand together, their marks taken off."""
    kind, some = _kind(""), list[str]()
    for line in lines:
        if some and _kind(line) != kind:
            yield kind, some
            some = []
        kind = _kind(line)
        some.append(line.removeprefix(">").strip() if kind == "client" else line.strip().replace("``", ""))
    if some:
        yield kind, some


def _kind(line: str) -> Kind:
    if line.startswith(">"):
        return "client"
    return "draft" if line.startswith("    ") else "paragraph"
