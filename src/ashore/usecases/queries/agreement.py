"""The agreement of an engagement as it is read and written."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from ashore.core.agreement import PRESETS, Agreement, preset_text, questions, standard_text
from ashore.core.agreement.presets import LANGUAGES
from ashore.core.kernel import Finding, Reason
from ashore.store.models import AgreementText, Workspace
from ashore.usecases.deriving import agreement_for
from ashore.usecases.queries.engagement import VersionRow, engagement_row, version_row
from ashore.usecases.queries.rows import ClientRef


@dataclass(frozen=True, slots=True)
class Fault:
    """Something about a text: its ``line`` (from 1; 0 for the file as a whole), what stands there, the ``path`` of the
    term, and the reason with its advice."""

    line: int
    source: str
    path: str
    reason: Reason


@dataclass(frozen=True, slots=True)
class AgreementView:
    """``text``: the newest version, or the terms of the desk to begin with. ``agreement``: what holds, all versions
    joined; ``questions``: what the newest version leaves open."""

    engagement: int
    client: ClientRef
    at: datetime
    text: str
    agreement: Agreement
    own: bool
    versions: tuple[VersionRow, ...]
    questions: tuple[Fault, ...]


def agreement(*, workspace: Workspace, engagement: int, now: datetime) -> AgreementView:
    """The agreement of one engagement with its versions. Raises `NotThere`."""
    row = engagement_row(workspace, engagement)
    texts = AgreementText.objects.filter(workspace=workspace)
    stored = list(texts.filter(engagement=row).select_related("created_by").order_by("version"))
    newest = stored[-1] if stored else texts.filter(engagement=None).order_by("-version").first()
    holds = agreement_for(workspace, row.pk)
    text = newest.text if newest else standard_text()
    return AgreementView(
        engagement=row.pk,
        client=ClientRef(row.client_id, row.client.name),
        at=now,
        text=text,
        agreement=holds,
        own=bool(stored),
        versions=tuple(version_row(each) for each in stored),
        questions=faults_in(text, questions(holds)) if stored else (),
    )


def begun_with(preset: str, language: str) -> str | None:
    """The text of a preset in a language (English where it has none in it); None where there is no such preset."""
    found = next((each for each in PRESETS if each == preset), None)
    if found is None:
        return None
    return preset_text(found, language if language in LANGUAGES else "en")


def faults_in(text: str, findings: Iterable[Finding]) -> tuple[Fault, ...]:
    """Findings beside the lines of the text that they are about."""
    lines = text.splitlines()
    return tuple(_fault(lines, each) for each in findings)


def _fault(lines: list[str], finding: Finding) -> Fault:
    _, _, place = finding.where.partition(":")
    number, _, path = place.partition(":")
    line = int(number) if number.isdecimal() else 0
    source = lines[line - 1].strip() if 0 < line <= len(lines) else ""
    return Fault(line, source, path.strip(), finding.reason)
