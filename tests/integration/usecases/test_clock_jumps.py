"""The clock jumps a day or a year, forward and back (H93): nothing goes early that a person put off, nothing rests for
as long as the jump was, and what is owed is what would be owed without it."""

import datetime as dt

import pytest

from ashore.mail import parse
from ashore.store.models import Channel, Conversation, Engagement, MailAccount, Obligation, Outbox
from ashore.usecases import clockmending, outbox, replies
from ashore.usecases.channels.polling import listening
from ashore.usecases.fetching.watching import accounts_to_fetch
from ashore.usecases.refreshing import has_run_out, refresh_all, refresh_clocks
from ashore.usecases.replies import Wishes

DAY = dt.timedelta(days=1)
HOUR = dt.timedelta(hours=1)
MINUTE = dt.timedelta(minutes=1)
JUMPS = [HOUR / 2, DAY, 400 * DAY]


@pytest.fixture(autouse=True)
def a_server(settings):
    settings.SMTP = {"host": "127.0.0.1", "port": 1, "security": "none"}


@pytest.fixture
def reply(workspace, user, arrive, letter, now):
    arrive(letter(1, "How much is it?"))
    talk = Conversation.objects.get().pk

    def write(send_at=None):
        number = replies.write_reply(
            workspace=workspace, user=user, now=now, conversation=talk, text="It is 900.", wishes=Wishes(at=send_at)
        )
        return Outbox.objects.get(pk=number)

    return write


@pytest.mark.parametrize("jump", JUMPS)
def test_h93_a_reply_written_before_the_clock_was_put_back_keeps_a_window_for_second_thoughts_and_then_goes(
    reply, now, jump
):
    reply()
    back = now - jump
    assert outbox.claim(now=back) is None
    assert clockmending.mend(now=back) >= 1
    assert outbox.claim(now=back + replies.UNDO_WINDOW) is None
    assert clockmending.mend(now=back + MINUTE / 2) == 0
    envelope = outbox.claim(now=back + MINUTE)
    assert envelope is not None
    assert parse(envelope.raw).date == back + MINUTE


@pytest.mark.parametrize("jump", [*JUMPS, -DAY])
def test_h93_what_a_person_planned_goes_at_its_moment_by_the_clock_and_not_before(reply, now, jump):
    row = reply(send_at=now + DAY / 2)
    clockmending.mend(now=now - jump)
    row.refresh_from_db()
    assert row.not_before == now + DAY / 2
    assert outbox.claim(now=now + DAY / 2 - MINUTE) is None
    assert outbox.claim(now=now + DAY / 2) is not None


@pytest.mark.parametrize("jump", [DAY, 400 * DAY])
@pytest.mark.parametrize(("content", "state"), [(False, "planned"), (True, "perhaps_sent")])
def test_h93_what_a_worker_that_died_left_is_found_although_the_clock_was_put_back(reply, now, jump, content, state):
    row = reply()
    envelope = outbox.claim(now=now + MINUTE)
    if content:
        outbox.begin_content(envelope=envelope, now=now + MINUTE)
    back = now - jump
    clockmending.mend(now=back)
    assert outbox.recover(now=back + outbox.LEASE / 2) == 0, "whoever lives has a lease to say so"
    assert outbox.recover(now=back + outbox.LEASE + MINUTE) == 1
    row.refresh_from_db()
    assert row.state == state


def test_h93_a_worker_that_lives_through_a_jump_says_how_it_ended(reply, now):
    row = reply()
    envelope = outbox.claim(now=now + MINUTE)
    clockmending.mend(now=now - DAY)
    assert outbox.begin_content(envelope=envelope, now=now - DAY)
    done = outbox.Outcome("sent", {"eva@client.example": "sent"})
    assert outbox.settle(envelope=envelope, outcome=done, now=now - DAY + MINUTE)
    row.refresh_from_db()
    assert row.state == "sent"


def test_h93_a_pause_after_a_failure_lasts_no_longer_than_pauses_do(reply, now):
    reply()
    envelope = outbox.claim(now=now + MINUTE)
    outbox.settle(envelope=envelope, outcome=outbox.Outcome("later", {}), now=now + MINUTE)
    back = now - DAY
    clockmending.mend(now=back)
    assert outbox.claim(now=back + 2 * MINUTE) is not None


def test_h93_an_account_that_was_put_off_is_fetched_although_the_clock_was_put_back(workspace, now):
    ahead = {"retry_at": now + MINUTE, "fetched_at": now}
    account = MailAccount.objects.create(
        workspace=workspace, address="a@studio.example", imap_host="h", created_at=now, **ahead
    )
    assert accounts_to_fetch(now=now - DAY, seconds=540) == []
    clockmending.mend(now=now - DAY)
    assert accounts_to_fetch(now=now - DAY, seconds=540) == [account.pk]


def test_h93_a_bot_is_listened_to_although_the_clock_was_put_back(workspace, now):
    held = {"lease_until": now + MINUTE, "retry_at": now + MINUTE}
    bot = Channel.objects.create(workspace=workspace, key="t", kind="telegram", name="T", created_at=now, **held)
    assert listening(now=now - DAY) == ()
    clockmending.mend(now=now - DAY)
    assert listening(now=now - DAY) == (bot.pk,)


def test_h93_a_year_ahead_and_back_leaves_what_is_owed_as_it_was(workspace, arrive, letter, now):
    arrive(letter(1, "How much is it? Please send me the plan by Monday."))
    refresh_all(now=now, processes=0)
    said = ("uid", "kind", "state", "due", "dormant")
    before = sorted(map(repr, Obligation.objects.values_list(*said)))
    refresh_all(now=now + 400 * DAY, processes=0)
    assert sorted(map(repr, Obligation.objects.values_list(*said))) != before
    assert not has_run_out(now=now)
    assert clockmending.mend(now=now) == Engagement.objects.count()
    assert has_run_out(now=now)
    refresh_clocks(now=now)
    assert sorted(map(repr, Obligation.objects.values_list(*said))) == before
    assert clockmending.mend(now=now) == 0


def test_h93_the_worker_mends_what_a_jump_left(reply, now):
    from ashore.jobs.worker import look_after

    row = reply()
    look_after(now - DAY)
    row.refresh_from_db()
    assert row.not_before < now
