"""A day of real correspondence, without a browser: real servers, real processes, kills in between; at the end ledger,
mailboxes and a rebuilt ledger agree."""

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from ashore.mail import parse
from servers import desks
from servers.dayrun import ANNA, EVA, Day, a_day

CALL = """
from django.test import Client
from ashore.store.models import ReplyDraft
event = recording.log_call(workspace=desk, user=user, now=now, topic="The home page", conversation=given["talk"],
                           minutes=12, notes="The home page has two columns\\nWe make the menu shorter")
person = Client(SERVER_NAME="127.0.0.1")
person.force_login(user, backend="django.contrib.auth.backends.ModelBackend")
person.post(f"/calls/{event}/summary/")
print(json.dumps(ReplyDraft.objects.get().text))
"""
DERIVED = """
from ashore.usecases.rebuilding import derived_rows
rows = derived_rows()
rows["engagement"] = [(*row[:4], row[5]) for row in rows["engagement"]]  # not when it was looked at
print(json.dumps({name: [[str(value) for value in row] for row in table] for name, table in rows.items()}))
"""


@pytest.fixture
def day(tmp_path: Path, database_of: Callable[..., Path]) -> Iterator[Day]:
    home = database_of(tmp_path / "desk")
    home.mkdir(exist_ok=True)
    with a_day(home, tmp_path) as running:
        yield running


@pytest.mark.slow
def test_h82_h83_a_real_day_from_the_first_letter_to_a_rebuild_that_agrees(day: Day) -> None:
    """H75, H82, H83."""
    for part in ("watch", "worker"):
        day.start(part)
    talk = _asked(day)
    first = _answered_by_a_worker_that_was_killed(day, talk)
    _answered_back_while_nobody_watched(day, talk, first)
    _called_and_minuted(day, talk)
    back = _came_back(day, talk)
    day.until(lambda: _is_quiet(day), "nothing left to do")
    assert day.stop() == {"watch": 0, "worker": 0}
    _mailboxes_and_desk_agree(day, back)
    _a_rebuild_agrees(day)


def _asked(day: Day) -> int:
    """The client's first letter comes by SMTP, is fetched, and its clock runs."""
    asked = day.client_writes("Hello Anna,\n\nhow much is a new logo?\n\nEva\n", subject="New site")
    talk: int = day.until(lambda: day.talk_of(asked), "the letter is fetched")
    day.until(lambda: day.owed("reply", talk) == "open", "its clock runs")
    assert day.value("SELECT due FROM store_obligation WHERE kind = 'reply'")
    return talk


def _answered_by_a_worker_that_was_killed(day: Day, talk: int) -> bytes:
    """We answer; the worker is killed while the answer waits, and the next one sends it. What arrived at the client."""
    number = day.reply(talk, "Hello Eva,\n\nit is 900 EUR. I will send you the logo draft by next Friday.\n\nAnna")
    assert day.outgoing(number)[0] == "planned"
    day.kill("worker")
    day.start("worker")
    day.until(lambda: day.outgoing(number)[0] == "sent", "the reply is sent")
    (letter,) = day.postfix.wait_for(EVA, 1)
    found = parse(letter)
    assert found.message_id == day.outgoing(number)[1]
    assert found.in_reply_to == (day.sent[0],)
    assert found.references == (day.sent[0],)
    assert found.subject == "Re: New site"
    day.until(lambda: day.owed("reply", talk) == "met", "the reply is given")
    assert day.owed("promise", talk) == "open"
    return letter


def _answered_back_while_nobody_watched(day: Day, talk: int, first: bytes) -> None:
    """While the watch is dead the client answers, and the worker puts a copy of our reply into Sent: the answer joins
    its conversation, and the copy is no second message. The next watch is killed too, as soon as it has stored."""
    day.kill("watch")
    day.until(lambda: day.ids_in(ANNA, "Sent"), "a copy lies in the Sent folder")
    before = day.value("SELECT count(*) FROM store_message")
    stored = day.value("SELECT count(*) FROM store_rawmessage")
    asked = day.client_writes(
        "Fine. When will the home page be ready? Could we speak today?\n\nEva\n", subject="Re: New site", after=first
    )
    day.start("watch")
    day.until(lambda: day.value("SELECT count(*) FROM store_rawmessage") > stored, "the answer is stored")
    day.kill("watch")
    day.start("watch")
    day.until(lambda: day.talk_of(asked) == talk, "the answer stands in its conversation")
    in_sent = "SELECT count(*) FROM store_copy WHERE source LIKE '%/Sent;%'"
    day.until(lambda: day.value(in_sent) == 1, "the copy in Sent is known")
    day.until(lambda: day.owed("reply", talk) == "open", "the second clock runs")
    assert day.value("SELECT count(*) FROM store_message") == before + 1


def _called_and_minuted(day: Day, talk: int) -> None:
    """A call is logged; its summary is drafted from the notes and sent, and with it owed no more, though the worker
    dies as soon as it is out."""
    text = day.we(CALL, talk=talk)
    assert "The home page has two columns" in text and text.startswith("Hello Eva")
    assert day.owed("call_summary", talk) == "open"
    number = day.reply(talk, text)
    day.until(lambda: day.outgoing(number)[0] == "sent", "the summary is sent")
    day.kill("worker")  # it may not even have joined its conversation
    day.start("worker")
    day.until(lambda: day.owed("call_summary", talk) == "met", "the summary is given")
    newest = next(each for each in day.postfix.wait_for(EVA, 2) if parse(each).message_id == day.outgoing(number)[1])
    assert parse(newest).in_reply_to == (day.sent[1],)


def _came_back(day: Day, talk: int) -> str:
    """The draft that was promised goes out, but the client's mailbox is gone by then: the real bounce is fetched, and
    promise and address are told so. The Message-ID of what came back."""
    assert day.owed("promise", talk) == "open"
    day.postfix.close_box(EVA)
    number = day.reply(talk, "Hello Eva,\n\nI have sent you the logo draft; it is finished.\n\nAnna")
    day.until(lambda: day.outgoing(number)[0] == "sent", "Postfix has it")
    day.until(lambda: day.rows("SELECT id FROM store_returned"), "the bounce is fetched")
    day.until(lambda: day.owed("promise", talk) == "open", "the promise is open again")
    why = day.value("SELECT because FROM store_obligation WHERE kind = 'promise' AND owed_by = 'us'")
    assert "ledger.returned" in str(why)
    assert day.rows("SELECT email, code FROM store_returned") == [(EVA, "5.1.1")]
    assert "bounced: 5.1.1" in str(day.value(f"SELECT recipients FROM store_outbox WHERE id = {number}"))
    return day.outgoing(number)[1]


def _is_quiet(day: Day) -> bool:
    """Nothing waits to be read, sent, copied or understood."""
    waiting = day.value("SELECT count(*) FROM store_rawmessage WHERE state <> 'read'")
    left = day.value("SELECT count(*) FROM store_outbox WHERE state <> 'sent' OR to_enter")
    uncopied = day.value("SELECT count(*) FROM store_sentcopy WHERE state <> 'filed'")
    unheard = day.value("SELECT count(*) FROM store_reading WHERE said IS NULL")
    return (waiting, left, uncopied, unheard) == (0, 0, 0, 0)


def _mailboxes_and_desk_agree(day: Day, back: str) -> None:
    """Every letter of every mailbox stands in the desk once, and what we sent lies in the client's once and in our Sent
    folder once."""
    ids = [row[0] for row in day.rows("SELECT message_id FROM store_message")]
    ours = [row[0] for row in day.rows("SELECT message_id FROM store_outbox")]
    inbox = day.ids_in(ANNA)
    assert set(inbox.values()) == {1}
    assert set(day.sent) <= set(inbox)
    assert sorted(ids) == sorted({*inbox, *ours}), "nothing lost, nothing doubled"
    assert day.ids_in(EVA) == {each: 1 for each in ours if each != back}
    assert day.ids_in(ANNA, "Sent") == dict.fromkeys(ours, 1)
    assert len(inbox) == len(day.sent) + 1, "one bounce"
    assert day.value("SELECT count(*) FROM store_conversation") == 1
    assert day.value("SELECT count(*) FROM store_tray") == 0


def _a_rebuild_agrees(day: Day) -> None:
    before: dict[str, Any] = day.we(DERIVED)
    owed = desks.owed(day.home)
    code, _, err = desks.finished(day.home, "rebuild")
    assert code == 0, err
    assert day.we(DERIVED) == before
    assert desks.owed(day.home) == owed
