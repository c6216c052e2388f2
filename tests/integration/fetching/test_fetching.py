"""Mail from a real server into the desk."""

import datetime as dt

import pytest

from ashore.store.models import Conversation, Copy, MailFolder, Message, Obligation, RawMessage
from ashore.usecases.fetching import Limits
from ashore.usecases.importing.archive import import_archive
from ashore.usecases.queries.conversation import conversation
from ashore.usecases.rebuilding import derived_rows, rebuild
from ashore.usecases.sharing import raw_bytes

from .conftest import NOW, held, letter, letters


@pytest.mark.django_db
def test_what_lies_in_inbox_and_sent_is_fetched_placed_and_its_clock_runs(dovecot, account, user, fetch) -> None:
    dovecot.deliver(user, [letter(1)])
    answer = letter(2, "Ten thousand.", after=1).replace(
        b"From: Eva <eva@client.example>", b"From: anna@studio.example"
    )
    dovecot.deliver(user, [answer.replace(b"To: anna@studio.example", b"To: eva@client.example")], folder="Sent")
    found = fetch(account)
    assert (found.state, found.new, found.read, found.tray) == ("done", 2, 2, 0)
    assert Conversation.objects.get().messages_count == 2
    assert Obligation.objects.filter(state="met").exists()
    sources = sorted(Copy.objects.values_list("source", "place"))
    assert [source.partition(";")[0] for source, _ in sources] == [f"imap:{user}/INBOX", f"imap:{user}/Sent"]
    assert raw_bytes(RawMessage.objects.order_by("pk")[0]) == letter(1).replace(b"\n", b"\r\n")
    account.refresh_from_db()
    assert (account.fetched_at, account.leased_by, account.failures) == (NOW, "", 0)


@pytest.mark.django_db
def test_a_second_fetch_brings_only_what_came_since(dovecot, account, user, fetch) -> None:
    dovecot.deliver(user, letters(range(5)))
    assert fetch(account).new == 5
    assert fetch(account).new == 0
    dovecot.deliver(user, letters(range(5, 7)))
    found = fetch(account)
    assert (found.new, found.known) == (2, 0)
    assert held() == (7, 7, 7)


@pytest.mark.django_db
def test_nothing_is_marked_as_seen(dovecot, account, user, fetch, proxy) -> None:
    dovecot.deliver(user, letters(range(3)))
    account.imap_port = proxy.port
    account.save()
    fetch(account)
    assert [path.name for path in dovecot.maildir(user).glob("cur/*") if "S" in path.name.partition(":2,")[2]] == []
    said = b"".join(proxy.sent).upper()
    assert b"EXAMINE" in said
    assert b"SELECT" not in said
    assert b" STORE " not in said
    assert b"BODY[" not in said


@pytest.mark.django_db
def test_h33_the_same_bytes_in_two_folders_and_two_accounts_are_one_content_with_a_copy_each(
    dovecot, account, user, add_account, fetch
) -> None:
    other = add_account("boris-" + user)
    dovecot.deliver(user, [letter(1)])
    dovecot.deliver(user, [letter(1)], folder="Sent")
    dovecot.deliver("boris-" + user, [letter(1)])
    fetch(account)
    fetch(other)
    assert held() == (1, 1, 3)


@pytest.mark.django_db
def test_h33_a_letter_in_two_accounts_by_two_ways_is_one_message_and_owed_once(
    dovecot, account, user, add_account, fetch, now
) -> None:
    """Each server wrote its own fields above it."""
    other = add_account("office-" + user)
    for address in (user, "office-" + user):
        hop = f"Received: from mx by imap for <{address}>; Fri, 16 Jan 2026 10:00:09 +0000"
        dovecot.deliver(address, [f"Delivered-To: {address}\n{hop}\n".encode() + letter(1)])
    fetch(other)
    fetch(account)
    assert held() == (2, 1, 2)
    row = Message.objects.get()
    assert (row.conflict, row.raw.twins.get().state) == (False, "copy")
    assert Obligation.objects.filter(kind="reply").count() == 1
    talk = conversation(workspace=account.workspace, id=row.conversation_id, now=now)
    places = [(way.shown, place.name, place.folder) for way in talk.messages[0].ways for place in way.places]
    assert places == [(True, "office-" + user, "INBOX"), (False, user, "INBOX")]
    assert (fetch(account).new, fetch(other).new) == (0, 0)
    before = derived_rows()
    rebuild(now=now, processes=0)
    assert derived_rows() == before


@pytest.mark.django_db
def test_mail_that_was_imported_from_an_archive_with_other_line_ends_only_gains_a_copy(
    dovecot, account, user, fetch, workspace, tmp_path, now
) -> None:
    (tmp_path / "a.eml").write_bytes(letter(1))
    import_archive(workspace=workspace, paths=[tmp_path], now=now, processes=0)
    dovecot.deliver(user, [letter(1)])
    found = fetch(account)
    assert (found.new, found.known) == (0, 1)
    assert held() == (1, 1, 2)


@pytest.mark.django_db
def test_moved_deleted_and_appended_again_nothing_is_doubled_and_nothing_goes(dovecot, account, user, fetch) -> None:
    paths = dovecot.deliver(user, letters(range(4)))
    fetch(account)
    inbox = dovecot.maildir(user)
    found = {path.name.partition(":")[0]: path for path in inbox.glob("*/*")}
    found[paths[0].name].unlink()
    dovecot.maildir(user, "Sent")
    found[paths[1].name].rename(dovecot.maildir(user, "Sent") / "new" / paths[1].name)
    dovecot.deliver(user, [letter(0, subject="Part 0")])
    result = fetch(account)
    assert (result.state, result.new, result.known) == ("done", 0, 2)
    assert held() == (4, 4, 6)
    assert Conversation.objects.count() == 4


@pytest.mark.django_db
def test_h88_another_uidvalidity_matches_all_by_content_and_begins_no_conversation(
    dovecot, account, user, fetch
) -> None:
    dovecot.deliver(user, letters(range(30)))
    fetch(account)
    talks = set(Conversation.objects.values_list("pk", "key"))
    before = MailFolder.objects.get(role="inbox").uidvalidity
    dovecot.change_uidvalidity(user)
    dovecot.deliver(user, letters(range(30, 32)))
    found = fetch(account)
    folder = MailFolder.objects.get(role="inbox")
    assert folder.uidvalidity != before
    assert (found.state, found.new, found.known) == ("done", 2, 30)
    assert RawMessage.objects.count() == Message.objects.count() == 32
    assert talks < set(Conversation.objects.values_list("pk", "key"))
    assert (folder.first_uid, folder.last_uid) == (1, 32)
    assert fetch(account).known == 0


@pytest.mark.django_db
def test_a_first_import_brings_the_newest_first_and_keeps_to_the_days_bytes(dovecot, account, user, fetch) -> None:
    dovecot.deliver(user, letters(range(40)), at=(NOW - dt.timedelta(days=30)).timestamp())
    size = len(letter(1, subject="Part 1").replace(b"\n", b"\r\n"))
    account.daily_bytes = 10 * size
    account.save()
    first = fetch(account)
    assert (first.state, first.put_by) == ("done", True)
    assert 10 <= first.new <= 11
    newest = set(Message.objects.values_list("message_id", flat=True))
    assert newest == {f"m{n}@mail.example" for n in range(40 - first.new, 40)}
    assert fetch(account).new == 0
    dovecot.deliver(user, letters(range(40, 43)))
    assert fetch(account).new == 3  # new mail waits for no budget
    days = 0
    while fetch(account, now=NOW + dt.timedelta(days=days)).put_by:
        days += 1
        assert days < 6
    assert held() == (43, 43, 43)


@pytest.mark.django_db
def test_a_long_import_looks_for_new_mail_in_between(dovecot, account, user, fetch, monkeypatch) -> None:
    from ashore.usecases.fetching import account as module

    dovecot.deliver(user, letters(range(60)))
    seen: list[int] = []

    def look(**_: object) -> int:
        seen.append(RawMessage.objects.count())
        if len(seen) == 1:
            dovecot.deliver(user, letters(range(60, 61)))
        return 0

    monkeypatch.setattr(module, "take_in", look)
    fetch(account, limits=Limits(slice=20, uids=10, batch=5))
    assert seen[0] == 20
    assert seen[2] == 41  # the one that came meanwhile, before what is older
    assert RawMessage.objects.count() == 61


@pytest.mark.django_db
def test_h68_of_a_message_over_the_limit_the_header_is_kept_with_a_visible_reason(
    dovecot, account, user, fetch, workspace
) -> None:
    from ashore.usecases.queries.tray import tray

    dovecot.deliver(user, [letter(1), letter(2, "x" * 3_000_000), letter(3)])
    found = fetch(account, limits=Limits(message_bytes=1_000_000))
    assert (found.new, found.tray) == (3, 1)
    row = tray(workspace=workspace)[0]
    assert row.why is not None
    assert (row.why.code, row.why.params["size"]) == ("account.mail.too_large", 3)
    assert row.source.startswith(f"imap:{user}/INBOX")
    kept = Message.objects.get(message_id="m2@mail.example")
    assert (kept.subject, kept.text.strip()) == ("New site", "")
    assert fetch(account).new == 0


@pytest.mark.django_db
def test_a_week_of_outage_is_caught_up_with_nothing_lost_and_nothing_doubled(dovecot, account, user, fetch) -> None:
    dovecot.deliver(user, letters(range(10)))
    fetch(account)
    paths = dovecot.deliver(user, letters(range(10, 210)))
    for path in paths[::10]:
        path.unlink()
    found = fetch(account, now=NOW + dt.timedelta(days=7))
    assert (found.state, found.new) == ("done", 180)
    assert held() == (190, 190, 190)
    numbers = list(Message.objects.order_by("pk").values_list("message_id", flat=True))
    assert numbers[10:] == [f"m{n}@mail.example" for n in range(10, 210) if n % 10]


@pytest.mark.django_db
def test_a_folder_is_fetched_by_choice_and_a_missing_one_stops_no_other(dovecot, account, user, fetch) -> None:
    dovecot.deliver(user, [letter(1)], folder="Projects")
    dovecot.deliver(user, [letter(2)])
    assert fetch(account).new == 1
    folder = MailFolder.objects.get(name="Projects")
    assert (folder.watched, folder.role) == (False, "other")
    MailFolder.objects.filter(pk=folder.pk).update(watched=True)
    MailFolder.objects.create(account=account, name="Gone")
    found = fetch(account)
    assert (found.state, found.new, found.missing) == ("done", 1, ["Gone"])
