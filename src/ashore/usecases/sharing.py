"""Bytes of stored mail, whole again; and the files that many messages carry taken out of them and stored once (H67).

It is done afterwards, in the background: what takes mail in stays quick and simple. A message is changed only if what
would be read of it afterwards is, byte for byte, what was read before.
"""

import json
import re
from binascii import Error as NoBase64
from binascii import a2b_base64
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import partial
from hashlib import sha256
from typing import NamedTuple

from django.db.models import Count, Exists, OuterRef

from ashore.store.locks import hold_workspace
from ashore.store.models import Attachment, PartUse, RawMessage, SharedPart, Workspace
from ashore.usecases.changes import in_batches
from ashore.usecases.importing.items import compressed, uncompressed
from ashore.usecases.transactions import in_a_transaction

LEAST = 2_000
"""Bytes of a file below which a row of its own costs more than it saves."""
FEWEST = 3
"""Messages that must carry it."""
AT_ONCE = 500
MARK = b"\0parts1\0"
"""How a body begins that lacks parts; none that is whole begins so."""
_BASE64 = re.compile(rb"(?<=\n)[A-Za-z0-9+/]{40,}(?:\r?\n[A-Za-z0-9+/]+)*={0,2}")


class Cut(NamedTuple):
    """A stretch of a message: where it begins in it, its bytes, and the SHA-256 of the file that it is."""

    at: int
    raw: bytes
    content: str


def raw_bytes(row: RawMessage) -> bytes:
    """The bytes as they came."""
    body = bytes(row.body)
    if not body.startswith(MARK):
        return uncompressed(body, row.size)
    holes, rest = _opened(body)
    names = {name for _, name in holes}
    rows = SharedPart.objects.filter(workspace=row.workspace_id, sha256__in=names)
    parts = {name: uncompressed(bytes(part), size) for name, part, size in rows.values_list("sha256", "body", "size")}
    return _filled(holes, uncompressed(rest, row.size), parts)


def header_bytes(body: bytes, size: int) -> bytes:
    """A message's bytes without what it shares, which is never its header."""
    return uncompressed(_opened(body)[1] if body.startswith(MARK) else body, size)


def share(*, workspace: Workspace, enough: Callable[[], bool] = lambda: False) -> int:
    """Store once what at least `FEWEST` messages carry; how many messages were looked at."""
    looked = 0
    for message, contents in _carrying(workspace):
        if enough():
            break
        in_a_transaction(partial(_share, message, contents))
        looked += 1
    return looked


def share_everywhere(*, enough: Callable[[], bool] = lambda: False) -> int:
    """The same in all workspaces, and let go of what none shares any more; how many messages were looked at."""
    looked = 0
    for workspace in Workspace.objects.order_by("pk"):
        looked += share(workspace=workspace, enough=enough)
        in_a_transaction(partial(_let_go, workspace.pk))
    return looked


def _let_go(workspace: int) -> None:
    hold_workspace(workspace)
    let_go(workspace=workspace)


def forget_parts(*, workspace: int, raws: Iterable[int]) -> None:
    """These messages share nothing any more, for they were written anew; what nobody shares now is gone. The caller
    holds the transaction and the workspace."""
    gone = sum(PartUse.objects.filter(raw__in=some).delete()[0] for some in in_batches(sorted(raws), AT_ONCE))
    if gone:
        let_go(workspace=workspace)


def let_go(*, workspace: int) -> int:
    """Delete the parts that no message shares; how many. The caller holds the transaction and the workspace."""
    used = PartUse.objects.filter(part=OuterRef("pk"))
    unused = SharedPart.objects.filter(workspace=workspace).exclude(Exists(used)).values_list("pk", flat=True)
    return SharedPart.objects.filter(pk__in=list(unused)).delete()[0]


def _carrying(workspace: Workspace) -> Iterator[tuple[int, set[str]]]:
    """Messages that carry files which many have, and were not looked at for these."""
    files = Attachment.objects.filter(workspace=workspace, size__gte=LEAST)
    many = files.values("sha256").annotate(n=Count("message", distinct=True)).filter(n__gte=FEWEST)
    names = set(many.values_list("sha256", flat=True))
    known = PartUse.objects.filter(raw=OuterRef("message"), content=OuterRef("sha256"))
    found: dict[int, set[str]] = {}
    for some in in_batches(sorted(names), AT_ONCE):
        rows = files.filter(sha256__in=some).exclude(Exists(known)).values_list("message", "sha256")
        for message, content in rows:
            found.setdefault(int(message), set()).add(content)
    yield from sorted(found.items())


def _share(message: int, contents: set[str]) -> None:
    workspace = RawMessage.objects.values_list("workspace", flat=True).get(pk=message)
    hold_workspace(workspace)
    row = RawMessage.objects.get(pk=message)
    raw = raw_bytes(row)
    known = set(PartUse.objects.filter(raw=message, part__isnull=False).values_list("content", flat=True))
    cuts = cuts_of(raw, contents | known)
    body, parts = packed(raw, cuts)
    if _filled(_opened(body)[0], uncompressed(_opened(body)[1], len(raw)), parts) != raw:
        raise AssertionError(f"message {message} would not be the same")
    SharedPart.objects.bulk_create(
        [SharedPart(workspace_id=workspace, sha256=name, size=len(each), body=compressed(each))
         for name, each in parts.items()],
        ignore_conflicts=True,
    )  # fmt: skip
    stored = SharedPart.objects.filter(workspace=workspace, sha256__in=list(parts))
    ids = dict(stored.values_list("sha256", "pk"))
    lies = {cut.content: ids[sha256(cut.raw).hexdigest()] for cut in cuts}
    PartUse.objects.filter(raw=message).delete()
    PartUse.objects.bulk_create(
        [PartUse(raw_id=message, content=each, part_id=lies.get(each)) for each in sorted(contents | known)]
    )
    if cuts:
        RawMessage.objects.filter(pk=message).update(body=body)


def cuts_of(raw: bytes, contents: set[str]) -> list[Cut]:
    """Where the bytes of these files stand in a message, in base64, the one way in which files of this size travel."""
    found = []
    for stretch in _BASE64.finditer(raw):
        try:
            content = sha256(a2b_base64(stretch[0])).hexdigest()
        except NoBase64:
            continue
        if content in contents:
            found.append(Cut(stretch.start(), stretch[0], content))
    return found


def packed(raw: bytes, cuts: Sequence[Cut]) -> tuple[bytes, dict[str, bytes]]:
    """What is stored of a message without these stretches, and the stretches by their SHA-256."""
    parts: dict[str, bytes] = {}
    holes: list[tuple[int, str]] = []
    rest, at = bytearray(), 0
    for cut in cuts:
        name = sha256(cut.raw).hexdigest()
        parts[name] = cut.raw
        holes.append((cut.at, name))
        rest += raw[at : cut.at]
        at = cut.at + len(cut.raw)
    rest += raw[at:]
    told = json.dumps(holes).encode()
    return MARK + len(told).to_bytes(4, "big") + told + compressed(bytes(rest)), parts


def _opened(body: bytes) -> tuple[list[tuple[int, str]], bytes]:
    """Where what is missing belongs, by its SHA-256; and the compressed rest."""
    start = len(MARK) + 4
    end = start + int.from_bytes(body[len(MARK) : start], "big")
    return [(int(at), str(name)) for at, name in json.loads(body[start:end])], body[end:]


def _filled(holes: Iterable[tuple[int, str]], rest: bytes, parts: Mapping[str, bytes]) -> bytes:
    whole, taken = bytearray(), 0
    for at, name in holes:
        more = at - len(whole)
        whole += rest[taken : taken + more]
        taken += more
        whole += parts[name]
    return bytes(whole + rest[taken:])
