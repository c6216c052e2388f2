"""Which domains stand for an organisation, and which are free mail that anyone may have."""

from functools import lru_cache

from ashore.core.correspondence.data import word_list

_SECOND_LEVEL = frozenset(
    ("co", "com", "org", "net", "edu", "gov", "ac", "or", "ne", "go", "gob", "mil", "info", "biz", "in", "msk", "spb")
)
CHATS = ".chat.invalid"
"""How the domains end under which people of messengers are kept. RFC 2606: no mail comes from there or goes there."""
_LIST_ENDINGS = ("-list", "-l", "-users", "-devel", "-dev")
_LIST_LABELS = frozenset(("lists", "list", "listserv", "groups", "googlegroups", "yahoogroups", "mailman", "vger"))


@lru_cache(maxsize=1)
def free_mail_domains() -> frozenset[str]:
    """Domains of free-mail providers, from ``data/freemail.txt``."""
    return word_list("freemail.txt")


@lru_cache(maxsize=65536)
def organisation(email: str) -> str:
    """The organisation's own domain (``example.com`` of ``anna@mail.example.com``), or empty.

    Empty for free mail, for people of messengers, for hosts without a dot, and for what is no address.
    """
    domain = email.rpartition("@")[2].strip(".").lower() if "@" in email else ""
    labels = domain.split(".")
    if len(labels) < 2 or domain in free_mail_domains() or domain.endswith(CHATS):
        return ""
    keep = 3 if len(labels) > 2 and labels[-2] in _SECOND_LEVEL and len(labels[-1]) <= 3 else 2
    registered = ".".join(labels[-keep:])
    return "" if registered in free_mail_domains() else registered


@lru_cache(maxsize=65536)
def is_list_address(email: str) -> bool:
    """True where the address itself says that it is a list (``x@lists.example.org``, ``x-list@...``)."""
    local, _, domain = email.partition("@")
    if domain.endswith(CHATS):
        return False
    return not _LIST_LABELS.isdisjoint(domain.split(".")) or local.endswith(_LIST_ENDINGS)
