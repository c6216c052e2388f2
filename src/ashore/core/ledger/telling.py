"""Explanations that are told when somebody asks: most obligations of a long log are never opened."""

from collections.abc import Callable, Mapping

from ashore.core.kernel import Reason, Value

Teller = Callable[[], Reason]


class Told(Reason):
    """A reason that knows its code at once, and the rest of itself when it is read. Equal to the plain reason it tells.

    ``teller`` must be pure: it is called at most once, whenever that may be. Pickled, it becomes the plain reason.
    """

    __slots__ = ("_plain", "_teller")
    _plain: Reason | None
    _teller: Teller | None

    def __init__(self, code: str, rule: str, teller: Teller) -> None:
        object.__setattr__(self, "code", code)
        object.__setattr__(self, "rule", rule)
        object.__setattr__(self, "_teller", teller)
        object.__setattr__(self, "_plain", None)

    @property
    def plain(self) -> Reason:
        """The whole explanation as an ordinary value."""
        found = self._plain
        if found is None:
            assert self._teller is not None
            found = self._teller()
            object.__setattr__(self, "_plain", found)
            object.__setattr__(self, "_teller", None)
        return found

    @property
    def params(self) -> Mapping[str, Value]:
        """See ``Reason``."""
        return self.plain.params

    @property
    def sources(self) -> tuple[str, ...]:
        """See ``Reason``."""
        return self.plain.sources

    @property
    def because(self) -> tuple[Reason, ...]:
        """See ``Reason``."""
        return self.plain.because

    def __eq__(self, other: object) -> bool:
        if not isinstance(other, Reason):
            return NotImplemented
        return self.plain == (other.plain if isinstance(other, Told) else other)

    def __hash__(self) -> int:
        return hash(self.plain)

    def __repr__(self) -> str:
        return repr(self.plain)

    def __reduce__(self) -> tuple[object, ...]:
        plain = self.plain
        return Reason, (plain.code, plain.rule, dict(plain.params), plain.sources, plain.because)
