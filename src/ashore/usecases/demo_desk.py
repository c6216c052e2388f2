"""The demo as a desk: the same import as any mailbox, then the calls of the plays."""

import tempfile
from datetime import datetime
from pathlib import Path
from zoneinfo import ZoneInfo

from django.db import connection

from ashore.store.models import Client, Message, User, Workspace
from ashore.store.postgres import set_schema_aside
from ashore.usecases.backups.files import move_away
from ashore.usecases.demo import compose, demo_agreement, plays_folder, read_plays, studio_people, write_mbox
from ashore.usecases.demo.play import Play
from ashore.usecases.demo_work import tell_work
from ashore.usecases.importing.archive import Watcher, import_archive
from ashore.usecases.parties import rename_client
from ashore.usecases.recording import log_call
from ashore.usecases.setting_up import add_user, create_workspace

DEMO_NAME = "Breakwater"
DEMO_DOMAIN = "breakwater.example"


def fill(*, now: datetime, watch: Watcher | None = None) -> tuple[Workspace, User]:
    """Create the demo studio's workspace with its people and mail as they stand at ``now``; the first person signs
    in."""
    agreement = demo_agreement()
    zone = agreement.us.zone
    folder = plays_folder()
    demo = compose(read_plays(folder), agreement=agreement, now=now.astimezone(ZoneInfo(zone)))
    people = studio_people(folder)
    text = (folder / "agreement.toml").read_text("utf-8")
    workspace = create_workspace(
        name=DEMO_NAME, me=[DEMO_DOMAIN], zone=zone, now=now, agreement=text, source="agreement.toml"
    )
    users = {p.email: add_user(workspace=workspace, email=p.email, name=p.name, zone=zone) for p in people}
    with tempfile.TemporaryDirectory() as scratch:
        mbox = write_mbox(demo, Path(scratch) / "demo.mbox")
        import_archive(workspace=workspace, paths=[mbox], now=now, watch=watch)
    owner = next(iter(users.values()))
    _name_clients(workspace, owner, now, folder)
    for held in demo.calls:
        first = Message.objects.filter(workspace=workspace, message_id=held.after.strip("<>")).first()
        if first is not None and first.conversation_id and held.at <= now:
            call = held.call
            log_call(
                workspace=workspace,
                user=owner,
                now=now,
                at=held.at,
                topic=call.topic,
                minutes=call.minutes,
                conversation=first.conversation_id,
            )
    for play in read_plays(folder):
        client = client_of(workspace, play) if play.versions else None
        if client is not None:
            tell_work(workspace, owner, client, play, now)
    return workspace, owner


def _name_clients(workspace: Workspace, owner: User, now: datetime, folder: Path) -> None:
    """Clients bear the names that the plays give them: the one whose person wrote is found by that address."""
    for play in read_plays(folder):
        client = client_of(workspace, play)
        if client is not None and play.client and client.name != play.client:
            rename_client(workspace=workspace, user=owner, now=now, client=client.pk, name=play.client)


def client_of(workspace: Workspace, play: Play) -> Client | None:
    """The client that the play is about, by the addresses of its people."""
    emails = [person.email.lower() for person in play.people.values() if not person.ours]
    return Client.objects.filter(workspace=workspace, people__addresses__email__in=emails).first()


def is_of_another_day(*, workspace: Workspace, now: datetime) -> bool:
    """Whether this is a demo that was told on an earlier day; a real desk never is."""
    if workspace.name != DEMO_NAME or set(workspace.me) != {DEMO_DOMAIN}:
        return False
    zone = ZoneInfo(workspace.zone)
    return workspace.created_at.astimezone(zone).date() < now.astimezone(zone).date()


def put_away(*, now: datetime) -> str:
    """Move the demo's database aside; nothing is deleted. Where it is now."""
    if connection.vendor == "postgresql":
        former = f"before_{now:%Y%m%d_%H%M%S}"
        set_schema_aside(former)
        return f"the schema {former}"
    connection.close()
    return str(move_away(Path(str(connection.settings_dict["NAME"]))))
