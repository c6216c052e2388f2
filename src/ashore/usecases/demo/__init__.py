"""The demo: plays of a studio with its clients, composed into a mailbox that is always of today."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from importlib.resources import files
from pathlib import Path

from ashore.core.agreement import Agreement, load
from ashore.core.kernel import US
from ashore.usecases.demo.compose import Sent, compose_scene
from ashore.usecases.demo.dates import moment
from ashore.usecases.demo.play import Call, Person, Play, PlayError, read_play

__all__ = [
    "Demo",
    "HeldCall",
    "PlayError",
    "compose",
    "demo_agreement",
    "plays_folder",
    "read_plays",
    "studio_people",
    "write_mbox",
]


@dataclass(frozen=True, slots=True)
class HeldCall:
    """A call of the plays with its instant; ``after``: Message-ID of the scene's first message."""

    at: datetime
    call: Call
    after: str


@dataclass(frozen=True, slots=True)
class Demo:
    """The whole demo at one moment: messages in the order of their sending, and calls."""

    sent: tuple[Sent, ...]
    calls: tuple[HeldCall, ...]


def plays_folder() -> Path:
    """Where the plays lie: in the installed package, or beside the sources in ``examples/demo``."""
    packaged = Path(str(files("ashore"))) / "examples" / "demo"
    return packaged if packaged.is_dir() else Path(__file__).resolve().parents[4] / "examples" / "demo"


def read_plays(folder: Path) -> list[Play]:
    """All plays of a folder, the studio's people known to each. Raises PlayError."""
    studio = read_play(folder / "studio.play").people
    return [read_play(p, studio) for p in sorted(folder.glob("*.play")) if p.name != "studio.play"]


def demo_agreement() -> Agreement:
    """The studio's agreement, as it lies beside the plays. Raises PlayError."""
    path = plays_folder() / "agreement.toml"
    agreement = load(path.read_text("utf-8"), str(path))
    if not isinstance(agreement, Agreement):
        raise PlayError("; ".join(f"{finding.where}: {finding.code}" for finding in agreement))
    return agreement


def studio_people(folder: Path) -> tuple[Person, ...]:
    """The studio's own people."""
    return tuple(read_play(folder / "studio.play").people.values())


def compose(plays: list[Play], *, agreement: Agreement, now: datetime) -> Demo:
    """Messages and calls as they stand at ``now`` (aware, in the studio's zone). Raises PlayError."""
    clock = agreement.clock(US)
    sent: list[Sent] = []
    calls: list[HeldCall] = []
    for play in plays:
        for scene in play.scenes:
            told = compose_scene(play, scene, now, clock)
            sent += told
            calls += [HeldCall(moment(c.when, now, clock), c, told[0].message_id) for c in scene.calls]
    return Demo(tuple(sorted(sent, key=lambda s: (s.at, s.message_id))), tuple(sorted(calls, key=lambda c: c.at)))


def mbox_lines(sent: tuple[Sent, ...]) -> Iterator[bytes]:
    """The messages as an mbox (mboxrd: "From " in a body is quoted)."""
    for one in sent:
        yield f"From {one.line.sender.email} {one.at:%a %b %d %H:%M:%S %Y}\n".encode()
        for row in one.raw.replace(b"\r\n", b"\n").split(b"\n"):
            yield (b">" + row if row.lstrip(b">").startswith(b"From ") else row) + b"\n"


def write_mbox(demo: Demo, path: Path) -> Path:
    """The demo's mail as one mbox file; returns its path."""
    with path.open("wb") as out:
        out.writelines(mbox_lines(demo.sent))
    return path
