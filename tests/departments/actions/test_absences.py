import datetime as dt

import pytest
from django.core.exceptions import PermissionDenied

from departments.actions import absences
from departments.models import Absence
from departments.policies import heads_of, heads_over, in_deputy_of, relieved, role_in
from departments.reports import may_change
from events.models import Event
from members import roles
from tests.departments.factories import make_department, make_officer
from tests.members.factories import make_organ, make_seat, make_user
from workdays import clock
from workdays.arithmetic import SHANGHAI

pytestmark = pytest.mark.django_db

MONDAY = dt.date(2026, 3, 2)
NOON = dt.datetime(2026, 3, 2, 12, tzinfo=SHANGHAI)


@pytest.fixture
def unit():
    return make_department("library")


@pytest.fixture(autouse=True)
def monday():
    with clock.moved(NOON):
        yield


def fresh(user):
    return type(user).objects.get(pk=user.pk)


def enter(user, place, stand_in, since=0, until=4, *, by=None, note=""):
    return absences.enter(
        user=user,
        place=place,
        stand_in=stand_in,
        since=MONDAY + dt.timedelta(days=since),
        until=MONDAY + dt.timedelta(days=until),
        note=note,
        by=by or user,
        at=NOON,
    )


def refused(*args, **more):
    with pytest.raises(absences.Impossible) as refusal:
        enter(*args, **more)
    return refusal.value.field, str(refusal.value)


def test_who_stands_in_for_the_head_has_the_heads_seat_while_it_lasts(unit):
    head, officer = make_officer(unit, role=roles.Head), make_officer(unit)
    below = make_department("branch", parent=unit)
    assert heads_of(officer) == ()

    absence = enter(head, unit, officer, until=3)

    assert set(heads_of(officer)) == {unit.pk, below.pk}
    assert role_in(officer, unit.pk) == "head"
    assert in_deputy_of(officer, unit.pk) == {"deputy_of": head.code, "deputy_role": "head"}
    assert heads_over(unit) == [head, officer]
    assert set(heads_of(fresh(head))) == {unit.pk, below.pk}, "who is away may act all the same"
    with clock.moved(NOON + dt.timedelta(days=3, hours=11)):
        assert unit.pk in heads_of(fresh(officer)), "the last day belongs to it, in Shanghai"
    with clock.moved(NOON + dt.timedelta(days=3, hours=12)):
        assert heads_of(fresh(officer)) == (), "it ends by itself"
        assert heads_over(unit) == [head]
    line = Event.objects.filter(code=head.code, step="absence_entered").get()
    assert line.data == {
        "absence": absence.code,
        "since": "2026-03-02",
        "until": "2026-03-05",
        "unit": "library",
        "stand_in": officer.code,
    }


def test_who_stands_in_for_an_officer_gets_no_seat_of_a_head(unit):
    one, two = make_officer(unit), make_officer(unit)
    enter(one, unit, two)
    assert heads_of(two) == ()
    assert in_deputy_of(two, unit.pk) == {}
    told = in_deputy_of(two, unit.pk, officer=one.pk)
    assert told == {"deputy_of": one.code, "deputy_role": "officer"}


def test_a_deputy_acts_for_the_head_also_while_the_head_is_there(unit):
    head = make_officer(unit, role=roles.Head)
    deputy = make_officer(unit, role=roles.Head, is_deputy=True)
    assert in_deputy_of(deputy, unit.pk) == {"deputy_of": head.code, "deputy_role": "head"}
    assert in_deputy_of(head, unit.pk) == {}


def test_days_that_cannot_be_are_refused_beside_their_field(unit):
    one, two = make_officer(unit), make_officer(unit)
    assert refused(one, unit, two, since=-1)[0] == "since"
    assert refused(one, unit, two, since=3, until=2)[0] == "until"
    assert refused(one, unit, two, until=400)[0] == "until"
    enter(one, unit, two)
    field, why = refused(one, unit, two, since=4, until=9)
    assert field == "since"
    assert "2 March to 6 March" in why
    enter(one, unit, two, since=5, until=9)


def test_whoever_is_away_stands_in_for_nobody(unit):
    one, two, three = (make_officer(unit, user=make_user(name=name)) for name in "一二三")
    enter(one, unit, two)
    assert refused(three, unit, one)[0] == "stand_in"
    field, why = refused(two, unit, one)
    assert field == "stand_in"
    assert "stand in for each other" in why
    enter(two, unit, one, since=5, until=9)


def test_who_falls_ill_while_standing_in_gives_both_to_the_same_colleague(unit):
    one, two, three = (make_officer(unit, user=make_user(name=name)) for name in "一二三")
    first = enter(one, unit, two)

    enter(two, unit, three, since=1, until=2)

    first.refresh_from_db()
    assert first.stand_in == three
    line = Event.objects.get(code=one.code, step="absence_changed")
    assert (line.data["stand_in"], line.data["stand_in_before"]) == (three.code, two.code)


def test_who_is_to_stand_in_for_both_is_there_for_both(unit):
    one, two, three = (make_officer(unit, user=make_user(name=name)) for name in "一二三")
    enter(one, unit, two, until=9)
    enter(three, unit, two, since=5, until=9)
    field, why = refused(two, unit, three, until=2)
    assert field == "stand_in"
    assert "stand in for 一 too" in why


def test_where_every_colleague_is_absent_nobody_stands_in_for_either(unit):
    one, two = make_officer(unit), make_officer(unit)
    first = enter(one, unit, two)
    enter(two, unit, None, until=2)
    first.refresh_from_db()
    assert first.stand_in is None


def test_only_a_colleague_who_does_the_same_work_stands_in(unit):
    one = make_officer(unit)
    stranger = make_officer(make_department("water"))
    assert refused(one, unit, stranger)[0] == "stand_in"
    enter(one, unit, None)
    make_officer(unit)
    assert refused(one, unit, None, since=5, until=6)[0] == "stand_in"


def test_an_office_stands_in_for_its_own_and_only_for_what_it_is_told(unit):
    one, two = make_seat(roles.Office, "430000"), make_seat(roles.Office, "430000")
    enter(one, make_organ("430000"), two)
    assert relieved([one, two], units=[], office="430000") == {one.pk}
    assert relieved([one, two], units=[unit.pk], office="430100") == set()


def test_whose_stand_in_has_left_gets_the_mails_again(unit):
    one, two = make_officer(unit), make_officer(unit)
    enter(one, unit, two)
    assert relieved([one], units=[unit.pk], office="") == {one.pk}
    two.offices.update(until=MONDAY - dt.timedelta(days=1))
    assert relieved([one], units=[unit.pk], office="") == set()


def test_the_head_and_the_administrator_enter_it_for_somebody(unit):
    head, one, two = make_officer(unit, role=roles.Head), make_officer(unit), make_officer(unit)
    admin = make_seat(roles.OrganAdmin, "430000")
    enter(one, unit, two, until=1, by=head)
    enter(one, unit, two, since=2, by=admin)
    for stranger in (two, make_seat(roles.OrganAdmin, "430100")):
        with pytest.raises(PermissionDenied):
            enter(one, unit, two, since=5, until=6, by=stranger)


def test_who_stands_in_for_a_head_says_nothing_of_who_stands_in(unit):
    head, stand_in, other = (
        make_officer(unit, role=roles.Head, user=make_user(name="首")),
        make_officer(unit),
        make_officer(unit),
    )
    absence = enter(head, unit, stand_in)
    assert role_in(stand_in, unit.pk) == "head", "what the head signs off they sign off"

    act = {"by": fresh(stand_in), "at": NOON}
    with pytest.raises(PermissionDenied):
        enter(head, unit, other, since=5, until=30, by=fresh(stand_in))
    with pytest.raises(PermissionDenied):
        enter(other, unit, stand_in, by=fresh(stand_in))
    with pytest.raises(PermissionDenied):
        absences.change(
            absence=absence, stand_in=other, until=MONDAY + dt.timedelta(days=90), note="", **act
        )
    with pytest.raises(PermissionDenied):
        absences.end(absence=absence, **act)
    assert not may_change(fresh(stand_in), absence)
    enter(stand_in, unit, other, since=5, until=6, by=fresh(stand_in))


def test_a_head_above_and_a_deputy_say_it_in_seats_of_their_own(unit):
    below = make_department("branch", parent=unit)
    one, two = make_officer(below), make_officer(below)
    deputy = make_officer(unit, role=roles.Head, is_deputy=True)
    assert may_change(deputy, enter(one, below, two, by=deputy))


def test_for_a_head_whose_account_is_closed_nobody_stands_in(unit):
    head, stand_in = make_officer(unit, role=roles.Head), make_officer(unit)
    enter(head, unit, stand_in)
    type(head).objects.filter(pk=head.pk).update(is_active=False)
    assert heads_of(fresh(stand_in)) == ()
    assert in_deputy_of(fresh(stand_in), unit.pk) == {}


def test_it_is_shortened_and_ended_but_not_into_the_past(unit):
    one, two = make_officer(unit), make_officer(unit)
    absence = enter(one, unit, two)
    later = NOON + dt.timedelta(days=2)
    act = {"absence": absence, "stand_in": two, "note": "", "by": one, "at": later}
    with pytest.raises(absences.Impossible) as refusal:
        absences.change(until=MONDAY, **act)
    assert refusal.value.field == "until"
    absences.change(until=MONDAY + dt.timedelta(days=3), **act)
    absences.end(absence=absence, by=one, at=later)
    assert not Absence.objects.in_force(MONDAY + dt.timedelta(days=2)).exists()
    with pytest.raises(absences.Impossible):
        absences.end(absence=absence, by=one, at=later)
    steps = Event.objects.filter(code=one.code, step__startswith="absence").values_list("step")
    assert {step for (step,) in steps} == {"absence_entered", "absence_changed", "absence_ended"}
