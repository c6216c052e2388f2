"""Links that a gateway on the way wrote in the place of the ones that were sent, so that it is asked first at a click;
and the pages of mail as they are shown, with the links that were sent.

Only gateways that say the whole address in the one that they write are known here, by their very hosts: what is read
out of an address of anybody else's would be a forger's to write.
"""

import re
from collections.abc import Callable, Mapping
from html import escape, unescape
from urllib.parse import SplitResult, parse_qsl, unquote, urlsplit

from ashore.mail.limits import MAX_HTML
from ashore.mail.sanitising import sanitise

MOST_LAYERS = 3
LONGEST = 8_000
_ADDRESS = re.compile(r"https?://[^\s<>\"]{1,8000}(?<![).,;:!?\]])", re.IGNORECASE)
_HREF = re.compile(r'(<a href=")([^"]*)"')
_PICTURE = re.compile(r"cid:([^\"'\s>]{1,500})", re.IGNORECASE)
_WEB = re.compile(r"https?://[^\s<>\"]+\Z", re.IGNORECASE)


def unwrapped(address: str) -> str:
    """The address that a gateway's stands for; any other as it is."""
    for _ in range(MOST_LAYERS):
        inner = _inner(address)
        if not inner:
            break
        address = inner
    return address


def with_links_as_sent(text: str) -> str:
    """A text with the addresses that gateways' stand for."""
    return _ADDRESS.sub(lambda found: unwrapped(found[0]), text) if "://" in text else text


def as_shown(html: str) -> str:
    """A page as a reader is shown it, with the links as they were sent. Two pages that come to the same show the same,
    whatever their tags looked like on the way; one that is too long to be shown whole is left as it is."""
    if len(html) > MAX_HTML:
        return html
    clean = sanitise(html, own_parts=frozenset(unquote(each) for each in _PICTURE.findall(html)))
    return _HREF.sub(lambda tag: f'{tag[1]}{escape(unwrapped(unescape(tag[2])))}"', clean)


def _inner(address: str) -> str:
    if len(address) > LONGEST:
        return ""
    try:
        parts = urlsplit(address)
        host, standard = parts.hostname or "", parts.port in (None, 443)
    except ValueError:
        return ""
    if parts.scheme.lower() != "https" or parts.username is not None or not standard:
        return ""
    read = next((how for of, how in _GATEWAYS.items() if host == of or host.endswith("." + of)), None)
    found = read(parts) if read else ""
    return found if _WEB.match(found) else ""


def _named(*names: str) -> Callable[[SplitResult], str]:
    """Whose query names the address once, by one of these names."""

    def read(parts: SplitResult) -> str:
        found = [value for name, value in parse_qsl(parts.query) if name in names]
        return found[0] if len(found) == 1 else ""

    return read


def _proofpoint(parts: SplitResult) -> str:
    """Version 2 in ``u``, with ``-`` for ``%`` and ``_`` for ``/``; version 3 between ``__`` and ``__;``. What that
    took out of an address it says apart, which is not put together here."""
    if parts.path.startswith("/v2/"):
        return unquote(_named("u")(parts).replace("-", "%").replace("_", "/"))
    whole = parts.geturl()
    _, opened, rest = whole.partition("/v3/__")
    address, closed, _ = rest.partition("__;")
    return address if opened and closed and "*" not in address else ""


_GATEWAYS: Mapping[str, Callable[[SplitResult], str]] = {
    "safelinks.protection.outlook.com": _named("url"),
    "urldefense.proofpoint.com": _proofpoint,
    "urldefense.com": _proofpoint,
    "linkprotect.cudasvc.com": _named("a"),
}
