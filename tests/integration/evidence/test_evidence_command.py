"""``ashore evidence`` as a person uses it: what is written, what is said, and what happens to wrong words."""

import io
import json
import subprocess
import sys
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest

from ashore import cli
from ashore.evidence.opening import Opened, open_pack
from ashore.evidence.zipping import ZipWriter

AGREEMENT = 'version = 1\ntitle = "Landing page"\n'
EVENT = {
    "id": "e1",
    "type": "message",
    "at": "2026-03-13T16:40:00+00:00",
    "by": "client",
    "actor": "anna@client.example",
    "conversation": "page",
    "text": "When will it be live?",
    "source": "<approved-1@client.example>",
}
NOW = "--now=2026-04-01T00:00+00:00"


@pytest.fixture
def desk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, signing: ModuleType) -> Path:
    monkeypatch.chdir(tmp_path)
    Path("agreement.toml").write_text(AGREEMENT)
    Path("events.jsonl").write_text(json.dumps(EVENT) + "\n")
    Path("mail").mkdir()
    Path("mail/approved.eml").write_bytes(signing.signed())
    name = "spring._domainkey.client.example."
    Path("keys.txt").write_text(f'{name} 300 IN TXT "{signing.rsa_signer().record}"\n')
    return tmp_path


def export(*more: str) -> int:
    return cli.run(["evidence", "export", "agreement.toml", "events.jsonl", "-o", "pack.zip", NOW, *more])


def zipped(files: dict[str, bytes]) -> bytes:
    out = io.BytesIO()
    writer = ZipWriter(out)
    for name, data in files.items():
        writer.add(name, data)
    writer.close()
    return out.getvalue()


def left() -> set[str]:
    return {each.name for each in Path.cwd().iterdir()} - {"agreement.toml", "events.jsonl", "mail", "keys.txt"}


def test_a_pack_is_written_its_root_printed_and_it_verifies(desk: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert export("--mail", "mail", "--dns-keys", "keys.txt") == 0
    root = capsys.readouterr().out.strip()
    assert len(root) == 64
    assert cli.run(["evidence", "verify", "pack.zip", "--root", root]) == 0
    assert root in capsys.readouterr().out
    assert left() == {"pack.zip"}


def test_json_tells_the_same(desk: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert export("--mail", "mail", "--dns-keys", "keys.txt", "--json") == 0
    told = json.loads(capsys.readouterr().out)
    assert (told["version"], told["facts"]["messages"]["levels"], told["remarks"]) == (1, {"strong": 1}, [])
    assert cli.run(["evidence", "verify", "pack.zip", "--json"]) == 0
    checked = json.loads(capsys.readouterr().out)
    assert (checked["result"], checked["root"], checked["faults"]) == ("intact", told["root"], [])


def test_what_is_missing_is_said_and_makes_exit_1(desk: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert export() == 1
    assert "approved-1@client.example" in capsys.readouterr().err
    assert left() == {"pack.zip"}


def test_a_spoiled_pack_is_exit_1_and_the_file_is_named(desk: Path, capsys: pytest.CaptureFixture[str]) -> None:
    export("--mail", "mail")
    data = bytearray(Path("pack.zip").read_bytes())
    data[data.index(b"We approve")] ^= 1
    Path("pack.zip").write_bytes(data)
    capsys.readouterr()
    assert cli.run(["evidence", "verify", "pack.zip"]) == 1
    shown = capsys.readouterr()
    assert shown.out == ""
    assert "pack.zip: messages/00001-" in shown.err.splitlines()[0]
    assert shown.err.splitlines()[0].endswith(".eml was altered.")
    assert cli.run(["evidence", "verify", "pack.zip", "--json"]) == 1
    assert json.loads(capsys.readouterr().out)["faults"][0]["file"].startswith("messages/00001-")


@pytest.mark.parametrize("language", ["ru", "sk", "fil"])
def test_it_speaks_the_reader_s_language(desk: Path, capsys: pytest.CaptureFixture[str], language: str) -> None:
    export("--mail", "mail", "--language", language)
    shown = capsys.readouterr()
    assert "Its root is below" not in shown.err
    assert cli.run(["evidence", "verify", "pack.zip", "--language", language]) == 0
    assert "Intact" not in capsys.readouterr().out


def test_the_other_side_checks_it_with_sha256sum(desk: Path) -> None:
    export("--mail", "mail")
    opened = open_pack(io.BytesIO(Path("pack.zip").read_bytes()))
    assert isinstance(opened, Opened)
    for name in opened.members:
        place = Path("unpacked", name)
        place.parent.mkdir(parents=True, exist_ok=True)
        place.write_bytes(opened.read(name))
    run = subprocess.run(["sha256sum", "-c", "SHA256SUMS"], cwd="unpacked", capture_output=True, text=True, check=False)
    assert run.returncode == 0, run.stdout
    assert run.stdout.count(": OK") == len(opened.members) - 1


def test_a_stamped_pack_verifies_with_the_root_certificate(
    desk: Path, tsa: Any, capsys: pytest.CaptureFixture[str]
) -> None:
    assert export("--mail", "mail", "--stamp", tsa.url) == 0
    capsys.readouterr()
    assert cli.run(["evidence", "verify", "pack.zip", "--trust", str(tsa.root), "--json"]) == 0
    told = json.loads(capsys.readouterr().out)
    assert (told["stamp"]["trusted"], told["stamp"]["signer"]) == (True, "CN=Test signer")
    assert cli.run(["evidence", "verify", "pack.zip"]) == 0
    assert "--trust" in capsys.readouterr().err


def test_one_flipped_byte_in_the_stamp_is_found_with_and_without_its_root(
    desk: Path, tsa: Any, capsys: pytest.CaptureFixture[str]
) -> None:
    export("--mail", "mail", "--stamp", tsa.url)
    whole = Path("pack.zip").read_bytes()
    opened = open_pack(io.BytesIO(whole))
    assert isinstance(opened, Opened)
    begin = whole.index(opened.read("timestamp.tsr"))
    for at in range(begin, begin + opened.members["timestamp.tsr"].size, 97):
        data = bytearray(whole)
        data[at] ^= 1
        Path("spoiled.zip").write_bytes(data)
        for more in ((), ("--trust", str(tsa.root))):
            capsys.readouterr()
            assert cli.run(["evidence", "verify", "spoiled.zip", "--json", *more]) == 1
            assert json.loads(capsys.readouterr().out)["faults"][0]["file"] == "timestamp.tsr"


def test_a_stamp_of_another_authority_is_a_fault(
    desk: Path, tsa: Any, authorities: tuple[Any, Any], capsys: pytest.CaptureFixture[str]
) -> None:
    export("--mail", "mail", "--stamp", tsa.url)
    capsys.readouterr()
    assert cli.run(["evidence", "verify", "pack.zip", "--trust", str(authorities[1].root)]) == 1
    assert "does not hold" in capsys.readouterr().err


def test_a_stamping_server_that_is_down_leaves_a_pack_that_is_not_stamped(
    desk: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert export("--mail", "mail", "--stamp", "http://127.0.0.1:9/") == 1
    assert "is not stamped" in capsys.readouterr().err
    assert cli.run(["evidence", "verify", "pack.zip"]) == 0


def test_where_a_stamp_is_required_no_pack_is_left(desk: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert export("--mail", "mail", "--stamp", "http://127.0.0.1:9/", "--stamp-required") == 2
    assert "No pack was written" in capsys.readouterr().err
    assert left() == set()


def test_bad_lines_of_the_log_are_named_and_bound(desk: Path, capsys: pytest.CaptureFixture[str]) -> None:
    with Path("events.jsonl").open("a") as log:
        log.write('{"id": "e2", "type": "mesage", "at": "2026-03-13T16:40:00Z"}\n')
    assert export("--mail", "mail") == 1
    assert capsys.readouterr().err.startswith("events.jsonl:2: ")
    assert cli.run(["evidence", "verify", "pack.zip"]) == 0


@pytest.mark.parametrize(
    ("changes", "arguments", "said"),
    [
        ({"events.jsonl": "no log\n"}, (), "holds no event"),
        ({"events.jsonl": ""}, (), "holds no event"),
        ({"agreement.toml": "version = "}, (), "agreement.toml:1"),
        ({"keys.txt": "foo\n"}, ("--dns-keys", "keys.txt"), "keys.txt:1: this is no TXT record"),
        ({}, ("--dns-keys", "none.txt"), "none.txt: No such file"),
        ({}, ("--now", "yesterday"), "is no time"),
        ({}, ("--now", "2026-04-01T00:00"), "has no offset"),
        ({}, ("-o", "nowhere/pack.zip"), "there is no folder nowhere"),
        ({}, ("-o", "mail"), "mail is a folder"),
        ({}, ("-o", "mail/pack.zip"), "which the pack is made of"),
        ({}, ("-o", "events.jsonl"), "which the pack is made of"),
        ({}, ("-o", "agreement.toml"), "which the pack is made of"),
        ({}, ("--stamp", "tsa.example", "--stamp-required"), "no address of a stamping server"),
        ({}, ("--stamp-required",), "needs --stamp URL"),
        ({}, ("--mial", "x"), "--mail"),
    ],
)
def test_mistakes_are_one_clear_sentence_exit_2_and_nothing_written(
    desk: Path,
    capsys: pytest.CaptureFixture[str],
    changes: dict[str, str],
    arguments: tuple[str, ...],
    said: str,
) -> None:
    for name, text in changes.items():
        Path(name).write_text(text)
    assert export("--mail", "mail", *arguments) == 2
    shown = capsys.readouterr()
    assert said in shown.err
    assert "Traceback" not in shown.err
    assert shown.out == ""
    assert left() == set()


def test_an_agreement_in_another_encoding_is_told_with_its_line(desk: Path, capsys: pytest.CaptureFixture[str]) -> None:
    Path("agreement.toml").write_bytes("version = 1\ntitle = 'Целевая страница'\n".encode("cp1251"))
    assert export("--mail", "mail") == 2
    assert "agreement.toml:2: this is not UTF-8 text" in capsys.readouterr().err
    assert left() == set()


def test_half_a_log_is_told_and_its_half_line_bound(desk: Path, capsys: pytest.CaptureFixture[str]) -> None:
    whole = Path("events.jsonl").read_bytes()
    Path("events.jsonl").write_bytes(whole + whole[:60])
    assert export("--mail", "mail") == 1
    assert capsys.readouterr().err.startswith("events.jsonl:2: ")
    assert cli.run(["evidence", "verify", "pack.zip", "--json"]) == 0


def test_names_that_strangers_wrote_command_no_terminal(desk: Path, capsys: pytest.CaptureFixture[str]) -> None:
    Path("evil.zip").write_bytes(zipped({"\x1b[2J\x1b]0;owned\x07.txt": b"x"}))
    assert cli.run(["evidence", "verify", "evil.zip"]) == 2
    assert "\x1b" not in capsys.readouterr().err


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("none.zip",), "none.zip: No such file"),
        (("mail",), "is a folder"),
        (("events.jsonl",), "no ZIP file"),
        (("agreement.toml", "--root", "abc"), "64 digits"),
        (("agreement.toml", "--trust", "keys.txt"), "no certificate"),
        (("agreement.toml", "--trust", "none.pem"), "none.pem: No such file"),
    ],
)
def test_what_cannot_be_checked_is_exit_2(
    desk: Path, capsys: pytest.CaptureFixture[str], arguments: tuple[str, ...], said: str
) -> None:
    assert cli.run(["evidence", "verify", *arguments]) == 2
    shown = capsys.readouterr()
    assert said in shown.err
    assert shown.err.count("\n") == 1


def test_mail_that_is_not_there_is_told_and_the_pack_names_it(desk: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert export("--mail", "mial") == 1
    assert "mial" in capsys.readouterr().err


def test_the_log_may_come_on_stdin(desk: Path) -> None:
    command = [sys.executable, "-m", "ashore", "evidence", "export", "agreement.toml", "-", "-o", "pack.zip", NOW]
    with Path("events.jsonl").open("rb") as log:
        run = subprocess.run([*command, "--mail", "mail"], stdin=log, capture_output=True, text=True, check=False)
    assert run.returncode == 0, run.stderr
    assert cli.run(["evidence", "verify", "pack.zip"]) == 0


def test_the_help_starts_without_the_heavy_libraries() -> None:
    script = (
        "import sys\nfrom ashore.cli import run\nrun(['evidence', 'export', '--help'])\n"
        "sys.exit(bool({'typst', 'cryptography', 'rfc3161_client'} & set(sys.modules)))"
    )
    assert subprocess.run([sys.executable, "-c", script], capture_output=True, check=False).returncode == 0
