from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction

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


def test_an_own_rule_is_given_up_after_a_question_with_what_is_planned(here):
    later = today() + DAY
    here.post(PAGE, typed())
    here.post(PAGE, typed(base=1, checks="on", since=later.isoformat()))
    assert "Back to the platform’s default" in here.get(PAGE).text
    assert "ask=give_up" in here.get(PAGE).text
    asked = here.get(f"{PAGE}?ask=give_up").text
    assert "Give your own rule up?" in asked
    assert 'name="do" value="give_up"' in asked
    assert in_force("430100", today()).is_own

    here.post(PAGE, {"do": "give_up", "base": 2})

    assert not in_force("430100", today()).is_own
    assert not in_force("430100", later).is_own
    line = Event.objects.filter(kind="answer_rule").latest("pk")
    assert (line.step, line.data["version"]) == ("answer_rule_given_up", 3)
    assert "Back to" not in here.get(PAGE).text
    assert "the platform’s default" in here.get("/organ/").text


def test_what_was_saved_is_read_beside_its_rule(here):
    saved = here.post(PAGE, typed())
    assert saved.url.endswith("#micro")
    page = here.get(saved.url).text
    said = "Saved. It holds for answers written from that day on."
    assert said in page.partition('id="micro"')[2].partition("<h2")[0]


def test_what_was_given_up_is_ruled_anew_and_given_up_only_once(here):
    here.post(PAGE, typed(since=(today() + DAY).isoformat()))
    for base in (1, 2, 1, "x"):
        here.post(PAGE, {"do": "give_up", "base": base})
    assert AnswerPolicy.objects.filter(organ="430100").count() == 2

    here.post(PAGE, typed(base=2))
    assert in_force("430100", today()).is_own
    assert in_force("430100", today() + DAY).rule.version == 3


def test_the_platforms_default_is_not_given_up(here):
    given = {"instrument": "micro", "version": 9, "since": today(), "gives_way": True}
    with pytest.raises(IntegrityError), transaction.atomic():
        AnswerPolicy.objects.create(**given)
    AnswerPolicy.objects.create(**given, organ_id="430100")
