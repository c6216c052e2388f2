"""Mail is taken in first, and can be read; then it is understood. Whatever breaks off between is gone on with."""

import datetime as dt
from pathlib import Path

import pytest
from django.db import OperationalError

from ashore.store.models import Conversation, Engagement, Message, Obligation, Reading, Tray, Workspace
from ashore.usecases import deriving, hearing, rebuilding, transactions, understanding
from ashore.usecases.checkup import examine
from ashore.usecases.importing.archive import ImportStopped, import_archive
from ashore.usecases.importing.single import enter_message
from ashore.usecases.queries.conversation import conversation
from ashore.usecases.queries.finding import find
from ashore.usecases.queries.pending import being_understood
from ashore.usecases.rebuilding import derived_rows, rebuild
from ashore.usecases.recording import log_call
from ashore.usecases.refreshing import has_new, has_run_out, has_untold, refresh_all
from ashore.usecases.setting_up import create_workspace
from ashore.usecases.understanding import left_to_understand, understand


@pytest.fixture
def talks(letter, now) -> list[bytes]:
    """Six conversations of three clients, some of them answered."""
    found = []
    for n in range(6):
        who, at = f"P <p@client{n % 3}.example>", now - dt.timedelta(hours=30 - n)
        found.append(
            letter(10 * n + 1, f"How much is part {n}? Please send it by Friday.", sender=who, at=at, subject=f"P{n}")
        )
        reply = {"sender": "Anna <anna@studio.example>", "to": f"p@client{n % 3}.example", "subject": f"Re: P{n}"}
        if n % 2:
            found.append(
                letter(
                    10 * n + 2,
                    "It is 90. I will send it tomorrow.",
                    at=at + dt.timedelta(hours=1),
                    after=10 * n + 1,
                    **reply,
                )
            )
    return found


@pytest.fixture
def path(talks, tmp_path, write_mbox) -> Path:
    return write_mbox(tmp_path / "a.mbox", talks)


@pytest.fixture
def whole(path, now, db, content) -> dict[str, object]:
    """What an import that does both stages leaves."""
    other = create_workspace(name="Whole", me=["studio.example"], zone="Europe/Bratislava", now=now)
    import_archive(workspace=other, paths=[path], now=now, processes=0)
    return content(other)


def take_in(workspace: Workspace, path: Path, now: dt.datetime):
    return import_archive(workspace=workspace, paths=[path], now=now, processes=0, later=True)


def test_mail_that_was_taken_in_can_be_read_and_found_before_it_is_understood(workspace, path, now):
    done = take_in(workspace, path, now)
    assert (done.new, done.understood, done.to_understand) == (9, 0, 9)
    assert Conversation.objects.count() == 6
    assert Conversation.objects.get(subject="P0").snippet.startswith("How much is part 0?")
    assert len(find(workspace=workspace, query="friday").rows) == 6
    assert not Obligation.objects.exists()
    assert being_understood(workspace=workspace) == 3
    assert has_untold()
    assert not has_new()


def test_what_is_understood_later_is_what_one_run_gives(workspace, path, now, whole, content):
    take_in(workspace, path, now)
    assert understand(workspace=workspace, now=now, processes=0).done == 9
    assert content(workspace) == whole
    assert (being_understood(workspace=workspace), left_to_understand(workspace)) == (0, 0)


def test_the_background_understands_what_was_left_to_it(workspace, path, now, whole, content):
    take_in(workspace, path, now)
    refresh_all(now=now)
    assert content(workspace) == whole
    assert not (has_new() or has_untold() or has_run_out(now=now))


def test_newest_conversations_come_first_and_the_rest_waits(workspace, path, now, monkeypatch):
    monkeypatch.setattr(understanding, "SLICE", 1)
    take_in(workspace, path, now)
    turns = iter([False, True])
    understand(workspace=workspace, now=now, processes=0, enough=lambda: next(turns))
    newest = Conversation.objects.order_by("-last_at").first()
    assert set(Obligation.objects.values_list("engagement", flat=True)) == {newest.engagement_id}
    assert being_understood(workspace=workspace) == 2
    checks = {check.name: check for check in examine(folder=Path("/"), now=now)}
    assert (checks["understanding"].ok, checks["clocks"].ok) == (False, True)


def test_mail_among_others_is_not_read_for_what_it_says_but_tells_its_language(workspace, letter, arrive, now):
    others = {"sender": "Bob <bob@elsewhere.example>", "to": "carl@nowhere.example"}
    passing = arrive(letter(1, "Kedy bude hotová objednávka? Pošlite mi ju, prosím, do piatku.", **others))
    row = Message.objects.get(pk=passing)
    assert row.conversation.engagement is None
    assert row.reading.said is None
    assert conversation(workspace=workspace, id=row.conversation_id, now=now).messages[0].language == "sk"
    assert being_understood(workspace=workspace) == 0


def test_mail_among_others_is_read_once_it_concerns_us(workspace, letter, arrive, now):
    others = {"sender": "Bob <bob@client.example>", "to": "carl@nowhere.example"}
    first = arrive(letter(1, "How much is it? Please tell Anna.", **others))
    arrive(letter(2, "Anna, can you say?", sender="Bob <bob@client.example>", after=1))
    row = Message.objects.get(pk=first)
    assert row.conversation.engagement is not None
    assert row.reading.said["asks"]


@pytest.mark.parametrize("stop", range(12))
def test_h82_a_kill_at_any_write_of_the_second_stage_loses_and_doubles_nothing(
    workspace, path, now, whole, monkeypatch, stop, content
):
    """Each write is a transaction of its own: the run is broken off right before one, and right after one."""
    take_in(workspace, path, now)
    for name, most in (("TEXTS", 2), ("WRITTEN_AT_ONCE", 2), ("GROUP", 1), ("SLICE", 3)):
        monkeypatch.setattr(understanding, name, most)
    commit, left = understanding.in_a_transaction, [stop]

    def broken(action):
        left[0] -= 1
        if left[0] < 0:
            raise KeyboardInterrupt
        return commit(action)

    with monkeypatch.context() as killed:
        killed.setattr(understanding, "in_a_transaction", broken)
        try:
            understand(workspace=workspace, now=now, processes=0)
        except KeyboardInterrupt:
            assert being_understood(workspace=workspace) > 0
    understand(workspace=workspace, now=now, processes=0)
    assert content(workspace) == whole
    before = derived_rows()
    rebuild(now=now, processes=0)
    assert derived_rows() == before


@pytest.mark.sqlite
@pytest.mark.django_db(transaction=True)
def test_h85_a_disk_that_fills_up_while_understanding_stops_with_clear_words_and_the_next_run_goes_on(
    workspace, path, now, monkeypatch
):
    """Mail that was taken in stays; the same command understands it."""
    take_in(workspace, path, now)

    def full(*_: object) -> None:
        raise OperationalError("database or disk is full")

    with monkeypatch.context() as broken:
        broken.setattr(understanding, "note", full)
        with pytest.raises(ImportStopped, match=r"disk is full.*same command again"):
            import_archive(workspace=workspace, paths=[path], now=now, processes=0)
    assert (Message.objects.count(), being_understood(workspace=workspace)) == (9, 3)
    assert import_archive(workspace=workspace, paths=[path], now=now, processes=0).understood == 9
    assert being_understood(workspace=workspace) == 0


def test_h86_a_batch_that_meets_a_lock_is_written_when_the_lock_is_gone(db, monkeypatch):
    monkeypatch.setattr(transactions, "FIRST_PAUSE", 0)
    tries = []

    def write() -> str:
        tries.append(1)
        if len(tries) < 3:
            raise OperationalError("database is locked")
        return "written"

    assert transactions.in_a_transaction(write) == "written"
    tries[:] = [0] * -99
    monkeypatch.setattr(transactions, "LOCK_TRIES", 2)
    with pytest.raises(OperationalError):
        transactions.in_a_transaction(write)


def test_mail_that_comes_in_while_a_child_thinks_is_not_lost_to_it(
    workspace, letter, path, talks, now, monkeypatch, tmp_path, write_mbox, content
):
    """What was worked out from an older state is not written; the clocks are those of all mail."""
    answer = letter(
        99, "It costs 500.", sender="Anna <anna@studio.example>", to="p@client0.example", subject="Re: P0",
        at=now - dt.timedelta(minutes=5), after=1,
    )  # fmt: skip
    late = [answer]
    take_in(workspace, path, now)
    work_out = understanding.changes_of

    def think(*args):
        found = work_out(*args)
        if late:
            enter_message(workspace=workspace, raw=late.pop(), source="live", place="1", now=now)
        return found

    monkeypatch.setattr(understanding, "changes_of", think)
    understand(workspace=workspace, now=now, processes=0)
    other = create_workspace(name="Whole", me=["studio.example"], zone="Europe/Bratislava", now=now)
    import_archive(workspace=other, paths=[write_mbox(tmp_path / "b.mbox", [*talks, answer])], now=now, processes=0)
    assert content(workspace) == content(other)


def test_a_decision_about_a_client_with_much_unread_mail_waits_for_the_background(
    workspace, path, user, now, monkeypatch
):
    monkeypatch.setattr(deriving, "AT_ONCE", 1)
    take_in(workspace, path, now)
    talk = Conversation.objects.get(subject="P0")
    log_call(workspace=workspace, user=user, now=now, at=now, topic="Prices", minutes=5, conversation=talk.pk)
    assert not Obligation.objects.exists()
    understand(workspace=workspace, now=now, processes=0)
    assert Obligation.objects.filter(kind="call_summary").count() == 1


def test_a_decision_about_a_client_with_little_unread_mail_reads_it_first(workspace, path, user, now):
    take_in(workspace, path, now)
    talk = Conversation.objects.get(subject="P0")
    log_call(workspace=workspace, user=user, now=now, at=now, topic="Prices", minutes=5, conversation=talk.pk)
    kinds = set(Obligation.objects.filter(conversation=talk).values_list("kind", flat=True))
    assert {"question", "call_summary"} <= kinds
    assert being_understood(workspace=workspace) == 2


def test_a_text_that_cannot_be_understood_is_shown_told_and_mended_by_a_rebuild(
    workspace, path, now, whole, monkeypatch, content
):
    said = hearing.what_it_says

    def fail(text: str, *more):
        if "part 0" in text:
            raise RecursionError("too deep")
        return said(text, *more)

    with monkeypatch.context() as broken:
        broken.setattr(hearing, "what_it_says", fail)
        import_archive(workspace=workspace, paths=[path], now=now, processes=0)
    tray = Tray.objects.get(workspace=workspace)
    assert "RecursionError" in tray.reason
    assert tray.raw.message.new_text.startswith("How much is part 0?")
    assert content(workspace) != whole
    rebuild(now=now, processes=0)
    assert content(workspace) == whole
    assert not Tray.objects.filter(workspace=workspace).exists()


def test_a_text_that_kills_its_reader_is_told_in_the_tray(workspace, path, now):
    take_in(workspace, path, now)
    text = next(hearing.texts(Reading.objects.order_by("pk")))
    hearing.note(workspace, [hearing.opened(hearing.give_up(text, "stalled"))], now)
    assert "intake.stalled" in Tray.objects.get().reason
    assert Reading.objects.get(pk=text[0]).said == {}


def test_a_piece_of_work_that_killed_a_child_is_done_by_the_parent(workspace, path, now, whole, content):
    take_in(workspace, path, now)
    engagements = list(Engagement.objects.filter(workspace=workspace).values_list("pk", flat=True))
    left = understanding.pickle.loads(understanding._leave((workspace, engagements, now), "died"))
    understanding._keep(workspace, left, now)
    assert content(workspace) == whole


def test_a_rebuild_that_is_killed_before_it_understands_is_gone_on_with_by_whoever_comes_next(
    workspace, path, now, monkeypatch
):
    import_archive(workspace=workspace, paths=[path], now=now, processes=0)
    before = derived_rows()

    def stop(**_: object) -> None:
        raise KeyboardInterrupt

    with monkeypatch.context() as killed:
        killed.setattr(rebuilding, "understand", stop)
        with pytest.raises(KeyboardInterrupt):
            rebuild(now=now, processes=0)
    assert being_understood(workspace=workspace) == 3
    refresh_all(now=now)
    assert derived_rows() == before


def test_segments_survive_the_way_through_a_column():
    from ashore.core.correspondence.newtext import split
    from ashore.usecases.importing.saying import what_it_says, write_segments

    text = "Hello,\n\nOn Monday Eva wrote:\n> How much is it?\n> And when?\n\nIt is 90. I will send it tomorrow.\n"
    text += "\n-- \nAnna\n"
    segments = write_segments(split(text).segments)
    assert len(segments) > 3
    written = "2026-01-16T12:00:00+01:00"
    assert what_it_says(text, written, 1, segments) == what_it_says(text, written, 1, None)


def test_a_reply_without_references_finds_the_stored_message_that_it_quotes(workspace, letter, arrive, now):
    """Its marks are made only now: none are kept."""
    words = "The colours of the banner should be those of the old shop front. The letters may be larger than before."
    client = {"sender": "Eva <eva@client.example>", "subject": "Banner"}
    first = arrive(letter(1, words, at=now - dt.timedelta(days=3), **client))
    arrive(
        letter(2, "Something else entirely, about the invoice of last month.", at=now - dt.timedelta(days=2), **client)
    )
    ours = {"sender": "Anna <anna@studio.example>", "to": "eva@client.example", "subject": "Re: Banner"}
    quoted = (
        "On Tuesday Eva wrote:\n> The colours of the banner should be those of the old shop front.\n> The letters may "
    )
    quoted += "be larger than before.\n\nYes."
    reply = Message.objects.get(pk=arrive(letter(3, quoted, at=now - dt.timedelta(days=1), **ours)))
    assert reply.parent_key == Message.objects.get(pk=first).key
    assert reply.placement["c"].endswith("quoted_text")
    assert "own_text" not in Message.objects.get(pk=first).head
