"""The pack of a hand-over as text to send and on paper, from the same rows as the page."""

from collections.abc import Iterable, Iterator, Sequence
from datetime import datetime

from ashore.documents import write
from ashore.documents.report import Chapter, paper
from ashore.store.models import Workspace
from ashore.usecases.queries.handing import hand_over
from ashore.usecases.queries.rows import ClockRow, Download, PersonRow
from ashore.usecases.queries.rows.handing import ClientPack, HandOver, WorkPack
from ashore.words import Speech, kind_name, label, say, speech
from ashore.words import handing as words

OWN_NAMES = {"en": "English", "ru": "Русский", "sk": "Slovenčina", "fil": "Filipino"}


def pack_paper(
    *, workspace: Workspace, now: datetime, language: str, zone: str, client: int = 0, of: int | None = None
) -> Download:
    """The pack as PDF in the reader's language. Raises `NotThere`."""
    found, reader = hand_over(workspace=workspace, now=now, client=client, of=of), speech(language, zone)
    told = [
        Chapter(f"{pack.name}: {each.title}" if len(found.packs) > 1 else each.title, each.paragraphs)
        for pack in found.packs
        for each in chapters(pack, found.at, reader)
    ]
    told = told or [Chapter(reader.text(words.TITLE_NONE), (reader.text(words.NONE),))]
    title = title_of(found, reader)
    document = paper(title, (workspace.name, reader.moment(now)), told, reader.language, title)
    return Download(f"hand-over-{now:%Y-%m-%d}.pdf", "application/pdf", write(document, "pdf", now))


def pack_text(found: HandOver, reader: Speech) -> str:
    """The pack as plain text."""
    parts = [title_of(found, reader), reader.moment(found.at)]
    for pack in found.packs:
        if len(found.packs) > 1:
            parts.append(f"=== {pack.name} ===")
        for each in chapters(pack, found.at, reader):
            if each.paragraphs:
                parts.append("\n".join([each.title, *(f"- {line}" for line in each.paragraphs)]))
    return "\n\n".join(parts) + "\n"


def title_of(found: HandOver, reader: Speech) -> str:
    """What the whole is called."""
    if found.of:
        return reader.text(words.TITLE_OF).format(who=found.of)
    if not found.packs:
        return reader.text(words.TITLE_NONE)
    return reader.text(words.TITLE).format(client=", ".join(each.name for each in found.packs))


def chapters(pack: ClientPack, now: datetime, reader: Speech) -> Iterator[Chapter]:
    """What is handed over, heading by heading; those without anything are empty."""
    text = reader.text
    owed = (
        (words.STEPS, pack.steps), (words.QUESTIONS, pack.questions), (words.PROMISES, pack.promises),
        (words.THEIR_PROMISES, pack.their_promises), (words.WE_OWE, pack.more), (words.THEY_OWE, pack.they_owe),
    )  # fmt: skip
    kept = [text(words.KEPT_BY).format(who=pack.keeper.name)] if pack.keeper.name else []
    for number, (head, rows) in enumerate(owed):
        yield Chapter(text(head), (*(kept if not number else ()), *_clocks(rows, now, reader)))
    yield Chapter(text(words.PLAN), tuple(line for work in pack.works for line in _work(work, reader)))
    yield Chapter(text(words.PEOPLE), tuple(_person(each) for each in pack.people))
    yield Chapter(text(words.MANNER), tuple(_manner(pack, reader)))
    yield Chapter(text(words.MOOD), (say(pack.mood.reason, reader),) if pack.mood else ())
    habits = (say(each.reason, reader) for each in pack.habits)
    yield Chapter(text(words.AVOID), (*(say(each, reader) for each in pack.avoid), *habits))
    yield Chapter(text(words.TALKS), tuple(_talks(pack, reader)))


def _clocks(rows: Iterable[ClockRow], now: datetime, reader: Speech) -> Iterator[str]:
    for row in rows:
        what = kind_name(row.kind, row.owed_by, reader)
        what = f"{what}: {reader.quoted(row.quote)}" if row.quote else what
        form = words.UNDATED if row.due is None else words.LATE_SINCE if row.due < now else words.BY_DUE
        yield reader.text(form).format(what=what, time=reader.moment(row.due) if row.due else "")


def _person(row: PersonRow) -> str:
    emails = ", ".join(each for each in row.emails if each != row.name)
    return f"{row.name} <{emails}>" if emails else row.name


def _work(work: WorkPack, reader: Speech) -> Iterator[str]:
    if work.title:
        yield work.title
    if work.contact:
        yield reader.text(words.SPEAKS).format(who=work.contact)
    for line in work.plan:
        day = reader.day(line.shifted_due.astimezone(reader.zone).date()) if line.shifted_due else ""
        whose, state = label(f"owner.{line.owed_by}", reader), label(f"state.{line.state}", reader)
        yield ", ".join(filter(None, (line.name, whose, day, state)))
    for power in work.powers:
        yield label(f"power.{power.side}.{power.kind}", reader)
    for balance in work.balances:
        yield reader.text(words.BALANCE).format(sum=reader.money(str(balance)))


def _manner(pack: ClientPack, reader: Speech) -> Iterator[str]:
    if pack.language in OWN_NAMES:
        yield reader.text(words.IN_LANGUAGE).format(language=OWN_NAMES[pack.language])
    if pack.manner.type in words.TYPES:
        yield reader.text(words.TYPES[pack.manner.type])
    if pack.manner.familiar:
        yield reader.text(words.FIRST_NAMES)
    if pack.manner.known_terms:
        yield reader.text(words.KNOWN_TERMS).format(words=", ".join(pack.manner.known_terms))


def _talks(pack: ClientPack, reader: Speech) -> Sequence[str]:
    return [
        reader.text(words.WROTE_US if each.ours else words.WROTE_THEM).format(
            subject=each.subject or each.snippet, time=reader.moment(each.last_at)
        )
        for each in pack.talks
    ]
