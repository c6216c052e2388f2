"""Search on the database at hand against a slow scan that is plain to see: whoever runs these tests on SQLite and on
PostgreSQL knows that both find the same, in the same order, page by page."""

import datetime as dt
import unicodedata
from dataclasses import dataclass
from itertools import count

import pytest
from django.db import transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from ashore.core.language.search import parse
from ashore.core.language.search.fine_stems import STEMMERS
from ashore.core.language.search.lexemes import latin
from ashore.core.language.search.query import Query, Term
from ashore.store import search
from ashore.store.models import Attachment, Client, Conversation, Message, RawMessage, Workspace
from ashore.store.search import backwards, scope

NOW = dt.datetime(2026, 1, 16, 12, tzinfo=dt.UTC)
SAID = """
the invoice invoices invoiced contract contracted pay payment a an in on договор договора договором счёт счета счетов
оплата по от до zmluva zmluvy zmluvou faktúra faktúry faktur dobrý deň je na bayad magbayad binayaran ang ng po INV-2041
2041 anna@studio.example e-mail pag-usapan Straße ﬁle naïve и̇ 東京 x_y don't 10.5.2024 й и ё <b> "said" ( * NEAR OR
""".split()  # noqa: SIM905
ASKED = [*SAID, "pat@client1.example", "pat@cl", "inv", "contr", "дог", "z", "zmlu", "bay", "t", "th", "anna", "studio"]
FIELDS = ("", "", "", "from:", "to:", "subject:", "file:", "тема:", "od:", "client:", "unknown:")


@dataclass
class Letter:
    subject: str
    sender: str
    to: str
    files: list[str]
    text: str
    at: dt.datetime
    client: int
    placed: bool = True


lines = st.lists(st.sampled_from(SAID), max_size=6).map(" ".join)
letters = st.builds(
    Letter,
    subject=lines,
    sender=st.sampled_from(["Anna Nová", "Иван Договоров", "pat"]),
    to=st.sampled_from(["Anna Nová", "zmluvy", ""]),
    files=st.lists(st.sampled_from(["contract_v2.pdf", "Счёт 2041.docx", "zmluva.pdf"]), max_size=2),
    text=st.lists(st.sampled_from(SAID), max_size=14).map(" ".join),
    at=st.datetimes(dt.datetime(2023, 11, 1), dt.datetime(2025, 3, 1), timezones=st.just(dt.UTC)),
    client=st.integers(0, 2),
    placed=st.sampled_from([True] * 5 + [False]),
)
pieces = st.one_of(
    st.tuples(st.sampled_from(["", "", "", "-"]), st.sampled_from(FIELDS), st.sampled_from(ASKED)).map("".join),
    st.tuples(
        st.sampled_from(["", "", "-"]),
        st.sampled_from(FIELDS),
        st.lists(st.sampled_from(ASKED), min_size=1, max_size=3),
    ).map(lambda p: f'{p[0]}{p[1]}"{" ".join(p[2])}"'),
    st.sampled_from(
        ["after:2024", "before:2024-06", "после:15.03.2024", "do:2024-03-15", "after:x", '"', "-", "from:"]
    ),
)
queries = st.tuples(st.lists(pieces, min_size=1, max_size=3), st.sampled_from(["", " "])).map(
    lambda p: " ".join(p[0]) + p[1]
)


def plain(text: str) -> list[str]:
    """The words of a text, letter by letter."""
    found = [""]
    for letter in unicodedata.normalize("NFC", text):
        for small in letter.casefold():
            bare = small if small == "й" else unicodedata.normalize("NFKD", small)
            for each in bare:
                if each.isalnum():
                    found[-1] += each
                elif not unicodedata.combining(each):
                    found.append("")
    return [word for word in found if word]


def says(term: Term, there: list[list[str]], languages: tuple[str, ...]) -> bool:
    """Whether one of the fields has what a term asks for."""
    if term.address:
        whole = ["".join(field[-3:]) for field in there]  # each of these fields ends with its one address
        return any(each.startswith(term.words[0]) if term.beginning else each == term.words[0] for each in whole)
    if term.phrase:
        size = len(term.words)
        stretches = [tuple(field[at : at + size]) for field in there for at in range(len(field) - size + 1)]
        if term.beginning:
            return any(s[:-1] == term.words[:-1] and s[-1].startswith(term.words[-1]) for s in stretches)
        return term.words in stretches
    word = term.words[0]
    return any(
        each == word or (term.beginning and each.startswith(word)) or same_stem(each, word, languages)
        for field in there
        for each in field
    )


def same_stem(one: str, other: str, languages: tuple[str, ...]) -> bool:
    if min(len(one), len(other)) < 4 or not (one + other).isalpha():
        return False
    if all("а" <= letter <= "ӿ" for letter in one + other):
        return STEMMERS["ru"](one) == STEMMERS["ru"](other)
    return (one + other).isascii() and any(STEMMERS[each](one) == STEMMERS[each](other) for each in languages)


def asked_for(letter: Letter, query: Query) -> bool:
    """Whether a query asks for a letter, term by term."""
    fields = {
        "S": plain(letter.subject),
        "F": plain(f"{letter.sender} {address(letter)}"),
        "T": plain(f"{letter.to} anna@studio.example"),
        "A": plain(" ".join(letter.files)),
    }
    text = plain(letter.text)
    languages = latin(set(text))
    for term in query.terms:
        there = [fields[term.field]] if term.field else [*fields.values(), text]
        if says(term, there, languages) == term.negative:
            return False
    name = plain(f"Client {letter.client} client{letter.client}.example")
    return (
        letter.placed
        and (query.after is None or letter.at >= query.after)
        and (query.before is None or letter.at < query.before)
        and all(any(word.startswith(each) for word in name) for each in query.clients)
    )


def address(letter: Letter) -> str:
    return f"pat@client{letter.client}.example"


def stored(letters: list[Letter]) -> tuple[Workspace, list[int]]:
    """The letters as rows and in the index; another workspace has the same ones between them."""
    desks = [Workspace.objects.create(name=name, created_at=NOW) for name in ("ours", "theirs")]
    talks = {}
    for desk in desks:
        for n in range(3):
            client = Client.objects.create(workspace=desk, key=f"client{n}.example", name=f"Client {n}")
            talks[desk.pk, n] = Conversation.objects.create(
                workspace=desk, client=client, key=str(n), first_at=NOW, last_at=NOW, sort_at=NOW, recency=0
            )
    ids = []
    numbers = count(1)  # whatever other tests have used up of a sequence
    for letter in letters:
        for desk in desks:
            raw = RawMessage.objects.create(
                pk=next(numbers), workspace=desk, sha256=str(len(ids)) + desk.name, size=1, arrived_at=NOW, body=b""
            )
            Message.objects.create(
                raw=raw,
                workspace=desk,
                conversation=talks[desk.pk, letter.client] if letter.placed else None,
                key=raw.sha256,
                at=letter.at,
                sender_name=letter.sender,
                sender_email=address(letter),
                side="client",
                subject=letter.subject,
                head={"to": [[letter.to, "anna@studio.example"]], "cc": []},
                text=letter.text,
                new_text=letter.text,
            )
            for place, name in enumerate(letter.files):
                Attachment.objects.create(
                    workspace=desk, message_id=raw.pk, position=place, name=name, type="x", size=1, sha256="x"
                )
            if desk is desks[0]:
                ids.append(raw.pk)
    search.add_stored(list(Message.objects.values_list("pk", flat=True)))
    return desks[0], ids


def all_pages(desk: Workspace, query: Query, limit: int) -> list[int]:
    """What is found, page after page to the end."""
    clients = None
    if query.clients:
        names = {row.pk: plain(f"{row.name} {row.key}") for row in Client.objects.filter(workspace=desk)}
        clients = [
            pk for pk, name in names.items() if all(any(w.startswith(each) for w in name) for each in query.clients)
        ]
    found: list[int] = []
    before: int | None = None
    for _ in range(200):
        page = search.newest(workspace=desk.pk, query=query, before=before, limit=limit, clients=clients)
        found += [message for message, _ in page.hits]
        if page.reached is None and len(page.hits) < limit:
            return found
        before = page.reached if page.reached is not None else page.hits[-1][0]
    raise AssertionError("no end")


@pytest.mark.django_db
@settings(max_examples=60, deadline=None, derandomize=True, suppress_health_check=list(HealthCheck))
@given(
    letters=st.lists(letters, min_size=1, max_size=10),
    asked=st.lists(queries, min_size=1, max_size=8),
    limit=st.integers(1, 4),
)
def test_what_is_found_is_what_a_scan_finds(letters: list[Letter], asked: list[str], limit: int) -> None:
    with pytest.MonkeyPatch.context() as narrow, transaction.atomic():
        for module in (scope, backwards):
            narrow.setattr(module, "SEGMENT_BITS", 2)
        narrow.setattr(backwards, "CANDIDATES", 5)
        narrow.setattr(backwards, "TEXTS", 3)
        narrow.setattr(backwards, "FEW", 2)
        narrow.setattr(backwards, "SEGMENTS", 3)
        letters = sorted(letters, key=lambda letter: not letter.placed)  # what waits for its place is the newest
        desk, ids = stored(letters)
        for text in asked:
            query = parse(text, "Europe/Bratislava")
            expected = [pk for pk, letter in zip(ids, letters, strict=True) if query and asked_for(letter, query)]
            assert all_pages(desk, query, limit) == expected[::-1], (text, query)
        transaction.set_rollback(True)
