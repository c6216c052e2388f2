"""Whether forged mail in our name would be seen, mailbox by mailbox."""

from django.conf import settings

from ashore.usecases.checks.value import Check
from ashore.usecases.queries.trusting import Trusting, trusting
from ashore.words import say


def senders() -> tuple[Check, ...]:
    """Each mailbox that is fetched, by address, with the server to name where its mail shows one."""
    return tuple(_check(each) for each in trusting())


def _check(found: Trusting) -> Check:
    name, told = f"senders {found.address}", say(found.reason)
    if found.safe:
        return Check(name, True, told)
    if not found.proposal:
        return Check(name, True, told, "docs/how-to/trust-your-mail-server.md says how to find its name.")
    names = [*settings.TRUSTED_SERVERS, found.proposal]
    given = f'"{names[0]}"' if len(names) == 1 else "[" + ", ".join(f'"{each}"' for each in names) + "]"
    return Check(name, False, told, f"In ashore.toml, under [mail]: trusted_server = {given}. Then: ashore rebuild")
