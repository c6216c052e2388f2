"""The language facts on public English sets, where they are present (``ASHORE_DATA``); nothing was tuned on them.

    python benchmarks/quality_public.py

*intent* (Parakweet): does a sentence ask, commit or invite. *multidogo*: thanks and goodbyes as closing. *questions*:
sentences labelled as such in GUM (``gum/*.conllu``, the comment ``s_type``), NPS Chat (``nps_chat/*.xml``) and SwDA
(``swda/*.csv``), as the text of NPS Chat and SwDA is written. Beside ours: plain rules, and what linear models reach.
"""

import csv
import re
from collections.abc import Iterator
from pathlib import Path
from xml.etree import ElementTree

from ashore.core.language import read
from gold import PUBLIC, Count
from plain_rules import labels

PUBLISHED = {"intent": ".69 plain, .72 linear", "gum": ".90, .91", "nps_chat": ".86, .87", "swda": ".74"}
_SOCIAL = {"thankyou", "closinggreeting"}
_NEUTRAL = {"openinggreeting", "confirmation", "rejection", "outofdomain"}
"""Kinds of sentences that may rightly close or not: "yes", "no", "ok", "hello", small talk."""
_COLUMNS = 7
Asked = Iterator[tuple[str, bool]]


def intent(folder: Path) -> Asked:
    """Sentences of e-mails, and whether they ask, commit or invite."""
    for line in (folder / "intent-en.txt").read_text("utf-8").splitlines():
        label, _, text = line.partition("\t")
        yield text, label == "Yes"


def gum(folder: Path) -> Asked:
    """Sentences of GUM, and whether they are questions."""
    for path in sorted((folder / "gum").glob("*.conllu")):
        kind = ""
        for line in path.read_text("utf-8").splitlines():
            if line.startswith("# s_type = "):
                kind = line.rpartition(" ")[2]
            elif line.startswith("# text = ") and kind:
                yield line.removeprefix("# text = "), kind in ("q", "wh")


def nps_chat(folder: Path) -> Asked:
    """Posts of NPS Chat, and whether they are questions."""
    for path in sorted((folder / "nps_chat").glob("*.xml")):
        for post in ElementTree.parse(path).iter("Post"):
            yield post.text or "", post.get("class") in ("whQuestion", "ynQuestion")


def swda(folder: Path) -> Asked:
    """Utterances of SwDA without its marks, and whether they are questions."""
    for path in sorted((folder / "swda").glob("**/*.csv")):
        with path.open(encoding="utf-8", newline="") as file:
            for row in csv.DictReader(file):
                text = re.sub(r"\{\w |[}\[\]+/#]|<[^>]*>|--", "", row["text"])
                yield " ".join(text.split()), row["act_tag"].startswith("q")


def judge(asked: Asked, wide: bool) -> tuple[Count, Count]:
    """Ours and the plain rules'. ``wide``: requests and promises count too."""
    ours, plain = Count(), Count()
    for text, wanted in asked:
        facts, simple = read(text, "en"), labels(text, "en")
        ours.add(wanted, bool(facts.questions or (wide and (facts.requests or facts.promises))))
        plain.add(wanted, "question" in simple or (wide and not simple.isdisjoint(("request", "promise"))))
    return ours, plain


def judge_social(path: Path) -> tuple[int, int, int, int]:
    """Of sentences labelled thanks or goodbye: how many close, of how many; of all others: how many close wrongly."""
    right = social = wrong = others = 0
    for line in path.read_text("utf-8").splitlines()[1:]:
        cells = line.split("\t")
        if len(cells) != _COLUMNS:
            continue
        told = {c.strip().lower() for c in cells[-1].split("<div>")}
        closes = read(cells[-3], "en").closing
        if told <= _SOCIAL:
            social, right = social + 1, right + closes
        elif not told & {*_SOCIAL, *_NEUTRAL}:
            others, wrong = others + 1, wrong + closes
    return right, social, wrong, others


def main() -> None:
    """Print the table."""
    if not PUBLIC.is_dir():
        print(f"No public sets in {PUBLIC}: set ASHORE_DATA.")
        return
    print(f"Public sets: precision, recall, F1, number\n{'':10}{'ours':>21}{'plain rules':>21}  others' F1")
    for name, rows in (("intent", intent), ("gum", gum), ("nps_chat", nps_chat), ("swda", swda)):
        if not (PUBLIC / ("intent-en.txt" if name == "intent" else name)).exists():
            print(f"{name:10}{'not there':>21}{'':21}  {PUBLISHED[name]}")
            continue
        ours, plain = judge(rows(PUBLIC), name == "intent")
        print(f"{name:10}{ours!s:>16}{ours.there:>5}{plain!s:>16}{plain.there:>5}  {PUBLISHED[name]}")
    for path in sorted(PUBLIC.glob("multidogo-*-en.tsv")):
        right, social, wrong, others = judge_social(path)
        print(f"{path.stem}: {right}/{social} thanks and goodbyes close, {wrong}/{others} others do")


if __name__ == "__main__":
    main()
