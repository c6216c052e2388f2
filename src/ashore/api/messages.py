"""``POST /api/v1/channels/<key>/messages``: one message of a messenger, signed, taken in once."""

from typing import Any

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.utils import timezone
from ninja import Router, Schema

from ashore.channels.body import KEYS, MOST_BYTES, MOST_NAME, BadBody
from ashore.channels.multipart import FILE, MESSAGE, TYPE, is_multipart, joined
from ashore.channels.signing import HEADERS, Verdict, verify
from ashore.mail.filenames import safe_name
from ashore.usecases.channels.registry import receiving
from ashore.usecases.channels.taking import take_in

router = Router(tags=["channels"])


class Taken(Schema):
    """What became of a message. ``message``: its number at the desk; ``outcome``: new, or known (sent before)."""

    message: int
    outcome: str


class Fault(Schema):
    """Where something is wrong, what, and what to do about it."""

    place: str
    problem: str
    advice: str


class Faults(Schema):
    """Why a message was not taken."""

    errors: list[Fault]


def _refused(status: int, place: str, problem: str, advice: str) -> JsonResponse:
    return JsonResponse({"errors": [{"place": place, "problem": problem, "advice": advice}]}, status=status)


UNSIGNED: dict[Verdict, tuple[str, str]] = {
    "missing": ("The request is not signed.", f"Send the headers {', '.join(HEADERS)} as Standard Webhooks has them."),
    "wrong": (
        "The signature does not fit.",
        "Sign id.timestamp.body with the secret, the body as you send it.",
    ),
    "stale": ("The timestamp is more than five minutes off.", "Sign anew with the time of now; look at the clock."),
}

_STRING = {"type": "string"}
_WHO = {"type": "object", "required": ["id"]}
BODY: dict[str, Any] = {
    "type": "object",
    "required": ["id", "chat", "sender"],
    "additionalProperties": False,
    "properties": {
        "id": _STRING,
        "chat": {**_WHO, "properties": {"id": _STRING, "title": _STRING}},
        "sender": {**_WHO, "properties": {"id": _STRING, "name": _STRING}},
        "text": _STRING,
        "at": {"type": "string", "format": "date-time"},
        "from_us": {"type": "boolean"},
        "reply_to": _STRING,
        "edits": _STRING,
        "voice_seconds": {"type": "number"},
        "attachments": {
            "type": "array",
            "items": {
                "type": "object",
                "properties": {"name": _STRING, "type": _STRING, "content": {"type": "string", "format": "byte"}},
            },
        },
        "subject": _STRING,
        "original": {},
    },
}
for _name, _told in KEYS.items():
    BODY["properties"][_name] = {**BODY["properties"][_name], "description": _told}
_PARTS = {
    "type": "object",
    "required": [MESSAGE],
    "additionalProperties": False,
    "properties": {MESSAGE: BODY, FILE: {"type": "array", "items": {"type": "string", "format": "binary"}}},
}
_EXTRA = {
    "requestBody": {
        "required": True,
        "content": {"application/json": {"schema": BODY}, TYPE: {"schema": _PARTS}},
    },
    "parameters": [
        {"in": "header", "name": name, "required": True, "schema": _STRING, "description": "Standard Webhooks"}
        for name in HEADERS
    ],
}


@router.post(
    "/channels/{key}/messages",
    response={200: Taken, 201: Taken, 401: Faults, 409: Faults, 413: Faults, 422: Faults},
    openapi_extra=_EXTRA,
    summary="Hand over one message",
)
def post_message(request: HttpRequest, key: str) -> HttpResponse:
    """Take in one message that somebody wrote in a messenger.

    It counts once, by its own id: sending it again, after a time-out for instance, does no harm and is answered alike.
    Files stand in the JSON, or beside it as parts of multipart/form-data; the signature is over the body as it is sent.
    """
    body = _body(request)
    if body is None:
        return _refused(413, "", "The request is too large.", f"{MOST_BYTES} bytes are the most; send files apart.")
    found, now = receiving(key), timezone.now()
    headers = {name: request.headers.get(name, "") for name in HEADERS}
    verdict = verify(found[1] if found else (), headers, body, now)
    if found is None or verdict != "good":
        return _refused(401, "", *UNSIGNED["wrong" if verdict == "good" else verdict])
    try:
        taken = take_in(channel=found[0], raw=_message(body, request.headers.get("Content-Type", "")), now=now)
    except BadBody as error:
        faults = [{"place": f.place, "problem": f.problem, "advice": f.advice} for f in error.faults]
        return JsonResponse({"errors": faults}, status=422)
    if taken.outcome == "other":
        return _refused(
            409, "id", "Another message came under this id.", "Give each message an id of its own; an edit, too."
        )
    status = 201 if taken.outcome == "new" else 200
    return JsonResponse({"message": taken.message, "outcome": taken.outcome}, status=status)


def _message(body: bytes, content_type: str) -> bytes:
    """The JSON of a request, files included. Raises `BadBody`."""
    return joined(body, content_type, _clean) if is_multipart(content_type) else body


def _clean(name: str) -> str:
    return safe_name(name, "file")[:MOST_NAME]


def _body(request: HttpRequest) -> bytes | None:
    """The bytes as they came; None where there are too many."""
    try:
        told = int(request.headers.get("Content-Length") or 0)
    except ValueError:
        return None
    if told > MOST_BYTES:
        return None
    found = request.read(MOST_BYTES + 1)
    return found if len(found) <= MOST_BYTES else None
