"""Each kind of hostile mail and fault has its tests, and the page that promises it says what the list says."""

import ast
import subprocess
import sys
import tomllib
from functools import cache
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
LINES = tomllib.loads((ROOT / "tests" / "hostile.toml").read_text("utf-8"))


@cache
def found_in(path: Path) -> frozenset[str]:
    nodes = ast.walk(ast.parse(path.read_text("utf-8")))
    return frozenset(n.name for n in nodes if isinstance(n, ast.FunctionDef) and n.name.startswith("test_"))


def test_every_number_is_in_the_list_once_and_in_order() -> None:
    assert list(LINES) == [f"H{n:02d}" for n in range(1, 97)]


@pytest.mark.parametrize("number", LINES)
def test_every_test_that_the_list_names_exists(number: str) -> None:
    named = LINES[number]["tests"]
    assert named
    for each in named:
        path, _, test = each.partition("::")
        assert (ROOT / "tests" / path).is_file(), each
        assert test in found_in(ROOT / "tests" / path), each


def test_the_page_is_made_of_the_list() -> None:
    subprocess.run([sys.executable, ROOT / "scripts" / "hostile.py", "--check"], check=True)
