"""The MIME tree of a message, found in its bytes without copying them and without recursion (H01, H03, H10-H12)."""

from dataclasses import dataclass, field

from ashore.core.kernel import Reason
from ashore.mail.headers import Fields, read_fields
from ashore.mail.limits import MAX_DEPTH, MAX_PARTS
from ashore.mail.parameters import Field
from ashore.mail.parameters import read as read_field

_PLAIN = Field("text/plain")
_NOTHING = Field("")
_BLANKS = b" \t\r"
_MOST_MISSES = 200_000
"""Lines that only begin like a boundary; a text of many such lines is no multipart worth its time."""


@dataclass(slots=True)
class Part:
    """One entity: ``raw[start:end]`` is its body, ``parts`` its children (multiparts only), ``depth`` 0 at the top."""

    fields: Fields
    start: int
    end: int
    type: str
    content: Field
    disposition: Field
    encoding: str
    depth: int
    whole: int
    parts: list["Part"] = field(default_factory=list)

    @property
    def charset(self) -> str:
        """Charset as declared, empty where absent."""
        return self.content.parameters.get("charset", "")


def walk(raw: bytes, end: int) -> tuple[Part, list[Reason]]:
    """The top part with all beneath it, and what had to be cut or guessed."""
    wrong: list[Reason] = []
    top = _entity(raw, 0, end, 0, "", wrong)
    count = 1
    open_parts = [top]
    while open_parts:
        part = open_parts.pop()
        if not part.type.startswith("multipart/"):
            continue
        if part.depth >= MAX_DEPTH:
            wrong.append(Reason("mail.cut.depth", params={"limit": MAX_DEPTH}))
            continue
        default = "message/rfc822" if part.type == "multipart/digest" else ""
        stretches, closed = _stretches(raw, part, MAX_PARTS - count)
        if stretches is None:
            wrong.append(Reason("mail.cut.parts", params={"limit": MAX_PARTS}))
            return top, wrong
        count += len(stretches)
        part.parts = [_entity(raw, a, b, part.depth + 1, default, wrong) for a, b in stretches]
        if not part.parts:
            wrong.append(Reason("mail.structure.no_parts"))
        elif not closed:
            wrong.append(Reason("mail.structure.not_closed"))
        open_parts.extend(reversed(part.parts))
        if count >= MAX_PARTS:
            wrong.append(Reason("mail.cut.parts", params={"limit": MAX_PARTS}))
            return top, wrong
    return top, wrong


def _entity(raw: bytes, start: int, end: int, depth: int, default: str, wrong: list[Reason]) -> Part:
    fields, body, problems = read_fields(raw, start, end)
    wrong.extend(Reason(code) for code in problems)
    types = fields.get(b"content-type")
    content = read_field(types[0]) if types else _PLAIN
    kind = content.value
    if not types and default:
        kind = default
    elif "/" not in kind:
        # RFC 2045, 5.2: what has no usable type is plain text; "text" alone and "multipart" alone do occur.
        kind = "multipart/mixed" if kind == "multipart" and "boundary" in content.parameters else "text/plain"
    dispositions = fields.get(b"content-disposition")
    encodings = fields.get(b"content-transfer-encoding")
    encoding = (
        encodings[0].partition(b";")[0].strip(b" \t\r\n\"'").lower().decode("ascii", "replace") if encodings else ""
    )
    disposition = read_field(dispositions[0]) if dispositions else _NOTHING
    return Part(fields, body, end, kind, content, disposition, encoding, depth, start)


def _stretches(raw: bytes, part: Part, room: int) -> tuple[list[tuple[int, int]] | None, bool]:
    """Where the parts between the boundary lines lie, and whether the closing line is there.

    A missing or useless boundary is looked up: the first line of the body that starts with ``--`` (H10).
    """
    boundary = part.content.parameters.get("boundary", "").encode("utf-8", "replace").rstrip()
    marks = _marks(raw, part, b"--" + boundary, room) if boundary else []
    if not marks:
        found = _first_dashed_line(raw, part)
        marks = _marks(raw, part, found, room) if found else []
    out: list[tuple[int, int]] = []
    closed = False
    for number, (_, after, is_last) in enumerate(marks):
        if is_last:
            closed = True
            break
        stop = marks[number + 1][0] if number + 1 < len(marks) else part.end
        out.append((after, stop))
    return out[:room], closed


def _first_dashed_line(raw: bytes, part: Part) -> bytes:
    at = part.start if raw.startswith(b"--", part.start) else raw.find(b"\n--", part.start, part.end) + 1
    if at <= 0 and not raw.startswith(b"--", part.start):
        return b""
    line_end = raw.find(b"\n", at, part.end)
    line = raw[at : line_end if line_end >= 0 else part.end].rstrip()
    return line if 4 < len(line) <= 200 and b" " not in line else b""


def _marks(raw: bytes, part: Part, delimiter: bytes, room: int) -> list[tuple[int, int, bool]]:
    """Boundary lines in a body: where the part before them ends, where the next begins, whether it closes."""
    out: list[tuple[int, int, bool]] = []
    line = b"\n" + delimiter
    misses = 0
    begins = raw.startswith(delimiter, part.start, part.end)
    found = part.start if begins else _line_start(raw, line, part.start, part.end)
    while found >= 0 and len(out) <= room + 1:
        at = found + len(delimiter)
        is_last = raw.startswith(b"--", at)
        rest = at + 2 if is_last else at
        line_end = raw.find(b"\n", rest, part.end)
        at = line_end + 1 if line_end >= 0 else part.end
        if raw[rest : line_end if line_end >= 0 else part.end][:200].strip(_BLANKS):
            misses += 1
            if misses > _MOST_MISSES:
                break
        else:
            out.append((_before(raw, part.start, found), at, is_last))
            if is_last:
                break
        found = _line_start(raw, line, at - 1, part.end) if at < part.end else -1
    return out


def _line_start(raw: bytes, line: bytes, start: int, end: int) -> int:
    """Where the next line lies that begins so, -1 where there is none."""
    at = raw.find(line, start, end)
    return at + 1 if at >= 0 else -1


def _before(raw: bytes, start: int, found: int) -> int:
    """Where the part before a boundary line ends: the line end before the boundary belongs to the boundary."""
    before = found - 1 if found > start else found
    return before - 1 if before > start and raw[before - 1] == 13 else before
