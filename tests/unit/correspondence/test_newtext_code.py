"""What a machine wrote or should read is shown, but asks and promises nothing."""

import pytest

from ashore.core.correspondence.newtext import split

PATCH = """Please find the change below.

---
 drivers/lamp/beam.c | 3 ++-
 1 file changed, 2 insertions(+), 1 deletion(-)

diff --git a/drivers/lamp/beam.c b/drivers/lamp/beam.c
index 1234567..89abcde 100644
--- a/drivers/lamp/beam.c
+++ b/drivers/lamp/beam.c
@@ -10,4 +10,5 @@ static int beam(void)
 \tint width;
-\twidth = 3;
+\t/* TODO: which units are these? */
+\twidth = 4;

 \treturn width;

Could you merge it by Friday?
"""


def _code(text: str) -> str:
    return split(text).code


def test_what_a_patch_asks_is_not_asked() -> None:
    parts = split(PATCH)
    assert parts.new_text == "Please find the change below.\n\nCould you merge it by Friday?"
    assert "which units" in parts.code
    assert "insertions" in parts.code


def test_what_was_left_out_of_the_new_text_is_still_the_senders_own() -> None:
    parts = split(PATCH)
    assert "which units" in parts.own_text
    assert parts.own_text.startswith("Please find")
    assert parts.own_text.endswith("by Friday?")


def test_the_prose_after_a_hunk_is_prose_though_the_program_dropped_its_blank_lines() -> None:
    text = "@@ -1,2 +1,2 @@\n-old\n+new\n same\nDid it help you?"
    assert split(text).new_text == "Did it help you?"


def test_a_wrapped_line_does_not_end_the_hunk() -> None:
    text = "@@ -1,2 +1,2 @@\n-old\n+new and\nlonger than a mail program likes\n same\n\nDid it help?"
    assert split(text).new_text == "Did it help?"


def test_a_context_line_with_a_bar_is_no_quotation() -> None:
    text = "@@ -1,3 +1,3 @@\n if (a\n     || b)\n-\tx();\n+\ty();\n\nDone."
    parts = split(text)
    assert [segment.kind for segment in parts.segments] == ["code", "new"]


def test_a_hunk_that_promises_more_lines_than_there_are_swallows_no_prose() -> None:
    text = "@@ -1,90000 +1,90000 @@\n-a\n+b\n" + "Somebody then wrote a whole page of prose.\n" * 8
    assert split(text).new_text.startswith("Somebody")


def test_a_fenced_block_is_code_up_to_its_fence() -> None:
    text = "Try this:\n```\nlamp --on\nwill it glow?\n```\nDoes it glow?"
    parts = split(text)
    assert parts.new_text == "Try this:\n\nDoes it glow?"
    assert "will it glow?" in parts.code


def test_a_fence_that_is_never_closed_hides_nothing() -> None:
    assert split("```\nDoes it glow?").new_text == "```\nDoes it glow?"


@pytest.mark.parametrize(
    "line",
    [
        "$ lampctl status",
        "# modprobe lamp",
        "root@desk:~# lampctl --on",
        "[anna@desk ~]$ lampctl --on",
        "anna@desk:~/src$ make",
        "C:\\Users\\anna> dir",
        "[   12.345678] lamp: who are you?",
        "Mar  4 11:22:33 desk lamp[12]: will retry",
        "2024-03-04 11:22:33,123 ERROR will retry",
        "Traceback (most recent call last):",
        "beam.c:12:7: error: did you mean 'beam_width'?",
        "Do you want to continue? [Y/n]",
        "#include <lamp.h>",
        "    return lamp ? 1 : 0;",
        "if (lamp) {",
    ],
)
def test_a_line_of_a_machine_is_code(line: str) -> None:
    parts = split(f"Here it is:\n\n{line}\n\nWhat now?")
    assert parts.code.strip() == line.strip()
    assert parts.new_text == "Here it is:\n\nWhat now?"


@pytest.mark.parametrize(
    "line",
    [
        "# what should we do about the lamp?",
        "$ 50 for the lamp, is that right?",
        "@Anna, will you be there?",
        "+1 from me; shall we?",
        "- will you order the lamp;",
        "* Could you send the lamp?",
        "<grin> you will like it",
        "[1] https://example.org/lamp",
        "I will do it (soon);",
        "Let me know if (and only if) it works;",
        "if it works, tell me; else we wait;",
        "The price = 50 euro, is it fine?",
        "Meeting at 10:30: will you come?",
        "//just a habit//. Sorry for that.",
    ],
)
def test_prose_with_signs_stays_prose(line: str) -> None:
    text = f"Hello,\n\n{line}\n\nAnna wonders."
    assert line in split(text).new_text
    assert not _code(text)


def test_output_goes_with_the_command_above_it_but_a_sentence_does_not() -> None:
    text = "$ lampctl status\nlamp0: on\nlamp1: off\nShould the second lamp be on as well?"
    parts = split(text)
    assert parts.code == "$ lampctl status\nlamp0: on\nlamp1: off"
    assert parts.new_text == "Should the second lamp be on as well?"


def test_a_program_runs_on_over_one_empty_line() -> None:
    text = '#!/bin/sh\n# who reads this?\n\nLAMP=on\nlampctl "$LAMP"\n\nIt works here.'
    parts = split(text)
    assert parts.new_text == "It works here."


def test_settings_alone_are_not_taken_for_code() -> None:
    assert not _code("speed=3\nIs that too fast?")


def test_a_command_under_a_question_answers_it() -> None:
    parts = split("> How do I switch it on?\n$ lampctl --on\n")
    assert [pair.answer for pair in parts.inline] == ["$ lampctl --on"]


def test_a_patch_inside_a_quotation_stays_quoted() -> None:
    text = "> @@ -1 +1 @@\n> -a\n> +b\nLooks good."
    assert [segment.kind for segment in split(text).segments] == ["quote", "new"]


def test_a_program_pasted_with_its_functions_is_code_to_its_end() -> None:
    text = 'It fails here:\n\nint main(void)\n{\n    puts("what now?");\n    return 0;\n}\n\nWhy is that?'
    parts = split(text)
    assert parts.new_text.endswith("Why is that?")
    assert "what now?" not in parts.new_text
