"""What a machine wrote or should read: patches, programs, shells, logs. It is shown, but nobody asks or promises in it.

Prose is never given up for it: a line counts as code by a mark that prose does not bear, or between such lines.
"""

import re
from collections.abc import Iterator

from ashore.core.correspondence.newtext.draft import Draft

_HUNK = re.compile(r"@@ -\d{1,7}(?:,(?P<old>\d{1,6}))? \+\d{1,7}(?:,(?P<new>\d{1,6}))? @@")
_DIFF_HEAD = re.compile(
    r"(?:diff -\S|Index: \S|={60,}$|index [0-9a-f]{6,40}\.\.|(?:new|deleted) file mode \d|(?:old|new) mode \d|"
    r"(?:dis)?similarity index \d|(?:rename|copy) (?:from|to) \S|Binary files \S|GIT binary patch|\+\+\+ \S|--- \S)"
)
_DIFF_START = re.compile(r"diff (?:--git|-\w+|--?\w+ \S) ?\S|Index: \S+$|--- \S")
_STAT = re.compile(
    r"(?:\S+(?: => \S+)?\s+\|\s+(?:\d+(?: [+-]+)?|Bin\b.*)|\d{1,6} files? changed(?:, \d+ \w+\([+-]\))*|"
    r"(?:create|delete) mode \d{6} \S+|rename \S+ => \S+.*)$"
)
_STRAYS = 3
"""Lines of a hunk in a row that bear no mark, wrapped by a mail program, before it is given up."""

_PROMPT = re.compile(
    r"(?:\(\w[\w.-]{0,30}\) ?)?(?:\[?[\w.-]{1,40}@[\w.-]{1,60}(?:[: ][^\s$#]{0,80})?\]?\s?[$#%]\s*\S|"
    r"[$#] [a-z./~_][\w./~-]*(?:\s|$)|>>> \S|[A-Z]:\\[^\s>]{0,80}> ?\S)"
)
_HEADING = re.compile(r"# [a-z]+(?: [a-z']+){0,8}[?.!:]?$")
_LOG = re.compile(
    r"\[\s{0,8}\d{1,8}\.\d{3,6}\]|[A-Z][a-z]{2} [ \d]\d \d\d:\d\d:\d\d \S{1,60} \S{1,60}: |"
    r"\d{4}-\d\d-\d\d[T ]\d\d:\d\d:\d\d\S{0,20} \S"
)
_FAULT = re.compile(
    r"[\w./+-]{1,100}\.\w{1,4}:\d{1,6}(?::\d{1,5})?: |Traceback \(most recent call last\)|"
    r"File \"[^\"]{1,200}\", line \d|make(?:\[\d+\])?: \*\*\*"
)
_CHOICES = ("[Y/n]", "[y/N]", "[yes/no]")
_PROGRAM = re.compile(
    r"#\s?(?:include\s?[<\"]|define \w|ifn?def \w|endif\b|!/)|/\*\s?\S.*|//\s\S.*|\*/$|<\?xml|<!DOCTYPE|"
    r"</\w[\w:-]{0,40}>$|"
    r"(?:[^\s\"'(]{1,60}\s?[-+|&]?=[^=]|(?:return|goto|case|break|static|const|int|char|struct|void|var|let)\b|"
    r"[\w.>\[\]-]{1,60}\().*[;{]$|"
    r"(?:if|for|while|switch|else|do|}\s?else)\b.*[{;]$|[{}]+[;,)]{0,3}$"
)
_SETTING = re.compile(
    r"[\w.\[\]/-]{2,60}\s?[:+]?=\s?\S{0,120}$|</?\w[\w:-]{0,40}(?:\s[^<>]{0,200})?/?>|[}\])]+[;,]{0,2}$|#.*"
)
_WORDS = re.compile(r"[^\W\d_]{2,}")
_PROSE_WORDS = 4
_OUTPUT_LINES = 400
_LONGEST = 600
"""Of a longer line nobody can say by its marks what it is."""


def mark_code(draft: Draft) -> None:
    """Mark patches, fenced blocks, and runs of lines that only a machine would write or read."""
    done = barren = 0
    for at in draft.coded:
        if at < done or draft.kinds[at] != "new":
            continue
        end = _patch_end(draft, at) or _fence_end(draft, at)
        if not end and _is_sure(draft.bare[at]):
            end = _paste_end(draft, at)
        elif not end and at >= barren and _is_like(draft.bare[at]):
            barren = _until_sure(draft, at)
            end = _paste_end(draft, at) if barren < len(draft.bare) and _is_sure(draft.bare[barren]) else 0
        if end:
            start = _start(draft, at)
            draft.mark_all(start, end, "code")
            done = end


def _patch_end(draft: Draft, at: int) -> int:
    """The end of the patch that begins at ``at``, or 0."""
    line = draft.lines[at]
    if not (_HUNK.match(line) or (_DIFF_START.match(line) and _hunk_follows(draft, at))):
        return 0
    here = at
    while here < len(draft.lines):
        hunk = _HUNK.match(draft.lines[here])
        if hunk:
            here = _hunk_end(draft, here, hunk)
        elif _belongs_to_patch(draft, here):
            here += 1
        else:
            break
    return here


def _hunk_follows(draft: Draft, at: int) -> bool:
    lines = draft.lines[at + 1 : at + 12]
    return any(_HUNK.match(line) or line.startswith(("GIT binary", "Binary files", "rename ")) for line in lines)


def _belongs_to_patch(draft: Draft, at: int) -> bool:
    if draft.bare[at]:
        return bool(_DIFF_HEAD.match(draft.lines[at]) or _STAT.match(draft.bare[at]))
    return _next_is_diff(draft, at + 1)


def _next_is_diff(draft: Draft, at: int) -> bool:
    return any(_HUNK.match(line) or _DIFF_START.match(line) for line in draft.lines[at : at + 2])


def _hunk_end(draft: Draft, at: int, hunk: re.Match[str]) -> int:
    """The end of a hunk: it says itself how many lines it has."""
    old, new = int(hunk["old"] or 1), int(hunk["new"] or 1)
    strays = 0
    here = last = at + 1
    while here < len(draft.lines) and (old > 0 or new > 0) and strays <= _STRAYS:
        line = draft.lines[here]
        mark = line[:1] if draft.bare[here] else " "
        if mark == ">" or draft.bare[here] == "--":
            break
        old -= mark in "- \t"
        new -= mark in "+ \t"
        strays = 0 if mark in "+- \t\\" else strays + 1
        here += 1
        last = here if draft.bare[here - 1] and not strays else last
    return last if strays else here


def _start(draft: Draft, at: int) -> int:
    """Above a patch: the names of its files, the list of what it touches, and the rule over that."""
    start = at
    for above in range(at - 1, max(-1, at - _OUTPUT_LINES), -1):
        line = draft.bare[above]
        if draft.kinds[above] != "new" or not _heads_patch(line):
            break
        if line:
            start = above
    return start


def _heads_patch(line: str) -> bool:
    return not line or line == "---" or bool(_STAT.match(line) or _DIFF_HEAD.match(line))


def _fence_end(draft: Draft, at: int) -> int:
    if not draft.bare[at].startswith("```"):
        return 0
    for end in range(at + 1, len(draft.bare)):
        if draft.kinds[end] != "new" and draft.bare[end]:
            return 0
        if draft.bare[end].startswith("```"):
            return end + 1
    return 0


def _paste_end(draft: Draft, at: int) -> int:
    """The end of a shell session, a log, a program, a settings file that begins at ``at``."""
    end = at + 1
    for here in _following(draft, at + 1):
        line = draft.bare[here]
        if line[0] == "#" or _is_sure(line) or _is_like(line) or (_touches(draft, here, end) and not _is_prose(line)):
            end = here + 1
        else:
            break
    return end


def _following(draft: Draft, at: int) -> Iterator[int]:
    """The next lines that are not empty, until something else than new text, or two empty lines, come."""
    empty = 0
    for here in range(at, min(len(draft.bare), at + _OUTPUT_LINES)):
        empty = 0 if draft.bare[here] else empty + 1
        if empty > 1 or (draft.bare[here] and draft.kinds[here] != "new"):
            return
        if draft.bare[here]:
            yield here


def _touches(draft: Draft, here: int, end: int) -> bool:
    return here == end and draft.bare[here] not in ("--", "---")


def _until_sure(draft: Draft, at: int) -> int:
    """The first line beneath that is surely code, past lines like code only; else the line that ends the search."""
    for here in _following(draft, at + 1):
        if _is_sure(draft.bare[here]) or not _is_like(draft.bare[here]):
            return here
        at = here
    return at + 1


def _is_sure(line: str) -> bool:
    if len(line) > _LONGEST:
        return False
    if _LOG.match(line) or _FAULT.match(line) or ("/" in line[-6:] and line.rstrip(" ?:>").endswith(_CHOICES)):
        return True
    if _PROMPT.match(line):
        return not _HEADING.match(line) or len(line.split()) < _PROSE_WORDS
    return bool(_PROGRAM.match(line)) and not _is_prose(line)


def _is_like(line: str) -> bool:
    return len(line) <= _LONGEST and bool(_SETTING.match(line) or _STAT.match(line)) and not line.endswith("?")


def _is_prose(line: str) -> bool:
    """True for words one after the other, as people write them."""
    words = line.split()
    plain = sum(1 for word in words if _WORDS.fullmatch(word.strip(".,;:!?\"'()")))
    return (plain >= _PROSE_WORDS and plain * 4 >= len(words) * 3) or line.endswith("?")
