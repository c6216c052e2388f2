"""What terms must be to each other: names unique and known, a plan without circles, sums that can be reckoned."""

from collections.abc import Mapping
from typing import Any

from ashore.core.agreement.checks_money import check_money
from ashore.core.agreement.checks_plan import check_plan
from ashore.core.agreement.checks_rest import check_rest
from ashore.core.agreement.filling import Filled
from ashore.core.agreement.findings import Findings


def check(filled: Filled, data: Mapping[str, Any], findings: Findings) -> None:
    """Notes what does not fit together. ``filled``: the values that could be read; ``data``: the file as parsed."""
    check_plan(filled, data, findings)
    check_money(filled, findings)
    check_rest(filled, findings)
