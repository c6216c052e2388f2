"""What Outlook packed into a winmail.dat (H14; MS-OXTNEF): the names of the files in it. The package stays whole."""

from ashore.mail.charsets import decode
from ashore.mail.filenames import safe_name
from ashore.mail.transfer import undo

_SIGNATURE = b"\x78\x9f\x3e\x22"
_BEGIN = 0x00069002
_TITLE = 0x00018010
_CODE_PAGE = 0x00069007
_MOST_ATTRIBUTES = 10_000
_MOST_FILES = 200
READ = 8 * 1024 * 1024
"""Bytes of a package, as its part holds it, that are looked at."""


def is_package(type_: str, name: str) -> bool:
    """Whether a part says to be one."""
    return type_ in ("application/ms-tnef", "application/vnd.ms-tnef") or name.lower() == "winmail.dat"


def file_names(coded: bytes, encoding: str) -> tuple[str, ...] | None:
    """Safe names of the files in a package, as its part holds it (READ bytes of it); None where it is none."""
    data = undo(coded[:READ], encoding)[0]
    if not data.startswith(_SIGNATURE):
        return None
    names: list[str] = []
    charset = "cp1252"
    at = 6
    for _ in range(_MOST_ATTRIBUTES):
        if at + 9 > len(data) or len(names) >= _MOST_FILES:
            break
        kind, length = int.from_bytes(data[at + 1 : at + 5], "little"), int.from_bytes(data[at + 5 : at + 9], "little")
        value = data[at + 9 : at + 9 + min(length, 1024)]
        if kind == _CODE_PAGE:
            charset = f"cp{int.from_bytes(value[:4], 'little')}"
        elif kind == _BEGIN:
            names.append("attachment")
        elif kind == _TITLE and names:
            names[-1] = safe_name(decode(value.partition(b"\0")[0], charset)[0])
        at += 9 + length + 2
    return tuple(names)
