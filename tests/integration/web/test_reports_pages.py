"""Pages of reports, capacity and hand-over: what is asked in odd ways, refused, saved to a file, or stale."""

import io
from datetime import timedelta
from typing import Any

import pytest
from django.urls import reverse
from django.utils import timezone
from pypdf import PdfReader
from selectolax.lexbor import LexborHTMLParser as Tree


def text(answer: Any, place: str = "main") -> str:
    return " ".join(Tree(answer.content.decode()).css_first(place).text().split())


@pytest.fixture
def ben(world: Any) -> Any:
    """A colleague of Anna's, at the same desk."""
    from ashore.store.models import Membership, User

    user = User.objects.create_user("ben@studio.example", name="Ben Ondrej")
    Membership.objects.create(workspace=world.desk, user=user)
    return user


@pytest.mark.parametrize(
    "asked",
    ["first=0001-01-01&last=9999-12-31", "first=x&last=%00", "client=-1", "client=abc", "person=%3Cb%3E",
     "month=2026-13", "number=0", "number=999999", "first=2026-05-01&last=2026-01-01"],
)  # fmt: skip
def test_whatever_is_asked_of_reports_is_answered(world: Any, asked: str) -> None:
    for name in ("reports", "reports_behind", "reports_csv", "reports_pdf"):
        assert world.browser().get(f"{reverse(name)}?{asked}").status_code == 200, name


def test_a_client_of_another_desk_and_a_figure_that_is_none_are_not_there(world: Any) -> None:
    other = world.rival.client_set.first().pk
    for name in ("reports", "reports_csv", "reports_pdf"):
        assert world.browser().get(reverse(name), {"client": other}).status_code == 404
    assert world.browser().get(reverse("reports_behind"), {"figure": "x"}).status_code == 404
    assert "Secret tender" not in text(world.browser().get(reverse("reports_behind"), {"client": other}))


def test_a_figure_s_link_leads_to_as_many_rows_as_it_says(world: Any) -> None:
    page = Tree(world.browser().get(reverse("reports")).content.decode())
    links = [
        each for each in page.css("table.report td a, .figures dd a") if "figure=" in (each.attributes["href"] or "")
    ]
    assert len(links) > 5
    for link in links:
        behind = Tree(world.browser().get(link.attributes["href"]).content.decode())
        said = int(link.text().split("(")[-1].split()[0].strip("()"))
        assert len(behind.css("main li.owed, main li.row")) == said, link.attributes["href"]


def test_few_answers_are_told_as_numbers_and_never_as_percent(world: Any) -> None:
    whole = text(world.browser().get(reverse("reports")), ".figures")
    assert "1 of 6" in whole
    assert "%" not in whole


def test_what_no_absence_can_be_is_told_beside_the_form_and_nothing_is_kept(world: Any, ben: Any) -> None:
    from ashore.store.models import Absence

    day = timezone.now().date()
    given = {"person": ben.pk, "first": day, "last": day - timedelta(days=1), "cover": 0}
    answer = world.browser().post(reverse("add_absence"), given)
    assert answer.status_code == 422
    assert "The last day lies before the first; look at both." in text(answer)
    for change in ({"last": "x"}, {"person": "x"}, {"first": "0001-01-01"}):
        assert world.browser().post(reverse("add_absence"), given | change).status_code == 422
    assert not Absence.objects.exists()
    assert world.browser().post(reverse("add_absence"), given | {"last": day}).status_code == 302
    twice = world.browser().post(reverse("add_absence"), given | {"last": day})
    assert "This is noted already." in text(twice)
    assert Absence.objects.count() == 1


def test_efforts_and_shares_are_whole_numbers_within_reason(world: Any) -> None:
    from ashore.store.models import Attention, Effort

    browser = world.browser()
    for odd in ("-5", "1e3", "99999999999", "٣", "10081"):
        answer = browser.post(reverse("efforts"), {"reply": odd}, follow=True)
        assert "Write whole minutes from 0 to 10080." in text(answer)
    browser.post(reverse("efforts"), {"reply": "25", "unknown": "7"})
    assert list(Effort.objects.values_list("kind", "minutes")) == [("reply", 25)]
    answer = browser.post(reverse("attention"), {"person": world.anna.pk, "percent": "101"}, follow=True)
    assert "Write a share from 0 to 100 percent." in text(answer)
    browser.post(reverse("attention"), {"person": world.max.pk, "percent": "50"})
    assert not Attention.objects.exists(), "who works elsewhere has no share here"


def test_the_question_whether_more_fits_is_answered_on_the_page_or_refused_there(world: Any, ben: Any) -> None:
    day = timezone.now().date() + timedelta(days=7)
    asked = {"hours": "4", "first": str(day), "last": str(day + timedelta(days=14))}
    page = world.browser().get(reverse("capacity"), asked)
    assert "Ben Ondrej has room" in text(page, ".answers")
    wrong = world.browser().get(reverse("capacity"), asked | {"last": str(day - timedelta(days=1))})
    assert wrong.status_code == 422
    assert "The last day lies before the first" in text(wrong)


def test_a_stale_page_takes_no_client_from_a_colleague(world: Any, ben: Any) -> None:
    from ashore.store.models import ClientKeeper
    from ashore.usecases import keepers

    client = world.talk().client_id
    keepers.take_over(workspace=world.desk, user=ben, now=timezone.now(), clients=[client])
    given = {"person": world.anna.pk, "seen": 0, "next": reverse("hand_over", args=[client])}
    answer = world.browser().post(reverse("take_over", args=[client]), given, follow=True)
    assert "A colleague took this client over meanwhile" in text(answer)
    assert ClientKeeper.objects.get(client=client).user == ben


def test_all_clients_of_a_person_are_taken_over_from_their_page(world: Any, ben: Any) -> None:
    from ashore.store.models import ClientKeeper, Event
    from ashore.usecases import keepers

    clients = list(world.desk.client_set.values_list("pk", flat=True))
    keepers.take_over(workspace=world.desk, user=ben, now=timezone.now(), clients=clients)
    browser = world.browser()
    page = browser.get(reverse("hand_overs"), {"of": ben.pk})
    assert "Hand-over: the clients of Ben Ondrej" in text(page)
    assert len(Tree(page.content.decode()).css("article.pack")) == len(clients)
    browser.post(f"{reverse('take_over_all')}?of={ben.pk}", {"person": world.anna.pk, "introduce": "on"})
    assert {row.user for row in ClientKeeper.objects.all()} == {world.anna}
    last = Event.objects.filter(kind="keeper").latest("pk")
    browser.post(reverse("undo", args=[last.pk]))
    assert {row.user for row in ClientKeeper.objects.all()} == {ben}


@pytest.mark.parametrize(
    ("language", "words"),
    [("en", "Open questions of the client"), ("ru", "Открытые вопросы клиента"), ("sk", "Otvorené otázky klienta"),
     ("fil", "Mga bukas na tanong ng kliyente")],
)  # fmt: skip
def test_the_pack_goes_out_as_text_and_on_paper_in_the_reader_s_language(world: Any, language: str, words: str) -> None:
    type(world.anna).objects.filter(pk=world.anna.pk).update(language=language)
    client, browser = world.talk().client_id, world.browser()
    told = browser.get(reverse("hand_over_txt", args=[client])).content.decode()
    assert words in told
    assert "Who approves the texts on our side?" in told
    paper = browser.get(reverse("hand_over_pdf", args=[client]))
    assert paper.headers["Content-Disposition"].startswith("attachment")
    said = " ".join("\n".join(page.extract_text() for page in PdfReader(io.BytesIO(paper.content)).pages).split())
    assert words in said
    assert "Who approves the texts" in said


def test_no_page_of_these_asks_more_than_twelve_questions_of_its_own(
    world: Any, ben: Any, django_assert_max_num_queries: Any
) -> None:
    """Beside them stand those of every page: session, person, desk, and what its frame shows."""
    client, browser = world.talk().client_id, world.browser()
    browser.get("/")
    for path in (
        reverse("reports"), reverse("reports_behind"), reverse("capacity"), reverse("hand_over", args=[client]),
        reverse("taker", args=[client]), reverse("hand_overs"),
    ):  # fmt: skip
        with django_assert_max_num_queries(12 + 7):
            assert browser.get(path).status_code == 200
