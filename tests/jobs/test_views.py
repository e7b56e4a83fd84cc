"""One's own long work on its pages: nobody else finds it, and its end stops the asking."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from events.models import Event
from jobs.actions import sweeping, working
from jobs.models import Job
from jobs.models.job import KEPT
from tests.members.factories import make_user

pytestmark = pytest.mark.django_db


@pytest.fixture
def page(client, ann):
    client.force_login(ann)
    return client


def done(at):
    working.work(now=lambda: at)


def test_it_says_how_far_it_is_and_asks_again_with_and_without_a_script(page, begin, at):
    job = begin(total=25)
    working.work(now=lambda: at, budget=timedelta(microseconds=1))

    text = page.get(job.get_absolute_url()).content.decode()

    assert '<progress class="job-bar" aria-label="Counting" max="25" value="10">' in text
    assert "10 of 25, 40 %" in text
    assert 'hx-trigger="every 2s"' in text
    assert '<noscript><meta http-equiv="refresh" content="5"></noscript>' in text


def test_once_all_is_gathered_it_says_that_the_file_is_being_written(page, begin, at):
    job = begin(total=20)
    working.work(now=lambda: at, budget=timedelta(microseconds=1))
    working.work(now=lambda: at, budget=timedelta(microseconds=1))

    text = page.get(job.get_absolute_url()).content.decode()

    assert 'max="20" value="20"' in text
    assert "All 20 are gathered; the file is being written." in text


def test_the_page_asks_for_its_part_and_a_screen_reader_hears_each_tenth_once(page, begin, at):
    job = begin(total=25)
    working.work(now=lambda: at, budget=timedelta(microseconds=1))

    def part(seen):
        return page.get(f"{job.get_absolute_url()}?seen={seen}", headers={"HX-Request": "true"})

    assert part("").status_code == 200
    assert "40 % are done." in part("30").content.decode()
    assert "are done." not in part("40").content.decode()
    assert "<html" not in part("40").content.decode()

    done(at)
    ended = part("40")
    assert ended.status_code == 286
    assert "Download" in ended.content.decode()
    assert 'id="job-said" hx-swap-oob="innerHTML">Done<' in ended.content.decode()


def test_once_it_has_ended_the_page_asks_no_more(page, begin, at):
    job = begin()
    done(at)
    text = page.get(job.get_absolute_url()).content.decode()
    assert "hx-get" not in text
    assert "http-equiv" not in text


def test_the_result_is_handed_out_to_be_saved_and_each_time_is_written_down(page, begin, ann, at):
    job = begin()
    done(at)
    url = f"{job.get_absolute_url()}fetch/"

    for _time in range(2):
        answer = page.get(url)
        assert b"".join(answer.streaming_content).startswith(b"[0, 1,")
    assert answer.headers["Content-Disposition"] == 'attachment; filename="numbers.json"'
    assert answer.headers["X-Content-Type-Options"] == "nosniff"
    assert answer.headers["Cache-Control"] == "private, no-store"
    lines = Event.objects.filter(code=job.code, step="fetched")
    assert [line.actor for line in lines] == [ann.code] * 2


def test_nobody_else_finds_it(client, begin, at):
    job = begin()
    done(at)
    client.force_login(make_user(name="别人", is_superuser=True, is_staff=True))
    for end in ("", "fetch/"):
        assert client.get(job.get_absolute_url() + end).status_code == 404
    assert client.post(f"{job.get_absolute_url()}cancel/").status_code == 404
    assert job.code not in client.get("/jobs/").content.decode()


def test_whoever_lost_the_right_gets_no_result(page, begin, ann, at):
    job = begin()
    done(at)
    ann.name = ""
    ann.save()
    assert page.get(f"{job.get_absolute_url()}fetch/").status_code == 403
    text = page.get(job.get_absolute_url()).content.decode()
    assert "Download" not in text
    assert "cannot be fetched any more" in text


def test_before_the_end_and_after_seven_days_there_is_nothing_to_fetch(page, begin, at):
    job = begin()
    url = f"{job.get_absolute_url()}fetch/"
    assert page.get(url).status_code == 404
    done(at)
    sweeping.sweep(at=at + KEPT * 2)
    assert page.get(url).status_code == 404
    assert "The result was deleted" in page.get(job.get_absolute_url()).content.decode()


def test_it_is_stopped_by_a_button(page, begin):
    job = begin()
    url = f"{job.get_absolute_url()}cancel/"
    assert page.get(url).status_code == 405
    assert "It was stopped." in page.post(url, follow=True).content.decode()
    assert "It had ended already." in page.post(url, follow=True).content.decode()


def test_a_failure_says_what_to_do_and_nothing_of_its_cause(page, begin, at):
    job = begin("break", most=5, breaks_at=0)
    for _try in range(5):
        done(at)
        Job.objects.update(not_before=None)
    text = page.get(job.get_absolute_url()).content.decode()
    assert "Something on our side went wrong, several times." in text
    assert "Zhang San" not in text
    assert "ValueError" not in text


def test_the_list_shows_ones_own_newest_first_in_as_many_queries(
    page, begin, django_assert_num_queries
):
    begin(most=1)
    page.get("/jobs/")
    with CaptureQueriesContext(connection) as few:
        page.get("/jobs/")
    for most in range(2, 5):
        begin(most=most)
    with django_assert_num_queries(len(few)):
        text = page.get("/jobs/").content.decode()
    codes = list(Job.objects.order_by("-id").values_list("code", flat=True))
    assert [text.index(code) for code in codes] == sorted(text.index(code) for code in codes)
