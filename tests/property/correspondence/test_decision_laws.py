"""What people decide holds whatever comes in, in whatever order, and can be taken back without a trace."""

from datetime import UTC, datetime, timedelta

from hypothesis import given, settings
from hypothesis import strategies as st

from ashore.core.correspondence import Message, Threads, thread
from ashore.core.correspondence.closure import closure, connecting_keys
from ashore.core.correspondence.decisions import Decision, apply
from property.correspondence.test_threading_laws import US, messages

START = datetime(2026, 1, 5, tzinfo=UTC)
KEYS = st.sampled_from([f"key{n}" for n in range(10)])  # the last one is of mail that is not here


@st.composite
def decided(draw: st.DrawFn) -> list[Decision]:
    return [
        Decision(
            draw(st.sampled_from(["split", "join", "move"])),
            draw(KEYS),
            draw(KEYS),
            START + timedelta(hours=draw(st.integers(0, 2))),
            n,
        )
        for n in range(draw(st.integers(0, 4)))
    ]


def arrange(mail: list[Message], decisions: list[Decision]) -> Threads:
    by_key = {message.key: message for message in mail}
    return apply(thread(mail, us=US), decisions, by_key, us=US)


@given(messages(), decided(), st.randoms(use_true_random=False))
@settings(max_examples=120, deadline=None)
def test_neither_the_order_of_arrival_nor_that_of_the_log_leaves_a_trace(mail, decisions, random) -> None:
    shuffled, mixed = mail[:], decisions[:]
    random.shuffle(shuffled)
    random.shuffle(mixed)
    assert arrange(shuffled, mixed) == arrange(mail, decisions)


@given(messages())
@settings(max_examples=40, deadline=None)
def test_without_a_decision_nothing_changes(mail) -> None:
    threads = thread(mail, us=US)
    assert apply(threads, [], {message.key: message for message in mail}, us=US) is threads


@given(messages(), decided())
@settings(max_examples=120, deadline=None)
def test_every_message_stands_once_in_one_tree(mail, decisions) -> None:
    threads = arrange(mail, decisions)
    keys = sorted(message.key for message in mail)
    assert sorted(each.message for each in threads.placements) == keys
    assert sorted(key for each in threads.conversations for key in each.messages) == keys
    home = {each.message: each.conversation for each in threads.placements}
    parents = {each.message: each.parent for each in threads.placements}
    order = [(message.at, message.key) for message in mail]
    for each in threads.conversations:
        assert each.key == each.messages[0]
        assert {home[key] for key in each.messages} == {each.key}
        assert sum(not parents[key] for key in each.messages) == 1
    for message, parent in parents.items():
        assert not parent or home[parent] == home[message]
        steps = 0
        while parent:
            parent, steps = parents[parent], steps + 1
            assert steps <= len(order)


@given(messages(), KEYS, KEYS)
@settings(max_examples=120, deadline=None)
def test_two_that_were_joined_are_together_and_one_that_was_split_off_is_not(mail, one, other) -> None:
    here = {message.key for message in mail}
    if one not in here or other not in here:
        return
    home = _homes(arrange(mail, [Decision("join", one, other, START, 1)]))
    assert home[one] == home[other]
    before = {each.message: each.parent for each in thread(mail, us=US).placements}
    split = arrange(mail, [Decision("split", one, "", START, 1)])
    if before[one]:
        assert _homes(split)[one] != _homes(split)[before[one]]


@given(messages(), decided(), KEYS, KEYS)
@settings(max_examples=120, deadline=None)
def test_of_decisions_that_contradict_each_other_the_later_one_counts(mail, decisions, one, other) -> None:
    here = {message.key for message in mail}
    if one not in here or other not in here or one == other:
        return
    later = START + timedelta(days=1)
    threads = arrange(mail, [*decisions, Decision("join", one, other, later, 98)])
    assert _homes(threads)[one] == _homes(threads)[other]
    threads = arrange(mail, [*decisions, Decision("split", one, "", later, 99)])
    assert not next(each for each in threads.placements if each.message == one).parent


@given(messages(), decided(), st.integers(0, 8))
@settings(max_examples=120, deadline=None)
def test_arranging_only_what_hangs_together_is_arranging_everything(mail, decisions, which) -> None:
    """The desk loads what a new message can touch; decisions tie further messages to it."""
    added = mail[which % len(mail)]

    def lookup(keys: frozenset[int]) -> list[Message]:
        return [message for message in mail if connecting_keys(message, us=US) & keys]

    near = closure([added], lookup, us=US)
    while True:
        tied = {key for each in decisions if {each.message, each.target} & set(near) and each.target
                for key in (each.message, each.target)}  # fmt: skip
        more = [message for message in mail if message.key in tied - set(near)]
        if not more:
            break
        near = closure([*near.values(), *more], lookup, us=US)
    part, whole = arrange(list(near.values()), decisions), arrange(mail, decisions)
    assert part.placements == tuple(each for each in whole.placements if each.message in near)
    assert part.conversations == tuple(each for each in whole.conversations if each.key in near)


def _homes(threads: Threads) -> dict[str, str]:
    return {each.message: each.conversation for each in threads.placements}
