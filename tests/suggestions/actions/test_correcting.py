"""Corrections: the old text is kept, those concerned are told, and no clock is touched."""

from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.urls import reverse

from deadlines.models import DueDate
from departments.models import Officer
from events.models import Event
from members import roles
from notifications.actions.notify import announce
from notifications.models import Notification
from suggestions.actions import correcting, drafting
from suggestions.actions.correcting import Facts
from suggestions.lifecycle import NotNow, State
from suggestions.models import AnswerPolicy, Category, Correction, Reply
from tests.departments.factories import make_officer
from tests.files.samples import a_pdf, keep
from tests.gateway.programs import Program
from tests.suggestions.actions.test_drafting import drafted, ruled
from tests.suggestions.factories import MORNING, TALK, TITLE, WALKS, redo, suggestion_at, work

LATER = MORNING + timedelta(days=1)
NEW = "降低少儿阅览室书架高度"


def clocks():
    return list(DueDate.objects.order_by("id").values())


@pytest.mark.parametrize("state", list(WALKS))
def test_the_office_corrects_in_any_state_and_no_clock_is_touched(scene, state):
    suggestion = suggestion_at(scene, state)
    before = clocks()
    category = Category.objects.first()
    facts = Facts(NEW, scene.organ, category)
    correcting.correct(suggestion=suggestion, facts=facts, by=scene.clerk, at=LATER)
    suggestion.refresh_from_db()
    assert (suggestion.title, suggestion.category, suggestion.state) == (NEW, category, state)
    assert (Correction.objects.get().title, clocks()) == (TITLE, before)
    assert Event.objects.get(step="correct").role == "office"


def test_what_stands_so_already_leaves_no_line(scene):
    suggestion = suggestion_at(scene, State.IN_HANDLING)
    facts = Facts(suggestion.title, suggestion.place, suggestion.category)
    with pytest.raises(NotNow), transaction.atomic():
        correcting.correct(suggestion=suggestion, facts=facts, by=scene.clerk, at=LATER)
    assert not Correction.objects.exists()


def test_a_form_sent_as_it_stood_says_that_nothing_was_changed(scene, client):
    suggestion = suggestion_at(scene, State.REPLIED)
    facts = {"title": suggestion.title, "place": suggestion.place_id, "category": ""}
    answer = {"text": Reply.objects.get().text, "why": "错。"}
    for person, name, code, typed in (
        (scene.clerk, "correct", suggestion.code, facts),
        (scene.bo, "correct_answer", work(suggestion).code, answer),
    ):
        client.force_login(person)
        page = client.post(reverse(f"suggestions:{name}", args=[code]), typed)
        assert (page.status_code, page.context["form"].non_field_errors()) == (
            422,
            ["Nothing was changed."],
        )
    assert not Correction.objects.exists()


def test_a_unit_corrects_its_sent_answer_and_the_old_words_are_kept(scene):
    suggestion = suggestion_at(scene, State.CLOSED)
    before, old = clocks(), Reply.objects.get().text
    given = {"assignment": work(suggestion), "why": "馆名写错了。", "by": scene.bo, "at": LATER}
    correcting.correct_answer(**given, text="书架已降低。")
    assert Reply.objects.get().text == "书架已降低。"
    assert Correction.objects.get().text == old
    assert clocks() == before
    with pytest.raises(NotNow), transaction.atomic():
        correcting.correct_answer(**given, text="书架已降低。")


def test_an_answer_that_is_asked_for_again_is_written_anew_not_corrected(scene):
    suggestion = suggestion_at(scene, State.REPLIED)
    redo(scene, suggestion, at=LATER)
    given = {"assignment": work(suggestion), "why": "错。", "by": scene.bo, "at": LATER}
    with pytest.raises(NotNow), transaction.atomic():
        correcting.correct_answer(**given, text="改。")


def test_each_corrects_only_what_is_theirs(scene):
    suggestion = suggestion_at(scene, State.REPLIED)
    facts = Facts(NEW, scene.organ, None)
    for person in (scene.an, scene.bo, scene.cheng):
        with pytest.raises(PermissionDenied):
            correcting.correct(suggestion=suggestion, facts=facts, by=person, at=LATER)
    for person in (scene.an, scene.clerk, scene.cheng):
        given = {"assignment": work(suggestion), "text": "改。", "why": "错。", "at": LATER}
        with pytest.raises(PermissionDenied):
            correcting.correct_answer(**given, by=person)


def test_the_case_shows_before_and_now_side_by_side_to_office_unit_and_author(scene, client):
    suggestion = suggestion_at(scene, State.REPLIED)
    old = Reply.objects.get().text
    category = Category.objects.create(code="0101", name_zh="图书馆", name_en="Libraries")
    for title, about in ((NEW, None), ("书架改低", category)):
        facts = Facts(title, scene.organ, about)
        suggestion.refresh_from_db()
        correcting.correct(suggestion=suggestion, facts=facts, by=scene.clerk, at=LATER)
    given = {"assignment": work(suggestion), "why": "馆名写错了。", "by": scene.bo}
    correcting.correct_answer(**given, at=LATER, text="书架已降低。")
    correcting.correct_answer(**given, at=LATER + timedelta(days=1), text="书架全部降低。")
    for person in (scene.an, scene.bo, scene.clerk):
        client.force_login(person)
        page = client.get(reverse("suggestions:case", args=[suggestion.code]))
        folded = [one for one in page.context["entries"] if one.step == "corrected"]
        assert all(one.folded for one in folded)
        changed = {(c.old, c.new) for one in folded for c in one.changes if c.old is not None}
        assert changed == {
            (TITLE, NEW),
            (NEW, "书架改低"),
            ("", category.name),
            (old, "书架已降低。"),
            ("书架已降低。", "书架全部降低。"),
        }
        assert f"<del>{TITLE}</del>" in page.text
        assert f"<ins>{NEW}</ins>" in page.text
        assert page.text.count("馆名写错了。") == 2


def test_what_a_head_signed_only_a_head_corrects_and_the_officer_reads_whom_to_ask(scene, client):
    head = make_officer(scene.unit, role=roles.Head)
    ruled(scene, sign_off="head")
    suggestion = drafted(scene)
    drafting.sign_off(assignment=work(suggestion), by=head, at=LATER)
    page = reverse("suggestions:correct_answer", args=[work(suggestion).code])
    sent = {"text": "已改。", "why": "错字。"}
    client.force_login(scene.bo)
    case = client.get(page, follow=True)
    assert case.redirect_chain[-1][0] == suggestion.get_absolute_url()
    assert case.text.count("Ask your head.") == 2
    assert page not in case.text
    assert client.post(page, sent).status_code == 403
    assert (
        Program(scene.bo)
        .post(f"assignments/{work(suggestion).code}/correct_answer/", sent)
        .status_code
        == 403
    )
    assert not Correction.objects.exists()
    client.force_login(head)
    assert page in client.get(suggestion.get_absolute_url()).text
    assert client.post(page, sent).status_code == 302
    assert Reply.objects.get().text == "已改。"


@pytest.mark.parametrize("by_letter", [True, False])
def test_what_was_signed_is_corrected_by_its_officer_where_nobody_heads_the_unit(scene, by_letter):
    ruled(scene, sign_off="head")
    suggestion = drafted(scene)
    if by_letter:
        key = keep(scene.bo, a_pdf(), name="函.pdf", role="scan").form_key
        drafting.record_signoff(assignment=work(suggestion), key=key, by=scene.bo, at=MORNING)
    else:
        head = make_officer(scene.unit, role=roles.Head)
        drafting.sign_off(assignment=work(suggestion), by=head, at=MORNING)
        Officer.objects.filter(user=head).delete()
    given = {"why": "错字。", "by": scene.bo, "at": LATER}
    correcting.correct_answer(assignment=work(suggestion), text="已改。", **given)
    make_officer(scene.unit, role=roles.Head)
    with pytest.raises(PermissionDenied):
        correcting.correct_answer(assignment=work(suggestion), text="又改。", **given)


# What a correction must never touch, as somebody would try to send it along.
FORBIDDEN = {
    "outcome_class": "C",
    "promised_on": "2027-01-01",
    "reason": "改。",
    "replied_at": "2026-01-01T00:00",
    "delivered_at": "2026-01-01T00:00",
    "due_at": "2027-01-01T00:00",
    "urgency": "complex",
    "state": "closed",
    "organ": "430100",
    "unit": "water",
    "author": "x",
    "round": "2",
}


def protected(suggestion):
    """Everything of case, assignment and answer but what may be corrected, and every clock."""
    free = ("title", "place_id", "category_id", "text")
    rows = [type(suggestion).objects, type(work(suggestion)).objects, Reply.objects]
    found = [row for each in rows for row in each.order_by("pk").values()]
    return [{k: v for k, v in row.items() if k not in free} for row in found], clocks()


def test_what_is_sent_along_on_the_page_touches_nothing_else(scene, client):
    suggestion = suggestion_at(scene, State.FOLLOWUP)
    before = protected(suggestion)
    client.force_login(scene.clerk)
    page = reverse("suggestions:correct", args=[suggestion.code])
    sent = FORBIDDEN | {"title": NEW, "place": scene.organ.pk, "category": ""}
    assert client.post(page, sent).status_code == 302
    client.force_login(scene.bo)
    page = reverse("suggestions:correct_answer", args=[work(suggestion).code])
    assert client.post(page, FORBIDDEN | {"text": "已改。", "why": "错字。"}).status_code == 302
    suggestion.refresh_from_db()
    assert (suggestion.title, Reply.objects.get().text) == (NEW, "已改。")
    assert protected(suggestion) == before


@pytest.mark.parametrize("name", list(FORBIDDEN))
def test_a_program_that_sends_it_along_is_refused(scene, name):
    suggestion = suggestion_at(scene, State.FOLLOWUP)
    before = protected(suggestion)
    office, unit = Program(scene.clerk), Program(scene.bo)
    more = {name: FORBIDDEN[name]}
    facts = {"title": NEW, "place": scene.organ.pk}
    answers = [
        office.post(f"suggestions/{suggestion.code}/correct/", facts | more),
        unit.post(
            f"assignments/{work(suggestion).code}/correct_answer/",
            {"text": "已改。", "why": "错字。"} | more,
        ),
    ]
    assert [one.status_code for one in answers] == [422, 422]
    suggestion.refresh_from_db()
    assert suggestion.title == TITLE
    assert protected(suggestion) == before


def test_the_office_is_told_where_it_checked_the_answer(scene):
    AnswerPolicy.objects.create(
        organ=scene.organ, instrument="micro", checks=True, since=MORNING.date()
    )
    suggestion = suggestion_at(scene, State.IN_HANDLING)
    said = {"text": "已办。", "outcome_class": "A", "talk": TALK}
    drafting.answer(assignment=work(suggestion), by=scene.bo, at=MORNING, **said)
    drafting.deliver(assignment=work(suggestion), by=scene.clerk, at=MORNING)
    given = {"assignment": work(suggestion), "why": "错字。", "by": scene.bo, "at": LATER}
    correcting.correct_answer(**given, text="已办结。")
    event = Event.objects.get(step="correct_answer")
    announce(event, LATER)
    told = Notification.objects.filter(step="correct_answer", code=suggestion.code)
    assert set(told.values_list("user", flat=True)) == {scene.an.pk, scene.clerk.pk}
