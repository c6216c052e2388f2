"""Hand one message over to Ashore: python post_message.py URL SECRET-FILE MESSAGE.json (standard library only)."""

import base64
import hashlib
import hmac
import json
import sys
import time
import urllib.error
import urllib.request
from pathlib import Path


def signed(secret: str, id: str, body: bytes) -> dict[str, str]:
    """The headers of Standard Webhooks: HMAC-SHA256 over id, timestamp and the very bytes that are sent."""
    stamp = str(int(time.time()))
    key = base64.b64decode(secret.removeprefix("whsec_"))
    made = hmac.new(key, f"{id}.{stamp}.".encode() + body, hashlib.sha256).digest()
    signature = "v1," + base64.b64encode(made).decode()
    return {"webhook-id": id, "webhook-timestamp": stamp, "webhook-signature": signature}


def main() -> int:
    """Post it and print what was answered."""
    url, secret, file = sys.argv[1:4]
    body = Path(file).read_bytes()
    headers = signed(Path(secret).read_text("ascii").strip(), str(json.loads(body)["id"]), body)
    request = urllib.request.Request(url, body, {**headers, "Content-Type": "application/json"})  # noqa: S310
    try:
        with urllib.request.urlopen(request, timeout=30) as answer:  # noqa: S310
            sys.stdout.write(f"{answer.status} {answer.read().decode()}\n")
            return 0
    except urllib.error.HTTPError as error:
        sys.stdout.write(f"{error.code} {error.read().decode()}\n")
        return 1


if __name__ == "__main__":
    sys.exit(main())
