"""Keys: files that nobody else reads, and whether the seal key opens what was sealed."""

import os
import stat
from pathlib import Path

from ashore.usecases.backups.keys import NAMES, broken_seals
from ashore.usecases.checks.value import Check

MOST_NAMED = 5


def key_files(folder: Path) -> Check:
    """Whether only we can read the keys."""
    paths = [folder / name for name in NAMES]
    present = [path for path in paths if path.exists()]
    loose = [path for path in present if os.name == "posix" and stat.S_IMODE(path.stat().st_mode) & 0o077]
    if loose:
        names = " ".join(map(str, loose))
        return Check("keys", False, f"{names}: can be read by others", f"chmod 600 {names}")
    return Check("keys", True, ", ".join(path.name for path in present) or "no files: given otherwise, or not made yet")


def seals() -> Check:
    """Whether every stored secret opens with the present key."""
    broken = broken_seals()
    if not broken:
        return Check("secrets", True, "all stored secrets open")
    names = ", ".join(f"{each.what} {each.name}" for each in broken[:MOST_NAMED])
    more = f" and {len(broken) - MOST_NAMED} more" if len(broken) > MOST_NAMED else ""
    return Check(
        "secrets",
        False,
        f"sealed with another key: {names}{more}",
        "Put the former seal-key back, or type these passwords in anew: ashore account change ADDRESS",
    )
