"""What the office takes back within a minute, and what stands."""

import uuid
from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied

from deadlines.models import DueDate
from events.actions import outbox
from events.models import Event, Pending
from members import roles
from notifications.actions import digest
from notifications.models import Notification
from suggestions.actions import completing, handling, reviewing, talking, undoing
from suggestions.actions.reviewing import Charge
from suggestions.lifecycle import SAY, NotNow, Part, State, Work
from suggestions.models import Assignment, Decline, Suggestion
from tests.departments.factories import make_department
from tests.members.factories import make_seat
from tests.suggestions.factories import MORNING, decline, submit, suggestion_at

SOON = MORNING + timedelta(minutes=5)
THEN = SOON + timedelta(seconds=59)

WAYS = {
    "accept": lambda scene, case: reviewing.accept(suggestion=case, by=scene.clerk, at=SOON),
    "assign": lambda scene, case: assign(scene, case),
    "send_back": lambda scene, case: completing.send_back(
        suggestion=case, missing="缺。", by=scene.clerk, at=SOON
    ),
    "decline": lambda scene, case: decline(scene, case, at=SOON),
}


def assign(scene, case, *more):
    charges = [Charge(scene.unit)]
    if more:
        charges = [Charge(scene.unit, Part.LEAD), *(Charge(one, Part.CO) for one in more)]
    return reviewing.accept_and_assign(suggestion=case, charges=charges, by=scene.clerk, at=SOON)


def undo(scene, case, *, at=THEN, by=None):
    undoing.undo(suggestion=case, by=by or scene.clerk, at=at)


def clocks():
    fields = ("kind", "code", "phase", "due_at", "started_at", "stopped_at", "changes")
    return set(map(repr, DueDate.objects.values_list(*fields)))


def columns(case):
    now = Suggestion.objects.filter(pk=case.pk)
    return now.values("state", "unit", "due_at", "closed_at").get()


@pytest.mark.parametrize("way", WAYS)
@pytest.mark.parametrize("told", [True, False], ids=["told", "before it was told"])
def test_the_case_and_its_clocks_are_as_if_nothing_had_been(scene, way, told):
    case = submit(scene)
    before, running = columns(case), clocks()
    outbox.sweep(at=MORNING)
    lines = set(Notification.objects.values_list("pk", flat=True))

    WAYS[way](scene, case)
    if told:
        outbox.sweep(at=SOON)
    assert columns(case) != before
    undo(scene, case)

    assert (columns(case), clocks()) == (before, running)
    assert set(Notification.objects.values_list("pk", flat=True)) == lines
    assert not Pending.objects.filter(event__at=SOON).exists()
    assert not Decline.objects.exists()
    assert case.works() == []


def test_the_ledger_keeps_the_act_and_that_it_was_undone(scene):
    case = submit(scene)
    assign(scene, case)
    undo(scene, case)
    steps = Event.objects.of("suggestion", case.code).values_list("step", "at", "actor")
    assert list(steps)[:4] == [
        ("undone", THEN, scene.clerk.code),
        ("hand_over", SOON, scene.clerk.code),
        ("assign", SOON, scene.clerk.code),
        ("accept", SOON, scene.clerk.code),
    ]


def test_what_had_been_accepted_before_waits_to_be_assigned_again(scene):
    case = suggestion_at(scene, State.ACCEPTED)
    before, running = columns(case), clocks()
    assign(scene, case, make_department("water", scene.organ.code))
    undo(scene, case)
    assert (columns(case), clocks()) == (before, running)
    assert Event.objects.of("suggestion", case.code)[0].step == "unassigned"
    assert set(Assignment.objects.values_list("state", flat=True)) == {Work.CANCELLED}


def test_it_can_be_assigned_to_the_same_unit_at_once_under_a_new_code(scene):
    case = submit(scene)
    assign(scene, case)
    undo(scene, case)
    work = reviewing.accept_and_assign(
        suggestion=case, charges=[Charge(scene.unit)], by=scene.clerk, at=THEN
    )[0]
    assert work.code == f"{case.code}-2"
    assert case.works() == [work]


def test_any_colleague_of_the_office_can_undo_it_and_nobody_else(scene):
    case = submit(scene)
    assign(scene, case)
    for other in (scene.an, scene.bo, make_seat(roles.Office, "430100")):
        with pytest.raises(PermissionDenied):
            undo(scene, case, by=other)
    undo(scene, case, by=make_seat(roles.Office, scene.organ.code))
    assert columns(case)["state"] == State.SUBMITTED


def read_it(scene, case):
    outbox.sweep(at=SOON)
    Notification.objects.inbox(scene.bo).update(read_at=SOON)


def mail_it(scene, case):
    outbox.sweep(at=SOON)
    lines = Notification.objects.filter(channel="email", step="hand_over")
    assert lines.update(leased_until=THEN + timedelta(seconds=30))


def sign_it(scene, case):
    work = Assignment.objects.get()
    handling.sign(assignment=work, by=scene.bo, at=SOON + timedelta(seconds=10))


def write_on_it(scene, case):
    at = SOON + timedelta(seconds=10)
    talking.say(suggestion=case, step=SAY, text="问一句。", key=uuid.uuid4(), by=scene.an, at=at)


@pytest.mark.parametrize(
    ("meanwhile", "why"),
    [
        (read_it, "Somebody has read of it already, so it stands."),
        (mail_it, "Somebody has read of it already, so it stands."),
        (sign_it, "Somebody has acted on it since, so it stands."),
        (write_on_it, "Somebody has acted on it since, so it stands."),
    ],
)
def test_what_somebody_has_noticed_stands(scene, meanwhile, why):
    case = submit(scene)
    assign(scene, case)
    meanwhile(scene, case)
    before, running = columns(case), clocks()
    with pytest.raises(NotNow, match=why):
        undo(scene, case)
    assert (columns(case), clocks()) == (before, running)


def test_after_the_minute_it_stands(scene):
    case = submit(scene)
    assign(scene, case)
    with pytest.raises(NotNow, match="The minute for undoing it is over"):
        undo(scene, case, at=SOON + timedelta(seconds=61))


@pytest.mark.parametrize("state", [State.SUBMITTED, State.MERGED, State.WITHDRAWN, State.CLOSED])
def test_other_acts_cannot_be_undone(scene, state):
    case = suggestion_at(scene, state)
    with pytest.raises(NotNow):
        undo(scene, case, at=MORNING)


def test_what_follows_a_unit_that_gave_it_up_is_taken_back_otherwise(scene):
    case = suggestion_at(scene, State.REASSIGNING)
    reviewing.assign(
        suggestion=case,
        charges=[Charge(make_department("roads", scene.organ.code))],
        by=scene.clerk,
        at=SOON,
    )
    with pytest.raises(NotNow, match="It follows a unit that gave the case up"):
        undo(scene, case)


def test_its_mail_waits_for_the_minute_and_its_inbox_line_does_not(scene):
    case = submit(scene)
    decline(scene, case, at=SOON)
    outbox.sweep(at=SOON)
    lines = Notification.objects.filter(step="decline", user=scene.an)
    assert dict(lines.values_list("channel", "not_before")) == {
        "inbox": None,
        "email": SOON + timedelta(seconds=60),
    }


def test_the_daily_mail_leaves_it_out_for_the_minute(scene):
    eight = MORNING + timedelta(hours=22)
    case = submit(scene)
    at = eight - timedelta(seconds=30)
    reviewing.accept_and_assign(
        suggestion=case, charges=[Charge(scene.unit)], by=scene.clerk, at=at
    )
    outbox.sweep(at=at)
    assert digest.bundle(at=eight) == 0
    assert digest.bundle(at=eight + timedelta(seconds=30)) == 1


def test_of_many_each_that_still_can_is_undone(scene):
    cases = [submit(scene) for _ in range(3)]
    for case in cases:
        assign(scene, case)
    work = Assignment.objects.get(suggestion=cases[1])
    handling.sign(assignment=work, by=scene.bo, at=SOON + timedelta(seconds=1))
    done, kept = undoing.undo_many(suggestions=cases, by=scene.clerk, at=THEN)
    assert done == [cases[0], cases[2]]
    assert [(one.suggestion, one.why) for one in kept] == [
        (cases[1], "Somebody has acted on it since, so it stands.")
    ]
