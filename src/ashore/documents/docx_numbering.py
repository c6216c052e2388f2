"""Numbers that Word counts itself (1, 1.1, 1.1.1): one list of levels, begun anew for each annex."""

from typing import Any

from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls, qn

LEVELS = 4
TWIPS_PER_MM = 56.7
INDENTS_MM = ((11, 11), (11, 11), (25, 14), (41, 16))
"""Left edge of the text and width of the number, by level."""


class Numbering:
    """The numbering of one file; ``put`` gives a paragraph its level, ``restart`` begins with 1 again."""

    def __init__(self, file: Any) -> None:
        self._element = file.part.numbering_part.element
        self._abstract = self._free("w:abstractNum", "w:abstractNumId")
        self._number = 0
        levels = "".join(_level(n) for n in range(LEVELS))
        made = parse_xml(
            f'<w:abstractNum {nsdecls("w")} w:abstractNumId="{self._abstract}">'
            f'<w:multiLevelType w:val="multilevel"/>{levels}</w:abstractNum>'
        )
        first = self._element.find(qn("w:num"))
        self._element.insert(list(self._element).index(first) if first is not None else len(self._element), made)
        self.restart()

    def restart(self) -> None:
        """Paragraphs from now on are counted from 1."""
        self._number = self._free("w:num", "w:numId")
        begin = '<w:lvlOverride w:ilvl="0"><w:startOverride w:val="1"/></w:lvlOverride>'
        self._element.append(
            parse_xml(
                f'<w:num {nsdecls("w")} w:numId="{self._number}"><w:abstractNumId w:val="{self._abstract}"/>'
                f"{begin}</w:num>"
            )
        )

    def put(self, paragraph: Any, level: int) -> None:
        """Number a paragraph; ``level``: 0 for sections, 1 for ``1.1`` and so on."""
        found = paragraph._p.get_or_add_pPr().get_or_add_numPr()
        found.get_or_add_ilvl().val = min(level, LEVELS - 1)
        found.get_or_add_numId().val = self._number

    def _free(self, tag: str, attribute: str) -> int:
        used = [int(each.get(qn(attribute))) for each in self._element.findall(qn(tag))]
        return max(used, default=0) + 1


def _level(n: int) -> str:
    shown = ".".join(f"%{each}" for each in range(1, n + 2))
    left, hanging = (round(mm * TWIPS_PER_MM) for mm in INDENTS_MM[n])
    return (
        f'<w:lvl w:ilvl="{n}"><w:start w:val="1"/><w:numFmt w:val="decimal"/><w:lvlText w:val="{shown}"/>'
        f'<w:lvlJc w:val="left"/><w:pPr><w:tabs><w:tab w:val="num" w:pos="{left}"/></w:tabs>'
        f'<w:ind w:left="{left}" w:hanging="{hanging}"/></w:pPr></w:lvl>'
    )
