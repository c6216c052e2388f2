"""Pages of good and bad drafts: read from Markdown, so that what people read is what is tested.

A page is ``docs/reference/rules/drafts/<language>/<rule>.md``; the README.md beside the
languages tells its form.
"""

import re
import shlex
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from email.utils import getaddresses
from pathlib import Path
from zoneinfo import ZoneInfo

from ashore.core.agreement import Agreement, load
from ashore.core.coach import Draft, Review, Turn, check
from ashore.core.coach.people import people_of
from ashore.core.coach.rule import rule_named
from ashore.core.coach.values import CLIENT_TYPES, Profile
from ashore.core.correspondence.message import Address
from ashore.core.kernel import CLIENT, US
from ashore.core.language import Language

FOLDER = Path(__file__).parents[3] / "docs" / "reference" / "rules" / "drafts"
ZONES = {"en": "Europe/London", "ru": "Europe/Moscow", "sk": "Europe/Bratislava", "fil": "Asia/Manila"}
WORLD = {
    "en": ("Anna Brown <anna@client.example>", "Mila Hart <mila@studio.example>", "New banners"),
    "ru": ("Анна Петрова <anna@client.example>", "Мила Харт <mila@studio.example>", "Новые баннеры"),
    "sk": ("Anna Nováková <anna@client.example>", "Mila Hartová <mila@studio.example>", "Nové bannery"),
    "fil": ("Anna Reyes <anna@client.example>", "Mila Santos <mila@studio.example>", "Bagong banners"),
}
BEGINNING = datetime(2026, 3, 3, 10, 0)
"""A Tuesday; each message comes an hour after the one before, unless it says otherwise."""
_BLOCK = re.compile(r"^```(client|us|draft)([^\n]*)\n(.*?)^```$", re.MULTILINE | re.DOTALL)
_MARK = re.compile(r"`([^`]+)`")


@dataclass
class Sample:
    """One draft of a page. ``marks``: words of the draft or of the client that a finding must lie on, one each;
    ``whole letter`` where it concerns the letter."""

    language: str
    rule: str
    title: str
    hit: bool
    blocks: list[tuple[str, dict[str, str], str]]
    marks: list[str] = field(default_factory=list)
    profile: dict[str, str] = field(default_factory=dict)

    def __str__(self) -> str:
        return f"{self.language}/{self.rule}: {self.title}"

    def review(self) -> Review:
        """The draft as the coach sees it."""
        zone = ZoneInfo(ZONES[self.language])
        at = BEGINNING.replace(tzinfo=zone)
        turns: list[Turn] = []
        draft: Draft | None = None
        client, us, subject = WORLD[self.language]
        for number, (kind, options, text) in enumerate(self.blocks):
            at = (
                datetime.fromisoformat(options["at"]).replace(tzinfo=zone)
                if "at" in options
                else at + timedelta(hours=1)
            )
            sender = address(options.get("from", client if kind == "client" else us))
            to = addresses(options.get("to", us if kind == "client" else client))
            cc = addresses(options.get("cc", ""))
            files = tuple(filter(None, options.get("attach", "").split(",")))
            if kind == "draft":
                named = options.get("subject", f"Re: {subject}")
                draft = Draft(text, at, sender, to, cc, None if options.get("plain") else named, files)
            else:
                side = CLIENT if kind == "client" else US
                named = options.get("subject", subject if not number else f"Re: {subject}")
                turns.append(Turn(f"m{number}", at, side, sender, text, to, cc, named, files))
        assert draft is not None, f"{self}: no draft"
        contact = self.profile.get("contact", "")
        people = people_of(turns, draft, lambda email: email.endswith("@studio.example"), contact)
        agreed = standard_in(ZONES[self.language]) if self.profile.get("agreement") else None
        return check(draft, turns, agreed, people, self.house())

    def house(self) -> Profile:
        """What the page tells of the client: ``client_type=anxious familiar=yes known_terms="cms,seo" RULE=NUMBER``,
        and of dictionaries: ``unknown="reciept:receipt,recipe; teh:the"``."""
        kind = next((each for each in CLIENT_TYPES if each == self.profile.get("client_type")), None)
        known = frozenset(filter(None, self.profile.get("known_terms", "").split(",")))
        limits = {name: int(value) for name, value in self.profile.items() if rule_named(name)}
        speller = Dictionary(self.profile["unknown"]) if "unknown" in self.profile else None
        familiar = "familiar" in self.profile
        return Profile(client_type=kind, familiar=familiar, known_terms=known, limits=limits, spelling=speller)


class Dictionary:
    """A dictionary that has every word but those that a page names, each with what may be meant."""

    def __init__(self, told: str) -> None:
        entries = (each.partition(":") for each in told.split(";"))
        self._unknown = {word.strip(): tuple(filter(None, meant.strip().split(","))) for word, _, meant in entries}

    def misspelt(self, words: Sequence[str], language: Language) -> Mapping[str, Sequence[str]]:
        """See `Speller`."""
        return {word: self._unknown[word] for word in words if word in self._unknown}


def standard_in(zone: str) -> Agreement:
    """The standard terms with our clock in a zone."""
    agreed = load(f'version = 1\n[hours.us]\nzone = "{zone}"\n', "standard.toml")
    assert isinstance(agreed, Agreement), agreed
    return agreed


def address(text: str) -> Address:
    """One address."""
    return addresses(text)[0]


def addresses(text: str) -> tuple[Address, ...]:
    """Addresses as in a header."""
    return tuple(Address(name, email.lower()) for name, email in getaddresses([text]) if email)


def samples(path: Path) -> list[Sample]:
    """The drafts of a page, in order. A page with a section that cannot be read is a defect."""
    found = []
    for section in re.split(r"^## ", path.read_text("utf-8"), flags=re.MULTILINE)[1:]:
        heading, _, body = section.partition("\n")
        kind, colon, title = heading.partition(":")
        assert colon and kind in ("Hit", "Clean"), f"{path}: {heading!r}: write '## Hit: ...' or '## Clean: ...'"
        blocks = [(m[1], options_of(m[2]), m[3].rstrip("\n")) for m in _BLOCK.finditer(body)]
        assert blocks and blocks[-1][0] == "draft", f"{path}: {heading!r} does not end in a draft"
        sample = Sample(path.parent.name, path.stem, title.strip(), kind == "Hit", blocks)
        for line in _BLOCK.sub("", body).splitlines():
            if line.startswith("Marks:"):
                sample.marks += _MARK.findall(line)
            elif line.startswith("Profile:"):
                sample.profile |= options_of(line.removeprefix("Profile:"))
        assert sample.hit == bool(sample.marks), (
            f"{path}: {heading!r}: a hit says with 'Marks:' where, a clean one does not"
        )
        found.append(sample)
    return found


def options_of(text: str) -> dict[str, str]:
    """``key=value`` pairs, values in quotes where they hold blanks."""
    return dict(part.split("=", 1) for part in shlex.split(text))


def places(review: Review, sample: Sample) -> list[str]:
    """The words on which the rule's findings lie."""
    text = sample.blocks[-1][2]
    found = []
    for remark in review.findings:
        if remark.name == sample.rule:
            words = [remark.span.of(text), *(each.text for each in remark.evidence)]
            found.append(" | ".join(filter(None, words)) or "whole letter")
    return found


def all_samples() -> list[Sample]:
    """The drafts of all pages."""
    return [sample for path in sorted(FOLDER.glob("*/*.md")) for sample in samples(path)]
