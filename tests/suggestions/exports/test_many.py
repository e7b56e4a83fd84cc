"""The files of several cases as one document, made in the background for whoever may read each."""

import re

import pytest
from django.urls import reverse

from events.models import Event
from jobs import store
from jobs.actions import working
from jobs.lifecycle import NO_RIGHT, State
from jobs.models import Job
from members.models import Seat
from suggestions.actions import exporting, sealing
from suggestions.exports import many
from suggestions.lifecycle import State as Case
from suggestions.models import Suggestion
from tests.suggestions.crowd import crowd
from tests.suggestions.factories import MORNING, rate, submit, suggestion_at
from tests.typesetting.paper import read
from typesetting import press
from workdays import clock


@pytest.fixture(autouse=True)
def _small(monkeypatch):
    monkeypatch.setattr(many, "BATCH", 2)
    with clock.moved(MORNING):
        yield


def ask(client, person, desk="office", show="all", ticked=()):
    client.force_login(person)
    url = reverse(f"suggestions:export_{desk}")
    answer = client.post(url, {"show": show, "format": "pdf", "case": ticked})
    assert answer.status_code == 302
    return Job.objects.get(code=answer.headers["Location"].split("/")[-2])


def work(job):
    working.work(now=lambda: MORNING)
    job.refresh_from_db()


def paper(job):
    work(job)
    assert (job.state, job.result_type) == (State.DONE, "application/pdf")
    with store.open_result(job) as file:
        return read(file.read())


def test_all_cases_of_the_list_stand_in_one_document_behind_a_list_of_them(scene, client):
    cases = [submit(scene), suggestion_at(scene, Case.REPLIED), suggestion_at(scene, Case.ASSIGNED)]
    job = ask(client, scene.clerk)
    found = paper(job)
    codes = [one.code for one in reversed(cases)]
    assert found.says("Case files", *(f"Micro-suggestion {code}" for code in codes))
    assert found.pages >= 4
    assert (found.is_tagged, found.claims) == (True, True)
    assert re.fullmatch(r"CPPCC Hunan Provincial Committee-All-\d{8}\.pdf", job.result_name)


def test_of_ticked_cases_exactly_these(scene, client):
    cases = [submit(scene) for _number in range(4)]
    codes = [one.code for one in cases]
    job = ask(client, scene.clerk, ticked=[codes[0], codes[3], "2026-99999", "\0"])
    assert many.JOBS[job.kind].about(job) == "All: 2 chosen cases"
    found = paper(job)
    assert found.says(codes[3], codes[0])
    assert not found.says(codes[1])
    assert not found.says(codes[2])


def test_what_is_ticked_and_no_longer_in_the_view_is_left_out(scene, client):
    stays, went = submit(scene), suggestion_at(scene, Case.REPLIED)
    found = paper(ask(client, scene.clerk, show="waiting", ticked=[stays.code, went.code]))
    assert found.says(stays.code)
    assert not found.says(went.code)


def test_each_case_stands_in_the_ledger_and_the_list_as_well(scene, client):
    cases = [submit(scene) for _number in range(3)]
    job = ask(client, scene.clerk)
    work(job)
    lines = Event.objects.filter(kind="casefile")
    assert sorted(lines.values_list("code", flat=True)) == [one.code for one in cases]
    assert {line.data["job"] for line in lines} == {job.code}
    [taken] = Event.objects.filter(kind="list", step="export")
    assert (taken.data["rows"], taken.data["format"]) == (3, "pdf")


def test_a_unit_reads_in_it_what_it_reads_on_its_pages(scene, client):
    case = suggestion_at(scene, Case.REPLIED)
    rate(scene, case, comment="金丝雀评语")
    other = submit(scene)
    found = paper(ask(client, scene.bo, desk="unit"))
    assert found.says(case.code, "书架已降低，欢迎来看。")
    assert not found.says("金丝雀评语")
    assert not found.says(other.code)


def test_no_more_than_two_hundred_at_once(scene, client, monkeypatch):
    monkeypatch.setattr(exporting, "MOST_FILES", 2)
    crowd(scene, 3, states=[Case.SUBMITTED])
    client.force_login(scene.clerk)
    url = reverse("suggestions:export_office")
    answer = client.post(url, {"show": "all", "format": "pdf"}, follow=True)
    assert "more than 2 rows" in answer.content.decode()
    assert not Job.objects.exists()


def test_what_is_too_long_together_ends_with_a_reason(scene, client, monkeypatch):
    submit(scene)
    job = ask(client, scene.clerk)
    monkeypatch.setattr(press, "MOST_SIGNS_APART", 100)
    work(job)
    assert (job.state, job.reason) == (State.FAILED, many.TOO_MUCH)
    assert "choose fewer" in client.get(job.get_absolute_url()).content.decode()


def test_a_case_without_a_title_that_is_seen_does_not_keep_the_others_from_being_printed(
    scene, client
):
    bad, good = submit(scene), submit(scene)
    Suggestion.objects.filter(pk=bad.pk).update(title="\u200b")
    assert paper(ask(client, scene.clerk)).says(good.code, bad.code)


def test_whose_seat_ends_on_the_way_gets_nothing_more(scene, client):
    for _number in range(3):
        submit(scene)
    job = ask(client, scene.clerk)
    working.work(now=lambda: MORNING, budget=working.timedelta())
    Seat.objects.filter(user=scene.clerk).delete()
    work(job)
    assert (job.state, job.reason, job.result) == (State.FAILED, NO_RIGHT, "")


def test_what_is_sealed_takes_the_documents_that_hold_it_along(scene, client):
    secret, other = submit(scene), submit(scene)
    done = ask(client, scene.clerk)
    work(done)
    sealing.seal(suggestion=secret, reason="涉密。", by=scene.clerk, at=MORNING)
    assert client.get(reverse("jobs:fetch", args=[done.code])).status_code == 404
    found = paper(ask(client, scene.clerk))
    assert found.says(other.code)
    assert not found.says(secret.code)
    assert Suggestion.objects.count() == 1
