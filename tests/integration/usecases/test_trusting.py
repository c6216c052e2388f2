"""What a desk is told of who says who sent what: nobody, the server that its mail names, or the one that is trusted."""

import datetime as dt
from itertools import count

import pytest

from ashore.mail.authentication import topmost_server
from ashore.store.models import Copy, MailAccount, MailFolder, Message, Workspace
from ashore.usecases.checkup import examine
from ashore.usecases.importing.single import enter_message
from ashore.usecases.queries.trusting import Trusting, trusting

MX, FORGED = "mx.provider.example", "mx.evil.example"
HOP = f"Received: from pc.client.example (pc [192.0.2.7]) by {MX} with ESMTP id 4; Fri, 16 Jan 2026 11:30:00 +0000\n"
RESULTS = f"Authentication-Results: {MX}; dmarc=pass header.from=client.example\n"


NUMBERS = count(1)


@pytest.fixture(autouse=True)
def nobody_trusted(settings) -> None:
    settings.TRUSTED_SERVERS = ()


@pytest.fixture
def mailbox(workspace: Workspace, letter, now: dt.datetime):
    """A mailbox in which so many letters lie, each with ``top`` above it."""

    def lies(*tops: str, address: str = "anna@studio.example") -> MailAccount:
        row = MailAccount.objects.create(
            workspace=workspace, address=address, imap_host="imap.provider.example", created_at=now
        )
        MailFolder.objects.create(
            account=row, name="INBOX", role="inbox", uidvalidity=7, first_uid=1, last_uid=len(tops) + 5
        )
        for number, top in enumerate(tops):
            pk = enter_message(
                workspace=workspace, source="x", place=f"{address}{number}", now=now,
                raw=top.encode() + letter(next(NUMBERS), "Hello."),
            )  # fmt: skip
            Copy.objects.create(workspace=workspace, raw_id=pk, source=f"imap:{address}/INBOX;7", place=str(number + 3))
        return row

    return lies


def told(workspace: Workspace) -> Trusting:
    (found,) = trusting(workspace=workspace)
    return found


@pytest.mark.parametrize("top", [RESULTS + HOP, HOP + RESULTS])
def test_the_server_that_stands_topmost_in_most_of_the_mail_is_proposed(workspace, mailbox, top, now, tmp_path) -> None:
    mailbox(*[top] * 5, HOP)
    found = told(workspace)
    assert (found.safe, found.reason.code, found.proposal) == (False, "account.trust.proposed", MX)
    assert (found.reason.params["seen"], found.reason.params["of"]) == (5, 6)
    check = next(each for each in examine(folder=tmp_path, now=now, offline=True) if each.name.startswith("senders"))
    assert not check.ok
    assert f'trusted_server = "{MX}"' in check.advice
    assert "counts as ours" in check.found


def test_h45_a_name_that_only_senders_wrote_is_not_proposed(workspace, mailbox) -> None:
    """Beneath the hop by which the server took the mail in anyone may have written it; and one sender is not most."""
    deep = HOP + HOP.replace(MX, "relay.client.example") + RESULTS.replace(MX, FORGED)
    mailbox(*[deep] * 6)
    assert (told(workspace).reason.code, told(workspace).proposal) == ("account.trust.silent", "")
    mailbox(*[RESULTS.replace(MX, FORGED) + HOP] * 2, *[HOP] * 4, address="office@studio.example")
    assert trusting(workspace=workspace)[1].proposal == ""


def test_who_is_trusted_and_speaks_in_the_mail_is_told_and_well(workspace, mailbox, settings) -> None:
    mailbox(*[RESULTS + HOP] * 4)
    settings.TRUSTED_SERVERS = ("mx.other.example", MX)
    found = told(workspace)
    assert (found.safe, found.reason.code, found.reason.params["server"]) == (True, "account.trust.named", MX)


def test_a_slip_in_the_name_is_seen_and_the_mailbox_at_another_provider(
    workspace, mailbox, settings, now, tmp_path
) -> None:
    mailbox(*[RESULTS + HOP] * 4)
    settings.TRUSTED_SERVERS = ("mx.provder.example",)
    assert (told(workspace).safe, told(workspace).reason.code) == (False, "account.trust.other")
    check = next(each for each in examine(folder=tmp_path, now=now, offline=True) if each.name.startswith("senders"))
    assert f'trusted_server = ["mx.provder.example", "{MX}"]' in check.advice


def test_an_empty_mailbox_proposes_nobody_and_what_was_sent_is_not_looked_at(workspace, mailbox) -> None:
    mailbox(*[RESULTS] * 5)
    assert (told(workspace).safe, told(workspace).reason.code) == (False, "account.trust.nobody")


def test_however_many_mailboxes_are_looked_at_it_takes_as_many_queries(
    workspace, mailbox, django_assert_num_queries
) -> None:
    for number in range(4):
        mailbox(RESULTS + HOP, address=f"a{number}@studio.example")
    with django_assert_num_queries(4):
        assert len(trusting(workspace=workspace)) == 4


@pytest.mark.parametrize(
    ("top", "name"),
    [
        (RESULTS + HOP, MX),
        (f"Authentication-Results: (ours) {MX} 1; spf=pass\n" + HOP, MX),
        (
            "Authentication-Results: spf=pass (sender IP is 192.0.2.7) smtp.mailfrom=a.example; dkim=pass\n" + HOP,
            "",
        ),
        ("Authentication-Results: localhost; none\n" + HOP, ""),
        ("ARC-Authentication-Results: i=1; mx.google.com; dkim=pass\n" + HOP, ""),
        ("", ""),
    ],
)
def test_a_server_that_does_not_name_itself_is_none(top: str, name: str) -> None:
    assert topmost_server(top.encode() + b"Subject: x\n\nx") == name


def test_h38_of_several_servers_none_may_object(workspace, settings, letter, now) -> None:
    """A forger writes the other server's word beneath; it confirms nothing that the true one doubts."""
    settings.TRUSTED_SERVERS = ("mx.google.com", MX)
    refuted = RESULTS.replace("pass", "fail").replace("client", "studio")
    forged = "Authentication-Results: mx.google.com; dmarc=pass header.from=studio.example\n"
    confirmed = RESULTS.replace("client", "studio")
    for number, (top, side) in enumerate([(refuted + HOP + forged, "client"), (confirmed + HOP, "us")]):
        raw = letter(number, "It is 500 EUR.", sender="Anna <anna@studio.example>", to="eva@client.example")
        pk = enter_message(workspace=workspace, raw=top.encode() + raw, source="x", place=str(number), now=now)
        assert Message.objects.get(pk=pk).side == side
