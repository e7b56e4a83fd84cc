"""A rating is taken back within its minute: the case stands as if it had not been given."""

import uuid
from datetime import date, timedelta

import pytest
from django.core.exceptions import PermissionDenied
from django.db import connection, transaction
from django.forms import model_to_dict

from commitments.models import Commitment
from deadlines.models import DueDate
from events.actions import outbox
from events.models import Event
from notifications.models import Notification
from suggestions.actions import handling, opinions, rating, reviewing, talking, unrating
from suggestions.actions.reviewing import Charge
from suggestions.lifecycle import SAY_OFFICE, NotNow, Part, State, Work
from suggestions.models import Assignment, Rating, Suggestion
from suggestions.story.standing import standing
from tests.departments.factories import make_department, make_officer
from tests.members.factories import make_member
from tests.suggestions.factories import MORNING, answer, rate, suggestion_at

RATED = MORNING + timedelta(hours=1)
SOON = RATED + timedelta(seconds=59)
LATE = RATED + timedelta(seconds=61)


def columns(case):
    """What a rating may change of a case, but for the ledger."""
    kinds = (Assignment, Rating, DueDate, Commitment)
    rows = [model_to_dict(row) for kind in kinds for row in kind.objects.order_by("pk")]
    return [model_to_dict(Suggestion.objects.get(pk=case.pk)), *rows]


def take_back(case, by, *, at=SOON):
    case.refresh_from_db()
    unrating.unrate(suggestion=case, by=by, at=at)


def ask_too(case, user):
    for one in case.assignments.answering():
        Rating.objects.create(suggestion=case, assignment=one, round=one.round, rater=user)


def promised(scene):
    case = suggestion_at(scene, State.IN_HANDLING)
    answer(scene, case, outcome_class="B", promised_on=date(2026, 6, 1))
    return case


def together(scene):
    """Answered by a lead, with the opinion of another unit."""
    water = make_department("water")
    wei = make_officer(water)
    case = suggestion_at(scene, State.ACCEPTED)
    lead, co = reviewing.assign(
        suggestion=case,
        charges=[Charge(scene.unit, Part.LEAD), Charge(water, Part.CO)],
        urgency="ordinary",
        by=scene.clerk,
        at=MORNING,
    )
    handling.sign(assignment=co, by=wei, at=MORNING)
    opinions.give(assignment=co, text="同意。", by=wei, at=MORNING)
    lead.refresh_from_db()
    answer(scene, case, assignment=lead)
    return case


@pytest.mark.parametrize(
    ("make", "state"),
    [
        (lambda scene: suggestion_at(scene, State.REPLIED), "closed"),
        (promised, "followup"),
        (together, "closed"),
    ],
    ids=["closed", "a promise followed", "with an opinion"],
)
@pytest.mark.parametrize("told", [True, False], ids=["told", "before it was told"])
def test_case_answers_and_clocks_are_as_if_nothing_had_been(scene, make, state, told):
    case = make(scene)
    outbox.sweep(at=MORNING)
    before, lines = columns(case), set(Notification.objects.values_list("pk", flat=True))

    rate(scene, case, at=RATED)
    if told:
        outbox.sweep(at=RATED)
    case.refresh_from_db()
    assert case.state == state
    take_back(case, scene.an)

    assert columns(case) == before
    outbox.sweep(at=SOON)
    assert set(Notification.objects.values_list("pk", flat=True)) == lines


def test_it_can_be_rated_anew_and_is_closed_by_that(scene):
    case = suggestion_at(scene, State.REPLIED)
    rate(scene, case, at=RATED)
    take_back(case, scene.an)
    rate(scene, case, at=SOON, attitude="dissatisfied")

    case.refresh_from_db()
    assert (case.state, case.closed_at) == (State.CLOSED, SOON)
    assert Assignment.objects.get().state == Work.DONE
    assert Rating.objects.get().attitude == "dissatisfied"


def test_the_ledger_keeps_both_and_the_case_s_own_page_neither(scene):
    case = suggestion_at(scene, State.REPLIED)
    before = list(Event.objects.of("suggestion", case.code))
    rate(scene, case, at=RATED)
    take_back(case, scene.an)

    events = list(Event.objects.of("suggestion", case.code))
    assert [event.step for event in events[:3]] == ["unrated", "close", "rate"]
    assert standing(events) == before


def test_one_of_several_raters_takes_back_the_own_word_alone(scene):
    case, co = suggestion_at(scene, State.REPLIED), make_member()
    ask_too(case, co)
    rate(scene, case, by=co, at=RATED)
    take_back(case, co)

    assert not Rating.objects.exclude(rated_at=None).exists()
    rate(scene, case, by=co, at=SOON)
    rate(scene, case, at=SOON + timedelta(seconds=5))
    with pytest.raises(NotNow):
        take_back(case, co, at=SOON + timedelta(seconds=9))
    assert Suggestion.objects.get(pk=case.pk).state == State.CLOSED


def test_after_a_minute_it_stands(scene):
    case = suggestion_at(scene, State.REPLIED)
    rate(scene, case, at=RATED)
    before = columns(case)
    with pytest.raises(NotNow, match="minute"):
        take_back(case, scene.an, at=LATE)
    assert columns(case) == before


def test_what_another_rater_has_read_stands(scene):
    case, co = suggestion_at(scene, State.REPLIED), make_member()
    ask_too(case, co)
    rate(scene, case, by=co, at=MORNING + timedelta(minutes=5))
    rate(scene, case, at=RATED)
    outbox.sweep(at=RATED)
    assert Notification.objects.filter(user=co, step="close").update(read_at=RATED)
    with pytest.raises(NotNow, match="read"):
        take_back(case, scene.an)
    assert Rating.objects.asked().count() == 0


def test_what_somebody_acted_on_stands(scene):
    case, co = suggestion_at(scene, State.REPLIED), make_member()
    ask_too(case, co)
    rate(scene, case, at=RATED)
    more = {"key": uuid.uuid4(), "by": scene.clerk, "at": SOON}
    talking.say(suggestion=case, step=SAY_OFFICE, text="谢谢。", **more)
    with pytest.raises(NotNow, match="acted"):
        take_back(case, scene.an)


def test_who_was_not_asked_takes_nothing_back(scene):
    case = suggestion_at(scene, State.REPLIED)
    rate(scene, case, at=RATED)
    with pytest.raises(PermissionDenied):
        take_back(case, scene.clerk)


def test_after_its_own_date_a_rating_stands_for_a_new_one_would_come_too_late(scene):
    case = suggestion_at(scene, State.REPLIED)
    due = case.due_at
    rate(scene, case, at=due - timedelta(seconds=5))
    before = columns(case)
    with pytest.raises(NotNow, match="over"), transaction.atomic():
        take_back(case, scene.an, at=due + timedelta(seconds=5))
    assert columns(case) == before


def test_a_rating_whose_lines_do_not_say_what_they_finished_stands(scene):
    """As the version before wrote them."""
    case = suggestion_at(scene, State.REPLIED)
    rate(scene, case, at=RATED)
    with connection.cursor() as cursor:
        cursor.execute("ALTER TABLE events_event DISABLE TRIGGER USER")
        cursor.execute("UPDATE events_event SET data = '{}' WHERE step = 'close'")
        cursor.execute("ALTER TABLE events_event ENABLE TRIGGER USER")
    with pytest.raises(NotNow, match="stands"):
        take_back(case, scene.an)


def test_what_the_window_closed_is_nobody_s_to_take_back(scene):
    case = suggestion_at(scene, State.REPLIED)
    over = MORNING + timedelta(days=40)
    rating.close_windows(at=over)
    with pytest.raises(NotNow, match="acted"):
        take_back(case, scene.an, at=over)
