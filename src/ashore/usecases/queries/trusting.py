"""Which server says who sent what, as the mail of each mailbox shows it, beside the servers that are trusted to say so.

It is no more than a proposal: whoever fills a mailbox can write any header into it, so a person compares the name with
the provider's.
"""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from django.conf import settings
from django.db.models import Q

from ashore.core.kernel import Reason
from ashore.mail.authentication import came_from_elsewhere, has_results_of, topmost_server
from ashore.store.models import Copy, MailAccount, MailFolder, RawMessage, Workspace
from ashore.usecases.keeping import source_of
from ashore.usecases.sharing import header_bytes

NEWEST = 60
"""UIDs looked for, of which some are gone."""
MOST = 20
FEWEST = 3
LARGEST = 2_000_000


@dataclass(frozen=True, slots=True)
class Trusting:
    """Of one mailbox. ``safe``: forged mail in our name is seen there, or nothing can be done; ``reason``: what was
    found and what follows; ``proposal``: the server to name, empty where none is known."""

    address: str
    safe: bool
    reason: Reason
    proposal: str = ""


def trusting(*, workspace: Workspace | None = None) -> tuple[Trusting, ...]:
    """Of each mailbox that is fetched, by address; of all desks where none is named. Three queries."""
    rows = MailAccount.objects.exclude(imap_host="").order_by("address")
    accounts = {row.pk: row for row in (rows.filter(workspace=workspace) if workspace else rows)}
    mail = _newest(accounts)
    return tuple(_judged(row.address, mail.get(pk, ()), settings.TRUSTED_SERVERS) for pk, row in accounts.items())


def _newest(accounts: Mapping[int, MailAccount]) -> dict[int, list[bytes]]:
    """The newest mail of each inbox, by account."""
    chosen: dict[int, int] = {}
    sources: dict[str, int] = {}
    wanted = Q()
    for folder in MailFolder.objects.filter(account__in=accounts, role="inbox", uidvalidity__gt=0):
        folder.account = accounts[folder.account_id]
        source = source_of(folder, folder.uidvalidity)
        sources[source] = folder.account_id
        places = [str(uid) for uid in range(folder.last_uid, max(folder.last_uid - NEWEST, 0), -1)]
        wanted |= Q(workspace=folder.account.workspace_id, source=source, place__in=places)
    if not wanted:
        return {}
    count: Counter[int] = Counter()
    for raw, source in Copy.objects.filter(wanted).order_by("-raw").values_list("raw", "source"):
        count[sources[source]] += 1
        if count[sources[source]] <= MOST:
            chosen[raw] = sources[source]
    found: dict[int, list[bytes]] = {}
    rows = RawMessage.objects.filter(pk__in=chosen, form="mail", size__lt=LARGEST)
    for pk, body, size in rows.values_list("pk", "body", "size"):
        found.setdefault(chosen[pk], []).append(header_bytes(bytes(body), size))
    return found


def _judged(address: str, mail: Iterable[bytes], servers: Sequence[str]) -> Trusting:
    came = [raw for raw in mail if came_from_elsewhere(raw)]
    (found, seen), *_ = Counter(filter(None, map(topmost_server, came))).most_common(1) or [("", 0)]
    proposal = found if seen >= FEWEST and 2 * seen > len(came) else ""
    told: dict[str, str | int] = {"server": proposal, "seen": seen, "of": len(came), "named": ", ".join(servers)}
    for server in servers:
        if any(has_results_of(raw, server) for raw in came):
            return Trusting(address, True, Reason("account.trust.named", params={**told, "server": server}))
    if proposal:
        code = "account.trust.other" if servers else "account.trust.proposed"
        return Trusting(address, False, Reason(code, params=told), proposal)
    if len(came) >= FEWEST:
        return Trusting(address, True, Reason("account.trust.silent", params=told))
    code = "account.trust.not_yet" if servers else "account.trust.nobody"
    return Trusting(address, bool(servers), Reason(code, params=told))
