"""The work of ``ashore check``: the files are read, the draft is checked, the findings told."""

import sys
from dataclasses import replace
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

import click

from ashore.cli.check import Wish
from ashore.cli.check_files import gather
from ashore.cli.check_material import Material
from ashore.cli.findings import told
from ashore.cli.instants import with_offset
from ashore.core.coach import Profile, Silence, all_rules, check, rule_named
from ashore.core.coach.packs.model import House
from ashore.core.coach.people import people_of
from ashore.core.coach.values import CLIENT_TYPES, PHASES

if TYPE_CHECKING:
    from ashore.core.agreement import Agreement

if TYPE_CHECKING:
    from ashore.cli.spelling import Hunspell

MARK_LETTERS = 12
"""A finding's mark; anything else after --ignore is a rule's code or name."""


def carry_out(wish: Wish) -> int:
    """Check and tell; the exit code. Raises click's usage errors for what a user can get wrong."""
    if wish.draft == "-" and "-" in (wish.agreement_file, wish.conversation):
        raise click.UsageError("stdin can be the draft or another file, not both; name a file for one of them")
    now = with_offset(wish.now_text) if wish.now_text else datetime.now().astimezone()
    agreement = _agreement(wish.agreement_file)
    house = _house(wish)
    speller = _speller(wish)
    profile = replace(_profile(wish, house), spelling=speller)
    material = gather(wish, now)
    review = check(
        material.draft,
        material.turns,
        agreement,
        people_of(material.turns, material.draft, material.ours, _contact(agreement)),
        profile,
        house,
    )
    name = "<stdin>" if wish.draft == "-" else wish.draft
    sys.stdout.write(told(review, material.draft, name, wish.form, wish.lang, house))
    for line in (*_notes(material, review.unread), *(speller.notes if speller else ())):
        click.echo(line, err=True)
    return 1 if review.findings else 0


def _agreement(file: str | None) -> "Agreement | None":
    if file is None:
        return None
    from ashore.cli.agreement_file import loaded

    if file != "-" and not Path(file).is_file():
        raise click.UsageError(f"{file}: there is no such file")
    return loaded(file)


def _contact(agreement: "Agreement | None") -> str:
    """The address of the client's one contact (A10), as the agreement names it."""
    return agreement.clauses.parties[1].contact_email if agreement else ""


def _house(wish: Wish) -> House:
    if not wish.packs:
        return House()
    from ashore.cli.packs import house_of

    return house_of(wish.packs, wish.lang)


def _speller(wish: Wish) -> "Hunspell | None":
    if not wish.spelling:
        return None
    from ashore.cli.spelling import Hunspell

    return Hunspell()


def _profile(wish: Wish, house: House) -> Profile:
    silences = []
    for name in wish.ignored:
        if len(name) == MARK_LETTERS and all(c in "0123456789abcdef" for c in name):
            silences.append(Silence("", name, "finding"))
        else:
            silences.append(Silence(_known_rule(name, "--ignore", house), "", "draft"))
    return Profile(
        required=frozenset(_known_rule(name, "--require", house) for name in wish.required),
        silences=tuple(silences),
        client_type=next((each for each in CLIENT_TYPES if each == wish.client_type), None),
        phase=next((each for each in PHASES if each == wish.phase), None),
        familiar=wish.familiar,
        known_terms=frozenset(term.strip().lower() for term in wish.known),
        limits=dict(map(_limit, wish.limits)),
    )


def _limit(text: str) -> tuple[str, int]:
    name, _, number = text.partition("=")
    rule = rule_named(name)
    if rule is None or not number.isdecimal():
        raise click.BadParameter(f"{text!r}: write a rule and a whole number, as R044=30", param_hint="--limit")
    if rule.limit is None:
        named = ", ".join(f"{each.code} {each.name}" for each in all_rules() if each.limit)
        raise click.BadParameter(f"{rule.code} {rule.name} has no threshold; these have: {named}", param_hint="--limit")
    if not rule.limit.least <= int(number) <= rule.limit.most:
        between = f"{rule.limit.least} to {rule.limit.most} {rule.limit.unit}"
        raise click.BadParameter(f"{rule.code} takes {between}, not {number}", param_hint="--limit")
    return rule.name, int(number)


def _known_rule(name: str, option: str, house: House) -> str:
    if found := house.named(name):
        pack, own = found
        return pack.code_of(own)
    rule = rule_named(name)
    if rule is None:
        raise click.BadParameter(f"there is no rule {name!r}; ashore rule lists them", param_hint=option)
    return rule.code


def _notes(material: Material, unread: tuple[str, ...]) -> list[str]:
    notes = list(material.notes)
    if unread and material.draft.text.strip():
        notes.append(
            f"The draft's language is none of {', '.join(('en', 'ru', 'sk', 'fil'))}: "
            f"{len(unread)} rules that need it were left out (--language says which it is)"
        )
    return notes
