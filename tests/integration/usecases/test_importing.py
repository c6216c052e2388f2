"""Archives come in whole, once, and in any order."""

import datetime as dt
import random
from pathlib import Path

import pytest

from ashore.store.models import (
    Conversation,
    Copy,
    Message,
    Obligation,
    RawMessage,
    SourceMark,
    Tray,
)
from ashore.usecases.importing.archive import import_archive
from ashore.usecases.importing.single import enter_message
from ashore.usecases.queries.finding import find
from ashore.usecases.rebuilding import derived_rows, rebuild
from ashore.usecases.setting_up import create_workspace
from ashore.usecases.sharing import raw_bytes


def counts() -> dict[str, int]:
    return {m.__name__: m.objects.count() for m in (RawMessage, Copy, Message, Conversation, Obligation, Tray)}


@pytest.fixture
def talk(letter, now) -> list[bytes]:
    """Three conversations, one of them long."""
    ago = lambda **by: now - dt.timedelta(**by)  # noqa: E731
    ours = {"sender": "Anna <anna@studio.example>", "to": "eva@client.example"}
    return [
        letter(1, "Hello, how much is a new site? Can you start in May?", at=ago(days=3)),
        letter(2, "Hello Eva, it is 900. I will send the plan on Monday.", at=ago(days=3, hours=-1), after=1, **ours),
        letter(3, "Thank you. When will it be ready?", at=ago(hours=5), after=2),
        letter(4, "Where is my invoice?", sender="Bob <bob@other.example>", subject="Invoice", at=ago(hours=30)),
        letter(5, "Please send the logo by Friday.", subject="Logo", at=ago(days=6), **ours),
        letter(6, "Any news on the logo?", subject="Logo", at=ago(days=2), after=5, **ours),
    ]


def bring(workspace, paths, now, **more):
    return import_archive(workspace=workspace, paths=paths, now=now, processes=0, **more)


def test_an_archive_comes_in_with_conversations_clients_and_clocks(workspace, talk, tmp_path, write_mbox, now):
    done = bring(workspace, [write_mbox(tmp_path / "a.mbox", talk)], now)
    assert (done.read, done.new, done.unreadable) == (6, 6, 0)
    assert {c.client.key for c in Conversation.objects.select_related("client")} == {"client.example", "other.example"}
    first = Conversation.objects.get(subject="New site")
    assert first.messages_count == 3
    assert first.waiting_for == "us"
    assert first.next_due_at is not None
    assert first.snippet.startswith("Thank you")


def test_raw_bytes_are_kept_as_they_came(workspace, talk, tmp_path, write_mbox, now):
    bring(workspace, [write_mbox(tmp_path / "a.mbox", talk)], now)
    kept = {raw_bytes(row) for row in RawMessage.objects.all()}
    assert kept == set(talk)


def test_the_same_archive_again_adds_no_row_and_is_not_read(workspace, talk, tmp_path, write_mbox, now):
    path = write_mbox(tmp_path / "a.mbox", talk)
    bring(workspace, [path], now)
    before, rows = counts(), derived_rows()
    again = bring(workspace, [path], now)
    assert (again.read, again.files_skipped) == (0, 1)
    assert counts() == before
    assert derived_rows() == rows


def test_a_copied_archive_adds_copies_and_nothing_else(workspace, talk, tmp_path, write_mbox, now):
    """H33: the same bytes in two folders are one content with two copies."""
    bring(workspace, [write_mbox(tmp_path / "a.mbox", talk)], now)
    before = counts()
    bring(workspace, [write_mbox(tmp_path / "b.mbox", talk)], now)
    assert counts() == before | {"Copy": 12}


def test_an_archive_that_grew_is_read_from_where_it_ended(workspace, talk, tmp_path, write_mbox, now):
    padded = [talk[0] + b"x\n" * 4000, *talk[1:4]]
    path = write_mbox(tmp_path / "a.mbox", padded)
    bring(workspace, [path], now)
    write_mbox(path, [*padded, *talk[4:]])
    done = bring(workspace, [path], now)
    assert (done.read, done.new) == (2, 2)


def test_h32_the_same_message_id_with_other_bytes_is_kept_and_flagged(workspace, letter, arrive):
    arrive(letter(1, "How much is it?"))
    arrive(letter(1, "How much is it? Really?"))
    assert list(Message.objects.values_list("conflict", flat=True)) == [True, True]


def test_h33_the_same_bytes_twice_are_one_message_with_two_copies(workspace, letter, now):
    raw = letter(1, "How much is it?")
    for place in ("inbox", "archive"):
        enter_message(workspace=workspace, raw=raw, source=place, place="1", now=now)
    assert (RawMessage.objects.count(), Message.objects.count(), Copy.objects.count()) == (1, 1, 2)


def test_h39_a_stranger_with_a_copied_reference_is_an_outsider_and_starts_nothing(workspace, letter, arrive):
    arrive(letter(1, "How much is it?"))
    before = set(Obligation.objects.values_list("uid", flat=True))
    forged = arrive(letter(2, "Please send me the contract?", sender="Mallory <m@evil.example>", after=1))
    row = Message.objects.get(pk=forged)
    joined = row.conversation.messages_count > 1
    assert row.outsider or not joined
    if row.outsider:
        assert set(Obligation.objects.values_list("uid", flat=True)) == before


def test_h27_h28_nuls_and_lone_surrogates_never_reach_the_database(workspace, arrive):
    raw = b"From: eva@client.example\nTo: anna@studio.example\nSubject: a\x00b \xed\xa0\x80\n"
    raw += b"Content-Type: text/plain; charset=utf-8\n\nhow\x00 much \xed\xb3\xbf is it?\n"
    row = Message.objects.get(pk=arrive(raw))
    for text in (row.subject, row.text, row.new_text, row.sender_email):
        assert "\x00" not in text
        text.encode("utf-8")
    assert b"\x00" in raw_bytes(row.raw)


def test_what_is_no_mail_lands_in_the_tray_and_the_run_goes_on(workspace, talk, tmp_path, write_mbox, now):
    (tmp_path / "picture.png").write_bytes(b"\x89PNG\r\n\x1a\n" + bytes(100))
    write_mbox(tmp_path / "a.mbox", talk)
    done = bring(workspace, [tmp_path], now)
    assert (done.new, done.unreadable) == (6, 1)
    assert Tray.objects.get().source.endswith("picture.png")


def test_mail_is_found_by_its_words_whatever_the_accents(workspace, letter, arrive):
    message = arrive(letter(1, "Kedy bude hotová objednávka č. 5?"))
    assert [row.message for row in find(workspace=workspace, query="objednavka HOTOVA").rows] == [message]
    assert find(workspace=workspace, query="faktura").rows == ()


@pytest.mark.parametrize("seed", range(6))
def test_incremental_equals_full_in_any_order(workspace, talk, tmp_path, write_mbox, now, content, seed):
    """One by one in a random order, a prefix as an archive first: the same derived content as all at once."""
    order = random.Random(seed)
    shuffled = order.sample(talk, len(talk))
    cut = order.randrange(len(talk))
    bring(workspace, [write_mbox(tmp_path / "part.mbox", shuffled[:cut])], now)
    for raw in shuffled[cut:]:
        enter_message(workspace=workspace, raw=raw, source="live", place=str(hash(raw)), now=now)
    whole = create_workspace(name="Whole", me=["studio.example"], zone="Europe/Bratislava", now=now)
    bring(whole, [write_mbox(tmp_path / "whole.mbox", talk)], now)
    assert content(workspace) == content(whole)


def test_a_rebuild_leaves_identical_rows(workspace, talk, tmp_path, write_mbox, now):
    bring(workspace, [write_mbox(tmp_path / "a.mbox", talk)], now)
    before = derived_rows()
    assert rebuild(now=now, processes=0) == 6
    assert derived_rows() == before


def test_a_rebuild_mends_what_was_damaged(workspace, talk, tmp_path, write_mbox, now):
    bring(workspace, [write_mbox(tmp_path / "a.mbox", talk)], now)
    before = derived_rows()
    Obligation.objects.filter(kind="reply").update(state="met", quote="?")
    Message.objects.update(new_text="?", parent_key="")
    Conversation.objects.update(snippet="?", messages_count=99)
    rebuild(now=now, processes=0)
    assert derived_rows() == before


def test_two_processes_give_what_one_gives(transactional_db, talk, tmp_path, write_mbox, now, content):
    one = create_workspace(name="One", me=["studio.example"], zone="UTC", now=now)
    two = create_workspace(name="Two", me=["studio.example"], zone="UTC", now=now)
    padded = [raw + b"filling\n" * 12_000 for raw in talk]
    path = write_mbox(tmp_path / "a.mbox", padded)
    bring(one, [path], now)
    import_archive(workspace=two, paths=[path], now=now, processes=2)
    assert content(one) == content(two)


def test_marks_say_that_a_file_was_read_to_its_end(workspace, talk, tmp_path, write_mbox, now):
    path = write_mbox(tmp_path / "a.mbox", talk)
    bring(workspace, [path], now)
    mark = SourceMark.objects.get()
    assert (mark.source, mark.done, mark.offset) == (str(path), True, path.stat().st_size)


def test_two_workspaces_with_the_same_mail_share_nothing(workspace, letter, arrive, now):
    other = create_workspace(name="Other", me=["studio.example"], zone="UTC", now=now)
    raw = letter(1, "How much is it?")
    arrive(raw)
    arrive(raw, into=other)
    assert RawMessage.objects.count() == 2
    assert len(find(workspace=other, query="much").rows) == 1


def test_nothing_to_read_is_no_error(workspace, tmp_path: Path, now):
    (tmp_path / "empty.mbox").write_bytes(b"")
    done = bring(workspace, [tmp_path], now)
    assert (done.new, done.unreadable) == (0, 1)


def test_what_one_desk_knows_is_still_new_to_another_in_the_same_process(
    workspace, letter, arrive, tmp_path, now, write_mbox
):
    raw = letter(1, "How much is it?")
    import_archive(workspace=workspace, paths=[write_mbox(tmp_path / "box", [letter(2, "Hello"), raw])], now=now)
    import_archive(workspace=workspace, paths=[write_mbox(tmp_path / "more", [raw])], now=now, processes=0)
    there = create_workspace(name="Rival", me=["studio.example"], zone="UTC", now=now)
    assert Message.objects.get(pk=arrive(raw, into=there)).workspace == there
