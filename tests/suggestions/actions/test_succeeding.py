import re
from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied

from departments.actions import absences
from design.dates import day
from events.models import Event, Pending
from members import roles
from notifications.actions.notify import announce
from notifications.models import Notification
from suggestions.actions import handling, succeeding
from suggestions.lifecycle import NotNow, State
from suggestions.models import Assignment
from tests.departments.factories import make_department, make_officer
from tests.members.factories import make_seat, make_user
from tests.suggestions.factories import MORNING, promise, suggestion_at, work
from workdays import clock

NEXT = MORNING + timedelta(seconds=30)


@pytest.fixture(autouse=True)
def _morning():
    with clock.moved(MORNING):
        yield


@pytest.fixture
def heir(scene):
    return make_officer(scene.unit, user=make_user(name="继"))


@pytest.fixture
def in_hand(scene, heir, settings):
    """Three cases that 博 handles by name, and one that belongs to the unit alone."""
    settings.UNDO_SECONDS = 60
    cases = [suggestion_at(scene, State.IN_HANDLING) for _number in range(3)]
    cases.append(suggestion_at(scene, State.ASSIGNED))
    for case in cases[:3]:
        handling.entrust(assignment=work(case), officer=scene.bo, by=scene.bo, at=MORNING)
    Pending.objects.all().delete()
    return cases


def over(scene, heir, *, by=None, at=MORNING):
    return succeeding.hand_over_desk(
        unit=scene.unit, giver=scene.bo, taker=heir, by=by or scene.bo, at=at
    )


def handled_by(user):
    return Assignment.objects.filter(officer=user).count()


def test_all_goes_over_in_one_act_and_is_told_in_one_line(scene, heir, in_hand):
    assert over(scene, heir) == 3

    assert (handled_by(scene.bo), handled_by(heir)) == (0, 3)
    lines = Event.objects.filter(step="entrust", data__officer=heir.code)
    assert {(line.code, line.role) for line in lines} == {
        (case.code, "officer") for case in in_hand[:3]
    }
    [told] = [one.event for one in Pending.objects.filter(handler="announce")]
    assert (told.kind, told.code, told.step) == ("unit", "library", "desk_handed_over")
    announce(told, MORNING)
    [line] = Notification.objects.filter(channel="inbox", event_id=told.pk)
    assert line.user == heir
    assert line.data["en"]["count"] == "3"


def test_all_that_the_desk_says_waits_for_somebody_goes_over(scene, heir, in_hand, client):
    suggestion_at(scene, State.IN_HANDLING)  # Signed for, and nobody is named for it.
    promised = suggestion_at(scene, State.FOLLOWUP)
    headers = {"Accept-Language": "en"}
    due = promise(promised).due_on - MORNING.date()
    with clock.moved(MORNING + due + timedelta(days=1)):
        client.force_login(scene.bo)
        assert len(client.get("/unit/?show=mine").context["rows"]) == 5
        address = f"/unit/hand-over/library/{scene.bo.code}/"
        page = client.get(address, headers=headers).text
        assert "5 open cases go over" in page
        owed = day(promise(promised).due_on)
        said = re.sub("<[^>]+>", "", page)
        assert f"{promised.code} · Promise overdue · by {owed}" in said
        client.post(address, {"officer": heir.code})
        assert not client.get("/unit/?show=mine").context["rows"]
        client.force_login(heir)
        assert len(client.get("/unit/?show=mine").context["rows"]) == 5


def test_it_is_undone_within_the_minute_while_nobody_has_noticed(scene, heir, in_hand):
    over(scene, heir)
    announce(Event.objects.get(step="desk_handed_over"), MORNING)
    third = make_officer(scene.unit)
    gone = work(in_hand[0])
    handling.entrust(assignment=gone, officer=third, by=heir, at=NEXT)

    act = {"unit": scene.unit, "giver": scene.bo, "by": scene.bo}
    assert succeeding.may_take_back(**act, at=NEXT)
    assert succeeding.take_back_desk(**act, at=NEXT) == 2

    assert (handled_by(scene.bo), handled_by(heir), handled_by(third)) == (2, 0, 1)
    assert not Notification.objects.filter(step="desk_handed_over").exists()
    with pytest.raises(NotNow):
        succeeding.take_back_desk(**act, at=NEXT)


def test_where_all_went_on_to_a_third_there_is_nothing_to_undo(scene, heir, in_hand):
    over(scene, heir)
    third = make_officer(scene.unit)
    for case in in_hand[:3]:
        handling.entrust(assignment=work(case), officer=third, by=heir, at=NEXT)
    with pytest.raises(NotNow):
        succeeding.take_back_desk(unit=scene.unit, giver=scene.bo, by=scene.bo, at=NEXT)
    assert handled_by(third) == 3
    assert not Event.objects.filter(step="desk_taken_back").exists()


def test_it_stands_once_the_colleague_has_read_of_it_or_the_minute_is_over(scene, heir, in_hand):
    over(scene, heir)
    announce(Event.objects.get(step="desk_handed_over"), MORNING)
    act = {"unit": scene.unit, "giver": scene.bo, "by": scene.bo}
    with pytest.raises(NotNow):
        succeeding.take_back_desk(**act, at=MORNING + timedelta(seconds=61))
    Notification.objects.filter(channel="inbox").update(read_at=MORNING)
    with pytest.raises(NotNow):
        succeeding.take_back_desk(**act, at=NEXT)
    assert handled_by(heir) == 3


def test_the_head_and_the_administrator_hand_it_over_and_nobody_else(scene, heir, in_hand):
    stranger = make_officer(make_department("water"))
    for by in (heir, stranger, scene.clerk):
        with pytest.raises(PermissionDenied):
            over(scene, heir, by=by)
    with pytest.raises(NotNow):
        over(scene, stranger)
    over(scene, heir, by=make_seat(roles.OrganAdmin, scene.organ.code))
    assert {line.role for line in Event.objects.filter(data__officer=heir.code)} == {"organ_admin"}
    with pytest.raises(NotNow):
        over(scene, heir, by=make_officer(scene.unit, role=roles.Head))


def away(user, stand_in, *, first=0):
    day = MORNING.date()
    absences.enter(
        user=user,
        place=stand_in.offices.get().department,
        stand_in=stand_in,
        since=day + timedelta(days=first),
        until=day + timedelta(days=3),
        note="",
        by=user,
        at=MORNING,
    )


def test_nothing_goes_to_a_colleague_who_is_absent_that_day(scene, heir, in_hand, client):
    third = make_officer(scene.unit, user=make_user(name="替"))
    away(heir, third)
    client.force_login(scene.bo)
    address = f"/unit/hand-over/library/{scene.bo.code}/"
    headers = {"Accept-Language": "en"}

    assert "absent until" in client.get(address, headers=headers).text
    answer = client.post(address, {"officer": heir.code}, headers=headers)
    assert answer.status_code == 422
    [why] = answer.context["form"].errors["officer"]
    assert why.startswith("继 is absent from")
    assert handled_by(scene.bo) == 3

    assert client.post(address, {"officer": third.code}, headers=headers).status_code == 302
    assert handled_by(third) == 3


def test_an_absence_to_come_hinders_nobody(scene, heir, in_hand):
    away(heir, make_officer(scene.unit), first=1)
    assert over(scene, heir) == 3


def test_who_has_left_since_reads_of_it_later_and_the_stand_in_has_the_mail(scene, heir, in_hand):
    third = make_officer(scene.unit, user=make_user(name="替"))
    over(scene, heir)
    away(heir, third)
    event = Event.objects.get(step="desk_handed_over")
    announce(event, MORNING)
    lines = Notification.objects.filter(event_id=event.pk)
    told = {
        channel: set(lines.filter(channel=channel).values_list("user__name", flat=True))
        for channel in ("inbox", "email")
    }
    assert told == {"inbox": {"继", "替"}, "email": {"替"}}


def test_a_hundred_cost_no_more_questions_than_two(
    scene, heir, in_hand, django_assert_max_num_queries
):
    with django_assert_max_num_queries(20):
        over(scene, heir)
