"""Lines of keys, which the parser itself does not tell."""

from ashore.core.agreement.toml_lines import key_lines, line_of

TEXT = '''# a comment with = and [brackets]
version = 1
title = """two
lines = 5"""
[hours.us]   # where = here
zone = 'Europe/Bratislava'
"mon" = "a # b = [ c"
list = [
  1, 2,   # ]
  "]",
]
after = { x = 1, y = [2] }
a.b = 3
[ holidays . "us.eu" ]
2026-12-25 = "x"
"q\\u0041" = 1
[[many]]
key = 1
[[many]]
key = 2
'''


def test_keys_and_tables_stand_where_a_person_sees_them() -> None:
    found = key_lines(TEXT)
    assert found == {
        ("version",): 2,
        ("title",): 3,
        ("hours",): 5,
        ("hours", "us"): 5,
        ("hours", "us", "zone"): 6,
        ("hours", "us", "mon"): 7,
        ("hours", "us", "list"): 8,
        ("hours", "us", "after"): 12,
        ("hours", "us", "a"): 13,
        ("hours", "us", "a", "b"): 13,
        ("holidays",): 14,
        ("holidays", "us.eu"): 14,
        ("holidays", "us.eu", "2026-12-25"): 15,
        ("holidays", "us.eu", "qA"): 16,
        ("many",): 17,
        ("many", "1"): 17,
        ("many", "1", "key"): 18,
        ("many", "2"): 19,
        ("many", "2", "key"): 20,
    }


def test_what_is_not_listed_stands_with_what_is_around_it() -> None:
    found = key_lines(TEXT)
    assert line_of(found, ("hours", "us", "after", "x")) == 12
    assert line_of(found, ("nothing",)) == 1


def test_an_empty_text_has_no_keys() -> None:
    assert key_lines("") == {}
    assert key_lines("\n# only this") == {}


def test_entries_of_lists_within_lists_have_their_own_lines() -> None:
    text = "[[a]]\nx = 1\n[[a.b]]\ny = 1\n[[a.b]]\ny = 2\n[[a]]\n[[a.b]]\ny = 3\n[a.changes]\n'x.y' = 1\n"
    found = key_lines(text)
    assert found[("a", "1", "b", "2", "y")] == 6
    assert found[("a", "2", "b", "1", "y")] == 9
    assert found[("a", "2", "changes", "x.y")] == 11
