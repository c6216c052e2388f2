"""Explanations told late, and the ledger as text that is written while it is made."""

import json
from pathlib import Path

from ashore.core.agreement import Agreement, load
from ashore.core.kernel import Reason
from ashore.core.ledger import derive
from ashore.core.ledger.data import ledger_data, ledger_json
from ashore.core.ledger.jsonl import read_events
from ashore.core.ledger.telling import Told

EXAMPLES = Path(__file__).resolve().parents[3] / "examples" / "agreements"


def test_the_ledger_piece_by_piece_is_the_text_of_the_whole() -> None:
    terms = load((EXAMPLES / "standard.toml").read_text(encoding="utf-8"), "standard.toml")
    assert isinstance(terms, Agreement)
    events, _ = read_events((EXAMPLES / "standard.jsonl").read_bytes().splitlines(), "standard.jsonl")
    found = derive(terms, events, max(each.at for each in events))
    whole = json.dumps(ledger_data(found) | {"now": "today"}, ensure_ascii=False)
    pieces = list(ledger_json(found, now="today"))
    assert "".join(pieces) == whole
    assert len(pieces) > len(found.obligations)


def test_a_reason_is_told_once_when_it_is_read_and_for_a_file_without_being_kept() -> None:
    times: list[str] = []

    def teller(name: str) -> Reason:
        times.append(name)
        return Reason("a.b", "W1", {"name": name})

    told = Told("a.b", "W1", (teller, "first"))
    assert (told.code, times) == ("a.b", [])
    assert told.as_data() == told.as_data() == Reason("a.b", "W1", {"name": "first"}).as_data()
    assert len(times) == 2
    assert told.params == {"name": "first"}
    assert told == Reason("a.b", "W1", {"name": "first"})
    assert told.as_data()["params"] == {"name": "first"}
    assert len(times) == 3
