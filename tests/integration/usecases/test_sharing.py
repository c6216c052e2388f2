"""A logo that comes with each message is stored once (H67), and every message stays byte for byte what it was."""

import base64
import random
from email.message import EmailMessage
from hashlib import sha256

import pytest
from django.db.models import Sum
from django.db.models.functions import Length

from ashore.store.models import Attachment, Message, PartUse, RawMessage, SharedPart, Workspace
from ashore.usecases import sharing
from ashore.usecases.erasing.doing import erase
from ashore.usecases.exporting import export
from ashore.usecases.queries.downloads import attachment, message_html
from ashore.usecases.rebuilding import derived_rows, rebuild
from ashore.usecases.setting_up import create_workspace
from ashore.usecases.sharing import FEWEST, LEAST, cuts_of, packed, raw_bytes, share, share_everywhere

LOGO = random.Random(67).randbytes(30_000)


def signed(number: int, logo: bytes = LOGO, sender: str = "Eva Malá <eva@client.example>") -> bytes:
    """A letter with a picture beneath."""
    message = EmailMessage()
    message["From"], message["To"], message["Subject"] = sender, "anna@studio.example", f"Part {number}"
    message["Date"], message["Message-ID"] = "Fri, 16 Jan 2026 09:00:00 +0000", f"<s{number}@mail.example>"
    message.set_content(f"How much is number {number}?")
    message.add_alternative(f'<p>How much is {number}?</p><img src="cid:logo">', subtype="html")
    message.get_payload()[1].add_related(logo, "image", "png", cid="<logo>", filename="logo.png")
    return message.as_bytes()


def stored() -> int:
    """Bytes of all messages and of what they share."""
    models = (RawMessage, SharedPart)
    return sum(model.objects.aggregate(all=Sum(Length("body")))["all"] or 0 for model in models)


@pytest.fixture
def letters(workspace: Workspace, arrive) -> dict[int, bytes]:
    found = {number: signed(number) for number in range(1, 21)}
    return {arrive(raw): raw for raw in found.values()}


def test_h67_the_same_logo_in_many_messages_is_stored_once(workspace, letters) -> None:
    before = stored()
    assert before > len(letters) * len(LOGO)
    assert share(workspace=workspace) == len(letters)
    assert SharedPart.objects.count() == 1
    assert stored() < before / 10
    assert {pk: raw_bytes(RawMessage.objects.get(pk=pk)) for pk in letters} == letters
    row = Attachment.objects.filter(name="logo.png").first()
    assert attachment(workspace=workspace, id=row.pk).content == LOGO
    assert "How much is" in (message_html(workspace=workspace, id=row.message_id) or "")
    assert share(workspace=workspace) == 0


def test_h67_later_letters_join_and_the_same_file_of_other_lines_lies_beside(workspace, letters, arrive) -> None:
    share(workspace=workspace)
    late = signed(30)
    wide = signed(31)
    encoded = base64.encodebytes(LOGO)
    assert encoded in wide.replace(b"\r\n", b"\n")
    wide = wide.replace(encoded, base64.b64encode(LOGO) + b"\n")
    ids = {arrive(raw): raw for raw in (late, wide)}
    assert share(workspace=workspace) == 2
    assert SharedPart.objects.count() == 2
    assert {pk: raw_bytes(RawMessage.objects.get(pk=pk)) for pk in ids} == ids


def test_a_rebuild_reads_the_same_and_an_export_holds_whole_letters(workspace, letters, now, tmp_path) -> None:
    rebuild(now=now, processes=0)
    before = derived_rows()
    share(workspace=workspace)
    rebuild(now=now, processes=0)
    assert derived_rows() == before
    export(workspace=workspace, to=tmp_path / "out", form="maildir")
    found = [path.read_bytes() for path in (tmp_path / "out" / "mail").rglob("*.eml")]
    assert sorted(found) == sorted(letters.values())


def test_what_few_carry_and_what_is_small_stays_where_it_is(workspace, arrive) -> None:
    for number in range(FEWEST - 1):
        arrive(signed(number))
    for number in range(50, 60):
        arrive(signed(number, LOGO[: LEAST - 1]))
    assert share(workspace=workspace) == 0
    assert not SharedPart.objects.exists()


def test_no_desk_shares_with_another_one(workspace, letters, arrive, now) -> None:
    other = create_workspace(name="Rival", me=["rival.example"], zone="UTC", now=now)
    for number in range(5):
        arrive(signed(number), into=other)
    assert share_everywhere() == len(letters) + 5
    assert sorted(SharedPart.objects.values_list("workspace", flat=True)) == sorted([workspace.pk, other.pk])


def test_whoever_is_erased_takes_the_picture_along_and_the_others_keep_theirs(
    workspace, user, letters, arrive, now
) -> None:
    portrait = random.Random(1).randbytes(9_000)
    gone = [arrive(signed(number, portrait, "Petra Nova <petra@nova.example>")) for number in range(60, 64)]
    share(workspace=workspace)
    assert SharedPart.objects.count() == 2
    erase(workspace=workspace, user=user, now=now, who="petra@nova.example")
    assert SharedPart.objects.count() == 1
    assert all(portrait[:300] not in raw_bytes(row) for row in RawMessage.objects.filter(pk__in=gone))
    assert not PartUse.objects.filter(raw__in=gone).exists()
    assert {pk: raw_bytes(RawMessage.objects.get(pk=pk)) for pk in letters} == letters


def test_parts_that_nobody_shares_any_more_go(workspace, letters) -> None:
    share(workspace=workspace)
    Message.objects.all().delete()
    RawMessage.objects.all().delete()
    share_everywhere()
    assert not SharedPart.objects.exists()


def test_a_message_that_would_not_be_the_same_is_left_as_it_is(workspace, letters, monkeypatch) -> None:
    monkeypatch.setattr(sharing, "packed", lambda raw, cuts: packed(raw[:-1], cuts))
    with pytest.raises(AssertionError, match="would not be the same"):
        share(workspace=workspace)
    assert not SharedPart.objects.exists()
    assert {pk: raw_bytes(RawMessage.objects.get(pk=pk)) for pk in letters} == letters


def test_it_is_broken_off_in_good_order(workspace, letters) -> None:
    times = iter([False] * 5 + [True] * 100)
    assert share(workspace=workspace, enough=lambda: next(times)) == 5
    assert share(workspace=workspace) == len(letters) - 5
    assert {pk: raw_bytes(RawMessage.objects.get(pk=pk)) for pk in letters} == letters


@pytest.mark.parametrize("ending", [b"\n", b"\r\n"])
def test_several_files_of_a_message_are_cut_each_at_its_place(ending: bytes) -> None:
    files = [random.Random(n).randbytes(3_000 + n) for n in range(3)]
    pieces = [base64.encodebytes(each).rstrip(b"\n").replace(b"\n", ending) for each in files]
    raw = ending.join(
        [b"--b", b"", pieces[0], b"--b", b"", pieces[1], b"--b", b"", pieces[2], b"", pieces[0], b"--b--"]
    )
    contents = {sha256(files[0]).hexdigest(), sha256(files[2]).hexdigest()}
    cuts = cuts_of(raw, contents)
    assert [cut.raw for cut in cuts] == [pieces[0], pieces[2], pieces[0]]
    body, parts = packed(raw, cuts)
    assert len(parts) == 2
    assert len(body) < len(raw) - 2 * len(pieces[0])
    holes, rest = sharing._opened(body)
    assert sharing._filled(holes, sharing.uncompressed(rest, len(raw)), parts) == raw
