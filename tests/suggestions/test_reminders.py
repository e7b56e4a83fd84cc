"""When which clock reminds whom: each clock is left alone, and the days of a real calendar pass."""

from datetime import timedelta

import pytest

from commitments.actions import keeping
from commitments.lifecycle import Claim
from deadlines.actions import reminding
from deadlines.models import DueDate
from deadlines.registry import rules
from departments.models import Officer
from events.models import Event
from members import roles
from notifications import registry
from notifications.actions.notify import announce
from notifications.models import Notification
from suggestions.actions import (
    cosigning,
    disputing,
    drafting,
    extending,
    handling,
    opinions,
    returning,
    reviewing,
    transferring,
)
from suggestions.actions.reviewing import Charge
from suggestions.lifecycle import Part, State
from suggestions.models import AnswerPolicy, Assignment, Cosigner, Suggestion
from suggestions.notices import NOTICES
from suggestions.places import Matter
from tests.departments.factories import make_department, make_officer
from tests.members.factories import make_member, make_organ, make_seat, make_user
from tests.suggestions.factories import (
    MORNING,
    TALK,
    TITLE,
    Scene,
    answer,
    decline,
    promise,
    submit,
    suggestion_at,
    work,
)
from workdays import calendar
from workdays.arithmetic import local_date, workdays_left

CITY = "430100"
DAY = timedelta(days=1)
OFFICE, ADMIN, ABOVE = {"clerk", "clerk2"}, {"admin"}, {"office above"}
UNIT, HEAD, AUTHOR, ARBITER, LEAD = {"bo", "bo2"}, {"head"}, {"an"}, {"arbiter"}, {"lead"}
ALL_OFFICES = OFFICE | ADMIN | ABOVE

# The office reviews, assigns, decides: nearly due and due, one day late, five, and every week.
OF_OFFICE = {0: OFFICE, 1: OFFICE, 5: OFFICE | ADMIN, 10: ALL_OFFICES, 15: ALL_OFFICES}

# The unit answers, and answers again.
OF_UNIT = {
    -2: UNIT,
    0: UNIT,
    1: UNIT | HEAD,
    5: UNIT | HEAD | OFFICE,
    10: UNIT | HEAD | OFFICE | ABOVE,
    15: UNIT | HEAD | OFFICE | ABOVE,
}

# Typed by hand: clock → working days after (before) it is due → who is told.
TABLE = {
    "review": OF_OFFICE,
    "transfer": OF_OFFICE,
    "assign": OF_OFFICE,
    "reassign": OF_OFFICE,
    "check": {-2: OFFICE, **OF_OFFICE},
    "return_decision": OF_OFFICE,
    "extension_decision": OF_OFFICE,
    "answer_check": OF_OFFICE,
    "dispute": {
        -2: ARBITER,
        0: ARBITER,
        1: ARBITER,
        5: ARBITER | OFFICE,
        10: ARBITER | OFFICE | ABOVE,
        15: ARBITER | OFFICE | ABOVE,
    },
    "sign": {1: UNIT | HEAD},
    "handle": OF_UNIT,
    "handle of one": {
        -2: {"bo2"},
        0: {"bo2"},
        1: UNIT | HEAD,
        5: UNIT | HEAD | OFFICE,
        10: UNIT | HEAD | OFFICE | ABOVE,
        15: UNIT | HEAD | OFFICE | ABOVE,
    },
    "redo": OF_UNIT,
    "opinion": {
        -2: UNIT,
        0: UNIT,
        1: UNIT | HEAD | LEAD,
        5: UNIT | HEAD | LEAD | OFFICE,
        10: UNIT | HEAD | LEAD | OFFICE | ABOVE,
        15: UNIT | HEAD | LEAD | OFFICE | ABOVE,
    },
    "cosign": {
        0: UNIT,
        1: UNIT | HEAD | LEAD,
        5: UNIT | HEAD | LEAD | OFFICE,
        10: UNIT | HEAD | LEAD | OFFICE | ABOVE,
        15: UNIT | HEAD | LEAD | OFFICE | ABOVE,
    },
    "signoff": {
        0: HEAD,
        1: UNIT | HEAD,
        5: UNIT | HEAD | OFFICE,
        10: UNIT | HEAD | OFFICE | ABOVE,
        15: UNIT | HEAD | OFFICE | ABOVE,
    },
    "hold": {-2: OFFICE | UNIT},
    "rate": {-2: AUTHOR | {"fellow"}},
    "complete": {-2: AUTHOR, 0: AUTHOR},
    "appeal": {-2: AUTHOR},
    "cosigner": {-2: {"asked"}, 0: {"asked"}},
    "promise": {
        -10: UNIT,
        0: UNIT,
        1: UNIT | HEAD,
        5: UNIT | HEAD | OFFICE,
        10: UNIT | HEAD | OFFICE | ABOVE,
        15: UNIT | HEAD | OFFICE | ABOVE,
    },
    "report to be confirmed": {-2: AUTHOR},
    "promise without a date": {
        1: UNIT | HEAD | OFFICE,
        5: UNIT | HEAD | OFFICE | ABOVE,
        10: UNIT | HEAD | OFFICE | ABOVE,
        15: UNIT | HEAD | OFFICE | ABOVE,
    },
}
MAILLESS = {"remind_hold_soon", "remind_appeal_soon"}


@pytest.fixture
def scene(db):
    """The same people as ever, in a city: there is an organ above."""
    unit = make_department("library", CITY, keywords=["书架"])
    return Scene(
        organ=make_organ(CITY),
        unit=unit,
        an=make_member(CITY, user=make_user(name="安")),
        bo=make_officer(unit, user=make_user(name="博")),
        cheng=make_member("430200", user=make_user(name="程")),
        clerk=make_seat(roles.Office, CITY, user=make_user(name="文书")),
    )


@pytest.fixture
def people(scene):
    above = make_department("culture", CITY)
    type(scene.unit).objects.filter(pk=scene.unit.pk).update(parent=above)
    return {
        **scene.people,
        "bo2": make_officer(scene.unit),
        "head": make_officer(above, role=roles.Head),
        "officer above": make_officer(above),
        "clerk2": make_seat(roles.Office, CITY),
        "admin": make_seat(roles.OrganAdmin, CITY),
        "arbiter": make_seat(roles.Arbiter, CITY),
        "auditor": make_seat(roles.Auditor, CITY),
        "office above": make_seat(roles.Office, "430000"),
        "office elsewhere": make_seat(roles.Office, "430200"),
        "fellow": make_member(CITY),
        "asked": make_member(CITY),
        "lead": make_officer(make_department("water", CITY)),
    }


def asked_back(scene):
    suggestion = suggestion_at(scene, State.ASSIGNED)
    whose = returning.Whose(elsewhere="街道")
    returning.ask(
        assignment=work(suggestion), reason="不归我们。", whose=whose, by=scene.bo, at=MORNING
    )
    return suggestion


def disputed(scene, people):
    suggestion = asked_back(scene)
    by = {"assignment": work(suggestion), "at": MORNING}
    returning.refuse(**by, note="归你们。", by=scene.clerk)
    by["assignment"] = work(suggestion)
    disputing.dispute(**by, note="仍不归我们。", by=scene.bo)


def more_time(scene, people):
    here = work(suggestion_at(scene, State.IN_HANDLING))
    wanted = here.due_at + 4 * DAY
    extending.ask(assignment=here, reason="等材料。", wanted=wanted, by=scene.bo, at=MORNING)


def entrusted(scene, people):
    here = work(suggestion_at(scene, State.IN_HANDLING))
    handling.entrust(assignment=here, officer=people["bo2"], by=scene.bo, at=MORNING)


def co_handled(scene, people):
    water = Officer.objects.get(user=people["lead"]).department
    reviewing.assign(
        suggestion=suggestion_at(scene, State.ACCEPTED),
        charges=[Charge(water, Part.LEAD), Charge(scene.unit, Part.CO)],
        urgency="ordinary",
        by=scene.clerk,
        at=MORNING,
    )


def drafted(scene, **policy):
    rule = {"organ": scene.organ, "instrument": "micro", "since": MORNING.date()}
    AnswerPolicy.objects.create(**rule, **policy)
    suggestion = suggestion_at(scene, State.IN_HANDLING)
    given = {"assignment": work(suggestion), "by": scene.bo, "at": MORNING}
    drafting.answer(**given, text="拟稿", outcome_class="A", talk=TALK)


def sent_round(scene, people):
    rule = {"organ": scene.organ, "instrument": "micro", "since": MORNING.date()}
    AnswerPolicy.objects.create(**rule, co_sign=True)
    co_handled(scene, people)
    works = Assignment.objects.select_related("suggestion__organ", "department")
    co, lead = works.get(part=Part.CO), works.get(part=Part.LEAD)
    opinions.give(assignment=co, text="同意。", by=scene.bo, at=MORNING)
    given = {"assignment": lead, "by": people["lead"], "at": MORNING}
    drafting.answer(**given, text="拟稿", outcome_class="A", talk=TALK)


def cosigned_and_answered(scene, people):
    suggestion = suggestion_at(scene, State.IN_HANDLING)
    cosigning.join(suggestion=suggestion, by=people["fellow"], at=MORNING - DAY)
    answer(scene, suggestion)


def asked_to_cosign(scene, people):
    suggestion = submit(scene)
    both = [people["asked"], people["fellow"]]
    cosigning.ask(suggestion=suggestion, people=both, by=scene.an, at=MORNING)
    said = Cosigner.objects.get(user=people["fellow"])
    cosigning.answer(cosigner=said, accepts=False, by=people["fellow"], at=MORNING)


def reported(scene, people=None):
    suggestion = suggestion_at(scene, State.FOLLOWUP)
    done = {"claim": Claim.KEPT, "evidence": "已降低。", "by": scene.bo, "at": MORNING}
    keeping.report(commitment=promise(suggestion), **done)
    return suggestion


def contested(scene, people):
    suggestion = reported(scene)
    keeping.contest(commitment=promise(suggestion), words="没有。", by=scene.an, at=MORNING)


def taken_over(scene):
    """A case that another city has just handed over."""
    matter = Matter(make_organ("430200"), None)
    suggestion, clerk = submit(scene, matter=matter), make_seat(roles.Office, "430200")
    given = {"to": scene.organ, "reason": "属该市事项。", "by": clerk, "at": MORNING}
    transferring.transfer(suggestion=suggestion, **given)


def at(state):
    return lambda scene, people: suggestion_at(scene, state)


# How each clock comes to run, and what it is called among the due dates.
BEGINS = {
    "review": (at(State.SUBMITTED), "suggestion", "review"),
    "transfer": (lambda scene, _: taken_over(scene), "suggestion", "transfer"),
    "assign": (at(State.ACCEPTED), "suggestion", "assign"),
    "reassign": (at(State.REASSIGNING), "suggestion", "reassign"),
    "check": (at(State.HANDED_OFF), "suggestion", "check"),
    "return_decision": (lambda scene, _: asked_back(scene), "assignment", "return_decision"),
    "extension_decision": (more_time, "assignment", "extension_decision"),
    "dispute": (disputed, "assignment", "dispute"),
    "sign": (at(State.ASSIGNED), "assignment", "sign"),
    "handle": (at(State.IN_HANDLING), "assignment", "handle"),
    "handle of one": (entrusted, "assignment", "handle"),
    "redo": (at(State.REWORK), "assignment", "redo"),
    "opinion": (co_handled, "assignment", "opinion"),
    "answer_check": (
        lambda scene, _: drafted(scene, checks=True),
        "assignment",
        "answer_check",
    ),
    "cosign": (sent_round, "assignment", "cosign"),
    "signoff": (lambda scene, _: drafted(scene, sign_off="head"), "assignment", "signoff"),
    "hold": (at(State.ON_HOLD), "suggestion", "hold"),
    "rate": (cosigned_and_answered, "suggestion", "rate"),
    "complete": (at(State.RETURNED), "suggestion", "complete"),
    "appeal": (lambda scene, _: decline(scene, submit(scene)), "suggestion", "appeal"),
    "cosigner": (asked_to_cosign, "cosigner", "cosigner"),
    "promise": (at(State.FOLLOWUP), "commitment", "promise"),
    "report to be confirmed": (reported, "commitment", "rate"),
    "promise without a date": (contested, "commitment", "redo"),
}


def pass_days(kind, phase, *, until=17):
    """Let the days pass, and yield each reminder of that clock with its day and where it went."""
    clock = DueDate.objects.open().filter(kind=kind, phase=phase).get()
    due_on, known = local_date(clock.due_at), calendar.current()
    its, moment = [one for one in rules() if (one.kind, one.phase) == (kind, phase)], MORNING
    while (position := -workdays_left(local_date(moment), due_on, known)) <= until:
        before = Event.objects.latest("id").pk
        reminding.sweep(at=moment, rules=its)
        for event in Event.objects.filter(pk__gt=before):
            announce(event, moment)
            yield position, event
        moment += DAY


@pytest.mark.parametrize("name", list(TABLE))
def test_a_clock_tells_just_these_people_on_just_these_days(scene, people, name):
    begin, kind, phase = BEGINS[name]
    begin(scene, people)
    names = {person.pk: who for who, person in people.items()}
    told = {}
    for position, event in pass_days(kind, phase):
        rows = Notification.objects.filter(key__contains=f"{event.pk}")
        rows = rows.filter(kind=kind, step=event.step, code=event.code)
        told[position] = {names[row.user_id] for row in rows}
        mailed = {row.user_id for row in rows if row.channel == "email"}
        assert bool(mailed) is (event.step not in MAILLESS)
        for row in rows[:1]:
            for language in ("en", "zh-hans"):
                said = registry.words(row, language)
                assert TITLE in said.title
                assert not set("…{}") & set(said.title + said.text)
            english, chinese = registry.words(row, "en"), registry.words(row, "zh-hans")
            assert english.text != chinese.text
            assert english.title != chinese.title
    assert told == TABLE[name]


def test_every_rule_is_in_the_table():
    ours = {(rule.kind, rule.phase) for rule in rules()}
    assert ours == {(kind, phase) for _begin, kind, phase in BEGINS.values()}
    assert {(rule.kind, rule.step) for rule in rules()} == {
        key for key in NOTICES if key[1].startswith("remind_")
    }
    assert set(TABLE) == set(BEGINS)


def test_after_an_outage_only_the_latest_word_comes(scene, people):
    suggestion_at(scene, State.IN_HANDLING)
    clock = DueDate.objects.open().get(phase="handle")
    reminding.sweep(at=clock.due_at + 8 * DAY)
    steps = Event.objects.filter(kind="assignment", data__phase="handle")
    assert list(steps.values_list("step", flat=True)) == ["remind_overdue_5"]


def test_nobody_is_reminded_of_a_sealed_case(scene, people):
    suggestion = suggestion_at(scene, State.IN_HANDLING)
    Suggestion.objects.filter(pk=suggestion.pk).update(sealed_at=MORNING, sealed_by=scene.clerk)
    for _position, event in pass_days("assignment", "handle"):
        assert event.step
    assert not Notification.objects.exists()


def test_what_was_done_meanwhile_is_not_said_any_more(scene, people):
    suggestion = suggestion_at(scene, State.IN_HANDLING)
    clock = DueDate.objects.open().get(phase="handle")
    reminding.sweep(at=clock.due_at + DAY)
    event = Event.objects.get(data__phase="handle", step="remind_overdue")
    still_true = NOTICES["assignment", "remind_overdue"].still_true
    assert still_true(event)
    answer(scene, suggestion, at=clock.due_at + DAY)
    assert not still_true(event)


def test_who_never_answers_whether_they_co_sign_is_closed_as_not_answered(scene, people):
    asked_to_cosign(scene, people)
    late = MORNING + 30 * DAY
    assert [cosigning.close_unanswered(at=late) for _time in range(2)] == [1, 0]
    states = dict(Cosigner.objects.values_list("user__code", "state"))
    assert states == {people["asked"].code: "lapsed", people["fellow"].code: "declined"}
    assert not DueDate.objects.open().filter(kind="cosigner").exists()
    suggestion = Suggestion.objects.get()
    assert not Cosigner.objects.waiting_for(people["asked"]).exists()
    cosigning.join(suggestion=suggestion, by=people["asked"], at=late)
    assert Cosigner.objects.accepted().filter(user=people["asked"]).exists()


def test_nobody_is_asked_to_stand_by_what_has_ended(scene, people):
    asked_to_cosign(scene, people)
    decline(scene, Suggestion.objects.get())
    told = list(pass_days("cosigner", "cosigner", until=3))
    assert told
    assert not Notification.objects.filter(kind="cosigner").exists()
