"""Last word: a conversation does not end with the client's thanks hanging in the air (W7)."""

from collections.abc import Sequence

from ashore.core.kernel import CLIENT, US, Reason, Value
from ashore.core.ledger.claim import Claim, obligation_id
from ashore.core.ledger.events import MessageEvent
from ashore.core.ledger.log import Log, gives_answer, needs_answer
from ashore.core.ledger.rounds import Round
from ashore.core.ledger.terms import Terms


def last_words(messages: Sequence[MessageEvent], rounds: Sequence[Round], terms: Terms, log: Log) -> list[Claim]:
    """A soft debt for a client's message that needs no answer, until we write or the client goes on.

    After a closing of ours the client's next goodbye owes nothing: politeness has an end.
    """
    if not terms.has("last_word"):
        return []
    made: list[Claim] = []
    standing: MessageEvent | None = None
    before: MessageEvent | None = None
    waiting = {each.id for pair in rounds for each in pair.asked}
    replying = False
    for message in messages:
        if message.side == US:
            if standing:
                _made(made, standing, terms, log, message)
            standing, replying = None, False
        elif message.id in waiting:
            standing, replying = None, True
        elif standing is None and not replying and _calls_for_it(message, before, log):
            standing = message
        before = message
    if standing:
        _made(made, standing, terms, log, None)
    return made


def _calls_for_it(message: MessageEvent, before: MessageEvent | None, log: Log) -> bool:
    if message.side != CLIENT or not message.for_us:
        return False
    if needs_answer(message, log) and not gives_answer(message, before):
        return False
    if before is None:
        return message.starts or message.said.closing
    return not (before.side == US and before.said.closing and message.said.closing)


def _told(standing: MessageEvent) -> Reason:
    code = "ledger.last_word.closing" if standing.said.closing else "ledger.last_word.word"
    params: dict[str, Value] = {"message_at": standing.at, "author": standing.author}
    return Reason(code, "W7", params, (standing.id,))


def _made(made: list[Claim], standing: MessageEvent, terms: Terms, log: Log, ours: MessageEvent | None) -> None:
    due, arithmetic = terms.due_after("last_word", US, standing.at)
    claim = Claim(
        obligation_id("last_word", standing.id),
        "last_word",
        US,
        standing.conversation,
        standing.id,
        standing.at,
        due,
        "ledger.last_word",
        "W7",
        "",
        standing.author,
    )
    claim.steps = [(_told, standing), arithmetic]
    release = log.released(claim.id, log.unneeded.get(standing.id))
    if release and (ours is None or release.at < ours.at):
        claim.release = release
    elif ours:
        claim.met_at, claim.met_by = ours.at, ours.id
    made.append(claim)
