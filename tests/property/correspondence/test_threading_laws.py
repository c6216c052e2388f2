"""Threading is a function of the set of messages, and threading a closure is threading everything."""

from datetime import UTC, datetime, timedelta

from hypothesis import given, settings
from hypothesis import strategies as st

from ashore.core.correspondence import Address, Message, Threads, thread
from ashore.core.correspondence.closure import closure, connecting_keys

US = frozenset({"studio.example"})
START = datetime(2024, 3, 4, 9, tzinfo=UTC)
PEOPLE = [
    "me@studio.example",
    "you@studio.example",
    "anna@client.example",
    "boss@client.example",
    "boris@gmail.com",
    "eve@gmail.com",
    "eve@evil.example",
    "club@lists.example.org",
    "",
]
SUBJECTS = ["Poster", "Re: Poster", "Re: Poster (was: Banner)", "Banner", "RE: banner", "question", "Re: question", ""]
IDS = [f"m{n}@example.org" for n in range(8)] + ["gone@example.org", ""]

addresses = st.lists(st.sampled_from(PEOPLE), max_size=3).map(lambda found: tuple(Address("", e) for e in found))
ids = st.lists(st.sampled_from(IDS), max_size=3).map(tuple)
marks = st.lists(st.integers(1, 4), max_size=2, unique=True).map(tuple)


@st.composite
def messages(draw: st.DrawFn) -> list[Message]:
    count = draw(st.integers(1, 9))
    return [
        Message(
            key=f"key{n}",
            message_id=draw(st.sampled_from([f"m{n % 8}@example.org"] * 5 + IDS)),
            at=START + timedelta(hours=draw(st.sampled_from([0, 1, 2, 3, 50, 24 * 11, 24 * 40]))),
            order=n,
            sender=Address("", draw(st.sampled_from(PEOPLE))),
            to=draw(addresses),
            cc=draw(addresses),
            subject=draw(st.sampled_from(SUBJECTS)),
            in_reply_to=draw(st.one_of(st.just(()), ids)),
            references=draw(st.one_of(st.just(()), ids)),
            quoted_ids=draw(st.one_of(st.just(()), ids)),
            thread_index=draw(st.sampled_from(["", "", "", "aa"])),
            list_id=draw(st.sampled_from(["", "", "", "Club <club.lists.example.org>"])),
            kind=draw(st.sampled_from(["message", "message", "message", "auto_reply", "bounce"])),
            own_text=draw(marks),
            quoted_text=draw(marks),
            doubtful=draw(st.sampled_from([False, False, False, True])),
        )
        for n in range(count)
    ]


@given(messages(), st.randoms(use_true_random=False))
@settings(max_examples=300, deadline=None)
def test_the_order_of_arrival_leaves_no_trace(mail: list[Message], random: object) -> None:
    shuffled = mail[:]
    random.shuffle(shuffled)  # type: ignore[attr-defined]
    assert thread(shuffled, us=US) == thread(mail, us=US)


@given(messages())
@settings(max_examples=200, deadline=None)
def test_every_message_is_placed_once_in_a_tree_of_its_conversation(mail: list[Message]) -> None:
    threads = thread(mail, us=US)
    parents = {p.message: p.parent for p in threads.placements}
    homes = {p.message: p.conversation for p in threads.placements}
    at = {message.key: (message.at, message.key) for message in mail}
    assert sorted(parents) == sorted(at)
    assert sorted(key for c in threads.conversations for key in c.messages) == sorted(at)
    for conversation in threads.conversations:
        assert conversation.key == min(conversation.messages, key=lambda key: at[key])
        assert [key for key in conversation.messages if not parents[key]] == [_root(parents, conversation.key)]
    for message, parent in parents.items():
        assert not parent or homes[parent] == homes[message]
        _root(parents, message)


def _root(parents: dict[str, str], message: str) -> str:
    seen = set()
    while parents[message]:
        assert message not in seen
        seen.add(message)
        message = parents[message]
    return message


@given(messages(), st.integers(0, 8))
@settings(max_examples=400, deadline=None)
def test_threading_the_closure_of_an_addition_is_threading_everything(mail: list[Message], which: int) -> None:
    added = mail[which % len(mail)]

    def lookup(keys: frozenset[int]) -> list[Message]:
        return [message for message in mail if connecting_keys(message, us=US) & keys]

    near = closure([added], lookup, us=US)
    part, whole = thread(near.values(), us=US), thread(mail, us=US)
    assert part == _only(whole, frozenset(near))
    rest = [message for message in mail if message.key not in near]
    assert thread(rest, us=US) == _only(whole, frozenset(message.key for message in rest))


def _only(threads: Threads, keys: frozenset[str]) -> Threads:
    return Threads(
        tuple(p for p in threads.placements if p.message in keys),
        tuple(c for c in threads.conversations if c.key in keys),
        tuple(f for f in threads.conflicts if f.where in keys),
    )
