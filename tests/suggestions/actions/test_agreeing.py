"""The lead's text goes round: whose word it waits for, and what a no and a waiver do."""

from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.test import Client

from deadlines.models import DueDate
from departments.policies import officers_of
from suggestions.actions import agreeing, drafting, opinions
from suggestions.lifecycle import NotNow, Part, State, Work
from suggestions.models import Agreement, AnswerPolicy, Assignment, DraftAnswer, Reply
from tests.gateway.programs import Program, names
from tests.suggestions.factories import MORNING, work
from tests.suggestions.outcomes import sent_round
from workdays import clock

REASON = {"reason": "再看看。"}
DAY = timedelta(days=1)


@pytest.fixture
def case(scene):
    return sent_round(scene)


def co(case):
    return Assignment.objects.select_related("suggestion__organ", "department").get(
        suggestion=case, part=Part.CO
    )


def officer(case):
    return officers_of(co(case).department)[0]


def test_the_text_waits_for_the_co_handler_and_the_units_clock_runs_on(case):
    assert work(case).state == Work.PENDING_COSIGN
    assert not Reply.objects.filter(kind="answer").exists()
    open_now = DueDate.objects.open().filter(kind="assignment")
    found = set(open_now.values_list("code", "phase"))
    assert found == {(work(case).code, "handle"), (co(case).code, "cosign")}


def test_with_the_last_agreement_it_goes_on(case):
    drafting.agree(assignment=co(case), by=officer(case), at=MORNING + DAY)
    case.refresh_from_db()
    assert case.state == State.REPLIED
    assert Agreement.objects.get().word == "agreed"
    assert not DueDate.objects.open().filter(kind="assignment").exists()


def test_an_objection_sends_it_back_to_the_lead_and_the_next_text_goes_round_again(scene, case):
    given = {"assignment": co(case), "by": officer(case), "at": MORNING + DAY}
    agreeing.object_to(**given, reason="数字不对。")
    assert work(case).state == Work.IN_PROGRESS
    assert DraftAnswer.objects.get().returned_at == MORNING + DAY
    with pytest.raises(NotNow):
        drafting.agree(**given)
    given = {"assignment": work(case), "by": scene.bo, "at": MORNING + DAY}
    drafting.answer(**given, text="改好了。", outcome_class="A")
    assert agreeing.text_for(co(case)).text == "改好了。"
    drafting.agree(assignment=co(case), by=officer(case), at=MORNING + DAY)
    assert Reply.objects.get(kind="answer").text == "改好了。"


def test_the_office_does_without_one_and_says_why(scene, case):
    drafting.dispense(assignment=co(case), reason="已口头同意。", by=scene.clerk, at=MORNING)
    case.refresh_from_db()
    assert case.state == State.REPLIED
    assert Agreement.objects.get().word == "dispensed"


def test_each_word_is_for_its_own_seat(scene, case):
    for person in (scene.an, scene.bo, scene.clerk, scene.cheng):
        with pytest.raises(PermissionDenied):
            drafting.agree(assignment=co(case), by=person, at=MORNING)
        with pytest.raises(PermissionDenied):
            agreeing.object_to(assignment=co(case), reason="不", by=person, at=MORNING)
    for person in (scene.an, scene.bo, officer(case)):
        with pytest.raises(PermissionDenied):
            drafting.dispense(assignment=co(case), reason="不", by=person, at=MORNING)


def may_send_back(scene, case):
    """Whether the lead reads of it: the button on its page, and the door for programs."""
    page = reader_page(scene.bo, case)
    offered = names(Program(scene.bo), case)
    shown = f"/unit/{co(case).code}/opinion/back/" in page
    assert ("return_opinion" in offered) == shown
    return shown


def reader_page(user, case):
    client = Client()
    client.force_login(user)
    return client.get(case.get_absolute_url()).text


def test_no_opinion_is_sent_back_while_an_answer_is_on_its_way(scene, case, settings):
    settings.WHITENOISE_AUTOREFRESH = True
    back = {"assignment": co(case), "reason": "再看看。", "by": scene.bo, "at": MORNING}
    with clock.moved(MORNING):
        assert not may_send_back(scene, case)
        with pytest.raises(NotNow, match="on its way"), transaction.atomic():
            opinions.send_back(**back)
        sent = Program(scene.bo).post(f"assignments/{co(case).code}/return_opinion/", REASON)
        assert sent.status_code == 409
        agreeing.object_to(assignment=co(case), reason="数字不对。", by=officer(case), at=MORNING)
        assert may_send_back(scene, case)
    opinions.send_back(**back)
    assert co(case).state == Work.IN_PROGRESS


def test_nor_while_the_head_or_the_office_has_it(scene, case):
    rule = AnswerPolicy.objects.create(
        organ=scene.organ,
        instrument="micro",
        co_sign=True,
        checks=True,
        version=2,
        since=MORNING.date(),
    )
    DraftAnswer.objects.update(rule=rule)
    drafting.agree(assignment=co(case), by=officer(case), at=MORNING)
    assert work(case).state == Work.PENDING_CHECK
    with pytest.raises(NotNow, match="on its way"):
        opinions.send_back(assignment=co(case), reason="再看看。", by=scene.bo, at=MORNING)
