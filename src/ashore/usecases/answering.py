"""What a reply answers: only mail that the people it goes to have had, where conversations were put together by
hand."""

from dataclasses import dataclass

from ashore.store.models import Conversation, Message

BY_HAND = ("correspondence.placed.by_hand.join", "correspondence.placed.by_hand.move")


@dataclass(frozen=True, slots=True)
class Answered:
    """``references``: ids without brackets, oldest first; ``subject``: as it stands in that part of the talk."""

    references: tuple[str, ...]
    subject: str


def answered_by_reply(row: Conversation) -> Answered:
    """Ids and subject for a reply to the newest message of a client. Of conversations that people joined only the part
    in which it stands: nothing of one client's mail goes to another, not even its subject. Auto replies are not
    answered."""
    rows = list(
        Message.objects.filter(conversation=row).order_by("at", "pk").values_list(
            "key", "parent_key", "message_id", "kind", "side", "outsider", "subject", "placement__c"
        )
    )  # fmt: skip
    tops = _tops([(key, parent, code in BY_HAND) for key, parent, *_, code in rows])
    talk = [each for each in rows if each[3] == "message"]
    theirs = [each for each in talk if each[4] == "client" and not each[5]] or talk
    part = tops[theirs[-1][0]] if theirs else ""
    here = [each for each in talk if tops[each[0]] == part]
    whole = len(set(tops.values())) < 2
    subject = row.subject if whole else next((each[6] for each in rows if tops[each[0]] == part), row.subject)
    return Answered(tuple(each[2] for each in here if each[2]), subject)


def _tops(rows: list[tuple[str, str, bool]]) -> dict[str, str]:
    """For each message the one that its part begins with: the root, or what a person hung elsewhere."""
    above = {key: "" if by_hand else parent for key, parent, by_hand in rows}
    found: dict[str, str] = {}
    for key in above:
        path = [key]
        while path[-1] not in found and above.get(path[-1]) in above and above[path[-1]]:
            path.append(above[path[-1]])
        top = found.get(path[-1], path[-1])
        found.update(dict.fromkeys(path, top))
    return found
