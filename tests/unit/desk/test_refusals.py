"""Whatever a use case refuses, somebody has words for it."""

import re
from pathlib import Path

from ashore import usecases
from ashore.cli.desk_common import REFUSALS
from ashore.web import wording


def test_every_refusal_of_the_use_cases_has_its_words():
    text = "".join(path.read_text() for path in Path(str(usecases.__file__)).parent.rglob("*.py"))
    codes = set(re.findall(r'NotPossible\(\s*"([a-z_.]+)"', text))
    assert len(codes) > 20
    assert codes <= set(REFUSALS) | set(wording.REFUSALS)
