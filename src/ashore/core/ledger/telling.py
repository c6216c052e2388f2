"""Explanations that are told when somebody asks: most obligations of a long log are never opened."""

from collections.abc import Callable, Mapping
from typing import Any

from ashore.core.kernel import Reason, Value

Later = tuple[Callable[..., Reason], *tuple[Any, ...]]
"""A pure function that tells, and what it is told of: a tenth of what a closure costs, and millions are made."""
Step = Reason | Later


def tell(step: Step) -> Reason:
    """The step as a reason, told now where it was left for later."""
    return step if isinstance(step, Reason) else step[0](*step[1:])


class Told(Reason):
    """A reason that knows its code at once, and the rest of itself when it is read. Equal to the plain reason it tells.

    ``step`` is told at most once, whenever that may be. Pickled, it becomes the plain reason.
    """

    __slots__ = ("_step",)
    __setattr__ = object.__setattr__  # it writes itself, as it is told
    __delattr__ = object.__delattr__

    def __init__(self, code: str, rule: str, step: Later) -> None:
        self.code = code  # type: ignore[misc]
        self.rule = rule  # type: ignore[misc]
        self._step: Step = step

    @property
    def plain(self) -> Reason:
        """The whole explanation as an ordinary value."""
        found = self._step
        if not isinstance(found, Reason):
            self._step = found = tell(found)
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

    def as_data(self) -> dict[str, object]:
        """See ``Reason``; what is told for this alone is let go, for a file may hold a million of them."""
        return tell(self._step).as_data()

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
