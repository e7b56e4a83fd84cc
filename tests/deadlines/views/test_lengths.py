from datetime import timedelta

import pytest
from django.test import Client

from deadlines.actions import clocks
from deadlines.models import DeadlinePolicy
from deadlines.policies import policy_for
from events.models import Event
from members import roles
from members.models import Organ, User
from tests.members.factories import make_seat
from workdays.clock import now, today

PAGE = "/organ/deadlines/micro/handle/ordinary/"
DAY = timedelta(days=1)


@pytest.fixture
def admin(organs: dict[str, Organ]) -> User:
    return make_seat(roles.OrganAdmin, "430100")


@pytest.fixture
def here(client: Client, admin: User) -> Client:
    client.force_login(admin)
    return client


def days_of(organ: str, day) -> int:
    what = {"phase": "handle", "instrument": "micro", "urgency": "ordinary"}
    found = policy_for(organ=organ, day=day, **what)
    assert found is not None
    return found.working_days


def typed(days: int, **more: object) -> dict[str, object]:
    return {"base": 0, "working_days": days, "since": today().isoformat(), **more}


def test_a_new_length_holds_from_its_day_on_also_below_and_not_elsewhere(here, organs):
    answer = here.post(PAGE, typed(8, since=(today() + DAY).isoformat()))

    assert answer.status_code == 302
    assert (days_of("430100", today()), days_of("430100", today() + DAY)) == (10, 8)
    assert (days_of("430104", today() + DAY), days_of("430000", today() + DAY)) == (8, 10)
    line = Event.objects.get(kind="deadline_rule")
    assert (line.organ, line.code, line.role) == ("430100", "430100-handle", "organ_admin")
    assert (line.data["days"], line.data["version"]) == (8, 1)


def test_what_was_saved_is_named_and_stands_where_the_page_comes_back(here, organs):
    answer = here.post(PAGE, typed(8), follow=True)
    back = answer.redirect_chain[0][0]
    anchor = back.partition("#")[2]
    assert f'<li id="{anchor}">' in answer.text
    row = answer.text.partition(f'<li id="{anchor}">')[2].partition("</a>")[0]
    named = row.rpartition(">")[2]
    assert f"{named} is saved." in answer.text


def test_a_clock_that_runs_keeps_its_date(here, organs):
    start = {"kind": "assignment", "phase": "handle", "organ": organs["430100"], "by": None}
    running = clocks.start(code="A-1", at=now(), **start)

    here.post(PAGE, typed(3))

    before = running.due_at
    running.refresh_from_db()
    assert running.due_at == before
    assert clocks.start(code="A-2", at=now(), **start).working_days == 3


def test_the_date_is_seen_before_anything_is_kept(here):
    page = here.post(PAGE, typed(1, do="try"))

    assert page.status_code == 200
    assert "With 1 working day, what starts today would be due on" in page.text
    assert not DeadlinePolicy.objects.filter(organ="430100").exists()


@pytest.mark.parametrize(
    ("changed", "words"),
    [
        ({"working_days": 0}, "At least 1 working day."),
        ({"working_days": 400}, "At most 260 working days."),
        ({"since": "2020-01-01"}, "Please choose today or a later day."),
    ],
)
def test_what_cannot_hold_is_said_beside_the_field(here, changed, words):
    page = here.post(PAGE, typed(5) | changed)

    assert page.status_code == 422
    assert words in page.text


def test_the_slower_of_two_is_told_and_keeps_the_number(here):
    here.post(PAGE, typed(8))

    page = here.post(PAGE, typed(9))

    assert page.status_code == 409
    assert "Somebody else has changed this rule" in page.text
    assert 'value="9"' in page.text


def test_each_rule_says_from_where_it_comes(here, organs):
    above = {"phase": "review", "instrument": "micro", "since": today(), "working_days": 4}
    DeadlinePolicy.objects.create(organ=organs["430000"], **above)
    here.post(PAGE, typed(8))
    here.post(PAGE, typed(6, base=1, since=(today() + DAY).isoformat()))

    page = here.get("/organ/deadlines/").text

    assert "CPPCC Hunan Provincial Committee" in page
    assert "yours, since" in page
    assert "6 from" in page
    assert "the platform’s default" in page
    assert "CPPCC Hunan" not in here.get("/organ/deadlines/?instrument=proposal").text


def test_what_is_no_rule_is_not_there_and_another_organs_neither(here):
    for address in ("micro/promise/all/", "micro/handle/all/", "paper/review/all/"):
        assert here.get(f"/organ/deadlines/{address}").status_code == 404
    assert here.get("/organ/deadlines/?organ=430000").status_code == 404
    assert here.post(f"{PAGE}?organ=430000", typed(8)).status_code == 404
    assert not DeadlinePolicy.objects.filter(organ="430000").exists()


def test_an_own_rule_is_given_up_after_a_question_and_what_holds_above_holds_again(here):
    here.post(PAGE, typed(8))
    here.post(PAGE, typed(6, base=1, since=(today() + DAY).isoformat()))
    offered = here.get(PAGE).text
    assert "Back to 10 working days (the platform’s default)" in offered
    asked = here.get(f"{PAGE}?ask=give_up").text
    assert "Give your own rule up?" in asked
    assert days_of("430100", today()) == 8

    answer = here.post(PAGE, {"do": "give_up", "base": 2}, follow=True)

    assert (days_of("430100", today()), days_of("430100", today() + DAY)) == (10, 10)
    row = answer.text.partition('<li id="handle-ordinary">')[2].partition("</li>")[0]
    assert "your own rule is given up" in row
    assert "the platform’s default" in row
    line = Event.objects.filter(kind="deadline_rule").latest("pk")
    assert (line.step, line.organ, line.data["version"]) == ("length_given_up", "430100", 3)
    assert "Back to" not in here.get(PAGE).text


def test_a_rule_that_was_given_up_is_made_anew_and_given_up_only_once(here):
    here.post(PAGE, typed(8))
    here.post(PAGE, {"do": "give_up", "base": 1})

    for base in (2, 1, 0, "x", "9" * 5000):
        here.post(PAGE, {"do": "give_up", "base": base})
    assert DeadlinePolicy.objects.filter(organ="430100").count() == 2

    here.post(PAGE, typed(7, base=2))
    assert days_of("430100", today()) == 7


def test_who_administers_another_organ_gives_nothing_up(here, client):
    here.post(PAGE, typed(8))
    client.force_login(make_seat(roles.OrganAdmin, "430104"))

    assert client.post(f"{PAGE}?organ=430100", {"do": "give_up", "base": 1}).status_code == 404
    assert days_of("430100", today()) == 8


def test_what_was_saved_is_said_where_the_page_comes_back(here):
    answer = here.post(PAGE, typed(8), follow=True)
    row = answer.text.partition('<li id="handle-ordinary">')[2].partition("</li>")[0]
    assert "is saved." in row
