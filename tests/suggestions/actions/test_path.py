"""The straight way of a suggestion through the actions, and who is refused on it."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from django.core.exceptions import PermissionDenied
from django.db import connection

from deadlines.models import DueDate
from events.models import Event
from suggestions.actions import handling, rating, reviewing
from suggestions.actions.reviewing import Charge
from suggestions.lifecycle import NotNow, State
from suggestions.models import Rating, Recommendation, Reply, Suggestion
from tests.departments.factories import make_department, make_officer
from tests.suggestions.factories import (
    MORNING,
    TALK,
    answer,
    rate,
    route,
    submit,
    suggestion_at,
    work,
)


def open_clocks(suggestion: Suggestion) -> set[str]:
    ours = DueDate.objects.open().filter(code__startswith=suggestion.code)
    return set(ours.values_list("phase", flat=True))


@pytest.mark.parametrize(
    ("state", "phases"),
    [
        (State.SUBMITTED, {"review"}),
        (State.ACCEPTED, {"assign"}),
        (State.ASSIGNED, {"sign", "handle"}),
        (State.IN_HANDLING, {"handle"}),
        (State.REPLIED, {"rate"}),
        (State.REWORK, {"redo"}),
        (State.FOLLOWUP, {"promise"}),
        (State.CLOSED, set()),
    ],
)
def test_each_state_has_just_its_clocks(scene, state, phases):
    assert open_clocks(suggestion_at(scene, state)) == phases


def test_the_case_carries_the_date_that_runs(scene):
    for state in (State.SUBMITTED, State.ACCEPTED, State.REPLIED):
        suggestion = suggestion_at(scene, state)
        clock = DueDate.objects.open().get(code=suggestion.code)
        assert suggestion.due_at == clock.due_at, state
    suggestion = suggestion_at(scene, State.IN_HANDLING)
    handle = DueDate.objects.get(code=work(suggestion).code, phase="handle")
    assert suggestion.due_at == work(suggestion).due_at == handle.due_at


def test_signing_late_does_not_move_the_date(scene):
    suggestion = suggestion_at(scene, State.ASSIGNED)
    before = work(suggestion).due_at
    handling.sign(assignment=work(suggestion), by=scene.bo, at=MORNING + timedelta(days=6))
    assert work(suggestion).due_at == before


def test_what_was_proposed_and_what_was_decided_are_both_kept(scene):
    suggestion = submit(scene)
    route(suggestion)
    other = make_department("other")
    reviewing.accept_and_assign(
        suggestion=suggestion, charges=[Charge(other)], urgency="simple", by=scene.clerk, at=MORNING
    )
    proposed = Recommendation.objects.get(suggestion=suggestion)
    assert (proposed.department, proposed.rank) == (scene.unit, 1)
    assert set(proposed.because) == {"阅览室", "书架"}
    assert (work(suggestion).department, work(suggestion).proposed_rank) == (other, None)


def test_choosing_the_proposed_unit_keeps_its_rank(scene):
    suggestion = submit(scene)
    route(suggestion)
    reviewing.accept_and_assign(
        suggestion=suggestion,
        charges=[Charge(scene.unit)],
        urgency="simple",
        by=scene.clerk,
        at=MORNING,
    )
    assert work(suggestion).proposed_rank == 1


def test_routing_twice_proposes_once(scene):
    suggestion = submit(scene)
    route(suggestion)
    route(suggestion)
    assert Recommendation.objects.count() == 1
    assert Event.objects.filter(step="route").count() == 1


def test_a_unit_of_another_organ_is_refused(scene):
    suggestion = suggestion_at(scene, State.ACCEPTED)
    elsewhere = make_department("elsewhere", organ="430200")
    with pytest.raises(ValueError, match="organ in charge"):
        reviewing.assign(
            suggestion=suggestion,
            charges=[Charge(elsewhere)],
            urgency="ordinary",
            by=scene.clerk,
            at=MORNING,
        )
    suggestion.refresh_from_db()
    assert suggestion.state == "accepted"


def test_sign_and_answer_are_one_act_for_a_simple_matter(scene):
    suggestion = suggestion_at(scene, State.ASSIGNED)
    answer(scene, suggestion)
    steps = list(Event.objects.of("suggestion", suggestion.code).values_list("step", flat=True))
    assert steps[:3] == ["reply", "contact", "sign"]
    assert work(suggestion).state == "delivered"


def test_a_talk_sent_twice_is_one_talk(scene):
    suggestion = suggestion_at(scene, State.IN_HANDLING)
    first, again, other = [
        handling.contact(assignment=work(suggestion), talk=talk, by=scene.bo, at=MORNING)
        for talk in (TALK, TALK, replace(TALK, note="又通了一次电话。"))
    ]
    assert again == first != other
    assert list(work(suggestion).contacts.all()) == [first, other]
    assert Event.objects.of("suggestion", suggestion.code).filter(step="contact").count() == 2


def test_an_answer_without_any_contact_is_refused_whole(scene):
    suggestion = suggestion_at(scene, State.ASSIGNED)
    with pytest.raises(handling.NoContact):
        answer(scene, suggestion, talk=None)
    suggestion.refresh_from_db()
    assert suggestion.state == "assigned"
    assert not Reply.objects.exists()


def test_of_two_officers_who_answer_one_wins_and_one_is_told(scene):
    suggestion = suggestion_at(scene, State.IN_HANDLING)
    slower = work(suggestion)
    answer(scene, suggestion)
    with pytest.raises(NotNow):
        answer(scene, suggestion, assignment=slower, text="我也答复")
    assert [reply.text for reply in Reply.objects.all()] == ["书架已降低，欢迎来看。"]


def test_nobody_acts_from_another_desk(scene):
    replied = suggestion_at(scene, State.REPLIED)
    for person in (scene.bo, scene.clerk, scene.cheng):
        with pytest.raises(PermissionDenied):
            rate(scene, replied, by=person)
    assigned = suggestion_at(scene, State.ASSIGNED)
    for person in (scene.an, scene.clerk, scene.cheng):
        with pytest.raises(PermissionDenied):
            handling.sign(assignment=work(assigned), by=person, at=MORNING)


def test_an_officer_of_another_unit_cannot_sign(scene):
    assigned = suggestion_at(scene, State.ASSIGNED)
    other = make_officer(make_department("other"))
    with pytest.raises(PermissionDenied):
        handling.sign(assignment=work(assigned), by=other, at=MORNING)


def test_the_ledger_keeps_no_rating(scene):
    suggestion = suggestion_at(scene, State.CLOSED)
    for event in Event.objects.of("suggestion", suggestion.code):
        assert "satisfied" not in str(event.data)


def test_the_window_closes_to_not_rated_never_to_satisfied(scene):
    suggestion = suggestion_at(scene, State.REPLIED)
    assert rating.close_windows(at=suggestion.due_at) == 0
    assert rating.close_windows(at=suggestion.due_at + timedelta(seconds=1)) == 1
    given = Rating.objects.get(suggestion=suggestion)
    assert (given.attitude, given.result) == ("not_rated", "not_rated")
    suggestion.refresh_from_db()
    assert (suggestion.state, suggestion.due_at) == ("closed", None)


def test_closing_windows_twice_closes_once(scene):
    suggestion = suggestion_at(scene, State.REPLIED)
    late = suggestion.due_at + timedelta(days=1)
    assert [rating.close_windows(at=late), rating.close_windows(at=late)] == [1, 0]


def test_one_case_that_does_not_close_holds_up_no_other(scene):
    first, second = (suggestion_at(scene, State.REPLIED) for _case in range(2))
    with connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        stuck = f"CHECK (code <> '{first.code}' OR state = 'replied')"
        cursor.execute(f"ALTER TABLE suggestions_suggestion ADD CONSTRAINT stuck {stuck}")
    assert rating.close_windows(at=first.due_at + timedelta(days=1)) == 1
    second.refresh_from_db()
    first.refresh_from_db()
    assert (first.state, second.state) == ("replied", "closed")


def test_a_window_that_a_new_calendar_made_longer_stays_open(scene):
    suggestion = suggestion_at(scene, State.REPLIED)
    later = suggestion.due_at + timedelta(days=2)
    suggestion.wait_until(later)
    assert rating.close_windows(at=later) == 0


def test_a_proposal_that_comes_after_the_decision_is_none(scene):
    suggestion = suggestion_at(scene, State.ASSIGNED)
    route(suggestion)
    assert not Recommendation.objects.exists()


def test_the_code_carries_the_year_in_hunan(scene):
    new_year = datetime(2026, 12, 31, 17, 0, tzinfo=UTC)
    assert submit(scene, at=new_year).code.startswith("2027-")


def test_the_ledger_names_the_seat_in_which_somebody_acted(scene):
    suggestion = suggestion_at(scene, State.CLOSED)
    lines = Event.objects.of("suggestion", suggestion.code).values_list("step", "role")
    assert dict(lines) == {
        "submit": "member",
        "accept": "office",
        "assign": "office",
        "hand_over": "office",
        "sign": "officer",
        "contact": "officer",
        "reply": "officer",
        "rate": "member",
        "close": "system",
    }


def test_a_rating_after_the_window_is_refused(scene):
    suggestion = suggestion_at(scene, State.REPLIED)
    slower = Suggestion.objects.get(pk=suggestion.pk)
    rating.close_windows(at=suggestion.due_at + timedelta(days=1))
    with pytest.raises(NotNow):
        rate(scene, slower)
    assert Rating.objects.get().attitude == "not_rated"
