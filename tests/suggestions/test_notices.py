"""After each step: who is told, by which way, and that the words are whole in both languages."""

from datetime import timedelta

import pytest
from django.db import transaction
from django.urls import reverse

from departments.models import Officer
from departments.policies import officers_of
from events.actions import ledger
from events.models import Event
from members import roles
from members.models import User
from notifications import registry
from notifications.actions.notify import announce
from notifications.models import Notification
from suggestions.actions import cosigning, declining, handling, rating
from suggestions.lifecycle import OVERLAY_STEPS, State
from suggestions.models import Cosigner, Suggestion
from suggestions.notices import NOTICES
from tests.departments.factories import make_department, make_officer
from tests.members.factories import make_member, make_seat, make_user
from tests.suggestions.factories import (
    MORNING,
    TALK,
    TITLE,
    WALKS,
    answer,
    decline,
    promise,
    rate,
    route,
    submit,
    suggestion_at,
    work,
)
from tests.suggestions.outcomes import HAPPENS, bounced, merged, replied_outside

UNIT = {"bo", "bo2"}
OFFICE = {"clerk", "clerk2"}
NOBODY: set[str] = set()

# Typed by hand: whom a step tells, and whether it is worth a mail.
TOLD = {
    ("suggestion", "submit"): (OFFICE, False),
    ("suggestion", "route"): (NOBODY, False),
    ("suggestion", "accept"): ({"an"}, False),
    ("suggestion", "assign"): (NOBODY, False),
    ("suggestion", "undone"): (NOBODY, False),
    ("suggestion", "unassigned"): (NOBODY, False),
    ("suggestion", "unurged"): (NOBODY, False),
    ("suggestion", "unrated"): (NOBODY, False),
    ("suggestion", "urge"): (UNIT, True),
    ("suggestion", "hand_over"): (UNIT, True),
    ("suggestion", "entrust"): ({"bo2"}, True),
    ("suggestion", "ask_return"): (OFFICE, True),
    ("suggestion", "approve_return"): (UNIT, True),
    ("suggestion", "refuse_return"): (UNIT, True),
    ("suggestion", "dispute"): ({"arbiter"}, True),
    ("suggestion", "bind"): (UNIT | OFFICE, True),
    ("suggestion", "release"): (UNIT | OFFICE, True),
    ("suggestion", "recall"): (UNIT, True),
    ("suggestion", "ask_extension"): (OFFICE, True),
    ("suggestion", "grant_extension"): (UNIT | {"an"}, True),
    ("suggestion", "refuse_extension"): (UNIT, True),
    ("suggestion", "give_opinion"): (UNIT, False),
    ("suggestion", "return_opinion"): (UNIT, True),
    ("suggestion", "waive"): (UNIT, False),
    ("suggestion", "enter_for"): (UNIT, True),
    ("suggestion", "correct_answer"): (OFFICE | {"an"}, True),
    ("suggestion", "ask_agreement"): ({"water"}, True),
    ("suggestion", "agree"): (UNIT, False),
    ("suggestion", "object"): (UNIT, True),
    ("suggestion", "dispense"): (UNIT, False),
    ("suggestion", "ask_signoff"): ({"head above"}, True),
    ("suggestion", "sign_off"): (UNIT, False),
    ("suggestion", "record_signoff"): (NOBODY, False),
    ("suggestion", "refuse_signoff"): (UNIT, True),
    ("suggestion", "withdraw_answer"): (NOBODY, False),
    ("suggestion", "urge_head"): ({"head above"}, True),
    ("suggestion", "hand_in"): (OFFICE, True),
    ("suggestion", "deliver"): (UNIT, False),
    ("suggestion", "return_answer"): (UNIT, True),
    ("suggestion", "hold"): (UNIT | {"an"}, True),
    ("suggestion", "resume"): (UNIT | {"an"}, False),
    ("suggestion", "hold_ends"): (UNIT | {"an"}, False),
    ("suggestion", "sign"): ({"an"}, False),
    ("suggestion", "contact"): (NOBODY, False),
    ("suggestion", "say"): (UNIT, True),
    ("suggestion", "add_fact"): (UNIT | OFFICE, True),
    ("suggestion", "say_unit"): ({"an"}, True),
    ("suggestion", "say_office"): (UNIT | {"an"}, True),
    ("suggestion", "reply"): ({"an"}, True),
    ("suggestion", "rate"): (NOBODY, False),
    ("suggestion", "close"): (NOBODY, False),
    ("suggestion", "lapse"): ({"an"}, False),
    ("suggestion", "send_back"): ({"an"}, True),
    ("suggestion", "resubmit"): (OFFICE, False),
    ("suggestion", "withdraw"): (OFFICE, False),
    ("suggestion", "expire"): ({"an"}, True),
    ("suggestion", "decline"): ({"an"}, True),
    ("suggestion", "appeal"): (OFFICE, False),
    ("suggestion", "merge"): ({"an"}, False),
    ("suggestion", "split"): (OFFICE | {"an"}, False),
    ("suggestion", "divert"): ({"an"}, True),
    # Not whoever did it.
    ("suggestion", "transfer"): ({"clerk2", "an", "office elsewhere"}, False),
    ("suggestion", "bounce"): (OFFICE | {"an"}, False),
    ("suggestion", "hand_off"): ({"an"}, False),
    ("suggestion", "check"): ({"an"}, False),
    ("suggestion", "take_back"): ({"an"}, False),
    ("suggestion", "write_back"): ({"an"}, True),
    ("suggestion", "redo"): (UNIT, True),
    ("suggestion", "supervise"): (OFFICE, True),
    ("suggestion", "follow"): ({"an"}, False),
    ("suggestion", "settle"): ({"an"}, False),
    ("suggestion", "reopen"): ({"an"}, True),
    ("suggestion", "promise"): (NOBODY, False),
    ("suggestion", "promise_report"): ({"an"}, True),
    ("suggestion", "promise_confirm"): (UNIT, False),
    ("suggestion", "promise_change"): (UNIT, False),
    ("suggestion", "promise_contest"): (UNIT | OFFICE, True),
    ("suggestion", "promise_renew"): (OFFICE | {"an"}, True),
    ("suggestion", "promise_stands"): (UNIT | {"an"}, False),
    ("suggestion", "promise_lapses"): (UNIT | {"an"}, False),
    ("suggestion", "promise_replaced"): (NOBODY, False),
    ("suggestion", "due_moved"): ({"an"}, False),
    ("commitment", "due_moved"): (NOBODY, False),
    ("cosigner", "due_moved"): (NOBODY, False),
    ("assignment", "due_moved"): (UNIT | {"an"}, True),
}
WALKED = {
    "submit",
    "route",
    "accept",
    "assign",
    "hand_over",
    "sign",
    "contact",
    "reply",
    "rate",
    "lapse",
    "close",
}

# Steps of a case that has been answered.
AFTER = ("redo", "supervise", "follow", "settle", "reopen")

SAID = {"say", "add_fact", "say_unit", "say_office"}


@pytest.fixture
def people(scene):
    """Those who may be told, and around them everybody who must not be."""
    above = make_department("culture")
    type(scene.unit).objects.filter(pk=scene.unit.pk).update(parent=above)
    gone = make_officer(scene.unit)
    Officer.objects.filter(user=gone).update(until=MORNING.date() - timedelta(days=400))
    closed = make_officer(scene.unit)
    User.objects.filter(pk=closed.pk).update(is_active=False)
    return {
        **scene.people,
        "bo2": make_officer(scene.unit),
        "clerk2": make_seat(roles.Office),
        "arbiter": make_seat(roles.Arbiter),
        "head above": make_officer(above, role=roles.Head),
        "water": make_officer(make_department("water")),
        "other officer": make_officer(make_department("fire")),
        "other member": make_member(),
        "office elsewhere": make_seat(roles.Office, "430100"),
        "admin": make_seat(roles.OrganAdmin),
        "auditor": make_seat(roles.Auditor),
        "superuser": make_user(is_superuser=True),
        "gone": gone,
        "closed": closed,
    }


def promised(scene, kind, step):
    """A step of this chapter on a case that has a promise, with its words."""
    suggestion = suggestion_at(scene, State.FOLLOWUP)
    made = promise(suggestion)
    about = {"promise": made.code, "unit": scene.unit.code, "due_on": made.due_on.isoformat()}
    code = made.code if kind == "commitment" else suggestion.code
    with transaction.atomic():
        return ledger.record(
            kind=kind,
            code=code,
            step=step,
            by=None,
            at=MORNING,
            organ="430000",
            data=about | {"units": [scene.unit.code]},
            remark="没有说的话",
        )


def asked(scene, kind, step):
    """What the platform says about somebody who was asked to co-sign."""
    suggestion = submit(scene)
    cosigning.ask(suggestion=suggestion, people=[make_member()], by=scene.an, at=MORNING)
    with transaction.atomic():
        return ledger.record(
            kind=kind,
            code=Cosigner.objects.get().code,
            step=step,
            by=None,
            at=MORNING,
            organ="430000",
        )


def happen(scene, kind, step):
    """Let the step happen and return its event."""
    if step == "bounce":
        bounced(scene, User.objects.get(seats__organ="430100"))
        return Event.objects.filter(kind=kind, step=step).latest("id")
    if step in HAPPENS:
        HAPPENS[step](scene)
        return Event.objects.filter(kind=kind, step=step).latest("id")
    if kind in ("commitment", "cosigner") or step in AFTER or "promise" in step:
        return (asked if kind == "cosigner" else promised)(scene, kind, step)
    if step not in WALKED:
        suggestion = suggestion_at(scene, State.ASSIGNED)
        code = work(suggestion).code if kind == "assignment" else suggestion.code
        to = (suggestion.due_at + timedelta(days=1)).isoformat()
        data = {"phase": "handle", "to": to} if step == "due_moved" else {}
        if kind == "suggestion" and step not in ("due_moved", "hold", "resume", "hold_ends"):
            data = {"assignment": work(suggestion).code, "assignments": [work(suggestion).code]}
        if step == "entrust":
            sitting = officers_of(scene.unit)
            data["officer"] = next(one.code for one in sitting if one != scene.bo)
        remark = "路灯已经亮了一盏。" if step in SAID else ""
        with transaction.atomic():
            return ledger.record(
                kind=kind,
                code=code,
                step=step,
                by=None,
                at=MORNING,
                organ="430000",
                data=data,
                remark=remark,
            )
    if step == "lapse":
        suggestion = suggestion_at(scene, State.REPLIED)
        rating.close_windows(at=suggestion.due_at + timedelta(days=1))
    else:
        suggestion = suggestion_at(scene, State.REPLIED)
        route(submit(scene))
        rate(scene, suggestion)
        handling.contact(
            assignment=work(suggestion_at(scene, State.IN_HANDLING)),
            talk=TALK,
            by=scene.bo,
            at=MORNING,
        )
    return Event.objects.filter(kind=kind, step=step).latest("id")


@pytest.mark.parametrize(("kind", "step"), list(TOLD))
def test_a_step_tells_just_these_people_by_these_ways_in_whole_words(scene, people, kind, step):
    event = happen(scene, kind, step)
    names = {person.pk: name for name, person in people.items()}

    announce(event, MORNING)

    found = {(names[row.user_id], row.channel) for row in Notification.objects.all()}
    readers, mail = TOLD[kind, step]
    ways = ("inbox", "email") if mail else ("inbox",)
    assert found == {(name, way) for name in readers for way in ways}
    if readers:
        are_whole(event, step)


def are_whole(event, step):
    """The words of it, in both languages; they lead to the case."""
    row = Notification.objects.filter(channel="inbox").first()
    english, chinese = registry.words(row, "en"), registry.words(row, "zh-hans")
    for said in (english, chinese):
        assert said.title
        assert said.text
        assert not set("…{}") & set(said.title + said.text)
        assert TITLE in said.title
    assert english.title != chinese.title
    assert english.text != chinese.text
    assert "Department" not in chinese.text
    assert "library厅" not in english.text
    code = "-".join(event.code.split("-")[:2])
    page = Suggestion.objects.get(code=code).get_absolute_url()
    if step in ("ask_signoff", "urge_head"):
        page = reverse("suggestions:sign_off", args=[event.data["assignment"]])
    assert row.url == page


def test_the_table_of_those_who_are_told_is_whole():
    beside = {("suggestion", step.name) for step in OVERLAY_STEPS}  # see test_overlays
    clocks = {key for key in NOTICES if key[1].startswith("remind_")}  # see test_reminders
    empty = {
        key for key in NOTICES if key[0] in ("unit", "organ")
    }  # see test_vacancies, test_succeeding
    assert set(TOLD) == set(NOTICES) - beside - clocks - empty
    alone = {("suggestion", "close")}  # One rater: whose word it was knows.
    silent = {key for key, (readers, _mail) in TOLD.items() if not readers}
    to_nobody = {key for key, notice in NOTICES.items() if notice is None}
    assert silent - alone == to_nobody - empty - beside


def test_a_moved_date_is_told_as_it_is_now(scene, people):
    event = happen(scene, "assignment", "due_moved")
    announce(event, MORNING)
    row = Notification.objects.filter(channel="inbox").first()
    assert "Fri 20 March" in registry.words(row, "en").text
    assert "3月20日（周五）" in registry.words(row, "zh-hans").text


def test_a_moved_date_for_signing_disturbs_nobody(scene, people):
    suggestion = suggestion_at(scene, State.ASSIGNED)
    with transaction.atomic():
        event = ledger.record(
            kind="assignment",
            code=work(suggestion).code,
            step="due_moved",
            by=None,
            at=MORNING,
            organ="430000",
            data={"phase": "sign", "to": MORNING.isoformat()},
        )
    announce(event, MORNING)
    assert not Notification.objects.exists()


def test_being_told_twice_is_being_told_once(scene, people):
    event = happen(scene, "suggestion", "hand_over")
    for _time in range(2):
        announce(event, MORNING)
    assert Notification.objects.count() == 2 * len(UNIT)


def test_somebody_with_two_seats_is_told_once(scene, people):
    make_seat(roles.Office, user=people["bo"])
    announce(happen(scene, "assignment", "remind_overdue_5"), MORNING)
    rows = Notification.objects.filter(user=people["bo"]).values_list("channel", flat=True)
    assert sorted(rows) == ["email", "inbox"]


def test_signing_and_answering_in_one_act_is_one_word_to_the_author(scene, people):
    suggestion = suggestion_at(scene, State.ASSIGNED)
    answer(scene, suggestion)
    events = Event.objects.filter(code=suggestion.code, step__in=["sign", "reply"])
    for event in events.order_by("id"):
        announce(event, MORNING)
    rows = Notification.objects.filter(user=people["an"], channel="inbox")
    assert [registry.words(row, "en").title for row in rows] == [f"Answered: {TITLE}"]


def test_the_answer_is_told_to_those_whose_suggestions_were_merged_too(scene, people):
    main, joined = merged(scene)
    for walk in WALKS[State.REPLIED]:
        walk(scene, main, MORNING)
        main.refresh_from_db()
    announce(Event.objects.get(step="reply"), MORNING)
    told = set(Notification.objects.filter(channel="inbox").values_list("user", flat=True))
    assert told == {scene.an.pk, joined.author.pk}


def test_a_second_refusal_says_that_it_is_the_last(scene, people):
    suggestion = suggestion_at(scene, State.DECLINED)
    later = MORNING + timedelta(days=1)
    declining.appeal(suggestion=suggestion, text="请再看", by=scene.an, at=later)
    decline(scene, suggestion, at=later)
    first, second = Event.objects.filter(step="decline").order_by("id")
    for event in (first, second):
        announce(event, MORNING)
    rows = Notification.objects.filter(channel="inbox").order_by("id")
    said = [registry.words(row, "en").text for row in rows]
    assert "second look until Thu 12 March" in said[0]
    assert "This decision is the last." in said[1]


def test_an_answer_from_elsewhere_names_the_channel(scene, people):
    replied_outside(scene)
    announce(Event.objects.get(step="write_back"), MORNING)
    row = Notification.objects.filter(channel="inbox").get()
    assert "12345" in registry.words(row, "en").text


def test_who_rated_before_the_last_is_told_that_the_case_is_closed(scene, people):
    """Not whose word was the last, and no unit: it would learn who rated when."""
    li = people["other member"]
    suggestion = suggestion_at(scene, State.IN_HANDLING)
    cosigning.join(suggestion=suggestion, by=li, at=MORNING)
    answer(scene, suggestion, at=MORNING + timedelta(hours=1))
    for hours, person in ((2, li), (3, scene.an)):
        rate(scene, suggestion, by=person, at=MORNING + timedelta(hours=hours))
    announce(Event.objects.get(step="close"), MORNING)
    assert [(row.user, row.channel) for row in Notification.objects.all()] == [(li, "inbox")]
