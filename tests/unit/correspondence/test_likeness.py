"""Two addresses, one person? Only where name and signature both say so."""

import pytest

from ashore.core.correspondence.likeness import Face, alike

EVA = Face("eva@client.example", "Eva Malá", "Eva Malá\nhead of marketing, Kaviareň Luna\n+421 905 123 456")


@pytest.mark.parametrize(
    ("name", "signature", "shared"),
    [
        ("Eva Malá", "Eva\n0905 123 456", "0905 123 456"),
        ("EVA MALA", "E. M.\nHead of marketing, Kaviareň Luna", "Head of marketing, Kaviareň Luna"),
        ("Malá Eva", "write to me at eva@client.example", "eva@client.example"),
    ],
)
def test_the_same_name_and_something_of_weight_in_both_signatures(name, signature, shared):
    reason = alike(Face("eva.mala@gmail.com", name, signature), EVA)
    assert reason.params["shared"] == shared


@pytest.mark.parametrize(
    ("name", "signature"),
    [
        ("Eva Malá", "Eva Malá"),
        ("Eva Malá", "Best regards"),
        ("Eva Veľká", "0905 123 456"),
        ("Eva", "+421 905 123 456"),
        ("", "+421 905 123 456"),
        ("Eva Malá", "+421 905 999 999"),
    ],
)
def test_a_name_alone_or_a_signature_alone_is_not_enough(name, signature):
    assert alike(Face("eva.mala@gmail.com", name, signature), EVA) is None


def test_nobody_is_like_themselves():
    assert alike(EVA, EVA) is None
