"""Mail byte for byte: an mbox for each client (mboxrd), or a Maildir; beside it what came by a messenger or on paper,
as the JSON that it came in, with the desk's line of how it came (``.how``).

Each message stands in its client's file once, so that a mail program shows it once and whoever counts them counts
right. The bytes of copies that came by other ways lie beside it, in a file of their own that is read after it: taken in
again they are copies again.
"""

import re
from collections.abc import Iterator
from datetime import UTC
from hashlib import sha256
from typing import Literal

from django.db.models import QuerySet

from ashore.channels.envelope import halves
from ashore.mail.filenames import safe_name
from ashore.store.models import Client, RawMessage, Workspace
from ashore.usecases.exporting.sinks import Sink
from ashore.usecases.sharing import raw_bytes

AT_ONCE = 20
COPIES = ".other-copies"
"""Sorts behind ``.mbox``: what is read first is shown."""
Form = Literal["mbox", "maildir"]
_QUOTED = re.compile(rb"(?m)^(>*From )")


def add_mail(sink: Sink, workspace: Workspace, form: Form) -> None:
    """All of it: by client, what belongs to none, what could not be understood."""
    whole = RawMessage.objects.filter(workspace=workspace).order_by("pk")
    taken: set[str] = set()
    for client in Client.objects.filter(workspace=workspace).order_by("key").iterator():
        name = _unused(_plain(client.key), taken)
        _add(sink, name, whole.filter(message__conversation__client=client), form)
        copies = whole.filter(same_as__message__conversation__client=client)
        _add(sink, _unused(f"{name}{COPIES}", taken), copies, form)
    no_client = {"message__isnull": False, "message__conversation__client__isnull": True}
    _add(sink, "_no_client", whole.filter(**no_client), form)
    _add(
        sink,
        f"_no_client{COPIES}",
        whole.filter(**{f"same_as__{name}": is_so for name, is_so in no_client.items()}),
        form,
    )
    _add(sink, "_not_understood", whole.filter(message__isnull=True).exclude(state="copy"), form)


def _add(sink: Sink, name: str, whole: "QuerySet[RawMessage]", form: Form) -> None:
    for row in whole.filter(form="channel").iterator(chunk_size=AT_ONCE):
        how, said = halves(raw_bytes(row))
        place = f"chats/{name}/{row.pk}.{row.sha256[:16]}"
        sink.add(f"{place}.json", (said,))
        sink.add(f"{place}.how", (how + b"\n",))
    rows = whole.filter(form="mail")
    if not rows.exists():
        return
    if form == "mbox":
        sink.add(f"mail/{name}.mbox", _mbox(rows))
        return
    for row in rows.iterator(chunk_size=AT_ONCE):
        sink.add(f"mail/{name}/cur/{row.pk}.{row.sha256[:16]}.eml", (raw_bytes(row),))


def _mbox(rows: "QuerySet[RawMessage]") -> Iterator[bytes]:
    for row in rows.iterator(chunk_size=AT_ONCE):
        when = row.arrived_at.astimezone(UTC).strftime("%a %b %d %H:%M:%S %Y")
        raw = raw_bytes(row)
        yield f"From MAILER-DAEMON {when}\n".encode("ascii")
        yield _QUOTED.sub(rb">\1", raw)
        yield b"\n" if raw.endswith(b"\n") else b"\n\n"


def _plain(key: str) -> str:
    """A client's key as the name of a file on any system."""
    name = safe_name(key, "client")
    return name if name.isascii() else f"{name.encode('ascii', 'replace').decode().replace('?', '_')}"


def _unused(name: str, taken: set[str]) -> str:
    if name in taken:
        name = f"{name}-{sha256(f'{name}{len(taken)}'.encode()).hexdigest()[:8]}"
    taken.add(name)
    return name
