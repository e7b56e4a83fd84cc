"""An answer that came on paper goes the way of any other: no step is skipped, none seen early."""

from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied
from django.db import DatabaseError, transaction
from django.urls import reverse

from deadlines.models import DueDate
from events.models import Event
from files.models import Attachment
from members import roles
from suggestions.actions import drafting, entering, opinions
from suggestions.actions.handling import OpinionsMissing
from suggestions.lifecycle import Part, State, Work
from suggestions.models import AnswerPolicy, Assignment, DraftAnswer, Reply
from tests.departments.factories import make_department, make_officer
from tests.members.factories import make_seat
from tests.suggestions.actions.test_units import led
from tests.suggestions.factories import MORNING, TALK, suggestion_at, work
from tests.suggestions.outcomes import scanned
from tests.suggestions.views.test_entering import opens

DAY = timedelta(days=1)
CANARY = "金丝雀来函"


def ruled(scene, **policy):
    rule = {"organ": scene.organ, "instrument": "micro", "since": MORNING.date()}
    AnswerPolicy.objects.create(**rule, **policy)


def entered(scene, assignment):
    said = {"text": CANARY, "outcome_class": "A", "talk": TALK}
    given = {"assignment": assignment, "sheet": scanned(scene.clerk), "by": scene.clerk}
    return entering.reply(**given, **said, at=MORNING)


def of_lead(suggestion):
    works = Assignment.objects.select_related("suggestion__organ", "department")
    return works.get(suggestion=suggestion, part=Part.LEAD)


@pytest.fixture
def checked(scene):
    """A case whose answer the clerk has entered; the office is to look it over."""
    ruled(scene, checks=True, sign_off="head")
    suggestion = suggestion_at(scene, State.ASSIGNED)
    entered(scene, work(suggestion))
    return suggestion


def test_the_letter_counts_as_signed_off_and_says_so(scene, checked):
    draft = DraftAnswer.objects.get()
    assert (draft.signed_off_by, draft.signed_off_at) == (scene.clerk, MORNING)
    line = Event.objects.get(step="record_signoff")
    assert (line.role, line.data["paper"]) == ("office", draft.paper.code)
    assert not Event.objects.filter(step="ask_signoff").exists()
    assert not DueDate.objects.filter(phase="signoff").exists()
    with pytest.raises(DatabaseError), transaction.atomic():
        DraftAnswer.objects.update(signed_off_by=None, signed_off_at=None)


def test_it_waits_for_the_check_and_its_author_sees_nothing_of_it(scene, enter, checked):
    assert (work(checked).state, work(checked).delivered_at) == (Work.PENDING_CHECK, MORNING)
    assert not Reply.objects.exists()
    scan = Attachment.objects.get()
    page = enter(scene.an).get(checked.get_absolute_url())
    assert CANARY not in page.text
    assert scan.code not in page.text
    assert [opens(enter(one)) for one in (scene.an, scene.bo, scene.clerk)] == [404, 200, 200]


def test_another_of_the_office_checks_it_not_who_entered_it(scene, enter, checked):
    other = make_seat(roles.Office, scene.organ.pk)
    check = reverse("suggestions:check_answer", args=[work(checked).code])
    page = checked.get_absolute_url()
    assert [check in enter(one).get(page).text for one in (scene.clerk, other)] == [False, True]
    assert [enter(one).get(check).status_code for one in (scene.clerk, other)] == [403, 200]
    given = {"assignment": work(checked), "by": scene.clerk, "at": MORNING + DAY}
    for act in (drafting.deliver, lambda **all_: drafting.send_back(**all_, reason="字迹不清。")):
        with pytest.raises(PermissionDenied):
            act(**given)
    drafting.deliver(**given | {"by": other})
    reply = Reply.objects.get()
    assert (reply.text, reply.replied_at) == (CANARY, MORNING + DAY)
    shown = enter(scene.an).get(page)
    [answer] = shown.context["answers"]
    assert "entered for Department library" in answer.office
    assert "stamped letter recorded" in answer.office
    assert [one.code for one in answer.files] == [Attachment.objects.get().code]
    assert opens(enter(scene.an)) == 200


@pytest.mark.parametrize("state", [State.ASSIGNED, State.IN_HANDLING])
def test_with_its_letter_it_waits_for_no_head(scene, state):
    ruled(scene, sign_off="head")
    suggestion = suggestion_at(scene, state)
    entered(scene, work(suggestion))
    assert Reply.objects.get().text == CANARY
    line = Event.objects.get(step="reply")
    assert line.data["paper"] == Attachment.objects.get().subject
    assert work(suggestion).state == Work.DELIVERED
    assert not DueDate.objects.open().filter(kind="assignment").exists()


def test_where_nobody_else_sits_who_entered_it_checks_it(scene, checked):
    drafting.deliver(assignment=work(checked), by=scene.clerk, at=MORNING + DAY)
    assert Reply.objects.get().text == CANARY


@pytest.mark.parametrize("policy", [{}, {"sign_off": "head"}, {"co_sign": True}])
def test_a_missing_opinion_holds_it(scene, policy):
    ruled(scene, **policy)
    suggestion, _works = led(scene, make_department("water"))
    with pytest.raises(OpinionsMissing), transaction.atomic():
        entered(scene, of_lead(suggestion))
    assert not Reply.objects.exists()


def test_a_co_handler_agrees_to_its_text_first(scene):
    ruled(scene, co_sign=True, sign_off="head")
    water = make_department("water")
    suggestion, works = led(scene, water)
    wei = make_officer(water)
    co = next(one for one in works if one.is_co)
    opinions.give(assignment=co, text="同意。", by=wei, at=MORNING)
    entered(scene, of_lead(suggestion))
    assert of_lead(suggestion).state == Work.PENDING_COSIGN
    assert not Reply.objects.filter(kind="answer").exists()
    drafting.agree(assignment=co, by=wei, at=MORNING + DAY)
    assert Reply.objects.get(kind="answer").text == CANARY
    assert not DueDate.objects.open().filter(kind="assignment").exists()
