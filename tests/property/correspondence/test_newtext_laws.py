"""Whatever the text, its parts cover it, whole and in order."""

from itertools import pairwise

from hypothesis import given, settings
from hypothesis import strategies as st

from ashore.core.correspondence import newtext

LINES = [
    "",
    "Hello Peter,",
    "Could you look at page two?",
    "> quoted",
    ">> quoted twice",
    "On 5 Mar 2019, at 14:02, Anna <anna@example.org> wrote:",
    "5 марта 2019 г., в 14:02, Анна <anna@example.org> написала:",
    "From: Anna",
    "Sent: Tuesday",
    "To: Peter",
    "Subject: Poster",
    "-----Original Message-----",
    "---------- Forwarded message ---------",
    "________________________________",
    "-- ",
    "Best regards,",
    "Anna",
    "Sent from my iPhone",
    "Team mailing list",
    "This e-mail is confidential.",
    "| a | b |",
    "diff --git a/x b/x",
    "--- a/x",
    "+++ b/x",
    "@@ -1,2 +1,3 @@",
    "+added",
    " | context",
    "```",
    "$ make",
    "# comment",
    "x = 1;",
    "-----BEGIN PGP SIGNED MESSAGE-----",
    "-----BEGIN PGP SIGNATURE-----",
    "-----END PGP SIGNATURE-----",
    "\r",
    "\u2028x",
]
texts = st.one_of(st.text(max_size=300), st.lists(st.sampled_from(LINES), max_size=25).map("\n".join))


@given(texts)
@settings(max_examples=500, deadline=None)
def test_parts_cover_the_text_without_gap_or_overlap(text: str) -> None:
    parts = newtext.split(text)
    assert "".join(segment.span.of(text) for segment in parts.segments) == text
    edges = [segment.span for segment in parts.segments]
    assert all(one.end == two.start for one, two in pairwise(edges))
    for pair in parts.inline:
        assert pair.answer in parts.own_text
        assert pair.quoted_span.end <= pair.answer_span.start


@given(
    st.lists(st.sampled_from(["Hello Peter,", "the draft is ready", "Could you look at page two?", ""]), max_size=20)
)
@settings(max_examples=100, deadline=None)
def test_quoting_a_text_whole_leaves_only_the_answer(lines: list[str]) -> None:
    quoted = "\n".join(f"> {line}" for line in [*lines, "the end"])
    parts = newtext.split(f"Yes.\n\nOn 5 Mar 2019, Anna wrote:\n{quoted}\n")
    assert parts.new_text == "Yes."
