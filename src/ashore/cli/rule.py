"""``ashore rule``: what a rule of the coach looks for, why, and when to ignore it."""

from typing import TYPE_CHECKING

import click

if TYPE_CHECKING:
    from ashore.core.coach.packs.model import House, HouseRule, Pack, Texts


@click.command("rule")
@click.argument("code", required=False, metavar="[CODE]")
@click.option("--packs", multiple=True, metavar="DIR-OR-FILE", help="Rules of your house, beside our own.")
@click.option("--new-pack", "new", metavar="NAME", help="Write a pack of house rules to begin with, to stdout.")
@click.option("--schema", is_flag=True, help="Write the JSON Schema of packs to stdout.")
@click.option("--json", "as_json", is_flag=True, help="Write one JSON object to stdout.")
def rule(code: str | None, packs: tuple[str, ...], new: str | None, schema: bool, as_json: bool) -> int:
    """Explain a rule of the coach, by its code or its name; without one, list them all.

    \b
    Examples:
      ashore rule R011
      ashore rule kitchen-smell
      ashore rule --new-pack harbour > harbour.yaml
    """
    from ashore.core.coach import rule_named

    if new is not None:
        click.echo(_new(new), nl=False)
        return 0
    if schema:
        from ashore.core.coach.packs.json_schema import json_schema

        _dump(json_schema())
        return 0
    house = _house(packs)
    if code is None:
        return _listed(house, as_json)
    if house and (own := house.named(code)):
        return _own(*own, as_json)
    found = rule_named(code)
    if found is None:
        raise click.UsageError(_unknown(code, house))
    from ashore.core.coach import page_of

    page = page_of(found).strip()
    if as_json:
        data = {"code": found.code, "name": found.name, "rule": found.field, "severity": found.severity, "page": page}
        _dump({"version": 1, **data})
    else:
        click.echo(f"{found.code} {found.name} ({found.severity}, rests on {found.field})\n\n{page}")
    return 0


def _dump(data: object) -> None:
    import json

    click.echo(json.dumps(data, ensure_ascii=False, indent=2))


def _new(name: str) -> str:
    from ashore.core.coach.packs.model import Pack
    from ashore.core.coach.packs.reading import read_pack
    from ashore.core.coach.packs.template import new_pack

    text = new_pack(name)
    if not isinstance(read_pack(text, name), Pack):
        raise click.BadParameter(f"{name!r}: write small letters, figures and hyphens", param_hint="--new-pack")
    return text


def _house(packs: tuple[str, ...]) -> "House | None":
    if not packs:
        return None
    from ashore.cli.packs import house_of

    return house_of(packs, "en")


def _listed(house: "House | None", as_json: bool) -> int:
    from ashore.core.coach import all_rules, page_of

    own = [(pack, each) for pack in house.packs for each in pack.rules] if house else []
    if as_json:
        listed = [{"code": r.code, "name": r.name, "rule": r.field, "severity": r.severity} for r in all_rules()]
        listed += [
            {"code": pack.code_of(r), "name": f"{pack.name}/{r.name}", "rule": "", "severity": r.severity}
            for pack, r in own
        ]
        _dump({"version": 1, "rules": listed})
        return 0
    for each in all_rules():
        click.echo(f"{each.code}  {each.severity:8}{each.name:32}{page_of(each).splitlines()[0]}")
    for pack, house_rule in own:
        click.echo(f"{pack.code_of(house_rule)}  {house_rule.severity:8}{_text(house_rule.why)}")
    return 0


def _own(pack: "Pack", found: "HouseRule", as_json: bool) -> int:
    """A house rule: where it is written, why, and what it takes for a hit."""
    code, name, why = pack.code_of(found), f"{pack.name}/{found.name}", _text(found.why)
    hits = [each.text.strip() for each in found.samples if each.hit]
    clean = [each.text.strip() for each in found.samples if not each.hit]
    where = f"{pack.source}:{found.place.line}"
    if as_json:
        data = {"code": code, "name": name, "rule": "", "severity": found.severity, "kind": found.kind, "why": why}
        _dump({"version": 1, **data, "source": found.source, "where": where, "hits": hits, "clean": clean})
        return 0
    click.echo(f"{code} ({found.severity}, {found.kind}; {where})\n\n{why}\nSource: {found.source}")
    for title, samples in (("It finds something in", hits), ("It finds nothing in", clean)):
        click.echo(f"\n## {title}")
        for text in samples:
            click.echo("\n".join(f"    {line}".rstrip() for line in text.splitlines()))
    return 0


def _text(texts: "Texts") -> str:
    from ashore.core.coach.packs.model import told_in

    return told_in(texts, "en")


def _unknown(code: str, house: "House | None") -> str:
    import difflib

    from ashore.core.coach import all_rules

    known = [name for each in all_rules() for name in (each.code, each.name)]
    known += [pack.code_of(each) for pack in (house.packs if house else ()) for each in pack.rules]
    near = difflib.get_close_matches(code, known, n=1) or difflib.get_close_matches(code.upper(), known, n=1)
    return f"There is no rule {code!r}" + (f"; did you mean {near[0]}?" if near else "; ashore rule lists them all.")
