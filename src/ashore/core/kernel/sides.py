"""The two sides of every agreement (FIELD.md: contractor is "us", the served organisation is "client")."""

from typing import Literal

Side = Literal["us", "client"]
US: Side = "us"
CLIENT: Side = "client"


def other(side: Side) -> Side:
    """The side that this one is bound to."""
    return CLIENT if side == US else US
