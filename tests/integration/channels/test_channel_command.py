"""``ashore channel``, and what the docs show for bridges."""

import datetime as dt
import json
import runpy
import shutil
import subprocess
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result

from ashore.channels.signing import new_secret, sign, verify
from ashore.cli import desk_channel
from ashore.store.models import Channel, Workspace

EXAMPLES = Path(__file__).resolve().parents[3] / "examples" / "channels"
Run = Callable[..., Result]


@pytest.fixture
def run(workspace: Workspace, monkeypatch: pytest.MonkeyPatch) -> Run:
    monkeypatch.setattr(desk_channel, "workspace_in", lambda _folder: workspace)

    def call(*words: str, **more: Any) -> Result:
        return CliRunner().invoke(desk_channel.channel, list(words), standalone_mode=False, **more)

    return call


def test_a_channel_is_added_listed_paused_and_removed(run: Run) -> None:
    secret = run("add", "api", "viber", "--name", "Viber", "--agreed-as", "messenger").stdout.strip()
    assert secret.startswith("whsec_")
    rows = json.loads(run("list", "--json").stdout)["channels"]
    assert [(each["key"], each["agreed_as"], each["state"]) for each in rows] == [("viber", "messenger", "active")]
    assert secret not in run("list", "--json").output
    run("pause", "viber")
    assert Channel.objects.get().state == "paused"
    run("resume", "viber")
    assert run("secret", "viber").stdout.strip() != secret
    assert run("check", "viber").return_value == 0
    run("remove", "viber")
    row = Channel.objects.get()
    assert (row.state, bytes(row.secret)) == ("removed", b"")
    assert json.loads(run("list", "--json").stdout)["channels"] == []


def test_what_is_given_is_changed_and_the_rest_stays(run: Run) -> None:
    run("add", "api", "viber", "--name", "Viber", "--agreed-as", "messenger", "--url", "https://b.example/out")
    run("change", "viber", "--name", "Viber of the studio")
    row = Channel.objects.get()
    assert (row.name, row.agreed_as, row.url) == ("Viber of the studio", "messenger", "https://b.example/out")
    run("change", "viber", "--url", "")
    assert Channel.objects.get().url == ""
    assert "no channel" in str(run("change", "none").exception)


def test_a_secret_lies_sealed_in_the_database(run: Run) -> None:
    secret = run("add", "api", "viber", "--name", "Viber").stdout.strip()
    assert secret.removeprefix("whsec_").encode() not in bytes(Channel.objects.get().secret)


def test_a_token_is_read_from_a_file_or_stdin(run: Run, tmp_path: Path) -> None:
    (tmp_path / "token").write_text("12345:only-for-tests-only-for-tests-12\n")
    run("add", "telegram", "--name", "Telegram", "--token-file", str(tmp_path / "token"))
    run("add", "telegram", "second", "--name", "T", "--token-file", "-", input="12345:only-for-tests-only-for-tests-12")
    assert list(Channel.objects.order_by("pk").values_list("key", flat=True)) == ["telegram", "second"]


@pytest.mark.parametrize(
    ("words", "told"),
    [(("add", "api", "Viber!", "--name", "V"), "short name"), (("add", "api", "letter", "--name", "V"), "short name"),
     (("add", "api", "v1", "--name", " "), "how people call it"), (("check", "none"), "no channel"),
     (("add", "api", "v1", "--name", "V", "--url", "http://127.0.0.1/x"), "private_targets"),
     (("remove", "none"), "no channel"), (("pause", "none"), "no channel"), (("secret", "none"), "no channel")],
)  # fmt: skip
def test_a_mistake_is_one_sentence_with_the_next_step(run: Run, words: tuple[str, ...], told: str) -> None:
    assert told in str(run(*words).exception)
    assert not Channel.objects.exists()


def test_the_example_signs_as_the_desk_checks() -> None:
    secret, now = new_secret(), dt.datetime.now(dt.UTC)
    body = (EXAMPLES / "message.json").read_bytes()
    signed = runpy.run_path(str(EXAMPLES / "post_message.py"))["signed"]
    assert verify([secret], signed(secret, "m-1", body), body, now) == "good"


def test_openssl_makes_the_signature_that_the_docs_show() -> None:
    openssl = shutil.which("openssl")
    assert openssl, "openssl is needed: scripts/setup"
    secret, now = new_secret(), dt.datetime.now(dt.UTC)
    right = sign(secret, "m-1", now, b"{}")
    script = (
        "key=$(printf %s \"$1\" | sed s/whsec_// | base64 -d | od -An -tx1 | tr -d ' \\n'); "
        "printf '%s.%s.%s' m-1 \"$2\" '{}' | openssl dgst -sha256 -mac HMAC -macopt hexkey:$key -binary | base64"
    )
    made = subprocess.run(
        ["/bin/sh", "-c", script, "sh", secret, right["webhook-timestamp"]], capture_output=True, text=True, check=True
    )
    assert f"v1,{made.stdout.strip()}" == right["webhook-signature"]
