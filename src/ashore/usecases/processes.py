"""Who a process is, so that another one on the same machine can tell that it is dead, without waiting for a lease."""

import os
import platform
import re
from functools import cache
from pathlib import Path

_MACHINE = re.compile(r"-[0-9a-f]{8}-[0-9a-f]+$")
"""What stands behind a machine's name: its start, and the container."""


def own_name() -> str:
    """``place/pid/start``: the machine since it was started (and the container), the number, when the process began. No
    other process ever has the same name, not even one that is given the same number later."""
    pid = os.getpid()
    return f"{_place()}/{pid}/{_began(pid) or 0}"


def host_of(name: str) -> str:
    """The machine on which a process is, or was."""
    return _MACHINE.sub("", name.partition("/")[0])


def is_here(name: str) -> bool:
    """Whether a process is, or was, one of this machine."""
    return name.startswith(f"{_place()}/")


def is_gone(name: str) -> bool:
    """Whether a process is certainly dead; of another machine nothing is certain."""
    if not is_here(name):
        return False
    _, pid, began = name.rsplit("/", 2)
    if Path("/proc/self/stat").exists():
        return str(_began(int(pid))) != began
    try:
        os.kill(int(pid), 0)
    except ProcessLookupError:
        return True
    except PermissionError:
        return False
    return False


@cache
def _place() -> str:
    try:
        boot = Path("/proc/sys/kernel/random/boot_id").read_text(encoding="ascii")[:8]
        return f"{platform.node()[:40]}-{boot}-{os.stat('/proc/self/ns/pid').st_ino:x}"  # noqa: PTH116 - no plain file
    except OSError:
        return platform.node()[:40] or "here"


def _began(pid: int) -> int | None:
    """In ticks since the machine was started; None where there is none, or a dead one that nobody buried yet."""
    try:
        fields = Path(f"/proc/{pid}/stat").read_text(encoding="utf-8", errors="replace").rpartition(")")[2].split()
    except OSError:
        return None
    return None if fields[0] in "ZX" else int(fields[19])
