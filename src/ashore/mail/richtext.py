"""What somebody typed as the HTML part of a letter: paragraphs, lists, quotes, links, pictures; everything escaped."""

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from html import escape

_BULLET = re.compile(r"[ \t]*[-*•–][ \t]+(?=\S)")
_NUMBER = re.compile(r"[ \t]*(\d{1,3})[.)][ \t]+(?=\S)")
_PICTURE = re.compile(r"[ \t]*\[([^\[\]]{1,300})\][ \t]*\Z")
_LINK = re.compile(
    r"(?P<url>(?:https?://|www\.)[^\s<>\"]{2,1000})|(?P<mail>[\w.+-]{1,64}@[\w-]{1,63}(?:\.[\w-]{1,63}){1,8})"
)
_TRAILING = ".,;:!?)]}»”’'"
SIGNATURE_MARK = "-- "


def as_html(text: str, pictures: Mapping[str, str] | None = None, language: str = "") -> str:
    """A whole page of HTML that says what ``text`` says. ``pictures``: name -> Content-ID; a line that is only
    ``[name]`` shows that picture. Linear in the length of the text."""
    body = "".join(_blocks(text.replace("\r\n", "\n").replace("\r", "\n").split("\n"), pictures or {}))
    spoken = f' lang="{escape(language)}"' if language else ""
    return f'<!doctype html>\n<html{spoken}><head><meta charset="utf-8"></head>\n<body>\n{body}</body></html>\n'


def _blocks(lines: Sequence[str], pictures: Mapping[str, str]) -> Iterator[str]:
    at = 0
    while at < len(lines):
        line = lines[at]
        if not line.strip():
            at += 1
        elif line.startswith(">"):
            end = _while(lines, at, lambda each: each.startswith(">"))
            inner = [each[1:].removeprefix(" ") for each in lines[at:end]]
            depth_bound = [each.lstrip("> ") if each.startswith(">" * 20) else each for each in inner]
            yield f"<blockquote>\n{''.join(_blocks(depth_bound, {}))}</blockquote>\n"
            at = end
        elif line.rstrip() == SIGNATURE_MARK.rstrip():
            end = _while(lines, at + 1, lambda each: bool(each.strip()))
            yield f"<p>{SIGNATURE_MARK}<br>\n{_joined(lines[at + 1 : end])}</p>\n"
            at = end
        elif found := _PICTURE.match(line):
            yield _picture(line, found[1], pictures)
            at += 1
        else:
            for marker, tag in ((_BULLET, "ul"), (_NUMBER, "ol")):
                if marker.match(line):
                    block, at = _list(lines, at, marker, tag)
                    yield block
                    break
            else:
                end = _while(lines, at, _is_plain)
                yield f"<p>{_joined(lines[at:end])}</p>\n"
                at = end


def _is_plain(line: str) -> bool:
    special = line.startswith(">") or line.rstrip() == "--" or _PICTURE.match(line)
    return bool(line.strip()) and not special and not _BULLET.match(line) and not _NUMBER.match(line)


def _while(lines: Sequence[str], at: int, holds: Callable[[str], bool]) -> int:
    end = at
    while end < len(lines) and holds(lines[end]):
        end += 1
    return max(end, at)


def _list(lines: Sequence[str], at: int, marker: re.Pattern[str], tag: str) -> tuple[str, int]:
    """Items with the lines that go on beneath them, indented."""
    first = marker.match(lines[at])
    start = f' start="{first[1]}"' if first and tag == "ol" and first[1] != "1" else ""
    items: list[list[str]] = []
    while at < len(lines):
        if found := marker.match(lines[at]):
            items.append([lines[at][found.end() :]])
        elif lines[at].startswith(("  ", "\t")) and lines[at].strip() and items:
            items[-1].append(lines[at].strip())
        else:
            break
        at += 1
    told = "".join(f"<li>{_joined(item)}</li>\n" for item in items)
    return f"<{tag}{start}>\n{told}</{tag}>\n", at


def _picture(line: str, name: str, pictures: Mapping[str, str]) -> str:
    cid = pictures.get(name)
    if cid is None:
        return f"<p>{_linked(line)}</p>\n"
    return f'<p><img src="cid:{escape(cid)}" alt="{escape(name)}" style="max-width:100%"></p>\n'


def _joined(lines: Sequence[str]) -> str:
    return "<br>\n".join(map(_linked, lines))


def _linked(line: str) -> str:
    """Escaped, with web and mail addresses clickable; what follows an address as punctuation stays outside."""
    out: list[str] = []
    at = 0
    for found in _LINK.finditer(line):
        shown = found[0].rstrip(_TRAILING) if found["url"] else found[0]
        target = f"mailto:{shown}" if found["mail"] else shown if "://" in shown else f"https://{shown}"
        out += [escape(line[at : found.start()]), f'<a href="{escape(target)}">{escape(shown)}</a>']
        at = found.start() + len(shown)
    return "".join([*out, escape(line[at:])])
