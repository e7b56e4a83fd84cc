"""Sent back, completed, taken back, or left lying."""

from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied

from deadlines.models import DueDate
from events.models import Event
from suggestions.actions import completing, reviewing
from suggestions.actions.reviewing import Charge
from suggestions.actions.submitting import Words
from suggestions.lifecycle import NotNow, State
from suggestions.models import Revision, Suggestion
from tests.members.factories import make_organ
from tests.suggestions.factories import MORNING, TITLE, WORDS, route, submit, suggestion_at

BETTER = Words("降低省图书馆少儿阅览室的书架", "省图书馆二楼。", "降到一米二。")


def open_phases(suggestion):
    return set(DueDate.objects.open().filter(code=suggestion.code).values_list("phase", flat=True))


def complete(scene, suggestion, *, at=MORNING, **changes):
    arguments = {"words": BETTER, "place": make_organ("430100"), "by": scene.an, "at": at}
    completing.resubmit(suggestion=suggestion, **(arguments | changes))


def test_sent_back_the_authors_clock_runs_and_the_offices_stands(scene):
    suggestion = suggestion_at(scene, State.RETURNED)
    assert open_phases(suggestion) == {"complete"}
    clock = DueDate.objects.get(code=suggestion.code, phase="complete")
    assert (clock.working_days, clock.due_at) == (10, suggestion.due_at)
    event = Event.objects.of("suggestion", suggestion.code).get(step="send_back")
    assert event.words == "请写明是哪个馆。"
    assert "馆" not in str(event.data)


def test_completed_the_old_text_is_kept_and_the_review_begins_anew(scene):
    suggestion = submit(scene)
    route(suggestion)
    completing.send_back(suggestion=suggestion, missing="哪个馆？", by=scene.clerk, at=MORNING)
    later = MORNING + timedelta(days=4)
    complete(scene, suggestion, at=later)
    suggestion.refresh_from_db()
    assert (suggestion.state, suggestion.title, suggestion.place_id) == (
        "submitted",
        BETTER.title,
        "430100",
    )
    kept = Revision.objects.get()
    assert (kept.title, kept.situation, kept.place_id) == (TITLE, WORDS.situation, "430000")
    assert open_phases(suggestion) == {"review"}
    assert suggestion.due_at > later
    assert (suggestion.routed_at, suggestion.recommendations.count()) == (None, 0)


def test_completed_it_is_proposed_anew(scene):
    suggestion = suggestion_at(scene, State.RETURNED)
    complete(scene, suggestion)
    event = Event.objects.of("suggestion", suggestion.code).get(step="resubmit")
    assert set(event.pending.values_list("handler", flat=True)) == {
        "announce",
        "suggestions.route",
    }
    route(suggestion)
    assert suggestion.recommendations.count() == 1


def test_of_two_windows_of_the_author_one_completes(scene):
    suggestion = suggestion_at(scene, State.RETURNED)
    slower = Suggestion.objects.get(pk=suggestion.pk)
    complete(scene, suggestion)
    with pytest.raises(NotNow):
        complete(scene, slower)
    assert Revision.objects.count() == 1


def test_what_was_not_completed_in_time_is_withdrawn_once(scene):
    suggestion, other = (suggestion_at(scene, State.RETURNED) for _case in range(2))
    complete(scene, other)
    late = suggestion.due_at + timedelta(seconds=1)
    assert completing.expire_returned(at=suggestion.due_at) == 0
    assert [completing.expire_returned(at=late) for _time in range(2)] == [1, 0]
    suggestion.refresh_from_db()
    assert (suggestion.state, suggestion.closed_at) == ("withdrawn", late)
    assert open_phases(suggestion) == set()
    assert Event.objects.get(step="expire").role == "system"


def test_completing_after_the_sweep_is_refused_and_leaves_no_trace(scene):
    suggestion = suggestion_at(scene, State.RETURNED)
    completing.expire_returned(at=suggestion.due_at + timedelta(days=1))
    with pytest.raises(NotNow):
        complete(scene, suggestion)
    assert not Revision.objects.exists()


@pytest.mark.parametrize("state", [State.SUBMITTED, State.RETURNED, State.ACCEPTED])
def test_the_author_takes_it_back_until_it_is_assigned(scene, state):
    suggestion = suggestion_at(scene, state)
    completing.withdraw(suggestion=suggestion, by=scene.an, at=MORNING, reason="不需要了。")
    suggestion.refresh_from_db()
    assert (suggestion.state, suggestion.due_at) == ("withdrawn", None)
    assert open_phases(suggestion) == set()


def test_whoever_withdraws_while_the_office_assigns_is_refused_whole(scene):
    suggestion = suggestion_at(scene, State.ACCEPTED)
    slower = Suggestion.objects.get(pk=suggestion.pk)
    reviewing.assign(
        suggestion=suggestion,
        charges=[Charge(scene.unit)],
        urgency="ordinary",
        by=scene.clerk,
        at=MORNING,
    )
    with pytest.raises(NotNow):
        completing.withdraw(suggestion=slower, by=scene.an, at=MORNING)
    assert not Event.objects.filter(step="withdraw").exists()


def test_and_the_office_that_assigns_what_was_withdrawn_too(scene):
    suggestion = suggestion_at(scene, State.ACCEPTED)
    slower = Suggestion.objects.get(pk=suggestion.pk)
    completing.withdraw(suggestion=suggestion, by=scene.an, at=MORNING)
    with pytest.raises(NotNow):
        reviewing.assign(
            suggestion=slower,
            charges=[Charge(scene.unit)],
            urgency="ordinary",
            by=scene.clerk,
            at=MORNING,
        )
    assert not slower.assignments.exists()


def test_nobody_acts_from_another_desk(scene):
    suggestion = suggestion_at(scene, State.RETURNED)
    for person in (scene.clerk, scene.cheng, scene.bo):
        with pytest.raises(PermissionDenied):
            complete(scene, suggestion, by=person)
        with pytest.raises(PermissionDenied):
            completing.withdraw(suggestion=suggestion, by=person, at=MORNING)
    with pytest.raises(PermissionDenied):
        completing.send_back(suggestion=submit(scene), missing="?", by=scene.an, at=MORNING)
