from datetime import timedelta

import pytest

from events.models import Event
from members import roles
from suggestions.models import AnswerPolicy
from tests.members.factories import make_seat
from workdays.clock import today

PAGE = "/organ/answers/micro/"
DAY = timedelta(days=1)


@pytest.fixture
def here(client, db):
    client.force_login(make_seat(roles.OrganAdmin, "430100"))
    return client


def typed(**changed):
    return {"base": 0, "sign_off": "head", "since": today().isoformat(), **changed}


def in_force(organ, day):
    return AnswerPolicy.objects.of_organ(organ, day)["micro"]


def test_the_organs_rule_holds_from_its_day_on_and_for_no_other_organ(here):
    before = in_force("430100", today())
    here.post(PAGE, typed(checks="on", since=(today() + DAY).isoformat()))

    rule = in_force("430100", today() + DAY).rule
    assert (rule.organ_id, rule.sign_off, rule.checks, rule.co_sign) == (
        "430100",
        "head",
        True,
        False,
    )
    assert in_force("430100", today()).rule == before.rule
    assert in_force("430100", today()).planned == rule
    assert not in_force("430200", today() + DAY).is_own
    line = Event.objects.get(kind="answer_rule")
    assert (line.organ, line.role, line.data["checks"]) == ("430100", "organ_admin", True)
    assert "Planned from" in here.get("/organ/answers/").text


def test_a_day_that_is_over_and_a_rule_changed_meanwhile_are_refused(here):
    past = here.post(PAGE, typed(since="2020-01-01"))
    assert past.status_code == 422
    assert "Please choose today or a later day." in past.text
    here.post(PAGE, typed())

    again = here.post(PAGE, typed(co_sign="on"))
    assert again.status_code == 409
    assert "Somebody else has changed this rule in the meantime." in again.text


def test_what_is_no_instrument_is_not_there(here):
    assert here.get("/organ/answers/letter/").status_code == 404
    assert here.get(f"{PAGE}?organ=430000").status_code == 404


def test_the_administrator_writes_rules_for_routing_but_tries_them_on_no_case(here):
    page = here.get("/office/rules/?organ=430100", follow=True).text

    assert "Add a rule" in page
    assert "Try them on past suggestions" not in page
    assert here.get("/office/rules/430100/trial/").status_code == 403
    assert here.get("/office/rules/430000/").status_code == 403
