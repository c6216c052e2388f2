"""Addresses that we post to: never into a private network by the word of a form or of a name server (SSRF)."""

import ipaddress
import socket
from urllib.parse import urlsplit

MOST_URL = 2000


def refused_target(url: str, *, private: bool = False) -> str:
    """Why nothing is posted to this address, empty where it may be. ``private``: such networks are allowed, and plain
    HTTP within them. Names are looked up later, when they are used (`addresses_of`)."""
    parts = urlsplit(url) if len(url) <= MOST_URL else None
    try:
        host, port = (parts.hostname or "", parts.port) if parts else ("", None)
    except ValueError:
        return "the port is no number"
    if parts is None or not host or parts.username or parts.password or any(c in url for c in " \r\n\t\\"):
        return "it is no plain address"
    if parts.scheme != "https" and not (private and parts.scheme == "http"):
        return "it does not begin with https://"
    if port == 0:
        return "the port is no number"
    literal = _ip(host)
    if not private and (_is_inner(literal) if literal else "." not in host.rstrip(".")):
        return "it lies in a private network"
    return ""


def addresses_of(host: str, port: int, *, private: bool = False) -> tuple[str, ...]:
    """The addresses of a host to which we may connect, looked up now; empty where one of them is not allowed: what a
    name server says twice need not be the same, so the connection goes to what was looked at."""
    try:
        found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    except OSError:
        return ()
    ips = tuple(dict.fromkeys(str(each[4][0]) for each in found))
    return () if not private and any(_is_inner(_ip(each)) for each in ips) else ips


def _ip(host: str) -> ipaddress.IPv4Address | ipaddress.IPv6Address | None:
    try:
        return ipaddress.ip_address(host.partition("%")[0])
    except ValueError:
        return None


def _is_inner(ip: ipaddress.IPv4Address | ipaddress.IPv6Address | None) -> bool:
    """Whether this is no address of the public internet; IPv4 within IPv6 is looked through."""
    if ip is None:
        return True
    mapped = getattr(ip, "ipv4_mapped", None) or getattr(ip, "sixtofour", None)
    return not (mapped or ip).is_global or (mapped or ip).is_multicast
