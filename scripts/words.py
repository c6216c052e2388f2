"""Collects the texts of the interface into the catalogues and compiles them.

    python scripts/words.py            collect and compile in place
    python scripts/words.py --check    in a copy: fails where a text is missing, doubtful, or not compiled

Needs the gettext tools (Debian: gettext).
"""

import os
import re
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

import django
from django.conf import settings
from django.core.management.commands.makemessages import Command as MakeMessages

PACKAGE = Path(__file__).resolve().parent.parent / "src" / "ashore"
LANGUAGES = ("ru", "sk", "fil")


class Collect(MakeMessages):
    """Django's collector, taught our own marks; it needs no settings of the desk."""

    xgettext_options = [
        *MakeMessages.xgettext_options,
        "--keyword=N_",
        "--keyword=NP_:1,2",
        "--keyword=NC_:1c,2",
    ]
    msgmerge_options = [*MakeMessages.msgmerge_options, "--no-fuzzy-matching"]
    requires_system_checks = []


def collect(package: Path) -> None:
    """Brings the catalogues of ``package`` up to date with its sources."""
    os.chdir(package)
    for language in LANGUAGES:
        (package / "locale" / language / "LC_MESSAGES").mkdir(parents=True, exist_ok=True)
    Collect().run_from_argv(
        ["words", "makemessages", "--no-wrap", "--no-location", "--no-obsolete", "--verbosity=0", "--ignore=examples/*"]
        + [f"--locale={language}" for language in LANGUAGES]
    )
    for language in LANGUAGES:
        catalogue = package / "locale" / language / "LC_MESSAGES" / "django.po"
        text = re.sub(r'"POT-Creation-Date: .*\n', "", catalogue.read_text("utf-8"))
        catalogue.write_text(text, "utf-8")


def faults(package: Path) -> list[str]:
    """What is wrong with the catalogues: untranslated, fuzzy, broken placeholders, or another compiled file."""
    found: list[str] = []
    for language in LANGUAGES:
        source = package / "locale" / language / "LC_MESSAGES" / "django.po"
        with tempfile.NamedTemporaryFile(suffix=".mo") as compiled:
            run = subprocess.run(
                ["msgfmt", "--check", "--statistics", "--output-file", compiled.name, str(source)],
                capture_output=True,
                text=True,
                check=False,
                env={**os.environ, "LC_ALL": "C.UTF-8"},
            )
            if run.returncode or "untranslated" in run.stderr or "fuzzy" in run.stderr:
                found.append(f"{language}: {run.stderr.strip()}")
            mo = source.with_suffix(".mo")
            if not mo.exists() or mo.read_bytes() != Path(compiled.name).read_bytes():
                found.append(f"{language}: {mo.name} is not what {source.name} compiles to; run make words")
    return found


def compile_catalogues(package: Path) -> None:
    """Writes the compiled catalogue beside each source."""
    for language in LANGUAGES:
        source = package / "locale" / language / "LC_MESSAGES" / "django.po"
        subprocess.run(["msgfmt", "--output-file", str(source.with_suffix(".mo")), str(source)], check=True)


def main() -> int:
    """Collects and compiles, or checks a copy."""
    settings.configure(USE_I18N=True, LOCALE_PATHS=[], INSTALLED_APPS=[])
    django.setup()
    if "--check" not in sys.argv[1:]:
        collect(PACKAGE)
        compile_catalogues(PACKAGE)
        return 0
    with tempfile.TemporaryDirectory() as scratch:
        copy = Path(scratch) / "ashore"
        shutil.copytree(PACKAGE, copy)
        collect(copy)
        wrong = faults(copy)
    print("\n".join(wrong), file=sys.stderr)
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
