"""The draft from a file: plain text here; messages and conversations in ``check_mail``, which takes longer to load."""

import sys
from datetime import datetime
from pathlib import Path

import click

from ashore.cli.check import Wish
from ashore.cli.check_material import Material
from ashore.core.coach import Draft

LARGEST_DRAFT = 25_000_000
_HEADERS = (b"from:", b"to:", b"subject:", b"date:", b"message-id:", b"received:", b"mime-version:", b"return-path:")


def gather(wish: Wish, now: datetime) -> Material:
    """Draft, conversation and sides. Raises click.UsageError with place and advice."""
    raw = _bytes(wish.draft)
    plain = None if _is_message(raw) else _plain_draft(raw, now, wish)
    if plain and not (wish.conversation or wish.me):
        return Material(plain, (), _nobody)
    from ashore.cli.check_mail import gathered

    return gathered(raw, plain, wish, now)


def _nobody(_: str) -> bool:
    return False


def _bytes(file: str) -> bytes:
    if file == "-":
        raw = sys.stdin.buffer.read(LARGEST_DRAFT + 1)
    else:
        path = Path(file)
        if not path.is_file():
            what = "is a folder, not a draft" if path.is_dir() else "there is no such file"
            raise click.UsageError(f"{file}: {what}")
        with path.open("rb") as opened:
            raw = opened.read(LARGEST_DRAFT + 1)
    if len(raw) > LARGEST_DRAFT:
        raise click.UsageError(f"{file} is larger than {LARGEST_DRAFT // 1_000_000} MB; is it really a draft?")
    return raw


def _is_message(raw: bytes) -> bool:
    """Whether the bytes begin as a message does: two header fields that mail has, before anything else."""
    lines = raw[:4_000].lstrip(b"\xef\xbb\xbf\r\n").split(b"\n")[:12]
    fields = 0
    for line in lines:
        if line.lower().startswith(_HEADERS):
            fields += 1
        elif line[:1] not in b" \t" and b":" not in line[:40]:
            break
    return fields >= 2


def _plain_draft(raw: bytes, now: datetime, wish: Wish) -> Draft:
    try:
        text = raw.decode("utf-8-sig")
    except UnicodeDecodeError as bad:
        name = "stdin" if wish.draft == "-" else wish.draft
        line = raw[: bad.start].count(b"\n") + 1
        raise click.UsageError(f"{name}:{line}: this is not UTF-8 text; save the draft as UTF-8.") from None
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    return Draft(text, now, language=wish.language)  # type: ignore[arg-type]
