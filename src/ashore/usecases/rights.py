"""Who may do what: the one table of rights. A role holds acts; whoever opens a door asks `may`, nobody else decides.

owner
    everything, the house itself included: mailboxes, exports, erasure, the log of who did what.
manager
    the work of all, what the house asks of everybody's replies, and the team below a manager.
member
    the work: correspondence, clients, agreements.
accountant
    reads agreements, plans and statements. No correspondence: what is invoiced stands in those three, while letters
    hold people's affairs, passwords and complaints that bookkeeping has no need of (GDPR, article 5(1)(c)).
guest
    reads what a member sees of one client, and nothing of any other: a freelancer who helps there.
"""

from typing import Literal

Role = Literal["owner", "manager", "member", "accountant", "guest"]
Act = Literal["read_mail", "read_terms", "read_client", "work", "settle_house", "manage_team", "own", "be_here"]

ROLES: tuple[Role, ...] = ("owner", "manager", "member", "accountant", "guest")
BOUND: tuple[Role, ...] = ("guest",)
"""Roles that are of one client: whatever they open must be that client's."""

_RIGHTS: dict[Role, frozenset[Act]] = {
    "owner": frozenset(
        {"read_mail", "read_terms", "read_client", "work", "settle_house", "manage_team", "own", "be_here"}
    ),
    "manager": frozenset({"read_mail", "read_terms", "read_client", "work", "settle_house", "manage_team", "be_here"}),
    "member": frozenset({"read_mail", "read_terms", "read_client", "work", "be_here"}),
    "accountant": frozenset({"read_terms", "be_here"}),
    "guest": frozenset({"read_terms", "read_client", "be_here"}),
}
"""``read_mail``: lists and search over all clients; ``read_terms``: agreements, plans, statements of all;
``read_client``: what is kept of a client; ``be_here``: one's own affairs, help, leaving."""

_GIVES: dict[Role, tuple[Role, ...]] = {
    "owner": ROLES,
    "manager": ("member", "accountant", "guest"),
}


def may(role: str, act: Act) -> bool:
    """Whether somebody of this role may do this; a role that nobody knows may nothing."""
    return any(role == known and act in acts for known, acts in _RIGHTS.items())


def gives(role: str) -> tuple[Role, ...]:
    """The roles that somebody of this role may invite to, change from and to, and remove."""
    return next((given for known, given in _GIVES.items() if known == role), ())
