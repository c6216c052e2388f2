"""The audit log: who did and saw what, without texts; it is never changed, costs one statement, spoils no page."""

import csv
import io
from datetime import timedelta
from typing import Any

import pytest
from django.db import DatabaseError, connection, transaction
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from ashore.jobs import tasks
from ashore.store.models import AuditEntry, Membership, User
from ashore.usecases import auditlog
from ashore.usecases.rights import ROLES
from ashore.web.acts import ACT_NAMES, ROLE_NAMES
from ashore.web.doors import DOORS


def kept(world: Any) -> list[tuple[str, str, int | None]]:
    rows = AuditEntry.objects.filter(workspace=world.desk).order_by("pk")
    return [(row.act, row.who, row.client) for row in rows]


def entry(world: Any, **more: Any) -> AuditEntry:
    given = {"workspace": world.desk, "at": timezone.now(), "who": "anna@studio.example", "act": "sign_in", **more}
    return AuditEntry.objects.create(**given)


def test_opening_a_conversation_a_client_and_an_original_is_kept_with_whose_it_is(world: Any) -> None:
    talk, anna = world.talk(), world.browser()
    message = talk.messages.order_by("pk").first()
    anna.get(reverse("conversation", args=[talk.pk]))
    anna.get(reverse("client", args=[talk.client_id]))
    anna.get(reverse("original", args=[message.pk]))
    who = "anna@studio.example"
    assert kept(world) == [(act, who, talk.client_id) for act in ("saw_conversation", "saw_client", "saw_original")]
    assert AuditEntry.objects.get(act="saw_conversation").number == talk.pk


def test_it_costs_one_statement_and_only_where_something_is_kept(world: Any) -> None:
    talk, anna = world.talk(), world.browser()
    for name, args, cost in (("conversation", [talk.pk], 1), ("client", [talk.client_id], 1), ("inbox", [], 0)):
        with CaptureQueriesContext(connection) as asked:
            anna.get(reverse(name, args=args))
        assert sum("store_auditentry" in each["sql"] for each in asked) == cost


def test_a_log_that_cannot_be_written_spoils_no_page(world: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(**_given: Any) -> None:
        raise DatabaseError("disk full")

    monkeypatch.setattr(AuditEntry.objects, "create", full)
    answer = world.browser().get(reverse("conversation", args=[world.talk().pk]))
    assert answer.status_code == 200
    assert kept(world) == []


def test_what_is_refused_or_not_there_is_no_opening(world: Any) -> None:
    world.browser().get(reverse("conversation", args=[world.rival.conversation_set.first().pk]))
    assert kept(world) == []


def test_no_word_of_a_letter_stands_in_the_log(world: Any) -> None:
    talk, anna = world.talk(), world.browser()
    anna.get(reverse("conversation", args=[talk.pk]))
    anna.get(reverse("search"), {"q": "prices"})
    row = AuditEntry.objects.values().get()
    assert "Home page" not in str(row)
    assert "prices" not in str(row)


def test_settings_exports_and_erasures_are_kept_once_they_came_to_something(world: Any) -> None:
    anna = world.browser()
    anna.post(reverse("limits"), {})
    anna.post(reverse("want_export"))
    anna.get(reverse("people_csv"))
    anna.post(reverse("erase"), {"who": "Petra Nord"})
    assert [act for act, _, _ in kept(world)] == ["set_coach", "export_asked", "export_people"]
    anna.post(reverse("erase"), {"who": "Petra Nord", "really": "on"})
    assert [act for act, _, _ in kept(world)][-1] == "erased"


def test_the_database_itself_refuses_a_change(world: Any) -> None:
    row = entry(world)
    with pytest.raises(DatabaseError, match="never changed"), transaction.atomic():
        AuditEntry.objects.filter(pk=row.pk).update(who="somebody@else.example")
    assert AuditEntry.objects.get(pk=row.pk).who == "anna@studio.example"


def test_entries_older_than_the_desk_keeps_them_are_let_go(world: Any) -> None:
    old = entry(world, at=timezone.now() - timedelta(days=40))
    new = entry(world, at=timezone.now() - timedelta(days=20))
    theirs = entry(world, workspace=world.rival, at=timezone.now() - timedelta(days=40))
    world.browser().post(reverse("keep_audit"), {"days": 30})
    tasks.prune.func()
    left = set(AuditEntry.objects.exclude(act="set_team").values_list("pk", flat=True))
    assert left == {new.pk, theirs.pk}
    assert old.pk not in left


@pytest.mark.parametrize("days", ["0", "-1", "3651", "x", ""])
def test_nonsense_of_days_changes_nothing(world: Any, days: str) -> None:
    assert b"Write how many days" in world.browser().post(reverse("keep_audit"), {"days": days}, follow=True).content
    world.desk.refresh_from_db()
    assert world.desk.audit_days == 365


def test_the_page_is_searched_by_person_act_client_and_day(world: Any) -> None:
    client = world.talk().client
    entry(world, who="ben@studio.example", act="left", client=client.pk, at=timezone.now() - timedelta(days=3))
    entry(world)
    anna = world.browser()
    day = timezone.localtime(timezone.now() - timedelta(days=3)).date().isoformat()
    for given in ({"who": "ben@studio.example"}, {"act": "left"}, {"client": client.pk}, {"day": day}):
        found = anna.get(reverse("audit"), given).context["found"].entries
        assert [each.who for each in found] == ["ben@studio.example"], given
    for nonsense in ({"act": "x"}, {"client": "x"}, {"day": "2026-99-99"}, {"before": "9" * 18}, {"who": "\x00"}):
        assert anna.get(reverse("audit"), nonsense).status_code == 200


def test_the_page_goes_on_where_it_stopped(world: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(auditlog, "SHOWN", 3)
    at = timezone.now()
    rows = [entry(world, at=at).pk for _ in range(5)]
    first = world.browser().get(reverse("audit")).context["found"]
    assert [each.id for each in first.entries] == rows[:1:-1]
    second = world.browser().get(reverse("audit"), {"before": first.next}).context["found"]
    assert [each.id for each in second.entries] == rows[1::-1]
    assert second.next is None


def test_the_number_of_questions_does_not_grow_with_the_log(world: Any) -> None:
    anna = world.browser()
    counts = []
    for size in (1, 40):
        for _ in range(size):
            entry(world, client=world.talk().client_id)
        with CaptureQueriesContext(connection) as asked:
            anna.get(reverse("audit"))
        counts.append(len(asked))
    assert counts[0] == counts[1] <= 12


def test_h96_the_csv_holds_no_formula_and_all_that_is_shown(world: Any) -> None:
    entry(world, who="=1+1", detail={"email": "@SUM(1)"})
    answer = world.browser().get(reverse("audit_csv"))
    rows = list(csv.reader(io.StringIO(answer.content.decode("utf-8-sig"))))
    assert rows[0][:3] == ["at", "who", "act"]
    assert rows[1][1] == "'=1+1"
    assert not [cell for row in rows for cell in row if cell[:1] in ("=", "@", "+", "-")]
    assert AuditEntry.objects.filter(act="export_audit").exists()


def test_another_desk_sees_nothing_of_it(world: Any) -> None:
    entry(world, detail={"email": "petra@studio.example"})
    page = world.browser(world.max).get(reverse("audit")).content
    assert b"anna@studio.example" not in page
    assert b"petra" not in page


def test_a_manager_reads_no_log(world: Any) -> None:
    user = User.objects.create_user("m@studio.example")
    Membership.objects.create(workspace=world.desk, user=user, role="manager")
    assert world.browser(user).get(reverse("audit")).status_code == 403
    assert world.browser(user).get(reverse("audit_csv")).status_code == 403


def test_the_log_is_in_the_export_and_outlives_the_account(world: Any) -> None:
    from ashore.usecases.exporting.tables import columns_of, name_of, rows_of

    user = User.objects.create_user("gone@studio.example")
    auditlog.note(workspace=world.desk, user=user, now=timezone.now(), act="left")
    user.delete()
    assert name_of(AuditEntry) == "audit_log"
    row = dict(zip(columns_of(AuditEntry), next(iter(rows_of(world.desk, AuditEntry))), strict=True))
    assert (row["who"], row["act"]) == ("gone@studio.example", "left")


def test_every_act_and_role_has_its_words() -> None:
    assert set(ACT_NAMES) == set(auditlog.ACTS)
    assert {door.log for door in DOORS.values() if door.log} <= set(auditlog.ACTS)
    assert set(ROLE_NAMES) == set(ROLES)
