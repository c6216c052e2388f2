"""``ashore agreement schema``: the JSON Schema of agreement files."""

import json

import click


@click.command()
def schema() -> None:
    """Print the JSON Schema of agreement files (for editors and other programs).

    \b
    Examples:
      ashore agreement schema > agreement.schema.json
      ashore agreement schema | jq '.properties | keys'
    """
    from ashore.core.agreement.schema.json_schema import json_schema

    click.echo(json.dumps(json_schema(), ensure_ascii=False, indent=2))
