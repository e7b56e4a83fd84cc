"""An answer that waits for its head: its officer takes it back, or reminds the head of it."""

from datetime import date, timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from deadlines.models import DueDate
from design.dates import day
from events.models import Event
from members import roles
from notifications.actions.notify import announce
from notifications.models import Notification
from suggestions.forms import MoreTimeForm
from suggestions.lifecycle import State, Work
from suggestions.models import DraftAnswer
from tests.departments.factories import make_officer
from tests.files.samples import a_pdf
from tests.suggestions.actions.test_drafting import ruled
from tests.suggestions.factories import MORNING, suggestion_at, work
from tests.suggestions.views.test_answers import CANARY, address, answer, word
from workdays import clock


@pytest.fixture
def head(scene):
    return make_officer(scene.unit, role=roles.Head)


@pytest.fixture
def case(scene, enter):
    """A case whose answer waits to be signed off."""
    ruled(scene, sign_off="head")
    suggestion = suggestion_at(scene, State.IN_HANDLING)
    answer(scene, enter, suggestion)
    return suggestion


def test_the_officer_takes_it_back_changes_it_and_hands_it_in_again(scene, enter, head, case):
    client = enter(scene.bo)
    due = work(case).due_at
    assert CANARY in client.get(address("withdraw_answer", case)).text
    gone = client.post(address("withdraw_answer", case))
    assert gone.headers["Location"] == address("reply", case)
    assert (work(case).state, work(case).due_at) == (Work.IN_PROGRESS, due)
    assert not DueDate.objects.open().filter(code=work(case).code, phase="signoff").exists()
    page = client.get(address("reply", case)).text
    assert "You took this answer back before it was signed." in page
    assert CANARY in page
    shown = client.get(case.get_absolute_url())
    assert "took its answer back before it was signed" in shown.text
    assert "sent back" not in shown.context["waited_for"]
    assert [one.state for one in shown.context["units"]] == ["In handling"]
    rows = client.get(reverse("suggestions:unit"), {"show": "waiting"}).context["rows"]
    assert [row.state for row in rows] == ["In handling"]
    assert enter(head).post(address("sign_off", case), word(case, "yes")).status_code == 409
    answer(scene, enter, case)
    assert work(case).state == Work.PENDING_SIGNOFF
    assert [one.taken_back for one in DraftAnswer.objects.order_by("id")] == [True, False]


def test_a_head_signs_the_very_answer_that_was_read(scene, enter, head, case):
    page = enter(head).get(address("sign_off", case))
    read = page.context["form"]["draft"].value()
    enter(scene.bo).post(address("withdraw_answer", case))
    answer(scene, enter, case)
    sent = {"decision": "yes", "draft": read}
    refused = enter(head).post(address("sign_off", case), sent)
    assert refused.status_code == 409
    assert "The answer was changed in the meantime." in refused.text
    assert work(case).state == Work.PENDING_SIGNOFF
    back = enter(head).post(address("sign_off", case), sent | {"decision": "no", "note": "短。"})
    assert back.status_code == 409
    unread = enter(head).post(address("sign_off", case), {"decision": "yes"})
    assert (unread.status_code, "read it once more" in unread.text) == (422, True)
    assert work(case).state == Work.PENDING_SIGNOFF
    anew = refused.context["form"]["draft"].value()
    assert anew == DraftAnswer.objects.latest("id").code
    enter(head).post(address("sign_off", case), sent | {"draft": anew})
    assert work(case).state == Work.DELIVERED


def test_a_letter_stands_for_the_very_answer_that_was_read(scene, enter, head, case):
    client, url = enter(make_officer(scene.unit)), address("stamped", case)
    form = client.get(url).context["form"]
    sent = {name: form[name].value() for name in ("key", "draft")}
    enter(scene.bo).post(address("withdraw_answer", case))
    answer(scene, enter, case)
    letter = {"attachments": [SimpleUploadedFile("函.pdf", a_pdf())]}
    refused = client.post(url, sent | letter)
    assert (refused.status_code, work(case).state) == (409, Work.PENDING_SIGNOFF)
    assert "The answer was changed in the meantime." in refused.text
    assert "函.pdf" in refused.text
    assert not DraftAnswer.objects.exclude(signed_off_at=None)
    anew = refused.context["form"]["draft"].value()
    client.post(url, sent | {"draft": anew})
    assert work(case).state == Work.DELIVERED


def test_what_the_head_has_signed_is_not_taken_back(scene, enter, head, case):
    enter(head).post(address("sign_off", case), word(case, "yes"))
    assert enter(scene.bo).post(address("withdraw_answer", case)).status_code == 409
    assert enter(scene.an).post(address("withdraw_answer", case)).status_code == 403
    assert not Event.objects.filter(step="withdraw_answer").exists()


def test_the_head_is_reminded_once_a_working_day(scene, enter, head, case):
    client = enter(scene.bo)
    assert "It is to be signed by" in client.get(address("urge_head", case)).text
    with clock.moved(MORNING):
        assert client.post(address("urge_head", case)).status_code == 302
    with clock.moved(MORNING + timedelta(hours=2)):
        again = client.post(address("urge_head", case))
        assert (again.status_code, "reminded today already" in again.text) == (409, True)
    with clock.moved(MORNING + timedelta(days=1)):
        assert client.post(address("urge_head", case)).status_code == 302
    lines = Event.objects.filter(step="urge_head").order_by("id")
    assert len(lines) == 2
    announce(lines[0], MORNING)
    told = Notification.objects.filter(step="urge_head")
    assert {row.user for row in told} == {head}
    assert {row.url for row in told} == {address("sign_off", case)}
    enter(scene.bo).post(address("withdraw_answer", case))
    assert enter(scene.bo).post(address("urge_head", case)).status_code == 409


def test_where_nobody_else_signs_there_is_nobody_to_remind(scene, enter, case):
    page = enter(scene.bo).get(address("urge_head", case), follow=True)
    assert "no other head is asked to sign this answer" in page.text
    assert not Event.objects.filter(step="urge_head").exists()


def test_the_units_list_has_both_acts_and_a_head_signs_instead(scene, enter, head, case):
    desk = reverse("suggestions:unit") + "?show=signing"
    shown = enter(scene.bo).get(desk)
    [row] = shown.context["rows"]
    assert [one.label for one in row.beside] == ["Remind", "Take back"]
    listed = shown.text
    signs = enter(head).get(desk).text
    for name in ("withdraw_answer", "urge_head"):
        assert address(name, case) in listed
        assert address(name, case) not in signs


def test_to_remind_the_head_is_no_call_yet_and_not_offered_again_that_day(scene, enter, head, case):
    def offered(person, at=MORNING):
        with clock.moved(at):
            shown = enter(person).get(case.get_absolute_url()).context["buttons"]
        return {one.url: one.plain for one in shown}

    remind, back = address("urge_head", case), address("withdraw_answer", case)
    assert (offered(scene.bo)[remind], offered(scene.bo)[back]) == (True, True)
    assert offered(scene.bo, MORNING + timedelta(days=30))[remind] is False
    assert not {remind, back} & offered(head).keys()
    with clock.moved(MORNING):
        enter(scene.bo).post(remind)
    assert remind not in offered(scene.bo, MORNING + timedelta(hours=2))
    assert remind in offered(scene.bo, MORNING + timedelta(days=1))


def test_whoever_sits_in_the_unit_says_on_the_case_who_handles_it(scene, enter):
    suggestion = suggestion_at(scene, State.IN_HANDLING)
    other, page = make_officer(scene.unit), address("officer", suggestion)
    assert page in enter(scene.bo).get(suggestion.get_absolute_url()).text
    assert page not in enter(scene.clerk).get(suggestion.get_absolute_url()).text
    client = enter(scene.bo)
    assert client.post(page, {"officer": scene.an.code}).status_code == 422
    client.post(page, {"officer": other.code})
    assert work(suggestion).officer == other


@pytest.mark.usefixtures("scene")
def test_more_time_ends_on_a_working_day():
    def asked(wanted):
        given = {"reason": "等批复。", "wanted": wanted}
        return MoreTimeForm(given, after=date(2026, 3, 19), until=date(2026, 4, 2))

    assert asked("2026-03-27").is_valid()
    [why] = asked("2026-03-29").errors["wanted"]
    assert "is no working day" in why
    assert day(date(2026, 3, 30)) in why


def test_of_a_case_on_hold_its_unit_is_said_to_be_on_hold_too(scene, enter):
    suggestion = suggestion_at(scene, State.ON_HOLD)
    [unit] = enter(scene.bo).get(suggestion.get_absolute_url()).context["units"]
    assert unit.state == "On hold"
