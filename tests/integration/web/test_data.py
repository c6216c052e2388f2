"""The page Data: for owners alone; nothing is changed before it was looked at."""

import io
import zipfile
from datetime import timedelta
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from ashore.usecases import bundles

TABLE = "Name;E-mail;Company\nZora <b>Malá</b>;zora@new.example;=New\nX;broken;\n".encode("cp1250")


def upload(browser: Any, data: bytes = TABLE, name: str = "c.csv") -> Any:
    return browser.post(reverse("take_in_contacts"), {"file": SimpleUploadedFile(name, data)})


@pytest.fixture
def member(world: Any) -> Any:
    """Nora joins Anna's desk without owning it."""
    from ashore.store.models import Membership

    Membership.objects.create(workspace=world.desk, user=world.nora, role="member")
    return world.browser(world.nora)


def test_a_file_of_contacts_is_shown_first_and_taken_in_by_a_second_step(world: Any) -> None:
    anna = world.browser()
    seen = upload(anna)
    text = seen.content.decode()
    assert seen.status_code == 200
    assert "1 new client" in text and "Line 3:" in text and "cp1250" in text
    assert "Zora &lt;b&gt;Malá&lt;/b&gt;" in text
    assert not world.desk.client_set.filter(name="=New").exists()
    laid = seen.context["preview"]["laid"]
    done = anna.post(reverse("take_in_contacts"), {"laid": laid, "file": "c.csv"}, follow=True)
    assert "New clients: 1, new people: 1" in done.content.decode()
    assert "Contacts taken in: clients 1, people 1" in done.content.decode()
    assert world.desk.client_set.get(key="new.example").name == "=New"
    again = upload(anna)
    assert "Nothing here is new" in again.content.decode()
    assert not again.context["preview"]["laid"]


def test_what_somebody_else_laid_aside_cannot_be_taken_in(world: Any) -> None:
    laid = upload(world.browser()).context["preview"]["laid"]
    other = world.browser(world.max)
    for name in (laid, "../../etc/passwd", "x" * 32, ""):
        assert other.post(reverse("take_in_contacts"), {"laid": name}).status_code in (404, 422)
    assert not world.rival.client_set.filter(name="=New").exists()


@pytest.mark.parametrize("data", [b"", b"\x00" * 50, b"Name\nx", b"BEGIN:VCARD\n" * 50])
def test_a_file_that_holds_no_contacts_says_so(world: Any, data: bytes) -> None:
    seen = upload(world.browser(), data, "a.csv")
    assert seen.status_code == 200
    assert "Nothing here is new" in seen.content.decode()
    assert "faults" in seen.content.decode()


def test_an_export_is_made_in_the_background_and_saved_by_an_owner(world: Any, settings: Any, tmp_path: Any) -> None:
    settings.HOME = tmp_path
    anna = world.browser()
    anna.post(reverse("want_export"))
    assert anna.post(reverse("want_export")).status_code == 422, "one at a time"
    (row,) = bundles.bundles(workspace=world.desk, user=world.anna)
    assert row.state == "wanted"
    assert anna.get(reverse("fetch_export", args=[row.id])).status_code == 404
    now = row.at + timedelta(minutes=1)
    assert bundles.pending(now=now)
    assert bundles.make(now=now) == 1
    assert not bundles.pending(now=now)
    answer = anna.get(reverse("fetch_export", args=[row.id]))
    assert answer["Content-Disposition"].startswith("attachment;")
    assert "sandbox" in answer["Content-Security-Policy"]
    with zipfile.ZipFile(io.BytesIO(b"".join(answer.streaming_content))) as packed:
        assert "manifest.json" in packed.namelist()
        assert b"secret.example" not in b"".join(map(packed.read, packed.namelist()))
    text = anna.get(reverse("data")).content.decode()
    assert "Export asked for" in text and "Export saved" in text
    assert bundles.pending(now=now + timedelta(days=8))
    bundles.make(now=now + timedelta(days=8))
    assert list((tmp_path / "exports").iterdir()) == []
    assert anna.get(reverse("fetch_export", args=[row.id])).status_code == 404


def test_an_export_that_fails_is_told_and_leaves_nothing(
    world: Any, settings: Any, tmp_path: Any, monkeypatch: Any
) -> None:
    settings.HOME = tmp_path

    def full(**_: Any) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(bundles, "export", full)
    anna = world.browser()
    anna.post(reverse("want_export"))
    bundles.make(now=world.desk.created_at)
    assert "could not be made" in anna.get(reverse("data")).content.decode()
    assert list((tmp_path / "exports").iterdir()) == []
    assert anna.post(reverse("want_export")).status_code == 302, "it can be asked for again"


def test_h96_people_go_out_as_a_table_that_a_spreadsheet_runs_nothing_of(world: Any) -> None:
    anna = world.browser()
    laid = upload(anna).context["preview"]["laid"]
    anna.post(reverse("take_in_contacts"), {"laid": laid})
    answer = anna.get(reverse("people_csv"))
    assert answer.content.startswith(b"\xef\xbb\xbfName,E-mail,Client,Domain\r\n")
    assert b",'=New," in answer.content
    assert b"secret.example" not in answer.content


def test_a_person_is_erased_only_after_it_was_told_what_goes(world: Any) -> None:
    anna = world.browser()
    seen = anna.post(reverse("erase"), {"who": "Petra Nord"})
    assert "petra@nordlicht.example" in seen.content.decode()
    assert "2 letters of theirs" in seen.content.decode()
    assert world.desk.message_set.filter(sender_email="petra@nordlicht.example").exists()
    done = anna.post(reverse("erase"), {"who": "Petra Nord", "really": "on"}, follow=True)
    assert "A person erased: letters emptied 2" in done.content.decode()
    assert not world.desk.message_set.filter(sender_email="petra@nordlicht.example").exists()
    for path in ("", "inbox/", f"conversations/{world.talk().pk}/"):
        assert "petra" not in anna.get(f"/{path}").content.decode().lower()
    assert anna.post(reverse("erase"), {"who": "Petra Nord"}).status_code == 422
    assert anna.post(reverse("erase"), {"who": "anna@studio.example"}).status_code == 422


def test_who_owns_nothing_here_is_told_so_and_can_do_nothing(world: Any, member: Any) -> None:
    assert "Only an owner" in member.get(reverse("data")).content.decode()
    assert member.get(reverse("people_csv")).status_code == 403
    assert upload(member).status_code == 403
    assert member.post(reverse("want_export")).status_code == 403
    assert member.post(reverse("erase"), {"who": "Petra Nord", "really": "on"}).status_code == 403
    assert world.desk.message_set.filter(sender_email="petra@nordlicht.example").exists()
