"""A person erased: nothing of them left anywhere, colleagues' records sound, and no import brings them back."""

import datetime as dt

import pytest
from django.apps import apps
from django.db import connection

from ashore.store.models import (
    Client,
    Conversation,
    Erased,
    Event,
    Message,
    Obligation,
    Outbox,
    Person,
    RawMessage,
    ReplyDraft,
)  # fmt: skip
from ashore.usecases import contacts, recording, replies
from ashore.usecases.drafts import save_draft
from ashore.usecases.erasing.doing import erase
from ashore.usecases.erasing.finding import find
from ashore.usecases.errors import NotPossible, NotThere
from ashore.usecases.importing.archive import import_archive
from ashore.usecases.queries import finding
from ashore.usecases.rebuilding import derived_rows, rebuild
from ashore.usecases.sharing import raw_bytes

PETRA = "Petra Nordová <petra@nord.example>"
JOERG = "Jörg Hansen <joerg@nord.example>"
ANNA = "Anna <anna@studio.example>"


def hours(now: dt.datetime, number: int) -> dt.datetime:
    return now - dt.timedelta(hours=number)


@pytest.fixture
def letters(letter, now) -> list[bytes]:
    """A thread of three, and a colleague's letter that names her elsewhere."""
    return [
        letter(1, "Could you send us the prices of the blue plates?\nMy number is 0905 123 456.", sender=PETRA, to=ANNA,
               cc=JOERG, subject="Plates", at=hours(now, 9)),
        letter(2, "Dear Petra,\nthey are attached.\n\n> Could you send us the prices of the blue plates?", sender=ANNA,
               to=PETRA, cc=JOERG, subject="Re: Plates", at=hours(now, 8), after=1),
        letter(3, "Petra Nordová is on leave. Which colours are there?", sender=JOERG, to=ANNA, cc=PETRA,
               subject="Re: Plates", at=hours(now, 7), after=2),
        letter(4, "When is the menu ready?", sender=JOERG, to=ANNA, subject="Menu", at=hours(now, 6)),
    ]  # fmt: skip


@pytest.fixture
def desk(workspace, user, arrive, letters, now):
    for raw in letters:
        arrive(raw)
    talk = Conversation.objects.get(subject="Plates")
    act = {"workspace": workspace, "user": user, "now": now}
    recording.log_call(**act, topic="Petra Nordová asked for a discount", conversation=talk.pk)
    replies.write_reply(**act, conversation=talk.pk, text="Dear Petra Nordová, 5 EUR.")
    save_draft(**act, conversation=talk.pk, text="Tell petra@nord.example")
    return workspace


@pytest.fixture
def gone(desk, user, now):
    return lambda **more: erase(workspace=desk, user=user, now=now, **{"who": "petra@nord.example", **more})


def everything() -> str:
    """Every value of every table, mail opened."""
    found = [repr(raw_bytes(row)) for row in RawMessage.objects.all()]
    for model in apps.get_app_config("store").get_models():
        for row in model._base_manager.values():
            found.append(repr({k: bytes(v) if isinstance(v, memoryview) else v for k, v in row.items()}))
    return "\n".join(found)


def test_first_it_is_only_told_what_would_go(desk):
    before = everything()
    traces = find(workspace=desk, who="Petra nordová")
    assert traces.as_counts() == {
        "emails": ["petra@nord.example"], "own": 1, "shared": 2, "kept": 0, "files": 0, "records": 2,
    }  # fmt: skip
    assert traces.subjects == ("Plates",)
    assert everything() == before


def test_nothing_of_the_person_is_left_in_any_table_or_letter(desk, gone):
    gone()
    whole = everything()
    for word in ("Petra", "petra", "Nordov", "0905 123", "prices of the blue"):
        assert word not in whole, [line for line in whole.splitlines() if word in line][:2]
    for word in ("Jörg", "Which colours", "they are attached", "discount"):
        assert word in whole
    for word in ("Petra", "Nordová", "0905", "petra@nord.example"):
        assert finding.find(workspace=desk, query=word).rows == ()
    assert finding.find(workspace=desk, query="colours").rows


def test_colleagues_records_stay_in_their_conversation_with_their_client(desk, gone):
    before = {row.key: (row.conversation.key, row.at) for row in Message.objects.select_related("conversation")}
    events = list(Event.objects.exclude(kind="person_erased").values_list("pk", "kind", "anchor", "conversation__key"))
    clients = list(Client.objects.values_list("key", "name"))
    gone()
    after = {row.key: (row.conversation.key, row.at) for row in Message.objects.select_related("conversation")}
    assert after == before
    standing = Event.objects.exclude(kind="person_erased").values_list("pk", "kind", "anchor", "conversation__key")
    assert list(standing) == events
    assert list(Client.objects.values_list("key", "name")) == clients
    assert Obligation.objects.filter(quote__contains="colours").exists()
    assert not Obligation.objects.filter(quote__contains="prices").exists()


def test_a_rebuild_afterwards_makes_the_same_rows(desk, gone, now):
    gone()
    before = derived_rows()
    people = sorted(Person.objects.values_list("name", "addresses__email"))
    rebuild(now=now, processes=0)
    assert derived_rows() == before
    assert sorted(Person.objects.values_list("name", "addresses__email")) == people


def test_the_record_of_it_holds_no_personal_data_and_the_tombstone_only_a_keyed_hash(desk, gone, settings):
    gone()
    told = Event.objects.get(kind="person_erased")
    assert told.data == {"letters": 1, "changed": 2, "records": 2, "kept": False}
    stone = Erased.objects.get()
    import hashlib

    assert stone.digest != hashlib.sha256(b"petra@nord.example").hexdigest()
    assert len(stone.digest) == 64


def test_a_reply_that_waited_for_them_is_not_sent(desk, gone):
    gone()
    row = Outbox.objects.get()
    assert row.state == "withdrawn"
    assert b"etra" not in bytes(row.raw)
    assert ReplyDraft.objects.get().text.startswith("Tell erased-")


def test_the_same_archive_brings_nothing_of_them_back(desk, gone, letters, now, tmp_path, write_mbox):
    gone()
    before = everything()
    import_archive(workspace=desk, paths=[write_mbox(tmp_path / "a.mbox", letters)], now=now, processes=0)
    for word in ("Petra", "petra", "Nordov"):
        assert word not in everything().replace("pytest", "")
    other = [raw.replace(b"Message-ID", b"Delivered-To: list@studio.example\nMessage-ID") for raw in letters]
    import_archive(workspace=desk, paths=[write_mbox(tmp_path / "b.mbox", other)], now=now, processes=0)
    whole = everything()
    for word in ("Petra Nordov", "petra@", "0905 123"):
        assert word not in whole, [line for line in whole.splitlines() if word in line][:2]
    assert RawMessage.objects.filter(redacted_at__isnull=False).count() == 6
    rows = derived_rows()
    rebuild(now=now, processes=0)
    assert derived_rows() == rows
    assert before != ""


def test_who_writes_again_later_writes_as_a_stranger_and_is_read(desk, gone, arrive, letter, now):
    gone()
    later = now + dt.timedelta(days=3)
    arrive(letter(9, "Me again.", sender=PETRA, to=ANNA, subject="New start", at=later), now=later)
    assert Message.objects.get(subject="New start").text.strip() == "Me again."


def test_contacts_of_a_file_leave_out_whom_was_erased(desk, gone, now):
    gone()
    told = contacts.take_in(
        workspace=desk, user=None, now=now, data=b"Name,E-mail\nPetra Nordov,petra@nord.example\n", name="p.csv"
    )
    assert [(step.kind, step.name, step.emails) for step in told.steps] == [("erased", "", ())]
    assert "petra@" not in everything()


def test_letters_of_others_stay_as_evidence_where_that_is_wanted(desk, gone, now):
    traces = find(workspace=desk, who="petra@nord.example", keep_shared=True)
    assert (traces.shared, traces.kept) == (0, 2)
    gone(keep_shared=True)
    raws = [raw_bytes(row) for row in RawMessage.objects.order_by("pk")]
    assert b"Petra Nordov\xc3\xa1 is on leave" in raws[2]
    assert b"0905 123" not in raws[0]
    assert not Person.objects.filter(addresses__email="petra@nord.example").exists()
    rows, talks = derived_rows(), Conversation.objects.count()
    rebuild(now=now, processes=0)
    assert derived_rows() == rows
    assert Conversation.objects.count() == talks
    assert not Person.objects.filter(addresses__email="petra@nord.example").exists()


def test_a_client_that_was_one_person_is_known_by_nothing_afterwards(workspace, user, arrive, letter, now):
    arrive(letter(1, "How much?", sender="Olga Malá <olga@gmail.com>", to=ANNA))
    arrive(letter(2, "5 EUR, Olga.", sender=ANNA, to="Olga Malá <olga@gmail.com>", after=1))
    erase(workspace=workspace, user=user, now=now, who="olga@gmail.com")
    client = Client.objects.get()
    assert client.key.startswith("erased-") and client.key.endswith("@gmail.com")
    assert client.name == "[erased]"
    assert Conversation.objects.get().client == client
    rows = derived_rows()
    rebuild(now=now, processes=0)
    assert derived_rows() == rows


def test_one_of_us_nobody_and_several_are_refused(desk, gone, arrive, letter):
    with pytest.raises(NotPossible, match=r"erase\.ours"):
        gone(who="anna@studio.example")
    with pytest.raises(NotThere):
        gone(who="nobody@nowhere.example")
    with pytest.raises(NotThere):
        gone(who="Nobody")
    arrive(letter(7, "Hello", sender="Petra Nordová <petra@other.example>", to=ANNA, subject="Other"))
    with pytest.raises(NotPossible, match=r"other\.example"):
        gone(who="Petra Nordová")


def test_h94_a_person_of_another_desk_is_nobody_here(desk, now, letter, arrive):
    from ashore.usecases.setting_up import create_workspace

    rival = create_workspace(name="Rival", me=["rival.example"], zone="UTC", now=now)
    before = everything()
    with pytest.raises(NotThere):
        erase(workspace=rival, user=None, now=now, who="petra@nord.example")
    assert everything() == before
    assert connection.vendor in ("sqlite", "postgresql")
