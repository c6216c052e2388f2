"""On which line does a key of a TOML text stand? (``tomllib`` says it for broken text only.)"""

import re

DEEPEST = 12
"""So many keys a path has at most; what lies deeper stands on the line of what is around it."""
Path = tuple[str, ...]
_STRING = r'"""(?:\\.|[^\\])*?"{3,5}|\'\'\'.*?\'{3,5}|"(?:\\.|[^"\\\n])*"|\'[^\'\n]*\''
_TOKEN = re.compile(
    rf"(?P<string>{_STRING})|(?P<comment>#[^\n]*)|(?P<line>\n)|(?P<other>[\[\]{{}}=.,]|[^\s\[\]{{}}=.,#\"']+|\s)", re.S
)


def key_lines(text: str) -> dict[Path, int]:
    """The line (from 1) of every table and key of a *valid* TOML text; keys in inline tables are not listed.

    The entries of tables that repeat (``[[x]]``) are numbered from 1: ``("x", "1", "key")``.
    """
    found: dict[Path, int] = {}
    counts: dict[Path, int] = {}
    table: Path = ()
    for line, tokens in _statements(text):
        header = tokens[0] == "["
        key = _key([t for t in tokens if t != "["] if header else tokens)
        path = _numbered(key, counts, tokens[:2] == ["[", "["]) if header else table + key
        path = path[:DEEPEST]
        for length in range(1, len(path) + 1):
            found.setdefault(path[:length], line)
        if header:
            table = path
    return found


def _numbered(key: Path, counts: dict[Path, int], repeats: bool) -> Path:
    """The path of a header, with the number of the present entry behind each table that repeats."""
    path: Path = ()
    for place, name in enumerate(key, 1):
        path += (name,)
        if repeats and place == len(key):
            counts[path] = counts.get(path, 0) + 1
        if path in counts:
            path += (str(counts[path]),)
    return path


def line_of(lines: dict[Path, int], path: Path) -> int:
    """The line of a path, or of the nearest thing around it; 1 for the file as a whole."""
    path = path[:DEEPEST]
    while path and path not in lines:
        path = path[:-1]
    return lines.get(path, 1)


def _statements(text: str) -> list[tuple[int, list[str]]]:
    """Headers and assignments as tokens, each with its first line; line ends in brackets and strings do not count."""
    found: list[tuple[int, list[str]]] = []
    line, depth, assigned = 1, 0, False
    tokens: list[str] = []
    first = 1
    for match in _TOKEN.finditer(text):
        word = match.group()
        if match.lastgroup == "line" and depth <= 0:
            if tokens:
                found.append((first, tokens))
            tokens, assigned, depth = [], False, 0
        elif match.lastgroup != "comment" and not word.isspace():
            first = first if tokens else line
            assigned = assigned or word == "="
            depth += assigned * ((word in "[{") - (word in "]}"))
            tokens.append(word)
        line += word.count("\n")
    return [*found, (first, tokens)] if tokens else found


def _key(tokens: list[str]) -> Path:
    parts: list[str] = []
    for word in tokens:
        if word in "=]":
            break
        if word != ".":
            parts.append(_plain(word))
    return tuple(parts)


def _plain(word: str) -> str:
    if word[0] == "'":
        return word[1:-1]
    if word[0] != '"':
        return word
    return re.sub(r"\\(u[0-9a-fA-F]{4}|U[0-9a-fA-F]{8}|.)", _escape, word[1:-1])


def _escape(match: re.Match[str]) -> str:
    name = match.group(1)
    if len(name) > 1:
        return chr(int(name[1:], 16))
    return {"b": "\b", "t": "\t", "n": "\n", "f": "\f", "r": "\r"}.get(name, name)
