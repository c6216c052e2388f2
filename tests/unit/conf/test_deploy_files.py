"""The units and the container file that we hand out are what their readers take."""

import re
import shutil
import subprocess
from pathlib import Path

import pytest

DEPLOY = Path(__file__).resolve().parents[3] / "examples" / "deploy"
UNITS = sorted(DEPLOY.glob("*.service"))


@pytest.mark.parametrize("unit", UNITS, ids=lambda p: p.name)
def test_systemd_understands_every_line_of_a_unit(unit: Path, tmp_path: Path):
    """With a program that exists everywhere, for ours is not installed where the tests run."""
    analyze = shutil.which("systemd-analyze")
    assert analyze, "systemd-analyze is missing: apt-get install systemd"
    text = re.sub(r"^ExecStart=\S+", "ExecStart=/bin/true", unit.read_text("utf-8"), flags=re.M)
    copy = tmp_path / unit.name.replace("@.", "@1.")
    copy.write_text(text, encoding="utf-8")
    run = subprocess.run([analyze, "verify", "--man=no", str(copy)], capture_output=True, text=True, check=False)
    assert not [line for line in run.stderr.splitlines() if copy.name in line], run.stderr


def test_the_units_call_commands_that_exist_with_options_that_they_have():
    from ashore.cli.lazy import load
    from ashore.cli.table import ENTRIES

    for unit in UNITS:
        line = re.search(r"^ExecStart=\S+/ashore (\S+)(.*)$", unit.read_text("utf-8"), re.M)
        assert line, unit
        options = {name for each in load(ENTRIES[line[1]]).params for name in each.opts}
        assert set(re.findall(r"--\w+", line[2])) <= options


def test_the_container_file_says_one_known_word_a_line_and_copies_what_is_there():
    text = (DEPLOY / "Containerfile").read_text("utf-8").replace("\\\n", " ")
    lines = [line for line in text.splitlines() if line and not line.startswith("#")]
    known = {"FROM", "WORKDIR", "COPY", "RUN", "USER", "ENV", "VOLUME", "EXPOSE", "HEALTHCHECK", "ENTRYPOINT", "CMD"}
    assert {line.split()[0] for line in lines} <= known
    root = DEPLOY.parents[1]
    for line in lines:
        word, *rest = line.split()
        if word == "COPY" and not rest[0].startswith("--from"):
            assert all((root / each).exists() for each in rest[:-1]), line
