"""Values of the core as plain JSON values."""

from datetime import UTC, date, datetime, time, timedelta
from decimal import Decimal

import pytest

from ashore.core.agreement import default
from ashore.core.kernel import Money, Reason
from ashore.evidence.canonical import canonical
from ashore.evidence.plain import plain


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        (Decimal("1E+2"), "100"),
        (Decimal("110.00"), "110.00"),
        (Money(Decimal("9600.00"), "GBP"), {"amount": "9600.00", "currency": "GBP"}),
        (datetime(2026, 3, 13, 17, 40, tzinfo=UTC), "2026-03-13T17:40:00+00:00"),
        (date(2026, 3, 13), "2026-03-13"),
        (time(9, 30), "09:30:00"),
        (timedelta(days=1, seconds=5), "PT86405S"),
        (frozenset({"b", "a"}), ["a", "b"]),
        ((1, None, True), [1, None, True]),
        (Reason("a.b", params={"at": date(2026, 3, 13)}), {"code": "a.b", "params": {"at": "2026-03-13"}}),
        (0.1, "0.1"),
    ],
)
def test_each_kind_of_value_has_its_form(value: object, expected: object) -> None:
    assert plain(value) == expected


def test_a_binary_fraction_stands_as_a_number() -> None:
    assert canonical(plain([0.1, 2.5e-7])) == b"[0.1,2.5e-07]"


def test_a_whole_agreement_has_a_canonical_form() -> None:
    assert canonical(plain(default())) == canonical(plain(default()))


@pytest.mark.parametrize("value", [object(), b"x", float("nan"), 1j])
def test_what_is_no_value_of_the_core_is_refused(value: object) -> None:
    with pytest.raises(TypeError):
        plain(value)
