"""While somebody is absent: who signs off, who has the mail, what desk and case say of it."""

import datetime as dt

import pytest

from departments.actions import absences
from events.models import Event
from members import roles
from notifications.actions.notify import announce
from notifications.models import Notification
from suggestions import deputies
from suggestions.actions import drafting, handling
from suggestions.lifecycle import State
from suggestions.models import AnswerPolicy
from tests.departments.factories import make_department, make_officer
from tests.members.factories import make_seat, make_user
from tests.suggestions.factories import MORNING, TALK, suggestion_at, work
from tests.suggestions.views.counting import MOST_QUERIES, questions

DAY = MORNING.date()
FRIDAY_NEXT = DAY + dt.timedelta(days=8)


def away(user, place, stand_in, *, until=FRIDAY_NEXT):
    return absences.enter(
        user=user,
        place=place,
        stand_in=stand_in,
        since=DAY,
        until=until,
        note="",
        by=user,
        at=MORNING,
    )


@pytest.fixture
def head(scene):
    return make_officer(scene.unit, role=roles.Head, user=make_user(name="馆长"))


@pytest.fixture
def before_the_head(scene, head):
    """An answer that waits for the head's word."""
    rule = {"organ": scene.organ, "instrument": "micro", "since": DAY, "checks": False}
    AnswerPolicy.objects.create(**rule, sign_off="head")
    case = suggestion_at(scene, State.IN_HANDLING)
    said = {"text": "降了", "outcome_class": "A", "talk": TALK}
    drafting.answer(assignment=work(case), by=scene.bo, at=MORNING, **said)
    return case


def mailed(step):
    event = Event.objects.filter(step=step).latest("id")
    announce(event, MORNING)
    lines = Notification.objects.filter(event_id=event.pk)
    return {
        channel: set(lines.filter(channel=channel).values_list("user__name", flat=True))
        for channel in ("inbox", "email")
    }


def test_the_stand_in_signs_off_and_the_line_says_for_whom(scene, head, before_the_head, enter):
    bo = enter(scene.bo)
    address = f"/unit/{work(before_the_head).code}/sign-off/"
    assert bo.get(address).status_code == 403
    away(head, scene.unit, scene.bo)

    assert "You stand in for 馆长 until" in bo.get("/unit/").text
    assert "1 thing waits" in bo.get("/unit/").text
    assert before_the_head.title in bo.get("/unit/?show=instead").text
    assert address in bo.get(f"/suggestions/{before_the_head.code}/").text
    read = drafting.open_draft(work(before_the_head)).code
    assert bo.post(address, {"decision": "yes", "draft": read}).status_code == 302

    line = Event.objects.filter(step="sign_off").get()
    assert (line.actor, line.role) == (scene.bo.code, "head")
    assert (line.data["deputy_of"], line.data["deputy_role"]) == (head.code, "head")
    page = bo.get(f"/suggestions/{before_the_head.code}/").text
    assert "A deputy signed the answer off for the head" in page
    assert "nothing waits" in bo.get("/unit/").text


def test_standing_in_for_several_costs_a_desk_no_query_more(scene, head, enter):
    bo, second = enter(scene.bo), make_officer(scene.unit, user=make_user(name="同事"))
    asked = []
    for number, person in enumerate((head, second), start=1):
        away(person, scene.unit, scene.bo)
        asked.append(questions(bo, "/unit/"))
        assert len(bo.get("/unit/").context["stand_ins"]) == number
    assert asked[0] == asked[1] <= MOST_QUERIES


def test_the_mail_of_what_needs_an_act_goes_to_the_stand_in_alone(scene, head, before_the_head):
    colleague = make_officer(scene.unit, user=make_user(name="同事"))
    away(head, scene.unit, colleague)
    told = mailed("ask_signoff")
    assert told == {"inbox": {"馆长", "同事"}, "email": {"同事"}}


def test_a_stand_in_who_lays_an_own_answer_before_oneself_relieves_no_head(
    scene, head, before_the_head, enter
):
    away(head, scene.unit, scene.bo)
    bo, code = enter(scene.bo), work(before_the_head).code
    bo.post(f"/unit/{code}/answer-back/")
    said = {"text": "又降了", "outcome_class": "A"}
    page = bo.post(f"/unit/{code}/reply/", said, follow=True).text
    assert "by you, or by the others who can; they are told." in page
    assert mailed("ask_signoff") == {"inbox": {"馆长"}, "email": {"馆长"}}
    assert bo.post(f"/unit/{code}/urge-head/").status_code == 302
    assert mailed("urge_head")["email"] == {"馆长"}
    scene.unit.officers.filter(user=head).update(role=roles.Officer.key)
    make_officer(scene.unit, role=roles.Head, user=scene.bo)
    bo.post(f"/unit/{code}/answer-back/")
    page = bo.post(f"/unit/{code}/reply/", said, follow=True).text
    assert "nobody else can sign it now." in page
    assert mailed("ask_signoff") == {"inbox": set(), "email": set()}


def test_who_can_sign_is_said_by_the_seats_that_sign(scene, head, before_the_head, enter):
    above = make_department("above")
    over = make_officer(above, role=roles.Head, user=make_user(name="厅长"))
    type(scene.unit).objects.filter(pk=scene.unit.pk).update(parent=above)
    code = work(before_the_head).code
    said = {"text": "又降了", "outcome_class": "A"}
    words = {
        head: "by you, or by a head of a unit above yours.",
        over: "by you, or by the others who can; they are told.",
    }
    for person, who in words.items():
        client = enter(person)
        client.post(f"/unit/{code}/answer-back/")
        assert who in client.post(f"/unit/{code}/reply/", said, follow=True).text
        assert client.get(f"/unit/{code}/sign-off/").status_code == 200


def test_nobody_rests_who_has_no_stand_in(scene, head, before_the_head):
    absence = away(head, scene.unit, scene.bo)
    absence.stand_in = None
    absence.save()
    assert mailed("ask_signoff")["email"] == {"馆长"}


def test_the_authors_own_mail_never_rests(scene):
    """The author sits in the office too, and is absent from there."""
    make_seat(roles.Office, user=scene.an)
    away(scene.an, scene.organ, scene.clerk)
    suggestion_at(scene, State.REPLIED)
    assert mailed("reply")["email"] == {"安"}


def test_colleagues_read_until_when_and_who_stands_in_but_no_member(scene, enter):
    two = make_officer(scene.unit, user=make_user(name="替"))
    case = suggestion_at(scene, State.IN_HANDLING)
    handling.entrust(assignment=work(case), officer=scene.bo, by=scene.bo, at=MORNING)
    away(scene.bo, scene.unit, two, until=DAY + dt.timedelta(days=4))

    words = 'absent until <span class="date">9 March</span>, stand-in: 替 ('
    address = f"/suggestions/{case.code}/"
    for colleague in (scene.clerk, two, scene.bo):
        assert words in enter(colleague).get(address).text
    assert "absent until" not in enter(scene.an).get(address).text
    [line] = deputies.in_units(two, [scene.unit.pk])
    assert (line.name, line.count) == ("博", 1)
    handling.contact(assignment=work(case), talk=TALK, by=two, at=MORNING)
    noted = Event.objects.filter(step="contact").get()
    assert (noted.data["deputy_of"], noted.data["deputy_role"]) == (scene.bo.code, "officer")


def test_the_office_reads_for_whom_it_stands_in(scene, enter):
    two = make_seat(roles.Office, user=make_user(name="二"))
    away(two, scene.organ, scene.clerk)
    assert "You stand in for 二 until" in enter(scene.clerk).get("/office/").text
