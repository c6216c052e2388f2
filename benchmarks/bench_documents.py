"""Contracts as PDF against named peers, on one core, in one run.

    python benchmarks/bench_documents.py [--save]

Peers are optional (``pip install weasyprint reportlab``); one that is missing is named and left out. WeasyPrint gets
our own HTML page of the same contract; reportlab's platypus the same texts as paragraphs and tables with heads.
Rounds alternate between all, each with another hash in the foot so that no page is remembered; the figure is the least
processor time of a round. The first of ours stands apart.
The ratio is the peer's time divided by ours.
"""

import argparse
import hashlib
import json
import time
from collections.abc import Callable
from datetime import UTC, datetime
from io import BytesIO
from pathlib import Path

from ashore.core.agreement import Agreement, load
from ashore.documents import Document, write
from ashore.documents.contract import contract
from ashore.documents.evidence import EvidenceEntry, EvidenceSummary, evidence_document
from ashore.documents.html import html
from ashore.documents.model import Heading, Paragraph, Table, laid_out
from ashore.documents.pdf import pdf
from ashore.documents.plain import plain_words

HERE = Path(__file__).parent
RESULTS = HERE / "results" / "documents.json"
SOURCE = HERE.parent / "tests" / "unit" / "documents" / "full.toml"
AT = datetime(2026, 3, 2, tzinfo=UTC)
ROUNDS = 5
MESSAGES = 1000
Render = Callable[[Document], bytes]


def agreement() -> Agreement:
    """The agreement that says everything that an agreement can."""
    found = load(SOURCE.read_text(encoding="utf-8"), SOURCE.name)
    if not isinstance(found, Agreement):
        raise SystemExit(f"{SOURCE} is broken: {[finding.where for finding in found]}")
    return found


def weasyprint() -> Render:
    import weasyprint as peer

    return lambda document: peer.HTML(string=html(document)).write_pdf()


def reportlab() -> Render:
    from reportlab.lib.pagesizes import A4
    from reportlab.lib.styles import getSampleStyleSheet
    from reportlab.platypus import Flowable, SimpleDocTemplate
    from reportlab.platypus import Paragraph as Text
    from reportlab.platypus import Table as Grid

    styles = getSampleStyleSheet()

    def shown(document: Document) -> bytes:
        flow: list[Flowable] = []
        for item in laid_out(document):
            if isinstance(item, Heading):
                flow.append(Text(f"{item.number} {item.text}", styles["Heading2"]))
            elif isinstance(item, Paragraph):
                flow.append(Text(f"{item.number} {item.text}", styles["BodyText"]))
            elif isinstance(item, Table):
                rows = [[column.name for column in item.columns], *item.rows]
                cells = [[Text(cell, styles["BodyText"]) for cell in row] for row in rows]
                flow.append(Grid(cells, repeatRows=1))
        target = BytesIO()
        SimpleDocTemplate(target, pagesize=A4).build(flow)
        return target.getvalue()

    return shown


def spent(work: Callable[[], object]) -> float:
    """Processor seconds of one call."""
    begun = time.process_time()
    work()
    return time.process_time() - begun


def index() -> bytes:
    """The index of a pack of a thousand messages."""
    entries = [
        EvidenceEntry(
            f"messages/{n:04}.eml", hashlib.sha256(str(n).encode()).hexdigest(), 4000 + n, AT, f"Re: texts {n}"
        )
        for n in range(MESSAGES)
    ]
    return pdf(evidence_document(entries, EvidenceSummary("", entries[0].sha256, AT), "en", "UTC"), AT)


def main() -> None:
    arguments = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    arguments.add_argument("--save", action="store_true", help=f"write {RESULTS.name}")
    save = arguments.parse_args().save
    terms = agreement()
    made = contract(terms, "en", digest="0f" * 32)
    words = plain_words(terms, "sk")
    plain = contract(terms, "sk", plain=words)
    drafted = min(spent(lambda: contract(terms, "ru", digest="0f" * 32)) for _ in range(ROUNDS))
    first = spent(lambda: write(made, "pdf", AT))
    work: dict[str, Callable[[], object]] = {
        "ashore PDF": lambda: write(made, "pdf", AT),
        "ashore PDF with plain words": lambda: write(plain, "pdf", AT),
        "ashore DOCX": lambda: write(made, "docx", AT),
        "ashore HTML": lambda: write(made, "html", AT),
    }
    for name, peer in (("WeasyPrint", weasyprint), ("reportlab", reportlab)):
        try:
            render = peer()
        except (ImportError, OSError):
            print(f"{name}: not installed, left out (pip install {name.lower()})")
            continue
        work[name] = lambda render=render: render(made)
    least = dict.fromkeys(work, float("inf"))
    for n in range(ROUNDS):
        made = contract(terms, "en", digest=f"{n:064x}")
        plain = contract(terms, "sk", digest=f"{n:064x}", plain=words)
        for name, each in work.items():
            least[name] = min(least[name], spent(each))
    least[f"ashore evidence index, {MESSAGES} files"] = spent(index)
    rows: list[dict[str, float | str]] = [
        {"what": "ashore drafting", "milliseconds": drafted * 1000},
        {"what": "ashore PDF, the first", "milliseconds": first * 1000},
    ]
    for name, seconds in least.items():
        rows.append({"what": name, "milliseconds": seconds * 1000})
        if name in ("WeasyPrint", "reportlab"):
            rows[-1]["ratio"] = seconds / least["ashore PDF"]
    print(f"{'':38}{'ms':>10}{'ashore is':>12}")
    for row in rows:
        ratio = f"{row['ratio']:.1f} x" if "ratio" in row else ""
        print(f"{row['what']:38}{row['milliseconds']:>10,.1f}{ratio:>12}")
    if save:
        RESULTS.parent.mkdir(exist_ok=True)
        RESULTS.write_text(json.dumps({"version": 1, "rows": rows}, indent=1) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
