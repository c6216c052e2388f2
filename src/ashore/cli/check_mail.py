"""Draft and conversation from mail: messages, mailboxes, quotations, who is us. Loaded only where there is any."""

from collections.abc import Callable, Iterable, Sequence
from datetime import UTC, datetime
from pathlib import Path

import click

from ashore.audit.people import Us, us
from ashore.cli.check import Wish
from ashore.cli.check_material import Material
from ashore.cli.mail_input import standard_input
from ashore.core.coach import Draft, Turn
from ashore.core.coach.quoted import turns_in_quotes
from ashore.core.correspondence import newtext, thread
from ashore.core.correspondence.domains import organisation
from ashore.core.correspondence.message import Message
from ashore.core.kernel import CLIENT, US
from ashore.mail import ParsedMessage, Unreadable, parse, read
from ashore.words import say


def gathered(raw: bytes, plain: Draft | None, wish: Wish, now: datetime) -> Material:
    """Draft, conversation and sides. ``plain``: the draft where it is no message; else ``raw`` is one. Raises
    click.UsageError with place and advice."""
    letter = None if plain else parse(raw, arrived_at=now)
    found, notes = _conversation(wish.conversation)
    ours = _sides(wish.me, letter, found)
    draft = _letter_draft(letter, now, wish) if letter else plain
    assert draft is not None
    history = _chosen(found, letter, ours, notes)
    turns = [_turn(each, ours) for each in history]
    if not turns and letter:
        turns = list(turns_in_quotes(newtext.split(letter.text), draft.at, CLIENT))
    elif len(history) == 1:
        first = history[0]
        other = CLIENT if turns[0].side == US else US
        turns = [*turns_in_quotes(newtext.split(first.text), turns[0].at, other), *turns]
    if wish.conversation and not any(turn.side == CLIENT for turn in turns):
        notes.append(
            "The conversation holds no message of the client: the draft alone was checked (--me says who is us)"
        )
    return Material(draft, tuple(turns), ours, tuple(notes))


def _letter_draft(letter: ParsedMessage, now: datetime, wish: Wish) -> Draft:
    at = now if wish.now_text or letter.sent_local is None else letter.sent_local
    return Draft(
        letter.text,
        at,
        letter.from_,
        letter.to,
        letter.cc,
        letter.subject,
        tuple(each.name for each in letter.attachments),
        wish.language,  # type: ignore[arg-type]
    )


def _conversation(file: str | None) -> tuple[list[ParsedMessage], list[str]]:
    if file is None:
        return [], []
    sources = standard_input() if file == "-" else read(Path(file))
    found: list[ParsedMessage] = []
    notes: list[str] = []
    for each in sources:
        if isinstance(each, Unreadable):
            notes.append(f"{each.where}: {say(each.reason)}")
        else:
            found.append(parse(each.raw, arrived_at=each.arrived_at))
    if not found:
        why = f" ({notes[0]})" if notes else ""
        raise click.UsageError(f"{file}: no message could be read{why}")
    return found, notes


def _sides(me: Sequence[str], letter: ParsedMessage | None, found: Sequence[ParsedMessage]) -> Callable[[str], bool]:
    """Who is us: as was said; else the draft's sender and their organisation; else whom the newest message went to."""
    if me:
        named = us(me)
        if isinstance(named, str):
            raise click.BadParameter(f"{named!r} is neither an address nor a domain", param_hint="--me")
        return named.__contains__
    if letter and letter.from_.email:
        return _house_of([letter.from_.email]).__contains__
    newest = max(found, key=lambda each: each.date or datetime.min.replace(tzinfo=UTC), default=None)
    return _house_of(address.email for address in (newest.to if newest else ())).__contains__


def _house_of(emails: Iterable[str]) -> Us:
    """These addresses, and everybody of their organisations (none of a free mail provider's)."""
    known = [email for email in emails if email]
    return Us(frozenset(known), frozenset(filter(None, map(organisation, known))))


def _chosen(
    found: Sequence[ParsedMessage], letter: ParsedMessage | None, ours: Callable[[str], bool], notes: list[str]
) -> list[ParsedMessage]:
    """The conversation that the draft goes on: by its references, by its subject, else the newest."""
    if len(found) < 2:
        return list(found)
    by_key = {each.key: each for each in found}
    threads = thread([_message(each, order) for order, each in enumerate(by_key.values())], us=ours)
    talks = [[by_key[key] for key in talk.messages] for talk in threads.conversations]
    if len(talks) == 1:
        return talks[0]
    wanted = {*letter.in_reply_to, *letter.references} if letter else set()
    by_id = [talk for talk in talks if wanted & {each.message_id for each in talk}]
    chosen = (by_id or talks)[-1] if by_id else max(talks, key=lambda talk: max(map(_at, talk)))
    notes.append(f'{len(talks)} conversations; checked in "{chosen[0].subject}"')
    return chosen


def _at(message: ParsedMessage) -> datetime:
    return message.date or datetime.min.replace(tzinfo=UTC)


def _message(parsed: ParsedMessage, order: int) -> Message:
    return Message(
        parsed.key,
        parsed.message_id,
        _at(parsed),
        order,
        parsed.author,
        parsed.to,
        parsed.cc,
        parsed.subject,
        parsed.in_reply_to,
        parsed.references,
        thread_index=parsed.thread_index,
        list_id=parsed.list_id,
        kind=parsed.kind,
    )


def _turn(parsed: ParsedMessage, ours: Callable[[str], bool]) -> Turn:
    side = US if ours(parsed.author.email) else CLIENT
    return Turn(
        parsed.key,
        parsed.sent_local or _at(parsed),
        side,
        parsed.author,
        newtext.split(parsed.text).new_text,
        parsed.to,
        parsed.cc,
        parsed.subject,
        tuple(each.name for each in parsed.attachments),
    )
