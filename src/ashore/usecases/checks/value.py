"""The outcome of looking at one thing."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Check:
    """One thing looked at. ``advice``: what to do, empty where nothing is needed."""

    name: str
    ok: bool
    found: str
    advice: str = ""
