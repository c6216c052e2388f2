"""A message with its files as multipart/form-data (RFC 7578), as the JSON of `ashore.channels.body`.

The part ``message`` holds the JSON without files; each part ``file`` is a file, byte by byte. Nothing is passed over:
a part that is not known, one cut off, or too many of them is a fault with its place.
"""

import base64
import json
import re
from collections.abc import Callable, Iterator
from typing import Any, NamedTuple
from urllib.parse import unquote_to_bytes

from ashore.channels.body import MOST_FILES, BadBody, Fault, storable

MESSAGE, FILE = "message", "file"
TYPE = "multipart/form-data"
MOST_MESSAGE = 1_000_000
"""Bytes of the JSON part."""
MOST_HEAD = 8_000
_BOUNDARY = re.compile(r"""[0-9A-Za-z'()+_,./:=? -]{0,69}[0-9A-Za-z'()+_,./:=?-]""")
_PARAMETER = re.compile(r';\s*([A-Za-z0-9*_-]+)\s*=\s*("(?:[^"\\]|\\.)*"|[^;\s]*)')
_ADVICE = 'Send the parts "message" (JSON) and "file" (each file), as curl -F does.'


class Part(NamedTuple):
    """One part. ``file``: the name of a file as it was sent, None where the part has none."""

    name: str
    file: str | None
    type: str
    content: bytes


def is_multipart(content_type: str) -> bool:
    """Whether a request says that it is one."""
    return content_type.partition(";")[0].strip().lower() == TYPE


def joined(raw: bytes, content_type: str, clean: Callable[[str], str]) -> bytes:
    """The JSON of the whole message; the same bytes for the same message and files, whatever the boundary. ``clean``:
    makes the name of a file fit for any disk. Raises `BadBody`."""
    message: bytes | None = None
    files: list[dict[str, str]] = []
    for number, part in enumerate(_parts(raw, _boundary(content_type))):
        place = f"parts[{number}]"
        if part.name == MESSAGE and message is None:
            message = part.content
        elif part.name == MESSAGE:
            raise _bad(place, "There is a second message.", "Send one message a request.")
        elif part.name == FILE:
            files.append(_file(part, clean))
        else:
            raise _bad(place, f"The part “{storable(part.name)[:60]}” is not known.", _ADVICE)
        if len(files) > MOST_FILES:
            raise _bad(place, "There are too many files.", f"Send at most {MOST_FILES}.")
    if message is None:
        raise _bad(MESSAGE, "It is missing.", _ADVICE)
    if len(message) > MOST_MESSAGE:
        raise _bad(MESSAGE, "It is too large.", f"{MOST_MESSAGE} bytes are the most; send files as parts of their own.")
    return _with_files(message, files)


def _with_files(message: bytes, files: list[dict[str, str]]) -> bytes:
    try:
        data: Any = json.loads(message)
    except (ValueError, RecursionError):
        return message  # told by whoever reads it, with what is wrong
    if not files or not isinstance(data, dict):
        return message
    before = data.get("attachments", [])
    if not isinstance(before, list):
        return message
    return json.dumps({**data, "attachments": [*before, *files]}).encode("ascii")


def _file(part: Part, clean: Callable[[str], str]) -> dict[str, str]:
    content = base64.b64encode(part.content).decode("ascii")
    return {"name": clean(storable(part.file or "")), "type": storable(part.type)[:100], "content": content}


def _boundary(content_type: str) -> bytes:
    found = dict(_parameters(content_type)).get("boundary", "")
    if not _BOUNDARY.fullmatch(found):
        raise _bad("Content-Type", "It names no usable boundary.", "Write multipart/form-data; boundary=...")
    return b"--" + found.encode("ascii")


def _parts(raw: bytes, boundary: bytes) -> Iterator[Part]:
    """The parts in their order; what stands before the first and behind the last line of the boundary is no part."""
    at = 0 if raw.startswith(boundary) else raw.find(b"\r\n" + boundary) + 2
    if at < 2 and not raw.startswith(boundary):
        raise _bad("", "The boundary of the Content-Type does not stand in the body.", _ADVICE)
    number = 0
    while True:
        at += len(boundary)
        if raw.startswith(b"--", at):
            return
        line = raw.find(b"\r\n", at, at + 100)
        if line < 0 or raw[at:line].strip(b" \t"):
            raise _bad(f"parts[{number}]", "The line of the boundary goes on.", "End it with CRLF.")
        end = raw.find(b"\r\n" + boundary, line)
        if end < 0:
            raise _bad(f"parts[{number}]", "It is cut off: no boundary ends it.", "Send the whole body again.")
        yield _part(raw, line, end, f"parts[{number}]")
        at, number = end + 2, number + 1


def _part(raw: bytes, start: int, end: int, place: str) -> Part:
    blank = raw.find(b"\r\n\r\n", start, min(start + MOST_HEAD, end + 2))
    if blank < 0:
        raise _bad(place, "Its header does not end.", "Put an empty line (CRLF) between its header and its content.")
    head = dict(_fields(raw[start:blank]))
    how = head.get("content-disposition", "")
    given = dict(_parameters(how))
    if how.partition(";")[0].strip().lower() != "form-data" or "name" not in given:
        raise _bad(place, "It says no name.", 'Write Content-Disposition: form-data; name="file"; filename="plan.pdf"')
    if head.get("content-transfer-encoding", "binary").strip().lower() not in ("binary", "8bit", "7bit"):
        raise _bad(place, "It is encoded.", "Send the bytes as they are (RFC 7578, 4.7).")
    name = _extended(given["filename*"]) if "filename*" in given else given.get("filename")
    return Part(given["name"], name, head.get("content-type", "").strip(), raw[blank + 4 : max(end, blank + 4)])


def _fields(head: bytes) -> Iterator[tuple[str, str]]:
    for line in head.decode("utf-8", "replace").split("\r\n"):
        name, _, value = line.partition(":")
        yield name.strip().lower(), value


def _parameters(value: str) -> Iterator[tuple[str, str]]:
    for name, found in _PARAMETER.findall(value):
        plain = re.sub(r'\\(["\\])', r"\1", found[1:-1]) if found.startswith('"') else found
        yield name.lower(), plain


def _extended(value: str) -> str:
    """``UTF-8''na%C3%AFve.pdf`` (RFC 8187)."""
    charset, _, rest = value.partition("'")
    text = unquote_to_bytes(rest.partition("'")[2])
    return text.decode("iso-8859-1" if charset.lower() == "iso-8859-1" else "utf-8", "replace")


def _bad(place: str, problem: str, advice: str) -> BadBody:
    return BadBody((Fault(place, problem, advice),))
