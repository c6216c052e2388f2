"""Foreign HTML, sanitised before, made honest for its frame: a link that names one place and leads to another (H58)."""

import re
from html import escape, unescape
from urllib.parse import urlsplit

_LINK = re.compile(r'<a href="([^"]*)"[^>]*>(.*?)</a>', re.DOTALL)
_PICTURE = re.compile(r'(<img\b(?:[^<>"]|"[^"]*")*?) data-src="(https://[^"]*)"', re.IGNORECASE)
_TAG = re.compile(r"<[^>]*>")
_ADDRESS = re.compile(r"[\w-]+(?:\.[\w-]+)*\.[^\W\d_]{2,}")


def with_pictures(html: str) -> str:
    """The pictures that lie on the web fetched, encrypted and without a word about where they are asked from."""
    return _PICTURE.sub(r'\1 referrerpolicy="no-referrer" src="\2"', html)


def targets_shown(html: str) -> str:
    """Behind each link whose words name another host than the one it leads to, that host."""
    return _LINK.sub(_shown, html)


def _shown(link: re.Match[str]) -> str:
    host = _host(unescape(link[1]))
    named = [each.casefold() for each in _ADDRESS.findall(unescape(_TAG.sub(" ", link[2])))]
    if not host or not named or any(_same(each, host) for each in named):
        return link[0]
    return f'{link[0]} <strong class="target">→ {escape(host)}</strong>'


def _host(address: str) -> str:
    try:
        return (urlsplit(address).hostname or "").casefold()
    except ValueError:
        return ""


def _same(named: str, host: str) -> bool:
    return host == named or host.endswith("." + named) or host == "www." + named or named == "www." + host
