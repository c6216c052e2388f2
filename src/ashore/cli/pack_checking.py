"""What ``ashore evidence verify`` does: the pack checked, and what was found told."""

import json
from pathlib import Path
from typing import TYPE_CHECKING

import click

from ashore.cli.packing import LARGEST_KEYS, SHOWN, read_bytes, shown
from ashore.core.kernel import Reason, Value
from ashore.evidence.checking import Checked, check
from ashore.evidence.stamping import read_trust
from ashore.words import Speech, say, speech

if TYPE_CHECKING:
    from cryptography.x509 import Certificate


def verify_pack(pack: str, trust_file: str | None, root: str, language: str, as_json: bool) -> int:
    """Checks a pack and tells what was found; the exit code."""
    if root and (len(root.strip()) != 64 or set(root.strip().lower()) - set("0123456789abcdef")):
        raise click.BadParameter("a root has 64 digits from 0 to 9 and a to f", param_hint="--root")
    trust = _trust(trust_file)
    if Path(pack).is_dir():
        raise click.UsageError(
            f"{pack} is a folder; name the ZIP file, or check a folder with sha256sum -c SHA256SUMS."
        )
    with Path(pack).open("rb") as file:
        if not file.seekable():
            raise click.UsageError(f"{pack} cannot be read in any order; name a file.")
        found = check(file, trust, root)
    reader = speech(language)
    if as_json:
        click.echo(json.dumps(_checked_data(found, reader), ensure_ascii=False, indent=2))
    else:
        for reason in (*found.faults[:SHOWN], *found.notes):
            click.echo(f"{pack}: {shown(say(reason, reader))}", err=True)
        if found.intact:
            whole: dict[str, Value] = {"count": found.files, "root": found.root}
            click.echo(say(Reason("evidence.verify.intact", params=whole), reader))
    if not found.opened:
        return 2
    return 0 if found.intact else 1


def _checked_data(found: Checked, reader: Speech) -> dict[str, object]:
    result = "intact" if found.intact else "altered" if found.opened else "unreadable"
    stamp = found.stamp
    return {
        "version": 1,
        "result": result,
        "root": found.root,
        "files": found.files,
        "faults": [_reason_data(each, reader) for each in found.faults],
        "notes": [_reason_data(each, reader) for each in found.notes],
        "stamp": {"at": stamp.at.isoformat(), "signer": stamp.signer, "trusted": stamp.trusted} if stamp else None,
    }


def _reason_data(reason: Reason, reader: Speech) -> dict[str, object]:
    return {"code": reason.code, "file": reason.params.get("file"), "message": say(reason, reader)}


def _trust(file: str | None) -> tuple["Certificate", ...]:
    if file is None:
        return ()
    found = read_trust(read_bytes(file, LARGEST_KEYS, "--trust"))
    if isinstance(found, Reason):
        raise click.UsageError(f"{file}: {say(found)}")
    return found
