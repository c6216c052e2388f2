"""An export from its first file to its manifest."""

import json
from collections.abc import Iterator
from pathlib import Path

from ashore.channels.envelope import split
from ashore.store.models import AgreementText, HousePack, Outbox, Workspace
from ashore.usecases.exporting import sinks
from ashore.usecases.exporting.cells import csv_lines, json_lines
from ashore.usecases.exporting.mail import Form, add_mail
from ashore.usecases.exporting.people import people_csv
from ashore.usecases.exporting.sinks import Member, Sink
from ashore.usecases.exporting.tables import columns_of, rows_of, settings_of, tables
from ashore.usecases.transactions import one_moment

README = """\
Everything of this desk, in formats that other programs read.

mail/        The letters as they came, by client: mbox files (mboxrd: a line that begins with "From " has a ">" before
             it), or a folder of .eml files each.
chats/       Messages of messengers and letters on paper, by client, as the JSON that they came in.
outgoing/    Replies as they were written for sending.
tables/      All else, each table twice: CSV for spreadsheets (UTF-8; what a spreadsheet would take for a formula has an
             apostrophe before it) and JSON Lines for programs, where nothing is changed.
             Times are ISO 8601 in UTC. "anchor", "parent_key" and "key" name a message by the SHA-256 of its bytes as
             they came; "id" numbers hold within these tables.
agreements/  Each version of each agreement, as TOML: ashore agreement explain FILE tells it in plain words.
packs/       The house's own rules for letters, as YAML.
contacts.csv Clients and people: ashore contacts import reads it again.
settings.json The workspace and who works in it, without passwords.
manifest.json Name, size and SHA-256 of every other file.

To read the mail into another desk: ashore import mail/
"""


def export(*, workspace: Workspace, to: Path, form: Form = "mbox") -> tuple[Member, ...]:
    """Write everything into a new folder, or a new zip where the name ends in ``.zip``; what was written. All tables
    are of one moment. Raises `BadTarget`."""
    with sinks.opened(to) as sink, one_moment():
        _write(sink, workspace, form)
        return tuple(sink.members)


def _write(sink: Sink, workspace: Workspace, form: Form) -> None:
    sink.add("README.txt", (README.encode(),))
    sink.add("settings.json", (_json(settings_of(workspace)),))
    add_mail(sink, workspace, form)
    for row in Outbox.objects.filter(workspace=workspace).order_by("pk").iterator(chunk_size=20):
        raw = bytes(row.raw)
        sink.add(
            *((f"outgoing/{row.pk}.json", (split(raw)[1],)) if row.channel else (f"outgoing/{row.pk}.eml", (raw,)))
        )
    _add_agreements(sink, workspace)
    for pack in HousePack.objects.filter(workspace=workspace).exclude(text="").order_by("name"):
        sink.add(f"packs/{pack.name}.yaml", (pack.text.encode(),))
    sink.add("contacts.csv", _bytes(people_csv(workspace=workspace)))
    for name, model in tables():
        columns = columns_of(model)
        sink.add(f"tables/{name}.csv", _bytes(csv_lines(columns, rows_of(workspace, model))))
        sink.add(f"tables/{name}.jsonl", _bytes(json_lines(columns, rows_of(workspace, model))))
    files = [each._asdict() for each in sink.members]
    sink.add("manifest.json", (_json({"version": 1, "files": files}),))


def _add_agreements(sink: Sink, workspace: Workspace) -> None:
    rows = AgreementText.objects.filter(workspace=workspace).select_related("engagement__client")
    for row in rows.order_by("engagement", "version"):
        whose = f"engagement-{row.engagement_id}" if row.engagement_id else "house"
        sink.add(f"agreements/{whose}/version-{row.version}.toml", (row.text.encode(),))


def _bytes(lines: Iterator[str]) -> Iterator[bytes]:
    return (line.encode("utf-8", "replace") for line in lines)


def _json(data: object) -> bytes:
    return (json.dumps(data, ensure_ascii=False, indent=1, sort_keys=True) + "\n").encode()
