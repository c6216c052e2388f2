"""Which addresses are ours."""

from collections.abc import Callable, Iterable

Us = Callable[[str], bool] | frozenset[str]


def ours(us: Us) -> Callable[[str], bool]:
    """A remembered test for one address; of a set, entries with a local part are addresses, others whole domains."""
    test = us if callable(us) else _among(us)
    known: dict[str, bool] = {"": False}

    def is_ours(email: str) -> bool:
        answer = known.get(email)
        if answer is None:
            answer = known[email] = bool(test(email))
        return answer

    return is_ours


def _among(entries: Iterable[str]) -> Callable[[str], bool]:
    lowered = {entry.strip().lower() for entry in entries}
    addresses = frozenset(entry for entry in lowered if "@" in entry[1:])
    domains = frozenset(entry.lstrip("@").strip(".") for entry in lowered - addresses) - {""}

    def is_ours(email: str) -> bool:
        if email in addresses:
            return True
        domain = email.rpartition("@")[2]
        while domain:
            if domain in domains:
                return True
            domain = domain.partition(".")[2]
        return False

    return is_ours
