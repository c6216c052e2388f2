"""Plays into real messages: raw bytes as a mail server would hand them over, quotes and signatures included."""

import hashlib
from dataclasses import dataclass
from datetime import datetime, timedelta
from email.headerregistry import Address
from email.message import EmailMessage
from email.policy import SMTP
from email.utils import format_datetime
from html import escape

from ashore.core.worktime import WorkClock
from ashore.usecases.demo.dates import WhenError, moment, with_dates
from ashore.usecases.demo.play import Line, Person, Play, PlayError, Scene
from ashore.usecases.demo.quoting import quoted_below


@dataclass(frozen=True, slots=True)
class Sent:
    """A composed message: when, its raw bytes (CRLF), its Message-ID, and the line it was made of."""

    at: datetime
    raw: bytes
    message_id: str
    line: Line
    text: str
    subject: str


def compose_scene(play: Play, scene: Scene, now: datetime, clock: WorkClock) -> list[Sent]:
    """All messages of one conversation. Raises PlayError where times run backwards or are not understood."""
    sent: list[Sent] = []
    for index, line in enumerate(scene.lines):
        try:
            at = moment(line.when, now, clock)
        except WhenError as error:
            raise PlayError(f"{line.place}: {error}") from error
        parent = _parent(line, sent)
        if parent and at <= parent.at:
            if _told_in_weeks(line) and _told_in_weeks(parent.line):
                raise PlayError(f"{line.place}: {line.when} is not after {parent.line.when}, which it answers")
            at = parent.at + timedelta(minutes=7)
        sent.append(_compose(play, scene, index, line, at, parent, clock))
    return sent


def _told_in_weeks(line: Line) -> bool:
    """Times told in weeks keep their order on any day; those told from now may close up, on a Monday morning say."""
    return "w " in line.when


def _parent(line: Line, sent: list[Sent]) -> Sent | None:
    if "new" in line.options or not sent:
        return None
    if "re" not in line.options:
        return sent[-1]
    wanted = int(line.options["re"])
    if not 1 <= wanted <= len(sent):
        raise PlayError(f"{line.place}: re {wanted}: there are only {len(sent)} messages before this one")
    return sent[wanted - 1]


def _compose(
    play: Play, scene: Scene, index: int, line: Line, at: datetime, parent: Sent | None, clock: WorkClock
) -> Sent:
    message = EmailMessage(policy=SMTP)
    message["Date"] = format_datetime(at)
    message["From"] = _address(line.sender)
    message["To"] = [_address(p) for p in line.to]
    if cc := line.options.get("cc"):
        message["Cc"] = [_address(_person(play, key, line)) for key in cc.split(",")]
    subject = line.options.get("subject") or _subject(scene, parent)
    message["Subject"] = subject
    message_id = _message_id(play, scene, index, line)
    message["Message-ID"] = message_id
    if parent and "norefs" not in line.options:
        message["In-Reply-To"] = parent.message_id
        message["References"] = " ".join(_ancestors(parent))
    if "auto" in line.options:
        message["Auto-Submitted"] = "auto-replied"
    text = with_dates(line.body, at, play.language, clock)
    _fill(message, line, _whole(play, line, text, parent), at)
    if message.is_multipart():
        message.set_boundary("=_" + message_id[1:21])
    return Sent(at, message.as_bytes(), message_id, line, text, subject)


def _ancestors(parent: Sent) -> list[str]:
    lines = parent.raw.split(b"\r\n\r\n", 1)[0].decode("ascii", "replace").replace("\r\n ", " ").split("\r\n")
    older = next((v.partition(":")[2].split() for v in lines if v.lower().startswith("references:")), [])
    return [*older, parent.message_id]


def _subject(scene: Scene, parent: Sent | None) -> str:
    if parent is None:
        return scene.subject
    return parent.subject if parent.subject.startswith("Re: ") else f"Re: {parent.subject}"


def _whole(play: Play, line: Line, text: str, parent: Sent | None) -> str:
    if parent is None or line.options.get("quote", "full") != "full" or {"auto", "bounce"} & line.options.keys():
        return text
    style = "thunderbird" if line.sender.ours else play.style
    return (
        text + "\n\n" + quoted_below(style, play.language, parent.line.sender, parent.at, parent.subject, parent.text)
    )


def _fill(message: EmailMessage, line: Line, text: str, at: datetime) -> None:
    if address := line.options.get("bounce"):
        _fill_bounce(message, text, address)
        return
    if "html" in line.options:
        message.set_content(_html(text), subtype="html", cte="quoted-printable")
    else:
        message.set_content(text + "\n", cte="quoted-printable" if not text.isascii() else None)
    for name in (n.strip() for n in line.options.get("attach", "").split(",") if n.strip()):
        content = f"{name}\n{at:%Y-%m-%d}\n".encode()
        kind = "pdf" if name.endswith(".pdf") else "octet-stream"
        message.add_attachment(content, maintype="application", subtype=kind, filename=name)


def _fill_bounce(message: EmailMessage, text: str, address: str) -> None:
    """A delivery report as RFC 3464 writes it."""
    report = f"Reporting-MTA: dns; mail.example\n\nFinal-Recipient: rfc822; {address}\nAction: failed\nStatus: 5.1.1\n"
    message["Auto-Submitted"] = "auto-replied"
    message.set_content(text + "\n")
    message.make_mixed()
    part = EmailMessage(policy=SMTP)
    part.set_content(report)
    part.replace_header("Content-Type", "message/delivery-status")
    message.attach(part)
    message.replace_header("Content-Type", message["Content-Type"].replace("multipart/mixed", "multipart/report"))
    message.set_param("report-type", "delivery-status")


def _html(text: str) -> str:
    blocks = "".join(f"<p>{escape(block).replace(chr(10), '<br>')}</p>" for block in text.split("\n\n"))
    return f"<html><body>{blocks}</body></html>"


def _address(person: Person) -> Address:
    return Address(display_name=person.name, addr_spec=person.email)


def _person(play: Play, key: str, line: Line) -> Person:
    try:
        return play.people[key.strip()]
    except KeyError:
        raise PlayError(f"{line.place}: nobody is called {key.strip()!r}") from None


def _message_id(play: Play, scene: Scene, index: int, line: Line) -> str:
    seed = f"{play.client}\0{scene.subject}\0{index}".encode()
    return f"<{hashlib.sha256(seed).hexdigest()[:20]}@{line.sender.email.rpartition('@')[2]}>"
