"""The installation folder and what is read from it."""

import stat
from pathlib import Path

import pytest

from ashore.conf.databases import database
from ashore.conf.home import BadSettings, file_settings, home, prepare, secret_key


def test_the_folder_is_named_by_the_environment_or_lies_with_the_users_data(monkeypatch, tmp_path):
    monkeypatch.setenv("ASHORE_HOME", str(tmp_path / "here"))
    assert home() == tmp_path / "here"
    monkeypatch.delenv("ASHORE_HOME")
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path))
    assert home() == tmp_path / "ashore"


def test_the_secret_key_is_made_once_and_only_its_owner_reads_it(monkeypatch, tmp_path):
    monkeypatch.delenv("ASHORE_SECRET_KEY", raising=False)
    key = secret_key(tmp_path / "new")
    assert len(key) > 60
    assert secret_key(tmp_path / "new") == key
    assert stat.S_IMODE((tmp_path / "new" / "secret-key").stat().st_mode) == 0o600
    assert [p.name for p in (tmp_path / "new").iterdir()] == ["secret-key"]


def test_preparing_leaves_what_stands_there_alone(tmp_path):
    prepare(tmp_path)
    (tmp_path / "ashore.toml").write_text("port = 9000\n")
    prepare(tmp_path)
    assert file_settings(tmp_path) == {"port": 9000}


def test_a_fault_in_the_settings_file_is_told_with_file_and_line(tmp_path):
    (tmp_path / "ashore.toml").write_text("port = 1\nhttps = maybe\n")
    with pytest.raises(BadSettings, match=r"ashore\.toml: .*line 2"):
        file_settings(tmp_path)


def test_the_template_of_the_settings_file_is_valid(tmp_path):
    prepare(tmp_path)
    assert file_settings(tmp_path) == {}


def test_databases_by_address():
    assert database("", Path("/d"))["NAME"] == "/d/desk.sqlite3"
    found = database("postgres://anna:p%40ss@db.example:5433/desk?sslmode=require", Path("/d"))
    assert (found["NAME"], found["USER"], found["PASSWORD"], found["HOST"], found["PORT"]) == (
        "desk", "anna", "p@ss", "db.example", "5433",
    )  # fmt: skip
    assert found["OPTIONS"]["sslmode"] == "require"
    assert found["OPTIONS"]["options"] == "-c lock_timeout=20s"
    own = database("postgres://anna@/desk?host=/run/pg&options=-c%20lock_timeout%3D60s", Path("/d"))["OPTIONS"]
    assert (own["host"], own["options"]) == ("/run/pg", "-c lock_timeout=20s -c lock_timeout=60s")  # the last one holds
    with pytest.raises(BadSettings, match="port"):
        database("postgres://anna@db.example:first/desk", Path("/d"))
    with pytest.raises(BadSettings, match="mysql://"):
        database("mysql://x/y", Path("/d"))
