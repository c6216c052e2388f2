"""What our own mail server found out about a sender: Authentication-Results (RFC 8601), read so that nobody can forge
them (H38, H45).

Headers prove nothing by themselves: anyone may write them. Two things are sure. What stands above the topmost
Received line was added after the message came in; and of the results that bear our server's name the topmost one is
its own, for a sender can only write beneath. So all results above the topmost Received line count together, or else
the topmost one beneath it, never one from beyond the hop by which our server took the message in.
"""

import re
from collections.abc import Iterator, Mapping
from typing import Literal, NamedTuple

from ashore.core.kernel import Reason
from ashore.mail.headers import header_end

Outcome = Literal["pass", "fail", "none"]

LONGEST_FIELD = 20_000
MOST_LINES = 100

_TRACE = re.compile(rb"(?im)^(received|authentication-results)[ \t]*:(.*(?:\n[ \t].*)*)")
_RESULT = re.compile(r"\s*([a-z][a-z0-9-]*)\s*(?:/\s*\d+\s*)?=\s*([a-z]+)(?![^\s])")
_PROPERTY = re.compile(r"(?<!\S)([a-z]+\.[a-z0-9_-]+)\s*=\s*(\S+)")
_HOP = re.compile(r"\s*(?:(from)\s+\S+\s+)?by\s+(\S+)(?:\s+with\s+(\S+))?")
_FROM_ITSELF = re.compile(r"\s*from\s+\S+\s+\(\S+ \[(?:127\.[\d.]+|ipv6:::1)\]\)")
_LOGGED_IN = re.compile(r"(?:utf8)?e?smtps?a\Z")
_PIECES = re.compile(r'\\.?|["()]|[^"()\\]+', re.DOTALL)
_UNQUOTABLE = re.compile(r"[^a-z0-9@._+-]")
_NAMES: Mapping[str, tuple[str, ...]] = {
    "dkim": ("header.d", "header.i"),
    "spf": ("smtp.mailfrom",),
    "auth": ("smtp.auth", "smtp.mailfrom"),
}
"""By which property each method names whom it speaks of. ``auth``: a login at the server itself."""
_REFUSED = frozenset({"fail", "hardfail", "softfail"})


class Verdict(NamedTuple):
    """``outcome``: ``pass`` where the server confirmed the domain of From, ``fail`` where it refuted it, ``none``
    where it said nothing about it. ``from_outside``: the server took it in from elsewhere, without a login."""

    outcome: Outcome
    reason: Reason
    from_outside: bool

    @property
    def is_doubtful(self) -> bool:
        """Refuted, or come in from outside without a confirmation: who is named may not have written it (H38)."""
        return self.outcome == "fail" or (self.outcome == "none" and self.from_outside)


class _Result(NamedTuple):
    """One method's result, in lower case; ``properties`` as ``header.d`` -> value."""

    method: str
    result: str
    properties: Mapping[str, str]


_CODES = {"pass": "mail.authentication.confirmed", "fail": "mail.authentication.refuted"}


def authenticate(raw: bytes, *, domain: str, server: str) -> Verdict:
    """What ``server`` (its authserv-id, which is its host name as a rule) says on whether ``domain`` sent a message.

    Only the header block is looked at; linear, never raises. DMARC decides where the server judged by it, else any
    method that passed for the domain itself, one above or one beneath it. Without a word of the server: ``none``.
    """
    name, domain = server.strip().lower(), domain.strip().lower()
    own, from_outside = _own_results(raw, name)
    found = [result for value in own for result in _results(value)]
    outcome, method = _judged(found, domain)
    code = _CODES.get(outcome, "mail.authentication.unconfirmed" if own else "mail.authentication.absent")
    params = {"server": name, "domain": domain} | ({"method": method.upper()} if method else {})
    return Verdict(outcome, Reason(code, params=params), from_outside)


def topmost_server(raw: bytes) -> str:
    """The name in the topmost results, where its server can have written them there; empty without one. The servers of
    some providers do not name themselves."""
    values = (value for kind, value in _trace_lines(raw) if kind != "received")
    words = _plain(next(values, "")).partition(";")[0].split()
    name = words[0] if words and "." in words[0] and "=" not in words[0] else ""
    return name if name and has_results_of(raw, name) else ""


def has_results_of(raw: bytes, server: str) -> bool:
    """Whether results count as written by ``server``."""
    return bool(_own_results(raw, server)[0])


def came_from_elsewhere(raw: bytes) -> bool:
    """Whether any server wrote that it took the message in."""
    return any(kind == "received" for kind, _ in _trace_lines(raw))


def _own_results(raw: bytes, server: str) -> tuple[list[str], bool]:
    """The results that count, without the server's name, and whether the server took the message in from outside."""
    above: list[str] = []
    beneath: list[str] = []
    lines = list(_trace_lines(raw))
    border = _border(lines, server)
    for number, (kind, value) in enumerate(lines):
        if number > border and kind == "received":
            break
        if kind == "received":
            continue
        name, _, rest = _plain(value).partition(";")
        if name.split()[:1] == [server]:
            (beneath if any(each == "received" for each, _ in lines[:number]) else above).append(rest)
    return above or beneath[:1], border >= 0 and _is_from_outside(lines[border][1], server)


def _trace_lines(raw: bytes) -> Iterator[tuple[str, str]]:
    """Received and Authentication-Results from the top, in lower case; a forger's thousands are not waited for."""
    stop, _ = header_end(raw, 0, len(raw))
    for count, match in enumerate(_TRACE.finditer(raw, 0, stop)):
        if count == MOST_LINES:
            return
        yield match[1].decode("ascii").lower(), match[2][:LONGEST_FIELD].decode("latin-1").lower()


def _border(lines: list[tuple[str, str]], server: str) -> int:
    """The line of the hop by which the server took a message in: the topmost Received that it wrote, but for those of
    its way through its own programs; where none bears its name, the topmost of all. -1 without any."""
    hops = [(number, value) for number, (kind, value) in enumerate(lines) if kind == "received"]
    own = [(number, value) for number, value in hops if _by(value, server)]
    for number, value in own:
        if not _is_inner(value):
            return number
    return (own or hops)[0][0] if hops else -1


def _is_inner(value: str) -> bool:
    hop = _HOP.match(_plain(value))
    return bool(hop and hop[3] and hop[3].startswith("lmtp")) or bool(_FROM_ITSELF.match(" ".join(value.split())))


def _by(value: str, server: str) -> bool:
    hop = _HOP.match(_plain(value))
    return bool(hop) and (hop[2] == server or hop[2].endswith("." + server)) if hop else False


def _is_from_outside(value: str, server: str) -> bool:
    """True for a Received line of the server's for a message that somebody handed over without logging in."""
    hop = _HOP.match(_plain(value))
    return bool(hop and hop[1] and _by(value, server) and not _is_inner(value) and not _LOGGED_IN.match(hop[3] or ""))


def _plain(value: str) -> str:
    """A structured field without comments and quotation marks; nothing inside of either can be taken for syntax."""
    kept: list[str] = []
    depth = 0
    quoted = False
    for piece in _PIECES.findall(value):
        if piece == '"' and not depth:
            quoted = not quoted
        elif quoted:
            kept.append(_UNQUOTABLE.sub("_", piece))
        elif piece == "(":
            depth += 1
        elif piece == ")" and depth:
            depth -= 1
            kept.append(" ")
        elif not depth:
            kept.append(piece)
    return "".join(kept)


def _results(value: str) -> Iterator[_Result]:
    for part in value.split(";"):
        match = _RESULT.match(part)
        if match:
            yield _Result(match[1], match[2], dict(_PROPERTY.findall(part)))


def _judged(found: list[_Result], domain: str) -> tuple[Outcome, str]:
    """The outcome for a domain and the method that decided."""
    if not domain:
        return "none", ""
    for each in found:
        if each.method == "dmarc" and each.result in ("pass", "fail"):
            judged = each.properties.get("header.from", domain)
            if _aligned(judged, domain):
                return ("pass" if each.result == "pass" else "fail"), "dmarc"
    concerned = [each for each in found if any(_aligned(name, domain) for name in _named(each))]
    for each in concerned:
        if each.result == "pass":
            return "pass", each.method
    for each in concerned:
        if each.result in _REFUSED:
            return "fail", each.method
    return "none", ""


def _named(each: _Result) -> Iterator[str]:
    for name in _NAMES.get(each.method, ()):
        if name in each.properties:
            yield each.properties[name]
            return


def _aligned(name: str, domain: str) -> bool:
    """True where an address or a domain is of the same domain, or one of the two lies beneath the other."""
    other = name.rpartition("@")[2].strip(".")
    return "." in other and (other == domain or other.endswith("." + domain) or domain.endswith("." + other))
