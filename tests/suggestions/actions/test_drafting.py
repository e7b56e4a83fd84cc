"""An answer on its way: who has the word on it, which clock runs, and who reads it when."""

from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied
from django.db import DatabaseError, transaction

from deadlines.models import DueDate
from events.models import Event
from members import roles
from suggestions.actions import drafting, opinions, reviewing, ruling_answers
from suggestions.actions.drafting import NoLetter
from suggestions.actions.reviewing import Charge
from suggestions.lifecycle import NotNow, Part, State, Work
from suggestions.models import AnswerPolicy, DraftAnswer, Reply
from tests.departments.factories import make_department, make_officer
from tests.files.samples import a_pdf, keep
from tests.members.factories import make_seat
from tests.suggestions.factories import MORNING, TALK, rate, suggestion_at, work

DAY = timedelta(days=1)
ANSWER = {"text": "金丝雀拟稿", "outcome_class": "A", "talk": TALK}


def ruled(scene, *, checks=False, sign_off="none", **more):
    given = {"organ": scene.organ, "instrument": "micro", "since": MORNING.date()}
    return AnswerPolicy.objects.create(**given, checks=checks, sign_off=sign_off, **more)


def drafted(scene, state=State.IN_HANDLING, *, at=MORNING, **changes):
    suggestion = suggestion_at(scene, state)
    drafting.answer(assignment=work(suggestion), by=scene.bo, at=at, **(ANSWER | changes))
    suggestion.refresh_from_db()
    return suggestion


def clock(suggestion, phase):
    return DueDate.objects.filter(code=work(suggestion).code, phase=phase).latest("id")


@pytest.fixture
def head(scene):
    return make_officer(scene.unit, role=roles.Head)


def test_a_micro_suggestion_is_answered_at_once_by_preset(scene):
    suggestion = drafted(scene)
    assert suggestion.state == State.REPLIED
    assert not DraftAnswer.objects.exists()


def test_a_proposal_is_signed_off_and_checked_by_preset(scene):
    suggestion = suggestion_at(scene, State.IN_HANDLING)
    type(suggestion).objects.filter(pk=suggestion.pk).update(instrument="proposal")
    drafting.answer(assignment=work(suggestion), by=scene.bo, at=MORNING, **ANSWER)
    assert work(suggestion).state == Work.PENDING_SIGNOFF


def test_the_organs_own_rule_comes_before_the_preset_and_the_newest_before_older(scene):
    suggestion = suggestion_at(scene, State.IN_HANDLING)
    ruled(scene, checks=True)
    assert drafting.policy_of(suggestion, at=MORNING).checks
    ruled(scene, checks=False, version=2)
    assert drafting.policy_of(suggestion, at=MORNING) is None
    with pytest.raises(DatabaseError), transaction.atomic():
        AnswerPolicy.objects.update(checks=True)


def test_the_head_signs_off_and_the_author_reads_it(scene, head):
    ruled(scene, sign_off="head")
    suggestion = drafted(scene)
    assert (suggestion.state, work(suggestion).state) == (State.IN_HANDLING, Work.PENDING_SIGNOFF)
    assert clock(suggestion, "handle").stopped_at is None
    assert clock(suggestion, "signoff").stopped_at is None
    drafting.sign_off(assignment=work(suggestion), by=head, at=MORNING + DAY)
    suggestion.refresh_from_db()
    assert suggestion.state == State.REPLIED
    assert work(suggestion).delivered_at == MORNING + DAY
    reply, draft = Reply.objects.get(), DraftAnswer.objects.get()
    assert (reply.text, reply.author) == (ANSWER["text"], scene.bo)
    assert draft.signed_off_by == head
    assert not DueDate.objects.open().filter(code=work(suggestion).code).exists()


def test_an_officer_cannot_sign_off_but_records_the_stamped_letter(scene):
    ruled(scene, sign_off="head")
    suggestion = drafted(scene)
    with pytest.raises(PermissionDenied):
        drafting.sign_off(assignment=work(suggestion), by=scene.bo, at=MORNING)
    letter = keep(scene.bo, a_pdf(), name="函.pdf", role="scan")
    given = {"assignment": work(suggestion), "by": scene.bo, "at": MORNING}
    drafting.record_signoff(**given, key=letter.form_key)
    letter.refresh_from_db()
    assert (letter.kind, letter.subject) == ("answer", DraftAnswer.objects.get().code)
    suggestion.refresh_from_db()
    assert suggestion.state == State.REPLIED


def test_no_letter_no_record(scene):
    ruled(scene, sign_off="head")
    suggestion = drafted(scene)
    key = keep(scene.an).form_key
    with pytest.raises(NoLetter), transaction.atomic():
        drafting.record_signoff(assignment=work(suggestion), key=key, by=scene.bo, at=MORNING)
    assert work(suggestion).state == Work.PENDING_SIGNOFF


def test_the_head_gives_it_back_and_no_clock_is_touched(scene, head):
    ruled(scene, sign_off="head")
    suggestion = drafted(scene)
    due = work(suggestion).due_at
    given = {"assignment": work(suggestion), "by": head, "at": MORNING + DAY}
    drafting.refuse_signoff(**given, reason="写得太短。")
    assert (work(suggestion).state, work(suggestion).due_at) == (Work.IN_PROGRESS, due)
    assert clock(suggestion, "signoff").stopped_at
    given = {"assignment": work(suggestion), "by": scene.bo, "at": MORNING + DAY}
    drafting.answer(**given, text="写长了。", outcome_class="A")
    assert work(suggestion).state == Work.PENDING_SIGNOFF


def test_in_time_is_when_it_was_handed_in_and_the_office_has_a_clock_of_its_own(scene):
    ruled(scene, checks=True)
    suggestion = drafted(scene)
    assert (suggestion.state, work(suggestion).state) == (State.IN_HANDLING, Work.PENDING_CHECK)
    assert clock(suggestion, "handle").stopped_at == MORNING
    check = clock(suggestion, "answer_check")
    assert check.due_at < work(suggestion).due_at
    assert suggestion.due_at == check.due_at
    later = MORNING + 5 * DAY
    drafting.deliver(assignment=work(suggestion), by=scene.clerk, at=later)
    suggestion.refresh_from_db()
    assert suggestion.state == State.REPLIED
    assert work(suggestion).delivered_at == MORNING
    assert Reply.objects.get().replied_at == later
    rate(scene, suggestion, at=later)


def test_what_the_office_sends_back_is_due_later_by_the_days_it_had_it(scene):
    ruled(scene, checks=True)
    suggestion = drafted(scene)
    due = work(suggestion).due_at
    later = MORNING + 4 * DAY  # from Thursday to Monday: two working days
    given = {"assignment": work(suggestion), "by": scene.clerk, "at": later}
    drafting.send_back(**given, reason="没有写明时间。")
    suggestion.refresh_from_db()
    again = work(suggestion)
    assert (again.state, again.delivered_at) == (Work.IN_PROGRESS, None)
    assert again.due_at == due + 4 * DAY
    assert suggestion.due_at == again.due_at == clock(suggestion, "handle").due_at
    assert clock(suggestion, "handle").stopped_at is None
    drafting.answer(assignment=again, by=scene.bo, at=later, text="补上了。", outcome_class="A")
    drafting.deliver(assignment=work(suggestion), by=scene.clerk, at=later)
    assert Reply.objects.get().text == "补上了。"


def test_a_promise_whose_day_is_over_is_not_delivered(scene):
    ruled(scene, checks=True)
    day = MORNING.date() + DAY
    suggestion = drafted(scene, outcome_class="B", promised_on=day)
    with pytest.raises(NotNow), transaction.atomic():
        drafting.deliver(assignment=work(suggestion), by=scene.clerk, at=MORNING + 2 * DAY)
    drafting.deliver(assignment=work(suggestion), by=scene.clerk, at=MORNING)


def test_each_word_is_for_its_own_seat(scene, head):
    ruled(scene, checks=True, sign_off="head")
    suggestion = drafted(scene)
    stranger = make_officer(make_department("water"))
    for person in (scene.an, scene.clerk, stranger, scene.bo):
        with pytest.raises(PermissionDenied):
            drafting.sign_off(assignment=work(suggestion), by=person, at=MORNING)
    drafting.sign_off(assignment=work(suggestion), by=head, at=MORNING)
    assert work(suggestion).state == Work.PENDING_CHECK
    for person in (scene.an, scene.bo, head, stranger):
        with pytest.raises(PermissionDenied):
            drafting.deliver(assignment=work(suggestion), by=person, at=MORNING)
        with pytest.raises(PermissionDenied):
            drafting.send_back(assignment=work(suggestion), reason="不", by=person, at=MORNING)


def test_an_answer_is_told_in_the_ledger_once_and_when_it_is_delivered(scene):
    ruled(scene, checks=True)
    suggestion = drafted(scene)
    lines = Event.objects.of("suggestion", suggestion.code).order_by("id")
    assert not lines.filter(step="reply").exists()
    drafting.deliver(assignment=work(suggestion), by=scene.clerk, at=MORNING + DAY)
    assert [one.step for one in lines][-3:] == ["hand_in", "deliver", "reply"]
    assert lines.get(step="reply").data["class"] == "A"


@pytest.mark.parametrize("parts", [("sole",), ("lead", "co"), ("separate", "separate")])
def test_where_only_others_were_to_agree_and_nobody_is_there_it_goes_straight_through(scene, parts):
    ruled(scene, co_sign=True)
    suggestion = suggestion_at(scene, State.ACCEPTED)
    units = (scene.unit, make_department("water"))
    charges = [Charge(unit, Part(part)) for unit, part in zip(units, parts, strict=False)]
    works = reviewing.assign(
        suggestion=suggestion, charges=charges, urgency="ordinary", by=scene.clerk, at=MORNING
    )
    if "co" in parts:
        opinions.waive(assignment=works[1], reason="来不及。", by=scene.clerk, at=MORNING)
    reply = drafting.answer(assignment=works[0], by=scene.bo, at=MORNING, **ANSWER)
    assert reply.text == ANSWER["text"]
    works[0].refresh_from_db()
    assert works[0].state == Work.DELIVERED
    assert not DraftAnswer.objects.exists()


def test_an_answer_on_its_way_is_checked_though_the_rule_was_given_up_on_the_same_day(scene, head):
    ruled(scene, checks=True, sign_off="head")
    suggestion = drafted(scene)
    admin = make_seat(roles.OrganAdmin, scene.organ.pk)
    given = {"organ": scene.organ, "instrument": "micro", "base": 1}
    ruling_answers.give_up(**given, by=admin, at=MORNING)
    drafting.sign_off(assignment=work(suggestion), by=head, at=MORNING)
    assert work(suggestion).state == Work.PENDING_CHECK
    assert not Reply.objects.exists()


def test_a_rule_made_after_it_set_out_asks_nobody_more_of_an_answer(scene, head):
    ruled(scene, sign_off="head")
    suggestion = drafted(scene)
    ruled(scene, sign_off="head", checks=True, version=2)
    drafting.sign_off(assignment=work(suggestion), by=head, at=MORNING)
    assert work(suggestion).state == Work.DELIVERED
