"""What people decided about mail, read from the log: where it stands, whose it is, who is who, whom to pass over.

Decisions name messages by their keys, clients by theirs and people by their addresses, so that an import elsewhere, a
rebuild, and mail that comes in later find the same. What was taken back is not in it.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace

from ashore.core.correspondence import Message as CoreMessage
from ashore.core.correspondence import Placement, Threads
from ashore.core.correspondence.decisions import Decision, apply
from ashore.core.correspondence.ours import ours
from ashore.core.kernel import Reason
from ashore.store.models import Event, Workspace

PLACES = ("split", "join", "move")
OF_MAIL = (*PLACES, "assign", "merge", "same_person", "block", "enter")
OUTSIDE = ("correspondence.placed.blocked", "correspondence.placed.taken_back")


@dataclass(frozen=True, slots=True)
class Owner:
    """Whose a conversation is: a client by its key, and which piece of work (0: the newest)."""

    client: str
    engagement: int = 0


@dataclass(frozen=True, slots=True)
class Decided:
    """All of a workspace. ``owners``: by the key of a message, with the number of the decision; ``clients``: whose the
    conversations of a client are now; ``people``: by a further address, the client and the known address of the person;
    ``entered``: messages that a person wrote down; ``taken_back``: those of them that they took back."""

    places: tuple[Decision, ...] = ()
    owners: Mapping[str, tuple[int, Owner]] = field(default_factory=dict)
    clients: Mapping[str, str] = field(default_factory=dict)
    people: Mapping[str, tuple[str, str]] = field(default_factory=dict)
    blocked: frozenset[str] = frozenset()
    entered: frozenset[str] = frozenset()
    taken_back: frozenset[str] = frozenset()

    def tied(self, keys: Iterable[str]) -> set[str]:
        """Further messages that decisions tie to these."""
        here = set(keys)
        pairs = [{each.message, each.target} for each in self.places if each.target]
        return {key for pair in pairs if pair & here for key in pair} - here

    def client(self, key: str) -> str:
        """The client that this one is now part of, itself if none."""
        seen = {key}
        while (following := self.clients.get(key)) and following not in seen:
            key = following
            seen.add(key)
        return key


def decided(workspace: Workspace) -> Decided:
    """Everything that holds, later decisions over earlier ones."""
    rows = Event.objects.filter(workspace=workspace, kind__in=OF_MAIL).order_by("at", "pk")
    found = Decided()
    places: list[Decision] = []
    owners: dict[str, tuple[int, Owner]] = {}
    clients: dict[str, str] = {}
    people: dict[str, tuple[str, str]] = {}
    sets: dict[str, set[str]] = {"block": set(), "enter": set(), "gone": set()}
    for number, (pk, kind, at, data, undone) in enumerate(
        rows.values_list("pk", "kind", "at", "data", "undone_by"), start=1
    ):
        if undone:
            sets["gone"].update([data["message"]] if kind == "enter" else ())
        elif kind in PLACES:
            places.append(Decision(kind, data["message"], data.get("target", ""), at, pk))  # type: ignore[arg-type]
        elif kind == "assign":
            owners[data["message"]] = (number, Owner(data["client"], data.get("engagement", 0)))
        elif kind == "merge":
            clients[data["client"]] = data["into"]
        elif kind == "same_person":
            people[data["email"]] = (data["client"], data["known"])
        else:
            sets[kind].add(data["email"] if kind == "block" else data["message"])
    if not rows:
        return found
    frozen = {name: frozenset(each) for name, each in sets.items()}
    return Decided(
        tuple(places), owners, clients, people, frozen["block"], frozen["enter"], frozen["gone"] - frozen["enter"]
    )


def arranged(decisions: Decided, threads: Threads, messages: Mapping[str, CoreMessage], me: Sequence[str]) -> Threads:
    """The threads as people arranged them; who is the same person as somebody there is no outsider."""
    found = apply(threads, decisions.places, messages, us=frozenset(me)) if decisions.places else threads
    return _with_known(decisions, found, messages) if decisions.people else found


def _with_known(decisions: Decided, threads: Threads, messages: Mapping[str, CoreMessage]) -> Threads:
    members = {each.key: each.messages for each in threads.conversations}

    def let_in(each: Placement) -> Placement:
        known = decisions.people.get(messages[each.message].sender.email) if each.outsider else None
        if known is None or messages[each.message].doubtful:
            return each
        here = any(known[1] in messages[key].people() for key in members[each.conversation])
        return replace(each, outsider=False) if here else each

    return replace(threads, placements=tuple(map(let_in, threads.placements)))


def passed_over(decisions: Decided, threads: Threads, messages: Mapping[str, CoreMessage]) -> Threads:
    """Mail of blocked senders, and what was entered by hand and taken back, counts for nothing wherever it stands."""
    if not decisions.blocked and not decisions.taken_back:
        return threads

    def put_out(each: Placement) -> Placement:
        sender = messages[each.message].sender.email
        code = OUTSIDE[0] if sender in decisions.blocked else OUTSIDE[1]
        if sender not in decisions.blocked and each.message not in decisions.taken_back:
            return each
        reason = Reason(code, params={"sender": sender}, sources=(each.message,), because=(each.reason,))
        return replace(each, reason=reason, outsider=True)

    return replace(threads, placements=tuple(map(put_out, threads.placements)))


def owner_of(
    decisions: Decided, client: str, messages: Sequence[CoreMessage], outside: frozenset[str], me: Sequence[str]
) -> Owner:
    """Whose a conversation is that mail alone gives to ``client`` (empty: to nobody). ``outside``: keys of those of its
    messages that count for nothing."""
    said = [decisions.owners[each.key] for each in messages if each.key in decisions.owners]
    if said:
        owner = max(said, key=lambda pair: pair[0])[1]
        return replace(owner, client=decisions.client(owner.client))
    is_ours = ours(frozenset(me))
    theirs = [each for each in messages if not is_ours(each.sender.email) or each.doubtful]
    if not client or (theirs and all(_is_passed_over(decisions, each) for each in theirs)):
        return Owner("")
    return Owner(decisions.client(_of_person(decisions, client, theirs, outside)))


def _is_passed_over(decisions: Decided, message: CoreMessage) -> bool:
    return message.sender.email in decisions.blocked or message.key in decisions.taken_back


def _of_person(decisions: Decided, client: str, theirs: Iterable[CoreMessage], outside: frozenset[str]) -> str:
    first = next((each for each in theirs if each.kind == "message" and each.key not in outside), None)
    return decisions.people[first.sender.email][0] if first and first.sender.email in decisions.people else client
