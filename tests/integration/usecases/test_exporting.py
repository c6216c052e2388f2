"""Everything out in open formats, and in again."""

import csv
import io
import json
import zipfile
from hashlib import sha256

import pytest

from ashore.core.agreement import standard_text
from ashore.store.models import Conversation, MailAccount, RawMessage, Workspace
from ashore.usecases import recording, replies
from ashore.usecases.agreements import add_version
from ashore.usecases.exporting import BadTarget, export
from ashore.usecases.importing.archive import import_archive
from ashore.usecases.sealing import seal
from ashore.usecases.setting_up import create_workspace

FROM_LINES = "From here on\n>From there\nFrom s@x.example Fri Jan 16 08:00:00 2026\n\nmore"


@pytest.fixture
def desk(workspace, user, arrive, letter, now) -> Workspace:
    """Mail of two clients, a call, a reply, an agreement, an account."""
    arrive(letter(1, FROM_LINES))
    arrive(letter(2, "no end of line", sender="Ольга <olga@хлеб.example>").rstrip())
    arrive(letter(3, "=cmd|'/c calc'!A1", subject="@SUM(A1)", sender='"=HYPERLINK(1)" <x@../../etc.example>'))
    arrive(letter(4, "crlf").replace(b"\n", b"\r\n"))
    talk = Conversation.objects.order_by("pk").first()
    recording.log_call(workspace=workspace, user=user, now=now, topic="=price", conversation=talk.pk)
    replies.write_reply(workspace=workspace, user=user, now=now, conversation=talk.pk, text="-1 EUR")
    add_version(workspace=workspace, user=user, now=now, engagement=talk.engagement_id, text=standard_text())
    sealed = seal({"password": "tiger-tiger"})
    MailAccount.objects.create(workspace=workspace, address="a@studio.example", secret=sealed, created_at=now)
    return workspace


def test_the_manifest_names_every_file_with_its_sum(desk, tmp_path):
    members = export(workspace=desk, to=tmp_path / "out")
    told = json.loads((tmp_path / "out/manifest.json").read_text())["files"]
    written = sorted(str(p.relative_to(tmp_path / "out")) for p in (tmp_path / "out").rglob("*") if p.is_file())
    assert sorted([each["name"] for each in told] + ["manifest.json"]) == written == sorted(m.name for m in members)
    for each in told:
        data = (tmp_path / "out" / each["name"]).read_bytes()
        assert (len(data), sha256(data).hexdigest()) == (each["size"], each["sha256"])
        assert (tmp_path / "out" / each["name"]).stat().st_mode & 0o077 == 0


def test_a_zip_holds_the_same_files_and_the_same_desk_gives_the_same_bytes(desk, tmp_path):
    export(workspace=desk, to=tmp_path / "out")
    export(workspace=desk, to=tmp_path / "a.zip")
    export(workspace=desk, to=tmp_path / "b.zip")
    assert (tmp_path / "a.zip").read_bytes() == (tmp_path / "b.zip").read_bytes()
    with zipfile.ZipFile(tmp_path / "a.zip") as packed:
        for name in packed.namelist():
            assert packed.read(name) == (tmp_path / "out" / name).read_bytes()


def test_no_secret_leaves_the_desk(desk, tmp_path):
    members = export(workspace=desk, to=tmp_path / "out")
    whole = b"".join((tmp_path / "out" / each.name).read_bytes() for each in members)
    row = MailAccount.objects.get()
    for secret in (b"tiger-tiger", bytes(row.secret)):
        assert secret not in whole
    assert b"a@studio.example" in whole


@pytest.mark.parametrize("form", ["mbox", "maildir"])
def test_exported_mail_comes_in_again_as_it_was(desk, now, tmp_path, form):
    export(workspace=desk, to=tmp_path / "out", form=form)
    other = create_workspace(name="Other", me=["studio.example"], zone="UTC", now=now)
    import_archive(workspace=other, paths=[tmp_path / "out/mail"], now=now, processes=0)
    mine, theirs = (
        set(RawMessage.objects.filter(workspace=each).values_list("sha256", flat=True)) for each in (desk, other)
    )
    changed = mine - theirs
    assert len(mine) == len(theirs) == 4
    assert len(changed) == (1 if form == "mbox" else 0), (
        "an mbox adds the line end that one letter lacks, a Maildir none"
    )


def test_h96_no_cell_of_any_table_begins_as_a_formula_and_json_keeps_what_was_said(desk, tmp_path):
    members = export(workspace=desk, to=tmp_path / "out")
    cells = 0
    for each in members:
        if each.name.endswith(".csv"):
            for row in csv.reader(io.StringIO((tmp_path / "out" / each.name).read_text("utf-8"))):
                cells += len(row)
                for cell in row:
                    assert not cell.startswith(("=", "+", "@", "\t", "\r")), (each.name, cell)
                    assert not cell.startswith("-") or cell[1:].isdigit(), (each.name, cell)
    assert cells > 100
    messages = [json.loads(line) for line in (tmp_path / "out/tables/messages.jsonl").read_text("utf-8").splitlines()]
    assert "@SUM(A1)" in {each["subject"] for each in messages}


def test_h63_no_name_of_a_client_leads_out_of_the_folder(desk, tmp_path):
    (tmp_path / "deep/er").mkdir(parents=True)
    members = export(workspace=desk, to=tmp_path / "deep/er/out")
    assert [p.name for p in tmp_path.iterdir()] == ["deep"]
    for each in members:
        assert ".." not in each.name.split("/")
        assert not each.name.startswith("/")
        assert each.name.isascii()


def test_h94_nothing_of_another_desk_is_in_it(desk, now, tmp_path):
    other = create_workspace(name="Other", me=["rival.example"], zone="UTC", now=now)
    members = export(workspace=other, to=tmp_path / "out")
    whole = b"".join((tmp_path / "out" / each.name).read_bytes() for each in members)
    assert b"client.example" not in whole
    assert b"studio" not in whole.lower()


def test_what_exists_is_never_overwritten_and_a_broken_export_leaves_nothing(desk, tmp_path, monkeypatch):
    from ashore.usecases.exporting import writing

    (tmp_path / "out").mkdir()
    with pytest.raises(BadTarget, match="exists already"):
        export(workspace=desk, to=tmp_path / "out")

    def stop(**_):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(writing, "people_csv", stop)
    for name in ("new", "new.zip"):
        with pytest.raises(BadTarget, match="is full"):
            export(workspace=desk, to=tmp_path / name)
    assert sorted(p.name for p in tmp_path.iterdir()) == ["out"]
