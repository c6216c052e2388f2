"""Which channel of an agreement a message came by, and whether what is said there binds (A8)."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache
from typing import Literal

from ashore.core.agreement.clauses import Channel
from ashore.core.kernel import Reason

Binding = Literal["binding", "not_binding", "unnamed"]
_MARKS = re.compile(r"[\W_]+")
_OTHER_NAMES = {
    "email": ("mail", "mailom", "elektronická pošta", "электронная почта", "почта", "имейл"),
    "letter": (
        "post", "paper", "registered letter", "письмо", "бумажное письмо", "заказное письмо", "pošta", "list",
        "doporučený list", "liham", "sulat", "koreo",
    ),
    "telegram": ("телеграм", "телеграмм", "tg"),
    "whatsapp": ("вотсап", "ватсап"),
    "viber": ("вайбер",),
    "phone": ("telephone", "call", "телефон", "звонок", "telefón", "telefon", "hovor", "telepono", "tawag"),
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Standing:
    """What an agreement says of a channel. ``confirm_by``: a channel that binds, where this one does not."""

    binding: Binding
    name: str
    confirm_by: str
    reason: Reason


@lru_cache(maxsize=1024)
def folded(name: str) -> str:
    """One spelling for the many names of a channel: "E-mail", "email" and "почта" are the same."""
    bare = _MARKS.sub("", name.casefold())
    for known, others in _OTHER_NAMES.items():
        if bare == known or bare in {_MARKS.sub("", other.casefold()) for other in others}:
            return known
    return bare


def is_same_channel(one: str, other: str) -> bool:
    """Whether two names mean one channel."""
    return folded(one) == folded(other)


def standing(channels: Iterable[Channel], name: str, address: str = "") -> Standing | None:
    """What these terms say of the channel called ``name`` (or had under ``address``); None where they name no channels
    at all. A channel that they do not name does not bind."""
    named = tuple(channels)
    if not named:
        return None
    fitting = [each for each in named if is_same_channel(each.name, name) or (address and each.address == address)]
    found = next(iter(fitting), None)
    binding: Binding = "unnamed" if found is None else "binding" if found.binding else "not_binding"
    confirm = next((each.name for each in _by_liking(named) if each.binding and not each.voice), "")
    clause = f"clause:{(found or named[0]).clause}"
    called = found.name if found else name
    reason = Reason(f"channel.{binding}", "A8", {"channel": called, "confirm_by": confirm or None}, (clause,))
    return Standing(binding, called, confirm, reason)


def _by_liking(channels: Iterable[Channel]) -> list[Channel]:
    return sorted(channels, key=lambda each: not each.preferred)
