"""The sums of an organ's months: what happens changes them, and they are what the rows say."""

from datetime import timedelta
from io import StringIO

import pytest
from django.core.management import CommandError, call_command

from commitments.actions import keeping
from commitments.lifecycle import Claim
from events.actions import ledger
from reports.actions import counting
from reports.measures import GRADES, PROMISES, STATES, Measure
from reports.models import Bucket, Mark, Tally
from suggestions.actions import handling, reviewing, sealing, transferring, undoing, unrating
from suggestions.actions.handling import Talk
from suggestions.actions.reviewing import Charge
from suggestions.lifecycle import State
from suggestions.models import Suggestion
from suggestions.models.timeliness import TIMES
from tests.departments.factories import make_department
from tests.members.factories import make_organ
from tests.suggestions.factories import (
    MORNING,
    answer,
    promise,
    rate,
    submit,
    suggestion_at,
    work,
)
from workdays import clock

LATER = MORNING + timedelta(minutes=30)


def sums(**where):
    """(measure, value) → count of the whole organ; or of one unit, category or county."""
    rows = Tally.objects.filter(**({"dim": ""} | where))
    return {(row.measure, row.value): row.count for row in rows}


def at(state):
    return ("state", STATES.index(state))


def look(moment=LATER):
    return counting.sweep(at=moment)


def test_what_came_in_stands_where_it_stands(scene):
    for state in (State.SUBMITTED, State.SUBMITTED, State.ACCEPTED):
        suggestion_at(scene, state)
    look()
    assert sums() == {("in", 0): 3, at(State.SUBMITTED): 2, at(State.ACCEPTED): 1}
    assert sums(dim="place", key="430000") == sums()
    assert sums(dim="unit") == {}
    bucket = Bucket.objects.get()
    assert (bucket.organ_id, str(bucket.month), bucket.counted_at) == (
        "430000",
        "2026-03-01",
        LATER,
    )


def test_a_unit_s_work_is_counted_by_its_days(scene):
    """Assigned on a Thursday, talked over on the Monday after, answered on the Tuesday."""
    suggestion = suggestion_at(scene, State.ASSIGNED)
    look()
    hour = int(work(suggestion).due_at.timestamp() // 3600)
    assert sums(dim="unit", key="library") == {
        ("in", 0): 1,
        at(State.ASSIGNED): 1,
        ("given", 0): 1,
        ("due", hour): 1,
    }
    monday, tuesday = MORNING + timedelta(days=4), MORNING + timedelta(days=5)
    with clock.moved(tuesday):
        handling.sign(assignment=work(suggestion), by=scene.bo, at=monday)
        talk = Talk("phone", monday.date(), "电话里核对了地点。")
        answer(scene, suggestion, at=tuesday, talk=talk)
        rate(scene, suggestion, at=tuesday)
        look(tuesday + timedelta(hours=1))
    assert sums(dim="unit", key="library") == {
        ("in", 0): 1,
        at(State.CLOSED): 1,
        ("given", 0): 1,
        ("contact", 2): 1,
        ("answer", 3): 1,
        ("timely", TIMES.index("in_time")): 1,
        ("class", 0): 1,
        ("asked", 0): 1,
        ("attitude", GRADES.index("satisfied")): 1,
        ("result", GRADES.index("basically_satisfied")): 1,
    }


def test_what_a_unit_gave_back_stays_counted_there(scene):
    suggestion_at(scene, State.REASSIGNING)
    look()
    found = sums(dim="unit", key="library")
    assert found == {("given", 0): 1, ("returned", 0): 1}
    assert ("returned", 0) in sums()


def test_a_promise_goes_from_open_to_kept(scene):
    suggestion = suggestion_at(scene, State.FOLLOWUP)
    look()
    open_, kept = ("promise", PROMISES.index("open")), ("promise", PROMISES.index("kept"))
    assert sums()[open_] == 1
    assert [value for measure, value in sums() if measure == "promise_due"] == [
        (promise(suggestion).due_on - promise(suggestion).due_on.replace(1970, 1, 1)).days
    ]
    made = promise(suggestion)
    later = LATER + timedelta(hours=1)
    keeping.report(commitment=made, claim=Claim.KEPT, evidence="已完工。", by=scene.bo, at=later)
    keeping.confirm(commitment=promise(suggestion), by=scene.an, at=later)
    look(later)
    assert sums()[kept] == 1
    assert open_ not in sums()
    assert Measure.PROMISE_DUE not in {measure for measure, _value in sums()}


def test_a_seal_takes_it_out_and_a_transfer_moves_it(scene):
    sealed, moved = suggestion_at(scene, State.SUBMITTED), suggestion_at(scene, State.SUBMITTED)
    city = make_organ("430100")
    make_department("city-bureau", organ=city.code)
    look()
    assert sums()["in", 0] == 2
    later = LATER + timedelta(hours=1)
    sealing.seal(suggestion=sealed, reason="涉及机关内部事务。", by=scene.clerk, at=later)
    transferring.transfer(
        suggestion=moved, to=city, reason="属市里的事。", by=scene.clerk, at=later
    )
    look(later)
    assert sums(organ="430000") == {}
    assert sums(organ="430100")["in", 0] == 1


def test_each_bucket_of_what_happened_is_counted_and_no_other(scene):
    suggestion_at(scene, State.SUBMITTED, at=MORNING - timedelta(days=40))
    assert look() == 1
    Tally.objects.update(count=9)
    submit(scene, at=LATER)
    hour = LATER + timedelta(hours=1)
    assert look(hour) == 1
    # What was found within the overlap is looked at once more; then it is done with.
    assert look(hour + timedelta(minutes=5)) == 1
    assert look(hour + timedelta(minutes=11)) == 0
    assert sums(month="2026-01-01")["in", 0] == 9
    assert sums(month="2026-03-01")["in", 0] == 1
    assert Mark.objects.count() == 3


def test_the_sums_are_proved_and_repaired(scene):
    for state in (State.CLOSED, State.REPLIED, State.REWORK, State.FOLLOWUP, State.ON_HOLD):
        suggestion_at(scene, state)
    look()
    assert told() == ["All sums agree with the rows."]
    Tally.objects.filter(measure="in", dim="").update(count=4)
    Tally.objects.filter(measure="given", dim="unit").delete()
    with pytest.raises(CommandError, match="1 buckets differ"):
        told()
    assert told("--repair") == ["430000 2026-03: 2 of 54 sums differ", "1 repaired."]
    assert told() == ["All sums agree with the rows."]
    assert sums()["in", 0] == Suggestion.objects.count()


def told(*arguments):
    output = StringIO()
    with clock.moved(LATER):
        call_command("sums", *arguments, stdout=output)
    return output.getvalue().splitlines()


def test_what_finds_no_time_or_fails_has_its_turn_in_the_next_sweep(scene, monkeypatch):
    for days in (0, 10, 40):
        suggestion_at(scene, State.SUBMITTED, at=MORNING - timedelta(days=days))
    recount = counting.recount

    def break_january(organ, month, wd, *, at):
        if month.month == 1:
            raise RuntimeError
        return recount(organ, month, wd, at=at)

    monkeypatch.setattr(counting, "recount", break_january)
    assert look() == 2
    assert list(Bucket.objects.to_count().values_list("month__month", flat=True)) == [1]

    monkeypatch.setattr(counting, "recount", recount)
    assert look(LATER + timedelta(hours=1)) == 1
    assert not Bucket.objects.to_count().exists()
    assert told() == ["All sums agree with the rows."]


def test_what_was_undone_is_counted_at_no_unit(scene):
    suggestion = suggestion_at(scene, State.ACCEPTED)
    soon = MORNING + timedelta(seconds=5)
    reviewing.assign(
        suggestion=suggestion,
        charges=[Charge(scene.unit)],
        urgency="simple",
        by=scene.clerk,
        at=soon,
    )
    look()
    assert sums()["given", 0] == 1
    with clock.moved(soon):
        undoing.undo(suggestion=suggestion, by=scene.clerk, at=soon + timedelta(seconds=5))
    look(LATER + timedelta(hours=1))
    assert sums() == {("in", 0): 1, at(State.ACCEPTED): 1}
    assert sums(dim="unit") == {}


def test_a_rating_taken_back_is_counted_no_more(scene):
    suggestion = suggestion_at(scene, State.REPLIED)
    look()
    before, soon = sums(), MORNING + timedelta(hours=1)
    rate(scene, suggestion, at=soon)
    look(LATER + timedelta(hours=1))
    assert sums() != before
    with clock.moved(soon):
        suggestion.refresh_from_db()
        unrating.unrate(suggestion=suggestion, by=scene.an, at=soon + timedelta(seconds=5))
    look(LATER + timedelta(hours=2))
    assert sums() == before


def test_a_date_that_moves_with_the_calendar_moves_in_the_sums(scene):
    suggestion = suggestion_at(scene, State.ASSIGNED)
    look()
    task = work(suggestion)
    moved = task.due_at + timedelta(days=2)
    type(task).objects.filter(pk=task.pk).update(due_at=moved)
    ledger.record(
        kind="assignment", code=task.code, step="due_moved", by=None, at=LATER, pending=()
    )
    look(LATER + timedelta(hours=1))
    assert ("due", int(moved.timestamp() // 3600)) in sums()
    ledger.record(kind="calendar", code="2026", step="loaded", by=None, at=LATER, pending=())
    assert look(LATER + timedelta(hours=2)) == 1
