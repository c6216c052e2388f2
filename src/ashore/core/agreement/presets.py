"""Agreements to begin with: five models in four languages, each a whole contract of its country."""

from importlib.resources import files
from typing import Literal

Preset = Literal["standard", "urgent", "retainer", "one-edit-text", "share-of-sales"]
PRESETS: tuple[Preset, ...] = ("standard", "urgent", "retainer", "one-edit-text", "share-of-sales")
LANGUAGES = ("en", "ru", "sk", "fil")
COUNTRIES = {"en": "GB", "ru": "RU", "sk": "SK", "fil": "PH"}
"""Whose law, money and days off a preset of the language has."""


def preset_text(preset: Preset, language: str) -> str:
    """The TOML text of a preset. Raises FileNotFoundError for other names or languages."""
    folder = files("ashore.core.agreement").joinpath("data", "presets", language)
    return folder.joinpath(f"{preset}.toml").read_text(encoding="utf-8")
