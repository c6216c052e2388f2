"""The report as JSON-ready values: the contract that scripts rest on (``"version": 1``)."""

from datetime import datetime
from json import JSONEncoder

from ashore.audit.answers import as_rows
from ashore.audit.engagements import Matter
from ashore.audit.examine import Inquest, Talk
from ashore.audit.tally import Promises, Tally
from ashore.core.kernel import Finding
from ashore.core.ledger.obligations import Obligation
from ashore.intake import Unread

VERSION = 1

_encode = JSONEncoder(ensure_ascii=False).encode


def text(value: object) -> str:
    """JSON text; lone surrogates, which UTF-8 cannot hold, are replaced."""
    told = _encode(value)
    return told if told.isascii() else told.encode("utf-8", "replace").decode("utf-8")


def conversation(inquest: Inquest, talk: Talk) -> dict[str, object]:
    """One conversation but for its obligations. Messages are named by Message-ID, else by their key."""
    matter = talk.matter
    messages = [inquest.whole.taken[key].message for key in matter.conversation.messages]
    return {
        "id": matter.conversation.key,
        "subject": matter.conversation.subject,
        "client": matter.client or None,
        "message_ids": [message.message_id or message.key for message in messages],
        "participants": sorted(frozenset().union(*(message.people() for message in messages))),
        "started_at": _iso(messages[0].at),
        "last_at": _iso(messages[-1].at),
        "internal": _is_internal(inquest, matter),
        "list": matter.listed,
        "waiting_for": talk.waiting_for,
        "unanswered": [_question(inquest, each) for each in talk.unanswered],
        "findings": [finding(inquest, each) for each in talk.findings],
    }


def obligation(inquest: Inquest, each: Obligation) -> dict[str, object]:
    """One obligation; ``because`` is its whole explanation."""
    return {
        "id": each.id,
        "kind": each.kind,
        "owed_by": each.owed_by,
        "message_id": message_name(inquest, each.anchor),
        "created_at": _iso(each.created_at),
        "due": _iso(each.due),
        "met_at": _iso(each.met_at),
        "met_by": message_name(inquest, each.met_by) or None,
        "state": each.state,
        "quote": each.quote,
        "person": each.person,
        "because": each.because.as_data(),
    }


def finding(inquest: Inquest, each: Finding) -> dict[str, object]:
    """One habit noticed."""
    return {
        "code": each.code,
        "severity": each.severity,
        "message_id": message_name(inquest, each.where),
        "because": each.reason.as_data(),
    }


def unreadable(each: Unread) -> dict[str, object]:
    """One thing that could not be read."""
    return {"source": each.source, "reason": each.reason.code, "because": each.reason.as_data()}


def summary(result: Tally) -> dict[str, object]:
    """The figures of the whole archive. Minutes are working minutes of our calendar."""
    inquest = result.inquest
    archive = inquest.archive
    return {
        "messages": len(archive.taken),
        "conversations": len(inquest.threads.conversations),
        "clients": len(inquest.whole.engagements),
        "left_aside": len(inquest.whole.others),
        "copies": archive.copies,
        "conflicting_ids": list(archive.conflicting),
        "auto_replies": sum(each.message.kind == "auto_reply" for each in archive.taken),
        "bounces": sum(each.message.kind == "bounce" for each in archive.taken),
        "first_at": _iso(archive.taken[0].message.at) if archive.taken else None,
        "last_at": _iso(archive.taken[-1].message.at) if archive.taken else None,
        "owed_by_us": _states(result, "us"),
        "owed_by_client": _states(result, "client"),
        "waiting_for": {side: result.waiting[side] for side in ("us", "client", "nobody")},
        "answers": {
            **result.answers.as_data(),
            "by_client": as_rows(result.by_client, "client"),
            "by_person": as_rows(result.by_person, "person"),
            "by_month": as_rows(dict(sorted(result.by_month.items())), "month"),
        },
        "promises": {side: _promises(promises) for side, promises in result.promises.items()},
        "unanswered": len(result.unanswered),
        "last_word_theirs": len(result.last_words),
        "silences": len(result.silences),
        "subjects_changed": _habits(result, "W9-subject-changed"),
        "people_dropped": _habits(result, "W10-person-dropped"),
        "unreadable": len(result.unread),
    }


def head(inquest: Inquest) -> dict[str, object]:
    """What the report rests on: version, time, us, terms."""
    us = inquest.whole.us
    return {
        "version": VERSION,
        "now": _iso(inquest.moment.now),
        "judged_as_of": inquest.moment.judged_as,
        "me": sorted(us.addresses | us.domains),
        "agreement": inquest.agreement.title or inquest.agreement.source,
        "messages": len(inquest.archive.taken),
    }


def message_name(inquest: Inquest, key: str) -> str:
    """The Message-ID of a message of the archive, else its key."""
    each = inquest.whole.taken.get(key)
    return key if each is None else each.message.message_id or key


def _question(inquest: Inquest, each: Obligation) -> dict[str, object]:
    return {"text": each.quote, "message_id": message_name(inquest, each.anchor), "asked_at": _iso(each.created_at)}


def _is_internal(inquest: Inquest, matter: Matter) -> bool:
    messages = (inquest.whole.taken[key].message for key in matter.conversation.messages)
    return all(email in inquest.whole.us for message in messages for email in message.people())


def _states(result: Tally, side: str) -> dict[str, int]:
    return {state: n for (owed_by, state), n in sorted(result.states.items()) if owed_by == side}


def _promises(promises: Promises) -> dict[str, int]:
    return {
        "kept": promises.kept,
        "broken": promises.broken,
        "open": promises.open,
        "undated": promises.undated,
    }


def _habits(result: Tally, code: str) -> int:
    return sum(habit.finding.code == code for habit in result.habits)


def _iso(at: datetime | None) -> str | None:
    return at.isoformat() if at is not None else None
