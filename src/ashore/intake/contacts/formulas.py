"""Text that a spreadsheet would run (H96; OWASP, "CSV injection"): made harmless by an apostrophe, and as it was again.

A cell is not only what stands between our commas. Where the list separator is a semicolon, as it is in Slovak and
Russian, a spreadsheet cuts at each of them; others cut at tabs and at line ends. So what stands behind one of those
begins a cell, too.
"""

import re

SIGNS = "=+\\-@\uff1d\uff0b\uff0d\uff20"
"""What begins a formula in some spreadsheet, full-width forms too; as part of a regular expression."""
_BEFORE = "(?:^|(?<=[;\t\r\n]))[ \u00a0\"']*"
"""Where a cell may begin, with what spreadsheets take away there."""
_RUNS = re.compile(f"^(?='*[\t\r\n])|{_BEFORE}(?=[{SIGNS}])")
_HARMLESS = re.compile(f"^'(?='*[\t\r\n])|({_BEFORE})'(?=[{SIGNS}])")


def harmless(text: str) -> str:
    """The text with an apostrophe before each sign that could begin a formula."""
    return _RUNS.sub(lambda found: f"{found[0]}'", text)


def as_it_was(text: str) -> str:
    """What `harmless` was given."""
    return _HARMLESS.sub(lambda found: found[1] or "", text)
