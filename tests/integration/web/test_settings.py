"""Settings say how the desk is set, and lead to where it is changed."""

from typing import Any

import pytest
from django.urls import reverse

from ashore.usecases.accounts import add_account
from ashore.usecases.channels.registry import add_channel, change_state


def shown(world: Any) -> str:
    return " ".join(world.browser().get(reverse("settings")).content.decode().split())


def test_an_empty_desk_says_that_nothing_is_set(world: Any) -> None:
    page = shown(world)
    assert "No mail is fetched by itself." in page
    assert "No messenger is connected." in page
    assert "It advises; it requires nothing." in page


def test_mailboxes_and_messengers_that_stand_still_are_counted(world: Any) -> None:
    now = world.desk.created_at
    for name in ("a", "b"):
        add_channel(workspace=world.desk, now=now, kind="api", key=f"chat-{name}", name="Chat")
    change_state(workspace=world.desk, key="chat-a", active=False)
    add_account(
        workspace=world.desk, address="box@studio.example", now=now, imap_host="127.0.0.1", imap_port=1,
        imap_security="none", password="x",
    )  # fmt: skip
    page = shown(world)
    assert "Mailboxes: 1." in page
    assert "Messengers connected: 2." in page
    assert "Paused: 1." in page


def test_nothing_of_a_neighbours_desk_is_counted(world: Any) -> None:
    add_channel(workspace=world.rival, now=world.rival.created_at, kind="api", key="chat-a", name="Chat")
    assert "No messenger is connected." in shown(world)


@pytest.mark.parametrize("name", ["accounts", "channels", "letters", "coach_settings", "data", "background"])
def test_every_place_of_settings_is_reached_from_there(world: Any, name: str) -> None:
    assert f'href="{reverse(name)}"' in shown(world)


def test_the_menu_of_the_account_leads_to_settings(world: Any) -> None:
    assert f'href="{reverse("settings")}"' in world.browser().get("/").content.decode()


def test_the_palette_finds_settings_by_name_in_the_readers_language(world: Any) -> None:
    link = f'href="{reverse("settings")}">'
    browser = world.browser()
    jumps = browser.get(reverse("jump"), {"q": "setti"}).content.decode()
    assert f"{link}Settings</a>" in jumps
    browser.post(reverse("preferences"), {"language": "ru", "next": "/"})
    assert f"{link}Настройки</a>" in browser.get(reverse("jump"), {"q": "настр"}).content.decode()


def test_it_names_the_server_that_mail_goes_out_through_and_where_that_is_set(world: Any, settings: Any) -> None:
    now = world.desk.created_at
    assert "no server: replies are kept" in shown(world)
    box = {"workspace": world.desk, "now": now, "imap_security": "none", "password": "hidden-word"}
    add_account(**box, address="in@studio.example", imap_host="127.0.0.1", imap_port=1)
    add_account(**box, address="out@studio.example", smtp_host="smtp.out.example", smtp_port=465)
    page = shown(world)
    assert '<code>smtp.out.example:465</code> <span class="soft">set with the account' in page
    assert "the server of out@studio.example" in page
    settings.SMTP, settings.SMTP_SOURCE = (
        {"host": "smtp.all.example", "port": 25, "password": "hidden-word"},
        "environment",
    )
    page = shown(world)
    assert "smtp.all.example:25" in page
    assert "ASHORE_SMTP_HOST" in page
    assert "hidden-word" not in page
    settings.SMTP_SOURCE = "ashore.toml"
    assert "under [smtp] in ashore.toml" in shown(world)


def test_who_owns_no_house_reads_no_names_of_servers(world: Any, settings: Any) -> None:
    from ashore.usecases.setting_up import add_user

    settings.SMTP = {"host": "smtp.all.example"}
    ben = world.browser(add_user(workspace=world.desk, email="ben@studio.example", name="Ben"))
    assert b"smtp.all.example" not in ben.get(reverse("settings")).content
