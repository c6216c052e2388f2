"""What ``ashore audit`` was asked for, and how to ask better."""

from collections.abc import Sequence
from dataclasses import dataclass

from ashore.audit.archive import Archive
from ashore.audit.people import candidates


@dataclass(frozen=True, slots=True)
class Wish:
    """What was asked for on the command line, as it was written."""

    paths: Sequence[str]
    me: Sequence[str] = ()
    agreement_file: str | None = None
    zone: str | None = None
    as_json: bool = False
    html_file: str | None = None
    now_text: str | None = None
    lang: str = "en"
    why_id: str | None = None
    all_lines: bool = False
    trusted_server: str | None = None


def whoever(found: Archive) -> str:
    """Advice for who did not say who they are."""
    likely = candidates(each.message for each in found.taken)
    shown = ", ".join(f"{each.email} (wrote {each.wrote}, received {each.received})" for each in likely)
    if not shown:
        return "say who you are with --me: your addresses or your domain"
    return f"say who you are with --me, by address or domain. Seen most: {shown}"
