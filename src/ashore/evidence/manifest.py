"""The list of a pack's files with their hashes, and the root over it."""

from collections.abc import Iterable, Sequence

from ashore.evidence import layout
from ashore.evidence.canonical import Uncanonical, canonical, parse
from ashore.evidence.hashing import merkle_root
from ashore.evidence.zipping import Member

HOW = {
    "hash": "SHA-256",
    "leaf": "SHA-256(00 || canonical JSON of the entry in files)",
    "node": "SHA-256(01 || left || right), split as in RFC 6962, 2.1",
}


def manifest(members: Sequence[Member]) -> tuple[bytes, str]:
    """The manifest over ``members`` in canonical JSON with a line end, and its Merkle root."""
    files = sorted(({"path": each.name, "sha256": each.sha256, "size": each.size} for each in members), key=_path)
    root = merkle_root([canonical(entry) for entry in files])
    value = {"files": files, "format": layout.FORMAT, "merkle": HOW, "root": root, "version": layout.VERSION}
    return canonical(value) + b"\n", root


def sums(members: Iterable[Member]) -> bytes:
    """The hashes of ``members`` as ``sha256sum -c`` reads them, in the order of the names."""
    return "".join(f"{each.sha256}  {each.name}\n" for each in sorted(members, key=lambda each: each.name)).encode()


def read_manifest(data: bytes) -> tuple[dict[str, tuple[str, int]], str] | None:
    """(hash, size) of each file by path, and the root; None where the bytes are no manifest that vouches for itself.

    Its list must give its own root, and it must be the very bytes that ``manifest`` writes: nothing can be added.
    """
    try:
        value = parse(data)
        if not isinstance(value, dict) or not isinstance(value.get("files"), list):
            return None
        listed = [Member(str(each["path"]), int(each["size"]), 0, 0, str(each["sha256"])) for each in value["files"]]
    except (Uncanonical, ValueError, TypeError, KeyError):
        return None
    text, root = manifest(listed)
    return ({each.name: (each.sha256, each.size) for each in listed}, root) if text == data else None


def _path(entry: dict[str, object]) -> str:
    return str(entry["path"])
