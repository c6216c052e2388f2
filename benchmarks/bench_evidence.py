"""A pack of evidence over signed messages, made and checked, against plain ``zip`` and ``sha256sum`` of the same files.

    python benchmarks/bench_evidence.py [--messages N]

The peers only pack and hash; ours also derives what is owed, chains the log, tries each DKIM signature (RSA of 2048
bits) and sets the index as PDF/A. CPU time of the process and of its children, the smallest of three runs.
"""

import argparse
import base64
import hashlib
import io
import json
import os
import random
import resource
import shutil
import subprocess
import tempfile
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path

from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import rsa
from cryptography.hazmat.primitives.asymmetric.padding import PKCS1v15
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat

from ashore.core.agreement import standard_text
from ashore.evidence.building import PackInput, build
from ashore.evidence.checking import check
from ashore.mail import read
from ashore.mail.dkim_canonical import body_of, signed_bytes, split
from ashore.mail.dkim_keys import KeyRecord
from ashore.words import speech

BEGIN = datetime(2026, 1, 5, 9, tzinfo=UTC)
WORDS = [
    "invoice",
    "banner",
    "campaign",
    "budget",
    "please",
    "send",
    "the",
    "report",
    "until",
    "friday",
    "thanks",
    "change",
    "landing",
    "page",
    "access",
]
RUNS = 3


def letters(folder: Path, count: int) -> dict[str, KeyRecord]:
    """Writes signed messages of 5 to 40 kB and gives the key to check them."""
    rng = random.Random(5)
    key = rsa.generate_private_key(65537, 2048)
    public = key.public_key().public_bytes(Encoding.DER, PublicFormat.SubjectPublicKeyInfo)
    for number in range(count):
        text = "\r\n".join(" ".join(rng.choices(WORDS, k=12)) for _ in range(rng.randint(60, 500)))
        when = (BEGIN + timedelta(hours=number)).strftime("%a, %d %b %Y %H:%M:%S +0000")
        head = f"From: a@client.example\r\nTo: b@studio.example\r\nSubject: {number}\r\nDate: {when}\r\n"
        letter = f"{head}Message-ID: <{number}@client.example>\r\n\r\n{text}\r\n".encode()
        (folder / f"{number:05}.eml").write_bytes(signed(letter, key))
    name = "s._domainkey.client.example"
    return {name: KeyRecord(name, "v=DKIM1; k=rsa; p=" + base64.b64encode(public).decode(), BEGIN)}


def signed(letter: bytes, key: rsa.RSAPrivateKey) -> bytes:
    """The message with a DKIM-Signature on top."""
    _, body = split(letter)
    digest = base64.b64encode(hashlib.sha256(body_of(body, "relaxed")).digest()).decode()
    names = ["from", "to", "subject", "date", "message-id"]
    head = f"v=1; a=rsa-sha256; c=relaxed/relaxed; d=client.example; s=s; h={':'.join(names)}; bh={digest}; b="
    line = f"DKIM-Signature: {head}".encode()
    fields, _ = split(line + b"\r\n" + letter)
    value = key.sign(signed_bytes(fields, names, fields[0], "relaxed"), PKCS1v15(), hashes.SHA256())
    return line + base64.b64encode(value) + b"\r\n" + letter


def log(count: int) -> bytes:
    """An event for each message: the client's and ours in turn, ten to a conversation."""
    lines = []
    for number in range(count):
        by, actor = ("client", "a@client.example") if number % 2 == 0 else ("us", "b@studio.example")
        event = {"id": f"e{number}", "type": "message", "by": by, "actor": actor, "conversation": f"c{number // 10}"}
        when = (BEGIN + timedelta(hours=number)).isoformat()
        lines.append(json.dumps(event | {"at": when, "source": f"<{number}@client.example>"}) + "\n")
    return "".join(lines).encode()


def cpu(work: Callable[[], object]) -> float:
    """Seconds of CPU time, children included; the smallest of RUNS."""

    def used() -> float:
        kinds = (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)
        return sum(each.ru_utime + each.ru_stime for each in map(resource.getrusage, kinds))

    best = float("inf")
    for _ in range(RUNS):
        before = used()
        work()
        best = min(best, used() - before)
    return best


def main() -> None:
    """Prints seconds and ratios."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--messages", type=int, default=1000)
    count = parser.parse_args().messages
    with tempfile.TemporaryDirectory() as scratch:
        folder = Path(scratch, "mail")
        folder.mkdir()
        keys = letters(folder, count)
        events = log(count)
        place = Path(scratch, "pack.zip")

        def ours() -> None:
            with place.open("wb") as out:
                now = BEGIN + timedelta(days=90)
                terms = standard_text().encode()
                build(PackInput(terms, io.BytesIO(events), read(folder), now, keys, speech("en")), out)

        def checked() -> None:
            with place.open("rb") as file:
                assert check(file).intact

        def packed(*how: str) -> None:
            Path(scratch, "peer.zip").unlink(missing_ok=True)
            command = ["zip", "-q", "-r", *how, "../peer.zip", "."]
            subprocess.run(command, cwd=folder, check=True)
            subprocess.run("sha256sum * > ../peer.sums", shell=True, cwd=folder, check=True)

        found = {"ours, made": cpu(ours), "ours, checked": cpu(checked)}
        if shutil.which("zip"):
            found["zip -0 and sha256sum"] = cpu(lambda: packed("-0"))
            found["zip and sha256sum"] = cpu(packed)
        size = sum(each.stat().st_size for each in os.scandir(folder))
        print(f"{count} messages, {size / 1e6:.0f} MB, pack {place.stat().st_size / 1e6:.0f} MB")
        for name, seconds in found.items():
            print(f"{name:22} {seconds:6.2f} s  {seconds / found['ours, made']:5.2f} x")


if __name__ == "__main__":
    main()
