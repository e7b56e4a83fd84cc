"""A new term begins by dates alone."""

from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied

from enrolment.actions import renewing
from events.models import Event
from members import roles
from members.models import Committee, CommitteeMember, Member, Term, User
from members.policies import hats
from tests.enrolment.lists import MORNING
from tests.members.factories import make_member, make_seat, make_user
from workdays import clock
from workdays.arithmetic import local_date

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("morning")]
DAY = local_date(MORNING)
FIRST = DAY + timedelta(days=10)


@pytest.fixture
def term(organ, admin):
    return renewing.first(
        organ=organ, number=13, since=DAY - timedelta(days=900), by=admin, at=MORNING
    )


@pytest.fixture
def people(organ):
    return [make_member(organ.code, user=make_user(name=name)) for name in ("安", "程", "博")]


def renew(organ, admin, leaving=(), number=14, since=FIRST):
    return renewing.renew(
        organ=organ, number=number, since=since, leaving=leaving, by=admin, at=MORNING
    )


def member_of(user):
    return hats(User.objects.get(pk=user.pk)).member_of


def test_the_present_members_belong_to_the_term_that_is_written_down(organ, admin, people, term):
    assert set(Member.objects.values_list("term", flat=True)) == {term.pk}


def test_all_go_on_but_those_who_were_named(organ, admin, people, term):
    an, cheng, bo = people

    new = renew(organ, admin, leaving=[cheng.code])

    assert [member_of(one) for one in people] == [(organ.code,)] * 3, "until the day before"
    with clock.moved(MORNING + timedelta(days=10)):
        assert [member_of(one) for one in people] == [(organ.code,), (), (organ.code,)]
        assert hats(User.objects.get(pk=cheng.pk)).reads_only
    assert an.memberships.get(until=None).term == new
    assert Term.objects.get(number=13).until == FIRST - timedelta(days=1)
    assert renewing.current(organ, FIRST) == new


def test_each_is_told_and_the_ledger_counts(organ, admin, people, term):
    renew(organ, admin, leaving=[people[1].code])

    steps = {one.code: one.step for one in Event.objects.filter(kind="account", at=MORNING)}
    assert [steps[one.code] for one in people] == ["renewed", "ended", "renewed"]
    begun = Event.objects.filter(kind="term", step="begun").last()
    assert (begun.data["continue"], begun.data["end"]) == (2, 1)


def test_a_last_day_that_was_set_stays(organ, admin, people, term):
    last = FIRST + timedelta(days=30)
    people[0].memberships.update(until=last)

    new = renew(organ, admin)

    assert people[0].memberships.get(term=new).until == last
    assert people[1].memberships.get(term=new).until is None


def test_who_does_not_go_on_leaves_the_committees_of_the_organ(organ, admin, people, term):
    committee = Committee.objects.create(
        code="430100-c1", organ=organ, name_zh="委", name_en="One", edited_at=MORNING
    )
    for one in people:
        CommitteeMember.objects.create(user=one, committee=committee, since=DAY)

    renew(organ, admin, leaving=[people[1].code])

    until = dict(CommitteeMember.objects.values_list("user", "until"))
    eve = FIRST - timedelta(days=1)
    assert until == {people[0].pk: None, people[1].pk: eve, people[2].pk: None}
    assert Event.objects.get(step="committee_left").code == people[1].code


def test_a_term_is_set_by_who_looks_after_that_organs_people(organ, people):
    stranger = make_seat(roles.OrganAdmin, "430200")
    with pytest.raises(PermissionDenied):
        renewing.first(organ=organ, number=1, since=DAY, by=stranger, at=MORNING)
    with pytest.raises(PermissionDenied):
        renew(organ, stranger)


@pytest.mark.parametrize(("number", "since"), [(13, FIRST), (15, DAY), (14, FIRST)])
def test_no_term_is_set_twice_or_before_another(organ, admin, people, term, number, since):
    renew(organ, admin)

    with pytest.raises(renewing.NotPossible):
        renew(organ, admin, number=number, since=since)
    assert Member.objects.filter(organ=organ, until=None).count() == 3


def test_a_renewal_asks_the_same_questions_for_many(
    organ, admin, people, term, django_assert_max_num_queries
):
    for number in range(20):
        make_member(organ.code, user=make_user(name=f"人{number}"))

    with django_assert_max_num_queries(16):
        renew(organ, admin)
