"""What holds for every address that the program answers at, those to come included: no markup of others is obeyed
(H62), no table holds a formula (H96), and nothing stands outside of the lists that say who may come in (H94)."""

import ast
import csv
import io
import json
import re
from pathlib import Path
from typing import Any

import click
from click.testing import CliRunner
from django.db import models
from django.urls import URLPattern, URLResolver, get_resolver, reverse
from selectolax.lexbor import LexborHTMLParser as Tree

import ashore
from ashore.cli import root
from ashore.store.models import AuditEntry
from ashore.usecases.exporting import export
from ashore.usecases.exporting.tables import tables
from integration.web.test_access import CHANGES, FORM, OF_A_DESK, ROUTES, ids_of

MARKUP = "\"'><img src=x onerror=alert(66)><script>alert(66)</script></title><svg onload=alert(66)>"
FORMULAS = ("=1+1", "x;=1+1;", "a\n-2+3", "\t@SUM(1)", ' ;"+1"', "\uff1d1", "x;\uff0b1")
PAGES = [name for name in OF_A_DESK if name not in CHANGES]


def written_by_others(desk: Any, texts: tuple[str, ...]) -> int:
    """Put these texts wherever a table of the desk holds words that came from outside; into how many columns."""
    done = 0
    for _, model in tables():
        if model is AuditEntry:  # of which nothing is ever changed
            rows = [AuditEntry(workspace=desk, at=desk.created_at, who=text[:254], act="joined") for text in texts]
            done += bool(AuditEntry.objects.bulk_create(rows))
            continue
        for field in model._meta.concrete_fields:
            if not isinstance(field, models.CharField | models.TextField) or field.choices or field.unique:
                continue
            if field.name in CODES or field.name.endswith(("_key", "_by", "_host")):
                continue
            rows = model._base_manager.filter(pk__in=pks(desk, model))
            for number, row in enumerate(rows):
                text = texts[number % len(texts)][: field.max_length]
                model._base_manager.filter(pk=row.pk).update(**{field.name: text})
            done += bool(rows)
    return done


CODES = {
    "key", "kind", "state", "side", "uid", "anchor", "met_by", "channel", "code", "rule", "scope", "waiting_for",
    "last_side", "next_kind", "sha256", "place", "source", "language", "message_id", "owed_by", "token_url", "form",
    "imap_security", "smtp_security", "auth", "secret", "reason", "address", "file", "url", "colour", "email", "role",
}  # fmt: skip
"""Columns that the program alone writes, as codes and hashes, or whose form is checked."""


def pks(desk: Any, model: type[models.Model]) -> list[Any]:
    from ashore.usecases.exporting.tables import owner_of

    return list(model._base_manager.filter(**{owner_of(model): desk}).values_list("pk", flat=True))


def test_nothing_but_pages_and_the_programs_door_is_answered() -> None:
    """H94: every address is in the lists of `test_access`, or of the API below."""
    found = dict(addresses(get_resolver().url_patterns))
    of_the_api = {path: name for path, name in found.items() if path.startswith("api/")}
    assert set(found.values()) - set(of_the_api.values()) == set(ROUTES)
    assert set(of_the_api) == set(API)


API = {
    "api/v1/": "the description, for owners alone",
    "api/v1/openapi.json": "the description, for owners alone",
    "api/v1/docs": "the description, for owners alone",
    "api/v1/channels/<key>/messages": "signed",
}


def addresses(patterns: Any, before: str = "") -> Any:
    for each in patterns:
        path = f"{before}{each.pattern}"
        if isinstance(each, URLResolver):
            yield from addresses(each.url_patterns, path)
        elif isinstance(each, URLPattern):
            yield path, str(each.name)


def test_h62_markup_in_any_word_of_others_is_shown_and_never_obeyed(world: Any) -> None:
    known = ids_of(world, world.desk, world.anna)
    assert written_by_others(world.desk, (MARKUP,)) > 20
    browser, shown = world.browser(), set()
    for name in PAGES:
        asked = {"q": MARKUP} if name in {"search", "jump", "arrange"} else {}
        answer = browser.get(reverse(name, args=known.get(name, [])), asked)
        kind = answer.headers.get("Content-Type", "")
        if kind.startswith("text/html"):
            assert obeyed(answer.content.decode()) == [], name
            shown |= {name} if b"alert(66)" in answer.content else set()
        else:
            assert answer.headers["X-Content-Type-Options"] == "nosniff", name
            assert answer.headers["Content-Disposition"].startswith("attachment"), name
    assert {"inbox", "client", "clients", "conversation", "search", "today", "waits", "outgoing", "jump"} <= shown


def test_h62_what_pages_are_told_by_the_program_in_json_is_no_markup(world: Any) -> None:
    known = ids_of(world, world.desk, world.anna)
    written_by_others(world.desk, (MARKUP,))
    answer = world.browser().post(reverse("coach", args=known["coach"]), {**FORM, "text": f"{MARKUP} What? {MARKUP}"})
    assert answer.status_code == 200
    if answer.headers["Content-Type"].startswith("application/json"):
        assert all(obeyed(each) == [] for each in strings(answer.json()) if "class=" in each)
    else:
        assert obeyed(answer.content.decode()) == []


def strings(value: Any) -> Any:
    if isinstance(value, str):
        yield value
    for each in value.values() if isinstance(value, dict) else value if isinstance(value, list) else ():
        yield from strings(each)


def obeyed(html: str) -> list[str]:
    """What of the markup became elements, or words of a script."""
    page = Tree(html)
    active = [each.html for each in page.css("*") if any(name.startswith("on") for name in each.attributes)]
    active += [each.html for each in page.css("svg[onload], img[src=x]")]
    return active + [each.html for each in page.css("script, style, meta") if "alert(66)" in (each.html or "")]


def test_what_this_test_calls_obeyed_is_found() -> None:
    assert len(obeyed(f'<p title="{MARKUP}">')) >= 3


def is_formula(cell: str) -> bool:
    """Whether a spreadsheet would run it; a number is none."""
    bare = cell.strip(' "\u00a0')
    return bare.startswith(tuple("=+-@\t\r\uff1d\uff0b\uff0d\uff20")) and not re.fullmatch(r"-?[0-9.]+(e-?\d+)?", bare)


def formulas(table: str) -> list[str]:
    """What would be run in some country: where cells end at commas, at semicolons, or at tabs."""
    rows = [row for sign in ",;\t" for row in csv.reader(io.StringIO(table), delimiter=sign)]
    return [cell for row in rows for cell in row if is_formula(cell)]


def test_what_this_test_calls_a_formula_is_found() -> None:
    for each in FORMULAS:
        assert formulas(f'a,b\n1,"{each.replace(chr(34), chr(34) * 2)}"\n2,3\n'), each
    assert not formulas("a,b\n1,-2\n3,'=x\n4,x;'=1\n")


def test_h96_no_table_that_can_be_had_at_any_address_holds_a_formula(world: Any) -> None:
    known = ids_of(world, world.desk, world.anna)
    written_by_others(world.desk, FORMULAS)
    found = []
    for name in PAGES:
        answer = world.browser().get(reverse(name, args=known.get(name, [])))
        if re.match("text/(csv|tab)|application/.*(excel|spreadsheet)", answer.headers.get("Content-Type", "")):
            found.append(name)
            assert formulas(answer.content.decode()) == [], name
    assert found == ["audit_csv", "people_csv", "reports_csv"]


def test_h96_no_table_of_an_export_holds_a_formula_and_its_json_holds_what_was_said(world: Any, tmp_path: Path) -> None:
    ids_of(world, world.desk, world.anna)
    written_by_others(world.desk, FORMULAS)
    export(workspace=world.desk, to=tmp_path / "out")
    files = [each for each in (tmp_path / "out").rglob("*") if each.suffix in (".csv", ".tsv", ".xls", ".xlsx")]
    assert len(files) > 20
    assert sum(each.read_bytes().count(b"\r\n") > 1 for each in files) > 15
    for each in files:
        table = each.read_bytes().decode()
        assert formulas(table) == [], each.name
    lines = (tmp_path / "out/tables/clients.jsonl").read_text("utf-8").splitlines()
    assert "=1+1" in {json.loads(line)["name"] for line in lines}


def test_h96_no_command_writes_tables_but_those_that_are_tried_here(world: Any, monkeypatch: Any) -> None:
    said = {path for path, command in commands(root) if "csv" in told(command)}
    assert said == {"contacts export", "contacts import", "export"}
    written_by_others(world.desk, FORMULAS)
    monkeypatch.setattr("ashore.cli.contacts.workspace_in", lambda _: world.desk)
    done = CliRunner().invoke(root, ["contacts", "export"])
    assert done.exit_code == 0
    assert formulas(done.stdout) == []


def commands(group: Any, before: str = "") -> Any:
    context = click.Context(group)
    for name in group.list_commands(context):
        command = group.get_command(context, name)
        if isinstance(command, click.Group):
            yield from commands(command, f"{before}{name} ")
        else:
            yield f"{before}{name}", command


def told(command: click.Command) -> str:
    """All that a command says of itself."""
    return f"{command.help} {[each.to_info_dict() for each in command.params]}".lower()


def test_h96_tables_are_written_in_one_place() -> None:
    """Whoever writes another one is led here: it must be neutralised, and tried above."""
    place = Path(ashore.__file__).parent
    for path in sorted(place.rglob("*.py")):
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            named = isinstance(node, ast.Attribute) and node.attr in ("writer", "DictWriter", "writerow", "writerows")
            if named and "csv" in path.read_text("utf-8"):
                assert path.relative_to(place).as_posix() == "usecases/exporting/cells.py"
