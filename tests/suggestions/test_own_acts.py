"""Nobody is told of what they have just done themselves, neither in the inbox nor by mail."""

import pytest

from departments.policies import officers_of
from events.models import Event
from members import roles
from members.models import Seat
from notifications.actions.notify import announce
from notifications.models import Notification
from suggestions.actions import drafting, handling, talking
from suggestions.lifecycle import SAY_UNIT, State
from suggestions.models import DraftAnswer
from tests.departments.factories import make_officer
from tests.members.factories import make_seat
from tests.suggestions.actions.test_drafting import drafted, ruled
from tests.suggestions.factories import MORNING, suggestion_at, work
from tests.suggestions.outcomes import sent_round

KEY = "0b0e6c1e-0000-4000-8000-000000000001"


def told(step):
    for event in Event.objects.filter(step=step):
        announce(event, MORNING)
    return set(Notification.objects.filter(step=step).values_list("user", flat=True))


@pytest.fixture
def head(scene):
    return make_officer(scene.unit, role=roles.Head)


def test_a_head_who_signs_or_sends_back_is_not_told_of_it_and_the_officers_are(scene, head):
    ruled(scene, sign_off="head")
    given = {"assignment": work(drafted(scene)), "by": head, "at": MORNING}
    drafting.refuse_signoff(**given, reason="写得太短。")
    assert told("refuse_signoff") == {scene.bo.pk}
    given = {"assignment": work(drafted(scene)), "by": head, "at": MORNING}
    drafting.sign_off(**given)
    assert told("sign_off") == {scene.bo.pk}


def test_a_head_who_lays_an_own_answer_before_oneself_is_not_asked_by_a_notice(scene, head):
    ruled(scene, sign_off="head")
    suggestion = suggestion_at(scene, State.IN_HANDLING)
    said = {"text": "已修好。", "outcome_class": "A", "no_contact": "没有必要。"}
    drafting.answer(assignment=work(suggestion), by=head, at=MORNING, **said)
    assert told("ask_signoff") == set()


def test_whoever_sits_in_unit_and_office_is_told_of_the_acts_of_others_only(scene):
    make_seat(roles.Office, user=scene.bo)
    suggestion = suggestion_at(scene, State.IN_HANDLING)
    handling.entrust(assignment=work(suggestion), officer=scene.bo, by=scene.bo, at=MORNING)
    assert told("entrust") == set()
    given = {"suggestion": suggestion, "step": SAY_UNIT, "text": "请看。", "key": KEY}
    talking.say(**given, by=scene.bo, at=MORNING, assignment=work(suggestion))
    assert scene.bo.pk not in told("say_unit")
    assert told("say_unit")


def test_a_head_who_is_all_of_the_office_reads_that_the_answer_is_to_be_checked(scene, head):
    ruled(scene, sign_off="head", checks=True)
    suggestion = drafted(scene)
    make_seat(roles.Office, user=head)
    Seat.objects.filter(user=scene.clerk).delete()
    drafting.sign_off(assignment=work(suggestion), by=head, at=MORNING)
    assert told("hand_in") == {head.pk}


def test_whoever_agrees_for_another_unit_is_asked_to_sign_for_the_one_they_head(scene):
    case = sent_round(scene)
    beside = case.assignments.get(part="co")
    officer = officers_of(beside.department)[0]
    make_officer(scene.unit, role=roles.Head, user=officer)
    DraftAnswer.objects.update(rule=ruled(scene, sign_off="head", co_sign=True, version=2))
    drafting.agree(assignment=beside, by=officer, at=MORNING)
    assert told("ask_signoff") == {officer.pk}
