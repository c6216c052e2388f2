"""From the facts of DKIM signatures to what they prove, and what not, as reasons that a lawyer can follow."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Literal

from ashore.core.kernel import Reason
from ashore.mail.dkim import Examined, Signature

Level = Literal["strong", "limited", "nothing", "broken", "unchecked", "unsigned"]
"""``strong``: sender's domain, text and the fields that matter are covered; ``limited``: it holds, with gaps that are
named; ``nothing``: it holds and proves nothing about the sender or the text; ``broken``: it does not hold;
``unchecked``: it could not be tried; ``unsigned``: there is none."""

_ORDER: tuple[Level, ...] = ("strong", "limited", "nothing", "broken", "unchecked", "unsigned")
BREAKABLE_BITS = 1024
"""RSA keys beneath are broken in hours with rented machines (RFC 8301 forbids them)."""
SHORT_BITS = 2048
"""RSA keys beneath are not enough by today's advice (RFC 8301: SHOULD 2048)."""
NEAR = timedelta(days=30)
"""A key seen within this time of the message's arrival is taken for that of its time."""


@dataclass(frozen=True, slots=True)
class Judged:
    """What follows from one signature: its ``level``, what it ``proves`` and what it does not (``leaves_open``)."""

    level: Level
    proves: tuple[Reason, ...]
    leaves_open: tuple[Reason, ...]


@dataclass(frozen=True, slots=True)
class Opinion:
    """What follows from all signatures of a message: the best ``level``, one ``Judged`` for each signature in their
    order, and ``remarks`` on the message as a whole."""

    level: Level
    signatures: tuple[Judged, ...]
    remarks: tuple[Reason, ...]


def judge(found: Examined) -> Opinion:
    """The opinion on a message. Pure: the same facts give the same opinion."""
    judged = tuple(_judge(each, found) for each in found.signatures)
    remarks: list[Reason] = []
    if not found.signatures:
        remarks.append(Reason("mail.dkim.unsigned"))
    if found.senders > 1:
        remarks.append(Reason("mail.dkim.several_senders", params={"count": found.senders}))
    elif not found.sender:
        remarks.append(Reason("mail.dkim.no_sender"))
    if found.sealed_by:
        remarks.append(Reason("mail.dkim.sealed", params={"domains": ", ".join(found.sealed_by)}))
    if found.left_out:
        remarks.append(Reason("mail.dkim.left_out", params={"count": found.left_out}))
    levels: tuple[Level, ...] = tuple(each.level for each in judged) or ("unsigned",)
    return Opinion(min(levels, key=_ORDER.index), judged, tuple(remarks))


def _judge(each: Signature, found: Examined) -> Judged:
    if each.body == "wrong":
        return Judged("broken", (), (Reason("mail.dkim.body_wrong", params={"domain": each.domain}),))
    if each.trouble is not None:
        return Judged("unchecked", (), (each.trouble,))
    if each.header == "wrong":
        return Judged("broken", (), (Reason("mail.dkim.header_wrong", params={"domain": each.domain}),))
    fatal = tuple(_voids(each, found))
    gaps = tuple(_gaps(each, found))
    always = (
        *_about_the_key_s_time(each, found.received_at),
        Reason("mail.dkim.not_the_person", params={"domain": each.domain}),
        Reason("mail.dkim.not_received"),
    )
    if fatal:
        return Judged("nothing", (), (*fatal, *gaps, *always))
    return Judged("limited" if gaps else "strong", tuple(_proves(each, found)), (*gaps, *always))


def _proves(each: Signature, found: Examined) -> list[Reason]:
    size = {"domain": each.domain, "selector": each.selector, "fields": ", ".join(dict.fromkeys(each.signed))}
    proved = [Reason("mail.dkim.signed", params=size)]
    if each.body_length is None or each.body_length >= each.body_size:
        proved.append(Reason("mail.dkim.whole_body"))
    else:
        size_of = {"covered": each.body_length, "size": each.body_size}
        proved.append(Reason("mail.dkim.part_of_body", params=size_of))
    code = "mail.dkim.sender_same" if each.alignment == "same" else "mail.dkim.sender_related"
    proved.append(Reason(code, params={"sender": found.sender, "domain": each.domain}))
    return proved


def _voids(each: Signature, found: Examined) -> list[Reason]:
    """What takes all worth from a signature that holds."""
    out: list[Reason] = []
    if each.alignment == "other":
        out.append(Reason("mail.dkim.other_domain", params={"domain": each.domain, "sender": found.sender}))
    if "from" in each.doubled:
        out.append(Reason("mail.dkim.from_doubled"))
    if each.key_kind == "rsa" and each.key_bits < BREAKABLE_BITS:
        out.append(Reason("mail.dkim.key.breakable", params={"bits": each.key_bits}))
    if each.algorithm == "rsa-sha1":
        out.append(Reason("mail.dkim.sha1"))
    if each.body_length == 0 and each.body_size:
        out.append(Reason("mail.dkim.no_body"))
    return out


def _gaps(each: Signature, found: Examined) -> list[Reason]:
    """What a signature that holds does not cover, or weakens it."""
    out: list[Reason] = []
    if each.unsigned:
        out.append(Reason("mail.dkim.fields_unsigned", params={"fields": ", ".join(each.unsigned)}))
    others = tuple(name for name in each.doubled if name != "from" and name not in each.unsigned)
    if others:
        out.append(Reason("mail.dkim.fields_doubled", params={"fields": ", ".join(others)}))
    if each.body_length is not None and 0 < each.body_length < each.body_size:
        rest = {"covered": each.body_length, "size": each.body_size}
        out.append(Reason("mail.dkim.body_appended", params=rest))
    if each.alignment == "child":
        out.append(Reason("mail.dkim.child_domain", params={"domain": each.domain, "sender": found.sender}))
    if each.key_kind == "rsa" and BREAKABLE_BITS <= each.key_bits < SHORT_BITS:
        out.append(Reason("mail.dkim.key.short", params={"bits": each.key_bits}))
    if each.key_testing:
        out.append(Reason("mail.dkim.key.testing", params={"domain": each.domain}))
    return [*out, *_times(each, found.received_at)]


def _times(each: Signature, received_at: datetime | None) -> list[Reason]:
    out: list[Reason] = []
    if each.expires_at is not None and (received_at is None or received_at > each.expires_at):
        out.append(
            Reason("mail.dkim.expired", params={"expired_at": each.expires_at, "received_at": received_at})
            if received_at
            else Reason("mail.dkim.expires", params={"expires_at": each.expires_at})
        )
    if each.signed_at is not None and received_at is not None and (each.signed_at - received_at).days >= 1:
        out.append(Reason("mail.dkim.from_the_future", params={"signed_at": each.signed_at}))
    return out


def _about_the_key_s_time(each: Signature, received_at: datetime | None) -> list[Reason]:
    """Whether the key was the domain's when the message came in rests on when, and by whom, it was looked up."""
    if each.key_seen_at is None:
        return [Reason("mail.dkim.key.when_unknown", params={"name": each.key_name})]
    seen = {"seen_at": each.key_seen_at, "received_at": received_at}
    if received_at is not None and abs(each.key_seen_at - received_at) > NEAR:
        return [Reason("mail.dkim.key.other_time", params=seen)]
    return [Reason("mail.dkim.key.seen", params={"name": each.key_name, "seen_at": each.key_seen_at})]
