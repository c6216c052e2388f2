"""``ashore user``: people who may sign in."""

from dataclasses import asdict

import click

from ashore.cli.desk_common import at, home_option, json_option, print_json, refusal, workspace_in


@click.group()
def user() -> None:
    """Add people and make sign-in links.

    \b
    Examples:
      ashore user add anna@studio.example --name "Anna Nováková"
      ashore user link anna@studio.example
      ashore user forget-second-factor anna@studio.example
    """


@user.command()
@click.argument("email")
@click.option("--name", default="")
@click.option("--language", type=click.Choice(["en", "ru", "sk", "fil"]), default="en", show_default=True)
@click.option("--zone", default="", help="Their time zone. [the workspace's]")
@click.option("--password", is_flag=True, help="Ask for a password. Without it they use a sign-in link.")
@home_option
def add(email: str, name: str, language: str, zone: str, password: bool, folder: str | None) -> int:
    """Let a person sign in; prints their first link."""
    workspace = workspace_in(folder)
    from ashore.usecases.errors import NotPossible
    from ashore.usecases.setting_up import add_user
    from ashore.usecases.signin import sign_in_link

    secret = click.prompt("Password", hide_input=True, confirmation_prompt=True, err=True) if password else None
    try:
        person = add_user(workspace=workspace, email=email, name=name, language=language, zone=zone, password=secret)
    except NotPossible as error:
        raise refusal(error) from None
    click.echo(sign_in_link(user=person, now=at(None)))
    return 0


@user.command()
@click.argument("email")
@click.option("--base", default="", metavar="URL", help="Address of the desk to put before the link.")
@home_option
def link(email: str, base: str, folder: str | None) -> int:
    """A link that signs a person in once, within a day."""
    workspace_in(folder)
    from ashore.usecases.errors import NotThere
    from ashore.usecases.setting_up import user_by_email
    from ashore.usecases.signin import sign_in_link

    try:
        person = user_by_email(email=email)
    except NotThere:
        raise click.ClickException(f"{email} has no account; ashore user add {email} makes one.") from None
    click.echo(base.rstrip("/") + sign_in_link(user=person, now=at(None)))
    return 0


@user.command(name="forget-second-factor")
@click.argument("email")
@home_option
def forget_second_factor(email: str, folder: str | None) -> int:
    """Forget the codes and keys of a person who lost them; the password stays."""
    workspace_in(folder)
    from ashore.usecases import secondfactor
    from ashore.usecases.errors import NotThere
    from ashore.usecases.setting_up import user_by_email

    try:
        person = user_by_email(email=email)
    except NotThere:
        raise click.ClickException(f"{email} has no account.") from None
    count = secondfactor.forget_second_factor(user=person)
    click.echo("Forgotten." if count else f"{email} has none.")
    return 0


@user.command(name="list")
@home_option
@json_option
def list_(folder: str | None, as_json: bool) -> int:
    """Who may sign in."""
    workspace = workspace_in(folder)
    from ashore.usecases.setting_up import users

    rows = users(workspace=workspace)
    if as_json:
        print_json({"users": [asdict(row) for row in rows]})
    else:
        for row in rows:
            click.echo(f"{row.email:<32} {row.role:<8} {row.name}")
    return 0
