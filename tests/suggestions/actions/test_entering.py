"""What the office enters for a unit that does not log in: whose it is, what it needs, its mark."""

import uuid
from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied
from django.db import transaction

from deadlines.models import DueDate
from events.models import Event
from files.models import Attachment
from members import roles
from suggestions.actions import entering, sealing
from suggestions.actions.entering import EnteredBefore, NoScan, Sheet
from suggestions.lifecycle import NotNow, State, Work
from suggestions.models import Assignment, Contact, ExtensionRequest, Paper, Reply
from tests.departments.factories import make_department
from tests.members.factories import make_seat
from tests.suggestions.actions.test_units import led
from tests.suggestions.factories import MORNING, TALK, rate, suggestion_at, work
from tests.suggestions.outcomes import PAPER_DAY, scanned

LATER = MORNING + timedelta(days=1)


def about(scene, suggestion, **changes):
    given = {"assignment": work(suggestion), "sheet": scanned(scene.clerk), "by": scene.clerk}
    return given | {"at": LATER} | changes


def answer(scene, suggestion, **changes):
    said = {"text": "已按来函办结。", "outcome_class": "A", "talk": TALK}
    return entering.reply(**about(scene, suggestion), **(said | changes))


def line(suggestion, step):
    return Event.objects.of("suggestion", suggestion.code).filter(step=step).latest("id")


def test_the_office_signs_for_a_unit_and_the_line_says_from_which_paper(scene):
    suggestion = suggestion_at(scene, State.ASSIGNED)
    entering.sign(**about(scene, suggestion))
    suggestion.refresh_from_db()
    assert suggestion.state == State.IN_HANDLING
    paper = Paper.objects.get()
    assert paper.dated_on == PAPER_DAY
    signed = line(suggestion, "sign")
    assert (signed.role, signed.actor) == ("office", scene.clerk.code)
    assert signed.data["paper"] == paper.code
    assert signed.data["paper_on"] == "2026-03-04"
    assert signed.data["unit"] == scene.unit.code
    assert line(suggestion, "enter_for").data["act"] == "sign"


def test_an_answer_is_handed_in_when_it_is_entered_not_when_its_paper_is_dated(scene):
    suggestion = suggestion_at(scene, State.ASSIGNED)
    reply = answer(scene, suggestion)
    assert reply.replied_at == LATER
    assert work(suggestion).delivered_at == LATER
    assert DueDate.objects.get(code=work(suggestion).code, phase="handle").stopped_at == LATER
    suggestion.refresh_from_db()
    assert suggestion.state == State.REPLIED
    rate(scene, suggestion, at=LATER)
    suggestion.refresh_from_db()
    assert suggestion.state == State.CLOSED


def test_the_scan_belongs_to_the_paper_and_is_one(scene):
    suggestion = suggestion_at(scene, State.IN_HANDLING)
    entering.contact(**about(scene, suggestion), talk=TALK)
    scan = Attachment.objects.get()
    assert (scan.kind, scan.subject, scan.role) == ("paper", Paper.objects.get().code, "scan")
    assert Contact.objects.count() == 1


def test_a_co_handlers_opinion_is_entered_and_signed_in_one_act(scene):
    water = make_department("water")
    suggestion, works = led(scene, water)
    opinion = next(one for one in works if one.is_co)
    given = about(scene, suggestion, assignment=opinion)
    reply = entering.opinion(**given, text="同意。")
    assert reply.kind == "opinion"
    opinion.refresh_from_db()
    assert opinion.state == Work.OPINION_GIVEN


def test_more_time_is_asked_for_in_the_units_name_and_not_given_yet(scene):
    suggestion = suggestion_at(scene, State.IN_HANDLING)
    due = work(suggestion).due_at
    wanted = due + timedelta(days=5)
    entering.extension(**about(scene, suggestion), reason="要勘察。", wanted=wanted)
    assert ExtensionRequest.objects.get().is_waiting
    assert work(suggestion).due_at == due


def test_nobody_but_the_office_in_charge_enters(scene):
    suggestion = suggestion_at(scene, State.ASSIGNED)
    others = (scene.bo, scene.an, make_seat(roles.Office, "430100"), make_seat(roles.Auditor))
    for person in others:
        sheet = scanned(person)
        with pytest.raises(PermissionDenied):
            entering.sign(assignment=work(suggestion), sheet=sheet, by=person, at=LATER)
    assert not Paper.objects.exists()


def test_without_a_scan_nothing_is_entered(scene):
    suggestion = suggestion_at(scene, State.ASSIGNED)
    sheet = Sheet(uuid.uuid4(), PAPER_DAY)
    with pytest.raises(NoScan), transaction.atomic():
        entering.sign(**about(scene, suggestion, sheet=sheet))
    assert work(suggestion).state == Work.PENDING_SIGN
    assert not Paper.objects.exists()


def test_the_same_form_twice_is_entered_once(scene):
    suggestion = suggestion_at(scene, State.IN_HANDLING)
    given = about(scene, suggestion)
    entering.contact(**given, talk=TALK)
    with pytest.raises(EnteredBefore):
        entering.contact(**given, talk=TALK)
    assert Paper.objects.count() == 1


def test_what_the_unit_did_itself_is_not_entered_over_it(scene):
    suggestion = suggestion_at(scene, State.REPLIED)
    with pytest.raises(NotNow), transaction.atomic():
        answer(scene, suggestion)
    assert Reply.objects.count() == 1


def test_nothing_is_entered_on_a_sealed_case(scene):
    suggestion = suggestion_at(scene, State.ASSIGNED)
    given = about(scene, suggestion)
    sealing.seal(suggestion=suggestion, reason="涉密", by=scene.clerk, at=LATER)
    with pytest.raises((NotNow, type(suggestion).DoesNotExist)):
        entering.sign(**given)


def test_lists_know_which_were_entered(scene):
    on_paper = suggestion_at(scene, State.ASSIGNED)
    suggestion_at(scene, State.ASSIGNED)
    entering.sign(**about(scene, on_paper))
    marked = {row.suggestion.code for row in Assignment.objects.for_rows() if row.entered}
    assert marked == {on_paper.code}
