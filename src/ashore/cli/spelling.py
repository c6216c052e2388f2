"""Words looked up by the ``hunspell`` program, where it and its dictionaries are on this machine.

The program is asked once a draft, through a pipe, in the manner of ispell's ``-a``: a line a word, a line an answer.
Its own dictionaries (``.dic`` with ``.aff``) are the distribution's and well kept; Python readers of them load for
seconds and suggest for minutes.
"""

import os
import re
import shutil
import subprocess
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

from ashore.core.language import Language

FOLDERS = ("/usr/share/hunspell", "/usr/share/myspell", "/usr/share/myspell/dicts", "/Library/Spelling")
NAMES: Mapping[str, tuple[str, ...]] = {
    "en": ("en_GB", "en_US", "en_AU", "en_CA", "en_ZA"),
    "ru": ("ru_RU", "ru"),
    "sk": ("sk_SK", "sk"),
    "fil": ("tl", "tl_PH", "fil", "fil_PH"),
}
"""Dictionaries of a language, all that are there are used together: a word is right where one of them has it."""
BESIDE: Mapping[str, str] = {"sk": "en", "fil": "en"}
"""English words are met in these as well."""
PACKAGES: Mapping[str, str] = {"en": "hunspell-en-us", "ru": "hunspell-ru", "sk": "hunspell-sk", "fil": "myspell-tl"}
MOST_WORDS, PATIENCE = 3_000, 20
"""Words of a draft that are looked up; seconds after which the program is given up."""
_UNKNOWN = re.compile(r"& (\S+) \d+ \d+: (.+)|# (\S+) \d+")


class Hunspell:
    """Looks words up. ``notes``: what a person should know: why nothing was looked up."""

    def __init__(self) -> None:
        self.notes: list[str] = []

    def misspelt(self, words: Sequence[str], language: Language) -> Mapping[str, Sequence[str]]:
        """See `Speller`."""
        program, found = shutil.which("hunspell"), dictionaries(language)
        if program is None or not found:
            self.notes.append(_missing(program is None, language))
            return {}
        if language in BESIDE:
            found = [*found, *dictionaries(BESIDE[language])]
        if not words:
            return {}
        lines = "".join(f"^{word}\n" for word in words[:MOST_WORDS])
        command = [program, "-a", "-i", "utf-8", "-d", ",".join(found)]
        try:
            run = subprocess.run(
                command, input=lines, capture_output=True, encoding="utf-8", timeout=PATIENCE, check=True
            )
        except (OSError, subprocess.SubprocessError, UnicodeDecodeError) as error:
            self.notes.append(f"Spelling was not checked: hunspell failed ({type(error).__name__}).")
            return {}
        return dict(unknown_in(run.stdout))


def _missing(program: bool, language: Language) -> str:
    """What is not on this machine, and where it comes from."""
    what = "the hunspell program is not installed" if program else f"there is no dictionary of the language {language}"
    package = f"hunspell {PACKAGES[language]}" if program else PACKAGES[language]
    return f"Spelling was not checked: {what} (Debian: apt-get install {package})."


def dictionaries(language: str) -> list[str]:
    """The dictionaries of a language on this machine, each as the path that hunspell takes."""
    folders = [*filter(None, os.environ.get("DICPATH", "").split(os.pathsep)), *FOLDERS]
    found = []
    for name in NAMES.get(language, ()):
        stems = (Path(folder) / name for folder in folders)
        stem = next((each for each in stems if Path(f"{each}.dic").is_file() and Path(f"{each}.aff").is_file()), None)
        if stem is not None:
            found.append(str(stem))
    return found


def unknown_in(answers: str) -> Iterator[tuple[str, tuple[str, ...]]]:
    """The words that hunspell does not know, with its suggestions."""
    for line in answers.splitlines():
        if said := _UNKNOWN.fullmatch(line):
            yield said[1] or said[3], tuple(said[2].split(", ")) if said[2] else ()
