"""Whatever a person writes, reading it ends in an agreement or in findings with a place."""

import re
import tomllib

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from ashore.core.agreement import (
    PRESETS,
    Agreement,
    Within,
    load,
    parse_within,
    preset_text,
    questions,
    standard_text,
)
from ashore.core.agreement.toml_lines import key_lines
from ashore.words import say
from ashore.words.explaining import explain

FILES = [standard_text(), *(preset_text(preset, language) for preset in PRESETS for language in ("en", "ru"))]
bits = st.sampled_from(
    [
        '"',
        "'",
        '"""',
        "[",
        "]",
        "[[",
        "{",
        "}",
        "=",
        ".",
        ",",
        "#",
        "\n",
        "\\",
        "24:00",
        "-",
        "0",
        "a",
        "é",
        "\x00",
        "us",
        " ",
    ]
)


@st.composite
def damaged(draw: st.DrawFn) -> str:
    """A good file with some lines dropped, doubled, moved or spoilt."""
    lines = draw(st.sampled_from(FILES)).splitlines()
    for _ in range(draw(st.integers(1, 4))):
        at = draw(st.integers(0, len(lines) - 1))
        line = lines[at]
        cut = draw(st.integers(0, len(line)))
        spoilt = line[:cut] + "".join(draw(st.lists(bits, max_size=4))) + line[cut + draw(st.integers(0, 3)) :]
        lines[at : at + 1] = draw(
            st.sampled_from([[spoilt], [], [line, line], [spoilt, line], [line, draw(st.sampled_from(lines))]])
        )
        lines = lines or [""]
    return "\n".join(lines)


@settings(max_examples=300, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.one_of(damaged(), st.lists(bits, max_size=30).map("".join)))
def test_a_damaged_file_is_an_agreement_or_findings(text: str) -> None:
    found = load(text, "a.toml")
    if isinstance(found, Agreement):
        assert not found.us.never_open
        for question in questions(found):
            assert say(question.reason) != question.code
        explain(found, "sk")
        return
    assert found
    for finding in found:
        place = re.match(r"a\.toml:(\d+)", finding.where)
        assert place
        assert 1 <= int(place.group(1)) <= text.count("\n") + 1
        assert say(finding.reason) != finding.code


names = st.text(st.characters(blacklist_categories=["Cs", "Cc"]), min_size=1, max_size=6)
scalars = st.one_of(
    st.integers(0, 9).map(str),
    names.map(lambda n: "'''" + n.replace("'", "") + "\n = [ # \n'''"),
    st.just("[\n1, # ]\n2]"),
)


@settings(max_examples=200, deadline=None)
@given(st.dictionaries(names, st.dictionaries(names, scalars, max_size=4), max_size=4))
def test_every_key_of_a_valid_file_has_its_line(tables: dict[str, dict[str, str]]) -> None:
    lines: list[str] = []
    expected: dict[tuple[str, ...], int] = {}
    for table, keys in tables.items():
        lines += ["", f"[{_quoted(table)}]  # = ["]
        expected[(table,)] = len(lines)
        for key, value in keys.items():
            written = f"{_quoted(key)} = {value}"
            expected[(table, key)] = len(lines) + 1
            lines += written.split("\n")
    text = "\n".join(lines)
    assert set(tomllib.loads(text)) == set(tables)
    assert key_lines(text) == expected


def _quoted(name: str) -> str:
    return '"' + name.replace("\\", "\\\\").replace('"', '\\"') + '"'


@given(st.integers(1, 100_000), st.sampled_from(["working_minutes", "working_days", "days"]))
def test_a_length_of_time_reads_back_what_it_writes(amount: int, unit: str) -> None:
    within = Within(amount if unit == "working_minutes" else amount % 3660 + 1, unit)  # type: ignore[arg-type]
    assert parse_within(str(within)) == within
