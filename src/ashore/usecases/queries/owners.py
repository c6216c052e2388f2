"""Whose a conversation is on our side, by name."""

from collections.abc import Iterable

from ashore.store.models import Membership, Workspace


def names_of_ours(workspace: Workspace) -> dict[str, str]:
    """The name of each person who works here, by address."""
    rows = Membership.objects.filter(workspace=workspace).values_list("user__email", "user__name")
    return {email: name for email, name in rows if name}


def shown_owner(stored: str, names: dict[str, str]) -> str:
    """A name for who is stored by name or by address: ``anna.mala@studio.example`` nobody knows gives "Anna Mala"."""
    if "@" not in stored:
        return stored
    known = names.get(stored.lower())
    return known or _spoken(stored.partition("@")[0].replace("_", ".").replace("-", ".").split("."))


def _spoken(words: Iterable[str]) -> str:
    return " ".join(word.capitalize() for word in words if word)
