"""A small world, made through the same door as all mail: two desks that must never see one another."""

from collections.abc import Iterator
from copy import deepcopy
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from email.message import EmailMessage
from typing import Any

import pytest
from django.core.cache import cache
from django.db import transaction
from django.test import Client as Browser

NOW = datetime.now(UTC)


def letter(days: float, who: str, to: str, subject: str, text: str, **more: Any) -> bytes:
    """One message, ``days`` ago at about noon. ``after``: the id it answers; ``name``: its own."""
    message = EmailMessage()
    message["From"], message["To"], message["Subject"] = who, to, subject
    if more.get("cc"):
        message["Cc"] = more["cc"]
    message["Date"] = NOW - timedelta(days=days)
    message["Message-ID"] = f"<{more['name']}@mail.example>"
    if after := more.get("after"):
        message["In-Reply-To"] = message["References"] = f"<{after}@mail.example>"
    message.set_content(text)
    if html := more.get("html"):
        message.add_alternative(html, subtype="html")
    for name, content in more.get("files", {}).items():
        message.add_attachment(content, maintype="text", subtype="html", filename=name)
    return message.as_bytes()


PETRA, JOERG = "Petra Nord <petra@nordlicht.example>", "Jörg Hansen <joerg@nordlicht.example>"
ANNA = "Anna Marek <anna@studio.example>"
HTML = (
    '<p onclick="alert(1)">Hello <b>Anna</b>, could you send us the prices?</p>'
    '<img src="https://tracker.example/pixel.gif"><script>alert(2)</script>'
)
LETTERS = (
    letter(20, PETRA, ANNA, "Home page text", "Hello Anna,\n\ncould you send us the prices?\n\nPetra",
           name="p1", cc=JOERG, html=HTML, files={"../../prices.html": b"<script>alert(3)</script>"}),
    letter(19.9, ANNA, PETRA, "Re: Home page text", "Dear Petra,\n\nthey are attached. "
           "Which logo file should we use?\n\nAnna\n\n> could you send us the prices?",
           name="p2", after="p1", cc=JOERG),
    letter(10, PETRA, ANNA, "Re: Home page text", "Thank you. The blue one. Who approves the texts on our side? "
           "See https://nordlicht.example/texts", name="p3", after="p2", cc=JOERG),
    letter(9, "Ольга <olga@hleb.example>", ANNA, "Смета", "Здравствуйте, Анна! Когда будет готова смета?", name="r1"),
    letter(8, "Eva <eva@pekaren.example>", ANNA, "Nové menu", "Dobrý deň, Anna, kedy bude hotové menu?", name="s1"),
    letter(7, "Tess <tess@kape.example>", ANNA, "Board", "Hi Anna, kailan po matatapos ang menu board?", name="f1"),
    letter(6, "M\u202eoc <x@odd.example>", ANNA, "<script>alert(4)</script> \u202eexe",
           "Is <b>this</b> escaped?", name="h1"),
)  # fmt: skip
OTHERS = (
    letter(5, "Zoe <zoe@secret.example>", "Max <max@rival.example>", "Secret tender", "Max, what is our bid?",
           name="z1", html="<p>bid</p>", files={"bid.html": b"42"}),
)  # fmt: skip


@dataclass(frozen=True)
class World:
    """Anna's desk is looked at; Max has another one; Nora belongs to none."""

    anna: Any
    max: Any
    nora: Any
    desk: Any
    rival: Any

    def browser(self, user: Any = None, **options: Any) -> Browser:
        """A browser in which ``user`` (Anna if not given) is signed in."""
        browser = Browser(**options)
        browser.force_login(user or self.anna, backend="django.contrib.auth.backends.ModelBackend")
        return browser

    def outsider(self, desk: Any = None, after: str = "p3") -> Any:
        """A message in a known conversation from somebody whom nobody there had written to."""
        from ashore.usecases.importing.single import enter_message

        to = ANNA if desk in (None, self.desk) else "Max <max@rival.example>"
        raw = letter(
            3, "Ines <ines@elsewhere.example>", to, "Re: Hello", "Who pays for Secret tender?",
            name=f"o-{after}", after=after,
        )  # fmt: skip
        enter_message(workspace=desk or self.desk, raw=raw, source="world", place=f"o-{after}", now=NOW)
        return (desk or self.desk).message_set.get(sender_email="ines@elsewhere.example")

    def talk(self, subject: str = "Home page text") -> Any:
        """A conversation of Anna's desk by its subject."""
        return self.desk.conversation_set.get(subject__startswith=subject)


def build() -> World:
    """Accounts, desks and mail."""
    from ashore.store.models import Membership, User, Workspace
    from ashore.usecases.importing.single import enter_message

    def account(email: str, name: str, zone: str = "") -> Any:
        return User.objects.create_user(email, name=name, zone=zone)

    anna, rival_max, nora = (
        account("anna@studio.example", "Anna Marek", "Europe/Bratislava"),
        account("max@rival.example", "Max"),
        account("nora@nowhere.example", "Nora"),
    )
    desks = []
    for name, me, user, mail in (
        ("Studio", "studio.example", anna, LETTERS),
        ("Rival", "rival.example", rival_max, OTHERS),
    ):
        desk = Workspace.objects.create(name=name, me=[me], zone="UTC", created_at=NOW)
        Membership.objects.create(workspace=desk, user=user, role="owner")
        for number, raw in enumerate(mail):
            enter_message(workspace=desk, raw=raw, source="world", place=str(number), now=NOW)
        desks.append(desk)
    return World(anna, rival_max, nora, *desks)


@pytest.fixture(scope="module")
def standing(django_db_setup: None, django_db_blocker: Any) -> Iterator[World]:
    """The small world, made once for a module: each of its tests changes it in a transaction inside of this one, and
    takes all of that back."""
    around = transaction.atomic()
    around._from_testcase = True  # as Django's own tests say it, so that what wants to be outermost may be inside
    with django_db_blocker.unblock():
        around.__enter__()
    try:
        with django_db_blocker.unblock():
            made = build()
        yield made
    finally:
        with django_db_blocker.unblock():
            transaction.set_rollback(True)
            around.__exit__(None, None, None)


@pytest.fixture
def world(standing: World, db: None) -> World:
    """The small world, afresh for each test."""
    cache.clear()
    return deepcopy(standing)
