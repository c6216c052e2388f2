"""A matter ends without a kind word of ours.

## What it does
Where the client's last message only thanks or says goodbye and the draft answers with a dry "noted" or "received", or
where the draft itself closes a matter ("the ticket is closed"), looks for thanks, a wish or "you are welcome". A mere
"Kind regards" is none.

## Why
The last message is the one that is remembered; it is ours, and it wishes something (W7).

## Example
> Thank you, everything arrived safely!

    Noted. The order is closed.

## Use instead
    Thank you for telling us, Anna! Enjoy the new chairs.

## When to ignore
Where a kind word would be out of place, as in a dispute or after bad news.
"""

from collections.abc import Iterator

from ashore.core.coach.case import Case
from ashore.core.coach.rule import Rule, Seen
from ashore.core.coach.values import Evidence, Turn
from ashore.core.kernel import Span

NAME = "last-word-missing"
_LONG = 60
"""Words of a draft that has more to say than goodbye."""


def find(case: Case) -> Iterator[Seen]:
    """One finding, at the words that close the matter or else on the letter; none in sorrow or quarrel."""
    facts = case.facts
    if facts.questions or facts.requests or facts.apologies or facts.refusals or not any(map(str.isalpha, case.text)):
        return
    if facts.thanks or case.hits(NAME, "kind") or len(case.text.split()) > _LONG:
        return
    if any(case.facts_of(turn).complaints or case.facts_of(turn).anger for turn in case.theirs[-1:]):
        return
    ends = case.hits(NAME, "ends", unless="not_yet")
    thanks = [found for turn in case.waiting if (found := _thanks(turn, case))]
    if ends:
        yield Seen(ends[0].span, {"words": ends[0].span.of(case.text)}, variant="ends", evidence=tuple(thanks[:1]))
    elif case.hits(NAME, "dry") and thanks and len(thanks) == len(case.waiting):
        yield Seen(Span(0, 0), {"thanks": thanks[-1].text}, evidence=(thanks[-1],))


def _thanks(turn: Turn, case: Case) -> Evidence | None:
    """The thanks of a message that does nothing but thank and say goodbye."""
    facts = case.facts_of(turn)
    if facts.questions or facts.requests or not facts.thanks or facts.refusals or turn.attachments:
        return None
    told = {*facts.thanks, *facts.farewells, *facts.greetings, *facts.agreements, *facts.reported}
    if any(len(span.of(turn.text).split()) > 2 for span in facts.sentences if span not in told):
        return None
    return Evidence(turn.key, facts.thanks[0], facts.thanks[0].of(turn.text))


RULE = Rule("W071", NAME, "W7", "advice", find, needs="conversation", phrases=True)
