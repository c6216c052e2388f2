"""``ashore rule``: what a rule of the coach looks for, why, and when to ignore it."""

import click


@click.command("rule")
@click.argument("code", required=False, metavar="[CODE]")
@click.option("--json", "as_json", is_flag=True, help="Write one JSON object to stdout.")
def rule(code: str | None, as_json: bool) -> int:
    """Explain a rule of the coach, by its code or its name; without one, list them all.

    \b
    Examples:
      ashore rule R011
      ashore rule kitchen-smell
    """
    import json

    from ashore.core.coach import all_rules, page_of, rule_named

    if code is None:
        if as_json:
            listed = [{"code": r.code, "name": r.name, "rule": r.field, "severity": r.severity} for r in all_rules()]
            click.echo(json.dumps({"version": 1, "rules": listed}, ensure_ascii=False, indent=2))
        for each in () if as_json else all_rules():
            click.echo(f"{each.code}  {each.severity:8}{each.name:32}{page_of(each).splitlines()[0]}")
        return 0
    found = rule_named(code)
    if found is None:
        raise click.UsageError(_unknown(code))
    page = page_of(found).strip()
    if as_json:
        data = {"code": found.code, "name": found.name, "rule": found.field, "severity": found.severity, "page": page}
        click.echo(json.dumps({"version": 1, **data}, ensure_ascii=False, indent=2))
    else:
        click.echo(f"{found.code} {found.name} ({found.severity}, rests on {found.field})\n\n{page}")
    return 0


def _unknown(code: str) -> str:
    import difflib

    from ashore.core.coach import all_rules

    known = [name for each in all_rules() for name in (each.code, each.name)]
    near = difflib.get_close_matches(code, known, n=1) or difflib.get_close_matches(code.upper(), known, n=1)
    return f"There is no rule {code!r}" + (f"; did you mean {near[0]}?" if near else "; ashore rule lists them all.")
