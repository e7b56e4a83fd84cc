"""Somebody rests, comes back, or leaves: on the next request, and only here."""

from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied

from departments.policies import forget_units, units_of
from enrolment.actions import leaving
from enrolment.registry import open_work
from events.models import Event
from members import roles
from members.models import Committee, CommitteeMember
from members.policies import forget_hats, hats
from suggestions.lifecycle import State
from tests.departments.factories import make_officer
from tests.enrolment.lists import MORNING
from tests.members.factories import make_member, make_seat, make_user
from tests.suggestions.factories import make_scene, suggestion_at, work
from workdays.arithmetic import local_date

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("morning")]
DAY = local_date(MORNING)


def what(user):
    forget_hats(user)
    forget_units(user)
    worn = hats(user)
    return worn.member_of, worn.office_of, bool(units_of(user))


@pytest.fixture
def scene():
    return make_scene()


@pytest.fixture
def chief(scene):
    return make_seat(roles.OrganAdmin, scene.organ.code)


def test_who_is_suspended_has_no_rights_from_the_next_request_on(scene, chief):
    for user in (scene.an, scene.bo, scene.clerk):
        leaving.suspend(user=user, organ=scene.organ, day=DAY, by=chief, at=MORNING)

    assert [what(user) for user in (scene.an, scene.bo, scene.clerk)] == [((), (), False)] * 3
    assert hats(scene.an).was_member_of == ("430000",)
    assert Event.objects.filter(step="suspended", organ="430000").count() == 3


def test_a_suspension_is_lifted(scene, chief):
    leaving.suspend(user=scene.bo, organ=scene.organ, day=DAY, by=chief, at=MORNING)
    assert leaving.resume(user=scene.bo, organ=scene.organ, by=chief, at=MORNING) == 1

    assert what(scene.bo) == ((), (), True)
    assert leaving.resume(user=scene.bo, organ=scene.organ, by=chief, at=MORNING) == 0


def test_what_somebody_is_elsewhere_is_not_touched(scene, chief):
    make_member("430200", user=scene.an)

    leaving.suspend(user=scene.an, organ=scene.organ, day=DAY, by=chief, at=MORNING)

    assert what(scene.an)[0] == ("430200",)


def test_places_in_committees_rest_and_end_with_the_others(scene, chief):
    committee = Committee.objects.create(
        code="430000-c1", organ=scene.organ, name_zh="委", name_en="One", edited_at=MORNING
    )
    place = CommitteeMember.objects.create(user=scene.an, committee=committee, since=DAY)
    act = {"user": scene.an, "organ": scene.organ, "by": chief, "at": MORNING}

    leaving.suspend(day=DAY, **act)
    place.refresh_from_db()
    assert place.suspended_since == DAY
    leaving.resume(**act)
    place.refresh_from_db()
    assert place.suspended_since is None
    leaving.end(last_day=DAY, hand_over=False, **act)
    place.refresh_from_db()
    assert place.until == DAY
    assert place in leaving.places_of(scene.an, scene.organ)


@pytest.mark.parametrize("other", ["stranger", "own"])
def test_nobody_else_and_nobody_by_themselves_suspends_or_ends(scene, chief, other):
    by = make_seat(roles.OrganAdmin, "430200") if other == "stranger" else scene.an
    act = {"user": scene.an, "organ": scene.organ, "by": by, "at": MORNING}
    with pytest.raises(PermissionDenied):
        leaving.suspend(day=DAY, **act)
    with pytest.raises(PermissionDenied):
        leaving.resume(**act)
    with pytest.raises(PermissionDenied):
        leaving.end(last_day=DAY, hand_over=True, **act)


def test_all_that_somebody_is_here_ends_on_the_last_day(scene, chief):
    make_seat(roles.Auditor, user=scene.clerk)
    last = DAY + timedelta(days=2)

    ended = leaving.end(
        user=scene.clerk,
        organ=scene.organ,
        last_day=last,
        hand_over=True,
        by=chief,
        at=MORNING,
    )

    assert ended == 2
    assert set(scene.clerk.seats.values_list("until", flat=True)) == {last}
    assert what(scene.clerk)[1] == ("430000",), "still there until then"


def test_the_work_of_an_officer_goes_to_those_who_remain(scene, chief):
    suggestion = suggestion_at(scene, State.IN_HANDLING)
    assignment = work(suggestion)
    type(assignment).objects.filter(pk=assignment.pk).update(officer=scene.bo)
    heir = make_officer(scene.unit, user=make_user(name="继"))
    assert [matter.count for matter in open_work(scene.bo, "430000")] == [1]
    assert open_work(scene.bo, "430200") == []
    assert leaving.remaining(scene.bo, scene.organ, DAY) == [(scene.unit.name, 1)]

    leaving.end(
        user=scene.bo, organ=scene.organ, last_day=DAY, hand_over=True, by=chief, at=MORNING
    )

    assignment.refresh_from_db()
    assert assignment.officer == heir
    event = Event.objects.filter(step="work_handed_over").get()
    assert (event.code, event.data) == (scene.bo.code, {"count": 1})


def test_where_nobody_remains_the_work_stays_with_the_unit(scene, chief):
    assignment = work(suggestion_at(scene, State.IN_HANDLING))
    type(assignment).objects.filter(pk=assignment.pk).update(officer=scene.bo)

    leaving.end(
        user=scene.bo, organ=scene.organ, last_day=DAY, hand_over=True, by=chief, at=MORNING
    )

    assignment.refresh_from_db()
    assert assignment.officer == scene.bo
    assert not Event.objects.filter(step="work_handed_over").exists()


def test_what_a_member_has_open_is_named(scene):
    suggestion_at(scene, State.ASSIGNED)

    assert [(str(one.label), one.count) for one in open_work(scene.an, "430000")] == [
        ("Their open suggestions", 1)
    ]
