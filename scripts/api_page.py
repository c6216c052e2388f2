"""The reference page of the message API, made from what the reader of its bodies knows."""

from ashore.channels.body import KEYS, MOST_BYTES, MOST_FILE_BYTES, MOST_FILES, MOST_ID, MOST_TEXT
from ashore.channels.multipart import FILE, MESSAGE, MOST_MESSAGE, TYPE
from ashore.channels.signing import HEADERS, WINDOW

HEAD = """# The message API

Made from the program itself by `python scripts/reference.py`.

One address: `POST /api/v1/channels/KEY/messages`, where `KEY` is the channel's (`ashore channel list`). How to
connect a messenger with it is told in [connect a messenger](../how-to/connect-a-messenger.md). Owners who are signed
in find the OpenAPI description at `/api/v1/docs`.
"""
ANSWERS = """## Answers

| status | means |
| --- | --- |
| 201 | taken in: `{"message": 17, "outcome": "new"}` |
| 200 | it was here already, nothing was done: `{"message": 17, "outcome": "known"}` |
| 401 | not signed, wrongly signed, signed too long ago, or there is no such channel |
| 409 | another message came under this id |
| 413 | the request is too large |
| 422 | the message cannot be used |

Whatever is not taken is answered with every fault:
`{"errors": [{"place": "chat.titel", "problem": "This key is not known.", "advice": "Did you mean title?"}]}`.
"""


def api_page() -> str:
    """The page as Markdown."""
    rows = "\n".join(f"| `{key}` | {told} |" for key, told in KEYS.items())
    return f"""{HEAD}
## The request

A body of JSON, UTF-8, at most {MOST_BYTES:,} bytes, and three headers as
[Standard Webhooks](https://www.standardwebhooks.com) has them: {", ".join(f"`{name}`" for name in HEADERS)}.
The signature is `v1,` and the base64 of HMAC-SHA256 over `id.timestamp.body`, keyed with what stands in base64 behind
`whsec_`; several may stand there, divided by blanks. The timestamp may be {int(WINDOW.total_seconds()) // 60} minutes
off.

| key | holds |
| --- | --- |
{rows}

`id`, `chat` and `sender` are needed, and something to say: a text, a file, or the length of a voice message. Ids have
at most {MOST_ID} characters, a text {MOST_TEXT:,}; there are at most {MOST_FILES} files with {MOST_FILE_BYTES:,} bytes
together. A key that is not known is a fault. Without `at` the moment of arrival counts, and also where it lies ahead.

## Files as they are

In place of base64 a request may be `{TYPE}` (RFC 7578): one part `{MESSAGE}` with the JSON above, at most
{MOST_MESSAGE:,} bytes, and a part `{FILE}` for each file, with its `filename` and `Content-Type`. The signature is
over the whole body as it is sent, the message is the same. Of a name its path is left out. A part of another name, a
second message, and a body without its last boundary are faults; nothing is passed over.

{ANSWERS}"""
