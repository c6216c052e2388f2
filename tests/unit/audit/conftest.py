"""A small mailbox to write tests in."""

from collections.abc import Callable
from datetime import UTC, datetime
from email.utils import format_datetime

import pytest

from ashore.audit.archive import archive
from ashore.audit.examine import Moment, open_inquest
from ashore.audit.people import Us, us
from ashore.audit.tally import Tally, tally
from ashore.core.agreement import default
from ashore.intake import Taken, take

ME = "anna@studio.example"


class Box:
    """Messages as they are written, one call each; times are UTC, the standard agreement's zone."""

    def __init__(self) -> None:
        self.raw: list[bytes] = []

    def mail(
        self,
        n: int,
        at: str,
        sender: str,
        to: str,
        text: str,
        *,
        subject: str = "Spring quote",
        answers: int | None = None,
        more: str = "",
    ) -> "Box":
        when = format_datetime(datetime.fromisoformat(at).replace(tzinfo=UTC))
        reply = f"In-Reply-To: <m{answers}@box>\nReferences: <m{answers}@box>\n" if answers else ""
        self.raw.append(
            f"Message-ID: <m{n}@box>\nFrom: {sender}\nTo: {to}\nDate: {when}\nSubject: {subject}\n{reply}{more}"
            f"Content-Type: text/plain; charset=utf-8\n\n{text}\n".encode()
        )
        return self

    def taken(self) -> list[Taken]:
        return [take(raw, source=f"box@{n}", order=n) for n, raw in enumerate(self.raw)]

    def judged(self, now: str, me: str = ME) -> Tally:
        ours = us([me])
        assert isinstance(ours, Us)
        moment = Moment(datetime.fromisoformat(now).replace(tzinfo=UTC), "given")
        return tally(open_inquest(archive(self.taken()), ours, default(), moment))


@pytest.fixture
def box() -> Callable[[], Box]:
    return Box
