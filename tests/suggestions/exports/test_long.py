"""A long list is made in the background, batch after batch, with the rights of that moment."""

import csv
import io
import re

import openpyxl
import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import translation

from events.models import Event
from jobs import store
from jobs.actions import working
from jobs.lifecycle import NO_RIGHT, State
from jobs.models import Job
from members.models import ListChoice, Seat
from suggestions.actions import exporting, sealing
from suggestions.exports import long
from suggestions.lifecycle import State as Case
from suggestions.models import Assignment, Suggestion
from suggestions.texts import CASE
from tests.suggestions.crowd import crowd
from tests.suggestions.factories import MORNING, submit, suggestion_at
from textindex.actions.following import prove
from workdays import clock


@pytest.fixture(autouse=True)
def _small(settings, monkeypatch):
    settings.EXPORT_AT_ONCE = 5
    monkeypatch.setattr(long, "BATCH", 10)
    with clock.moved(MORNING):
        yield


@pytest.fixture
def long_list(scene):
    crowd(scene, 27, states=[Case.SUBMITTED])
    assert [batch.rows for batch in prove(kind=CASE, repair=True)] == [27]
    return scene


def ask(client, person, desk="office", **said):
    client.force_login(person)
    answer = client.post(
        reverse(f"suggestions:export_{desk}"), {"show": "all", "format": "csv", **said}
    )
    assert answer.status_code == 302, answer
    return Job.objects.get(code=answer.headers["Location"].split("/")[-2])


def work():
    return working.work(now=lambda: MORNING)


def read(job):
    job.refresh_from_db()
    with store.open_result(job) as file:
        return list(csv.reader(io.StringIO(file.read().decode("utf-8-sig"))))


def codes():
    return list(Suggestion.objects.order_by("-id").values_list("code", flat=True))


def test_all_its_rows_come_newest_first_in_the_starters_language(long_list, client):
    with translation.override("zh-hans"):
        long_list.clerk.with_language("zh-hans")
        job = ask(client, long_list.clerk)
    assert (job.total, job.organ) == (27, long_list.organ.code)
    work()
    head, *rows = read(job)
    assert [row[0] for row in rows] == codes()
    assert head[:4] == ["编号", "标题", "地点", "委员"]
    assert (job.state, job.done) == (State.DONE, 27)
    assert re.fullmatch(r"\S+政协-全部-\d{8}\.csv", job.result_name)


def test_a_workbook_holds_the_same(long_list, client):
    job = ask(client, long_list.clerk, format="xlsx")
    work()
    job.refresh_from_db()
    with store.open_result(job) as file:
        sheet = openpyxl.load_workbook(file, read_only=True).active
        assert [row[0] for row in sheet.iter_rows(min_row=2, values_only=True)] == codes()


def test_words_narrow_it_and_are_forgotten_when_it_is_done(long_list, client):
    job = ask(client, long_list.clerk, q="条")
    assert (job.data["words"], job.total) == ("条", 27)
    assert long.about(job) == "All: 条"
    work()
    assert len(read(job)) == 28
    assert "words" not in job.data


def test_it_stands_in_the_ledger_by_its_filters_names_once(long_list, client):
    first, again = (ask(client, long_list.clerk, q="条") for _time in range(2))
    assert first == again
    [line] = Event.objects.filter(kind="list")
    assert line.data == {
        "view": "all",
        "rows": 27,
        "format": "csv",
        "filters": ["show", "q"],
        "job": first.code,
    }


def test_it_has_the_columns_that_were_chosen(long_list, client):
    ListChoice.objects.create(owner=long_list.clerk, listing="office", columns=["due"])
    job = ask(client, long_list.clerk)
    work()
    assert read(job)[0] == ["Code", "Title", "Place", "Member", "Due"]


def test_whose_seat_ends_on_the_way_gets_nothing_more(long_list, client):
    job = ask(client, long_list.clerk)
    working.work(now=lambda: MORNING, budget=working.timedelta())
    Seat.objects.filter(user=long_list.clerk).delete()
    work()
    job.refresh_from_db()
    assert (job.state, job.reason, job.result) == (State.FAILED, NO_RIGHT, "")
    assert "You no longer have the seat" in client.get(job.get_absolute_url()).content.decode()


def test_whose_seat_ends_afterwards_cannot_fetch_it(long_list, client):
    job = ask(client, long_list.clerk)
    work()
    url = reverse("jobs:fetch", args=[job.code])
    assert b"".join(client.get(url).streaming_content)
    Seat.objects.filter(user=long_list.clerk).delete()
    assert client.get(url).status_code == 403


def test_what_is_sealed_on_the_way_is_not_in_it(long_list, client):
    secret = submit(long_list)
    job = ask(client, long_list.clerk)
    dead = working._claim(at=MORNING)
    assert working._batch(dead, at=MORNING) is None
    sealing.seal(suggestion=secret, reason="涉密。", by=long_list.clerk, at=MORNING)

    with pytest.raises(working.Gone):
        working._batch(dead, at=MORNING)
    work()

    found = [row[0] for row in read(job)[1:]]
    assert secret.code not in found
    assert found == codes()


def test_what_is_sealed_afterwards_takes_the_lists_that_hold_it_along(long_list, client):
    secret = submit(long_list)
    job = ask(client, long_list.clerk)
    work()
    sealing.seal(suggestion=secret, reason="涉密。", by=long_list.clerk, at=MORNING)
    assert client.get(reverse("jobs:fetch", args=[job.code])).status_code == 404
    assert "The result was deleted" in client.get(job.get_absolute_url()).content.decode()


def test_a_units_list_holds_its_own_alone(scene, client):
    crowd(scene, 12, states=[Case.IN_HANDLING])
    other = suggestion_at(scene, Case.ACCEPTED)
    job = ask(client, scene.bo, desk="unit")
    work()
    rows = read(job)[1:]
    assert len(rows) == 12
    assert other.code not in {row[0] for row in rows}


def test_a_list_by_the_dates_that_its_rows_show_comes_newest_first_too(scene, client):
    crowd(scene, 12, states=[Case.IN_HANDLING])
    job = ask(client, scene.bo, desk="unit", show="open")
    work()
    newest = Assignment.objects.order_by("-id").values_list("suggestion__code", flat=True)
    assert [row[0] for row in read(job)[1:]] == list(newest)


def test_a_batch_asks_as_much_whatever_its_rows(long_list, client):
    job = ask(client, long_list.clerk)
    claimed = working._claim(at=MORNING)
    counts = []
    for _batch in range(2):
        with CaptureQueriesContext(connection) as asked:
            working._batch(claimed, at=MORNING)
        counts.append(len(asked))
    assert counts[0] == counts[1] <= 9
    assert job.total == 27


def test_of_endlessly_many_rows_no_file_is_made(long_list, client, monkeypatch):
    monkeypatch.setattr(exporting, "MOST_ROWS", 26)
    client.force_login(long_list.clerk)
    answer = client.post(reverse("suggestions:export_office"), {"show": "all"}, follow=True)
    assert "Please choose a filter first." in answer.content.decode()
    assert not Job.objects.exists()


def test_a_stranger_begins_nothing(long_list, client):
    client.force_login(long_list.an)
    assert client.post(reverse("suggestions:export_office")).status_code == 403
    assert not Job.objects.exists()
