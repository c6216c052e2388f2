"""Whose a conversation is on our side, by name."""

from collections.abc import Iterable
from dataclasses import dataclass

from ashore.store.models import Membership, Workspace


@dataclass(frozen=True, slots=True)
class Ours:
    """Who works here: names by number and by address, those without a name by the first part of their address."""

    by_id: dict[int, str]
    by_email: dict[str, str]


def ours(workspace: Workspace) -> Ours:
    """All of us, in one question."""
    rows = list(
        Membership.objects.filter(workspace=workspace)
        .values_list("user_id", "user__email", "user__name")
        .order_by("pk")
    )
    return Ours(
        {pk: name or _spoken_address(email) for pk, email, name in rows},
        {email: name for _, email, name in rows if name},
    )


def names_of_ours(workspace: Workspace) -> dict[str, str]:
    """The name of each person who works here, by address."""
    return ours(workspace).by_email


def shown_owner(stored: str, names: dict[str, str]) -> str:
    """A name for who is stored by name or by address: ``anna.mala@studio.example`` nobody knows gives "Anna Mala"."""
    if "@" not in stored:
        return stored
    return names.get(stored.lower()) or _spoken_address(stored)


def _spoken_address(email: str) -> str:
    return _spoken(email.partition("@")[0].replace("_", ".").replace("-", ".").split("."))


def _spoken(words: Iterable[str]) -> str:
    return " ".join(word.capitalize() for word in words if word)
