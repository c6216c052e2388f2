"""Of one sentence one rule speaks: the one that has most to say."""

from datetime import UTC, datetime

import pytest

from ashore.core.coach import Draft, check
from ashore.core.language import Language

AT = datetime(2026, 3, 4, 10, 30, tzinfo=UTC)


@pytest.mark.parametrize(
    ("language", "text", "code"),
    [
        ("en", "We will consider your wish.", "N021"),
        ("en", "Don't worry, we will fix everything, you can sleep well.", "A151"),
        ("ru", "Мы рассмотрим ваше пожелание.", "N021"),
        ("sk", "Vaše želanie zvážime.", "N021"),
        ("fil", "Pag-iisipan po namin ang hiling ninyo.", "N021"),
        ("en", "We will send the layout.", "W051"),
    ],
)
def test_a_promise_of_a_kind_is_told_by_the_rule_of_its_kind_alone(language: Language, text: str, code: str) -> None:
    assert [each.code for each in check(Draft(text, AT, language=language)).findings] == [code]
