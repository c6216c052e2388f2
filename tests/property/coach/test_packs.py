"""Any text may be given as a pack, and any phrase that is accepted can be looked for."""

from hypothesis import given
from hypothesis import strategies as st

from ashore.core.coach.packs.model import Pack
from ashore.core.coach.packs.phrasing import wrong_with
from ashore.core.coach.packs.reading import decoded, read_pack
from ashore.core.coach.packs.template import new_pack
from ashore.core.kernel import Span
from ashore.core.language.hits import book, hits
from ashore.core.language.lexicon import fold

LINES = new_pack("ours").splitlines(keepends=True)
TOKENS = st.sampled_from(
    "a b|c ?a !b a_b|c pre* .. ... _ ?_ ^ ^^ ^: $ @ours ?@ours , a*b | ? * @ => - ! č ё".split()  # noqa: SIM905
)


@given(st.text())
def test_no_text_breaks_the_reader(text: str) -> None:
    assert isinstance(read_pack(text, "x"), Pack | tuple)


@given(st.binary(max_size=200))
def test_no_bytes_break_it_either(raw: bytes) -> None:
    text = decoded(raw, "x")
    if isinstance(text, str):
        read_pack(text, "x")


@given(st.lists(st.sampled_from([*LINES, "  - name: x\n", "    kind: count\n", "    lines: 3\n", "\t", "- [", "x: {"])))
def test_lines_in_any_order_are_a_pack_or_say_why_not(lines: list[str]) -> None:
    found = read_pack("".join(lines), "x")
    if not isinstance(found, Pack):
        assert found
        assert all(fault.place.line >= 1 and fault.place.column >= 1 for fault in found)


@given(st.lists(TOKENS, max_size=10).map(" ".join), st.sampled_from(["en", "ru", "sk", "fil"]))
def test_a_phrase_that_is_accepted_can_be_looked_for(phrase: str, language: str) -> None:
    if phrase.strip() and wrong_with(phrase, language, {"ours": ("site", "web_shop")}) is None:
        text = "a a a a b c a, web shop a a prefix a a a site a a b"
        found = book({"x": {"kind": [fold(phrase, language)], "@ours": ["site", "web_shop"]}}, language)
        for hit in hits(text, found, [Span(0, len(text))]):
            assert hit.span.of(text)
