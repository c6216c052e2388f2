"""Who is us: addresses and domains that the user names, and advice where nobody was named."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field

from ashore.core.correspondence.domains import is_list_address
from ashore.core.correspondence.message import Message


@dataclass(frozen=True, slots=True)
class Us:
    """Addresses and domains of our side, all in lower case; a domain covers its subdomains."""

    addresses: frozenset[str] = frozenset()
    domains: frozenset[str] = frozenset()
    _known: dict[object, bool] = field(default_factory=dict, compare=False, repr=False)

    def __contains__(self, email: object) -> bool:
        known = self._known.get(email)
        if known is None:
            known = self._known[email] = isinstance(email, str) and self._is_ours(email)
        return known

    def _is_ours(self, email: str) -> bool:
        if email in self.addresses:
            return True
        domain = email.rpartition("@")[2]
        while domain:
            if domain in self.domains:
                return True
            domain = domain.partition(".")[2]
        return False

    def any_of(self, emails: Iterable[str]) -> bool:
        """True where at least one of the addresses is ours."""
        return any(email in self for email in emails)


def us(names: Iterable[str]) -> Us | str:
    """``--me`` values as ``Us``; the text of the first one that is neither an address nor a domain, as it was written.

    ``anna@studio.example`` and ``Anna Blue <anna@studio.example>`` are one address; ``studio.example``,
    ``@studio.example``, ``*@studio.example`` and ``https://www.studio.example/`` are everyone there.
    """
    addresses, domains = set(), set()
    for name in names:
        plain = _bare(name)
        local, at, domain = plain.rpartition("@")
        if (
            "." not in domain
            or any(c in plain for c in " <>/:")
            or domain.startswith(".")
            or domain.endswith(".")
            or "@" in local
        ):
            return name
        if at and local:
            addresses.add(plain)
        else:
            domains.add(_ascii(domain))
    return Us(frozenset(addresses), frozenset(domains))


@dataclass(frozen=True, slots=True)
class Candidate:
    """Somebody who might be "us": how many messages they wrote, and in how many they are a recipient."""

    email: str
    wrote: int
    received: int


def candidates(messages: Iterable[Message], most: int = 5) -> tuple[Candidate, ...]:
    """Who is on most messages of the archive; never used silently, only shown as advice."""
    wrote: Counter[str] = Counter()
    received: Counter[str] = Counter()
    for message in messages:
        wrote[message.sender.email] += 1
        received.update({a.email for a in (*message.to, *message.cc)})
    seen = {email for email in wrote | received if email and not is_list_address(email)}
    ranked = sorted(seen, key=lambda email: (-min(wrote[email], 1), -(wrote[email] + received[email]), email))
    return tuple(Candidate(email, wrote[email], received[email]) for email in ranked[:most])


def _bare(name: str) -> str:
    """An address or a domain out of the forms in which people have them at hand."""
    plain = name.strip()
    if plain.endswith(">"):
        plain = plain.rpartition("<")[2].rstrip(">")
    plain = plain.lower().removeprefix("mailto:").removeprefix("*")
    for scheme in ("https://", "http://"):
        if plain.startswith(scheme):
            plain = plain.removeprefix(scheme).partition("/")[0].removeprefix("www.")
    return plain


def _ascii(domain: str) -> str:
    try:
        return domain.encode("idna").decode("ascii")
    except UnicodeError:
        return domain
