"""Whatever a message says travels between processes and comes back as it was."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta, timezone

from hypothesis import given
from hypothesis import strategies as st

from ashore.core.correspondence.message import Address, Message
from ashore.core.ledger.heard import Ask, Pledge, Said
from ashore.intake.packing import Addresses, pack_message, unpack_message
from ashore.intake.sayings import pack_said, unpack_said

texts = st.text(max_size=30)
topics = st.frozensets(st.text(min_size=1, max_size=8), max_size=6)
zones = st.integers(-14 * 60, 14 * 60).map(lambda minutes: timezone(timedelta(minutes=minutes)))
moments = st.datetimes(datetime(1971, 1, 1), datetime(2100, 1, 1), timezones=zones).map(
    lambda at: at.replace(microsecond=0)
)
dues = st.none() | moments
asks = st.builds(Ask, texts, topics, st.booleans(), dues, st.booleans())
pledges = st.builds(Pledge, texts, topics, dues, st.booleans(), st.booleans(), st.booleans())
saids = st.builds(
    Said,
    language=texts,
    asks=st.lists(asks, max_size=3).map(tuple),
    pledges=st.lists(pledges, max_size=3).map(tuple),
    reports=st.lists(topics, max_size=3).map(tuple),
    under_quotes=st.lists(st.tuples(topics, topics), max_size=3).map(tuple),
    topics=topics,
    words=st.integers(0, 10**6),
    closing=st.booleans(),
)
addresses = st.builds(Address, texts, texts)
ids = st.lists(texts, max_size=4).map(tuple)
messages = st.builds(
    Message,
    key=texts,
    message_id=texts,
    at=moments.map(lambda at: at.astimezone(UTC)),
    order=st.integers(0, 10**9),
    sender=addresses,
    to=st.lists(addresses, max_size=3).map(tuple),
    cc=st.lists(addresses, max_size=3).map(tuple),
    subject=texts,
    in_reply_to=ids,
    references=ids,
    own_text=st.lists(st.integers(0, 2**63 - 1), max_size=3).map(tuple),
)


@given(saids)
def test_what_was_said_comes_back(said: Said) -> None:
    back = unpack_said(pack_said(said))
    assert back == said
    offsets = [each.due_at.utcoffset() for each in (*said.asks, *said.pledges) if each.due_at]
    assert [each.due_at.utcoffset() for each in (*back.asks, *back.pledges) if each.due_at] == offsets


@given(messages, st.integers(0, 10**6))
def test_a_message_comes_back_under_its_arrival_number(message: Message, order: int) -> None:
    back = unpack_message(pack_message(message), order, Addresses())
    assert back == replace(message, order=order)
