"""The seat of every step: who sits there, and who does not."""

import pytest
from django.contrib.auth.models import AnonymousUser
from django.core.exceptions import PermissionDenied

from members import roles
from suggestions import policies
from suggestions.lifecycle import Desk, State, step
from tests.departments.factories import make_department, make_officer
from tests.members.factories import make_member, make_seat, make_user
from tests.suggestions.factories import WALKS, submit, suggestion_at
from workdays.clock import today


@pytest.fixture
def people(scene):
    """Everybody who might claim a seat at a case of the province."""
    head = make_department("culture")
    type(scene.unit).objects.filter(pk=scene.unit.pk).update(parent=head)
    return {
        "author": scene.an,
        "other member": make_member(),
        "stranger": scene.cheng,
        "clerk": scene.clerk,
        "clerk below": make_seat(roles.Office, "430100"),
        "officer": scene.bo,
        "head above": make_officer(head, role=roles.Head),
        "officer above": make_officer(head),
        "other officer": make_officer(make_department("water")),
        "admin": make_seat(roles.OrganAdmin),
        "auditor": make_seat(roles.Auditor),
        "superuser": make_user(is_superuser=True, is_staff=True),
    }


# Typed by hand: who takes a step, in the state from which it starts.
SEATS = {
    "accept": {"clerk"},
    "assign": {"clerk"},
    "sign": {"officer", "head above"},
    "contact": {"officer", "head above"},
    "reply": {"officer", "head above"},
    "rate": {"author"},
    "redo": {"author"},
    "reopen": {"clerk"},
    "route": set(),
    "lapse": set(),
    "send_back": {"clerk"},
    "decline": {"clerk"},
    "merge": {"clerk"},
    "divert": {"clerk"},
    "transfer": {"clerk"},
    "bounce": {"clerk"},
    "hand_off": {"clerk"},
    "check": {"clerk"},
    "write_back": {"clerk"},
    "take_back": {"clerk"},
    "resubmit": {"author"},
    "withdraw": {"author"},
    "appeal": {"author"},
    "expire": set(),
    "split": set(),
}


# Typed by hand: a state of the case in which the step can be taken.
STARTS = {
    "accept": State.SUBMITTED,
    "assign": State.ACCEPTED,
    "sign": State.ASSIGNED,
    "contact": State.IN_HANDLING,
    "reply": State.IN_HANDLING,
    "rate": State.REPLIED,
    "redo": State.REPLIED,
    "reopen": State.CLOSED,
    "route": State.SUBMITTED,
    "lapse": State.REPLIED,
    "send_back": State.SUBMITTED,
    "decline": State.SUBMITTED,
    "merge": State.ACCEPTED,
    "divert": State.ACCEPTED,
    "transfer": State.ACCEPTED,
    "bounce": State.SUBMITTED,
    "hand_off": State.ACCEPTED,
    "check": State.HANDED_OFF,
    "write_back": State.HANDED_OFF,
    "take_back": State.HANDED_OFF,
    "resubmit": State.RETURNED,
    "withdraw": State.ACCEPTED,
    "appeal": State.DECLINED,
    "expire": State.RETURNED,
    "split": State.MERGED,
}


@pytest.mark.parametrize("name", SEATS)
def test_just_those_who_sit_at_its_desk_take_a_step(scene, people, name):
    suggestion = suggestion_at(scene, STARTS[name])
    one, assignment = step(name), suggestion.assignment()
    takers = {who for who in people if policies.may(people[who], one, suggestion, assignment)}
    assert takers == SEATS[name]
    for who, person in people.items():
        if who not in SEATS[name]:
            with pytest.raises(PermissionDenied):
                policies.require(person, one, suggestion, assignment)


def test_every_step_that_starts_somewhere_is_in_the_table():
    assert set(SEATS) == set(STARTS)


# Typed by hand: the steps that are open to a person in a state.
OPEN = {
    ("clerk", "submitted"): [
        "accept",
        "send_back",
        "decline",
        "merge",
        "divert",
        "transfer",
        "bounce",
        "hand_off",
    ],
    ("clerk", "accepted"): ["merge", "divert", "transfer", "hand_off", "assign"],
    ("clerk", "handed_off"): ["check", "write_back", "take_back"],
    ("author", "submitted"): ["withdraw"],
    ("author", "accepted"): ["withdraw"],
    ("author", "returned"): ["resubmit", "withdraw"],
    ("author", "declined"): ["appeal"],
    ("officer", "assigned"): ["sign"],
    ("officer", "in_handling"): ["contact", "reply"],
    ("clerk", "reassigning"): ["assign"],
    ("officer", "on_hold"): ["contact", "reply"],
    ("author", "replied"): ["rate", "redo"],
    ("officer", "rework"): ["contact", "reply"],
    ("clerk", "closed"): ["reopen"],
}


@pytest.mark.parametrize("state", list(WALKS))
def test_which_steps_are_open_to_whom(scene, people, state):
    suggestion = suggestion_at(scene, state)
    for who in ("author", "stranger", "clerk", "officer", "admin", "auditor"):
        steps = policies.open_steps(people[who], suggestion, suggestion.assignment())
        found = [one.name for one in steps if one.name in SEATS]
        assert found == OPEN.get((who, state.value), []), who


def test_nobody_sits_anywhere_signed_out_or_with_a_closed_account(scene):
    suggestion = suggestion_at(scene, State.IN_HANDLING)
    closed = []
    for person in (scene.an, scene.clerk, scene.bo):
        person.is_active = False
        closed.append(person)
    for person in (AnonymousUser(), *closed):
        assert [desk for desk in Desk if policies.sits(person, desk, suggestion)] == []


def test_a_seat_that_has_ended_is_no_seat(scene):
    suggestion = submit(scene)
    former = make_seat(roles.Office, until=today().replace(year=today().year - 1))
    assert not policies.sits(former, Desk.OFFICE, suggestion)


def test_before_it_is_assigned_no_unit_sits_at_it(scene):
    suggestion = suggestion_at(scene, State.ACCEPTED)
    assert not policies.sits(scene.bo, Desk.DEPARTMENT, suggestion)
    assert not policies.sits(scene.cheng, Desk.DEPARTMENT, suggestion)


def reads(person, suggestion):
    return policies.reader(person, suggestion, suggestion.works()).desk


@pytest.mark.parametrize(
    ("who", "desk"),
    [
        ("author", Desk.MEMBER),
        ("clerk", Desk.OFFICE),
        ("officer", Desk.DEPARTMENT),
        ("head above", Desk.DEPARTMENT),
        ("auditor", Desk.SYSTEM),
    ],
)
def test_from_which_desk_somebody_reads(scene, people, who, desk):
    assert reads(people[who], suggestion_at(scene, State.REPLIED)) is desk


def test_a_rating_is_for_its_author_and_the_office_in_charge_alone(scene, people):
    suggestion = suggestion_at(scene, State.CLOSED)
    readers = {who for who, person in people.items() if policies.sees_ratings(person, suggestion)}
    assert readers == {"author", "clerk"}


def test_only_members_write_and_for_their_own_organ(scene, people):
    assert policies.author_organ(scene.an) == "430000"
    assert policies.author_organ(scene.cheng) == "430200"
    for who in set(people) - {"author", "other member", "stranger"}:
        with pytest.raises(PermissionDenied):
            policies.author_organ(people[who])
    with pytest.raises(PermissionDenied):
        policies.require_membership(scene.an, "430200")
