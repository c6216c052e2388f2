"""The setting that names the mail server whose word on senders counts (H38, H45)."""

from pathlib import Path

import pytest

from ashore.conf.home import BadSettings, file_settings, prepare, trusted_servers


def test_it_is_read_from_the_settings_file_in_lower_case(tmp_path, monkeypatch):
    monkeypatch.delenv("ASHORE_TRUSTED_SERVER", raising=False)
    (tmp_path / "ashore.toml").write_text('[mail]\ntrusted_server = " MX.Studio.Example "\n')
    assert trusted_servers(file_settings(tmp_path), tmp_path) == ("mx.studio.example",)


def test_several_may_be_named_for_mailboxes_at_several_providers(tmp_path, monkeypatch):
    monkeypatch.delenv("ASHORE_TRUSTED_SERVER", raising=False)
    (tmp_path / "ashore.toml").write_text('[mail]\ntrusted_server = ["MX.Studio.Example", "mx.google.com"]\n')
    assert trusted_servers(file_settings(tmp_path), tmp_path) == ("mx.studio.example", "mx.google.com")
    monkeypatch.setenv("ASHORE_TRUSTED_SERVER", "mx.a.example, mx.b.example")
    assert trusted_servers({}, tmp_path) == ("mx.a.example", "mx.b.example")


def test_a_fresh_installation_trusts_no_server(tmp_path, monkeypatch):
    monkeypatch.delenv("ASHORE_TRUSTED_SERVER", raising=False)
    prepare(tmp_path)
    assert trusted_servers(file_settings(tmp_path), tmp_path) == ()


def test_the_environment_wins(monkeypatch):
    monkeypatch.setenv("ASHORE_TRUSTED_SERVER", "mx.other.example")
    assert trusted_servers({"mail": {"trusted_server": "mx.studio.example"}}, Path()) == ("mx.other.example",)


@pytest.mark.parametrize(
    "mail",
    ["mx.studio.example", {"trusted_server": ["mx x"]}, {"trusted_server": "mx x"}, {"trusted_server": 5}],
)
def test_h45_a_slip_in_it_is_told_and_does_not_switch_the_check_off(mail, monkeypatch):
    monkeypatch.delenv("ASHORE_TRUSTED_SERVER", raising=False)
    with pytest.raises(BadSettings, match=r'trusted_server = "mx\.studio\.example"'):
        trusted_servers({"mail": mail}, Path())
