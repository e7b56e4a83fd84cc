"""The pages of an answer on its way; and that its author reads nothing of it too early."""

import uuid
from datetime import timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from django.utils.html import strip_tags

from deadlines.models import DueDate
from design.dates import day
from events.models import Event
from files.models import Attachment
from members import roles
from notifications.actions.notify import announce
from notifications.models import Notification
from suggestions import clocks
from suggestions.actions import extending
from suggestions.lifecycle import State, Work
from suggestions.models import Assignment, DraftAnswer, Reply
from tests.departments.factories import make_officer
from tests.files.samples import a_pdf
from tests.members.factories import make_member, make_seat
from tests.suggestions.actions.test_drafting import ruled
from tests.suggestions.factories import MISSING, MORNING, suggestion_at, work
from tests.suggestions.views.counting import MOST_QUERIES, questions
from tests.suggestions.views.test_entering import opens
from workdays import clock

CANARY, WHY = "金丝雀拟稿", "金丝雀退回理由"


def address(name, suggestion):
    return reverse(f"suggestions:{name}", args=[work(suggestion).code])


def word(suggestion, decision="", note=""):
    """What is sent with a word on the latest answer to a case, which was read."""
    read = DraftAnswer.objects.filter(assignment__suggestion=suggestion).latest("pk")
    return {"decision": decision, "note": note, "draft": read.code}


def answer(scene, enter, suggestion):
    body = {"text": CANARY, "outcome_class": "A", "talk-kind": "phone"}
    body |= {"talk-held_on": "2026-03-05", "talk-note": "说过。"}
    return enter(scene.bo).post(address("reply", suggestion), body)


@pytest.fixture
def head(scene):
    return make_officer(scene.unit, role=roles.Head)


@pytest.fixture
def case(scene, enter):
    """A case whose answer waits to be signed off."""
    ruled(scene, checks=True, sign_off="head")
    suggestion = suggestion_at(scene, State.IN_HANDLING)
    answer(scene, enter, suggestion)
    return suggestion


def read_by(person, suggestion, enter):
    """Everything that somebody is shown of a case."""
    client = enter(person)
    desk = client.get(reverse("suggestions:desk"), follow=True).text
    shown = client.get(suggestion.get_absolute_url()).text + desk
    told = Notification.objects.filter(user=person)
    return shown + "".join(str(vars(one)) for one in told)


def test_the_author_reads_it_only_when_it_is_delivered(scene, enter, head, case):
    fellow, auditor = make_member(), make_seat(roles.Auditor)
    outside = (scene.an, fellow, auditor)
    letter = {"key": str(uuid.uuid4()), "attachments": [SimpleUploadedFile("函.pdf", a_pdf())]}

    def nobody_outside_reads():
        for event in Event.objects.order_by("id"):
            announce(event, MORNING)
        for person in outside:
            assert CANARY not in read_by(person, case, enter)
            assert WHY not in read_by(person, case, enter)
        for person in (scene.bo, head, scene.clerk):
            assert CANARY in read_by(person, case, enter)

    nobody_outside_reads()
    enter(head).post(address("sign_off", case), word(case, "no", WHY))
    nobody_outside_reads()
    answer(scene, enter, case)
    enter(scene.bo).post(address("stamped", case), letter | word(case))
    assert work(case).state == Work.PENDING_CHECK
    assert [opens(enter(one)) for one in (scene.an, auditor, scene.clerk)] == [404, 404, 200]
    nobody_outside_reads()
    enter(scene.clerk).post(address("check_answer", case), {"decision": "no", "note": WHY})
    nobody_outside_reads()
    assert WHY in read_by(scene.bo, case, enter)
    answer(scene, enter, case)
    enter(head).post(address("sign_off", case), word(case, "yes"))
    nobody_outside_reads()
    enter(scene.clerk).post(address("check_answer", case), {"decision": "yes"})
    assert CANARY in read_by(scene.an, case, enter)
    assert WHY not in read_by(scene.an, case, enter)
    assert Reply.objects.count() == 1
    assert Attachment.objects.count() == 1


def test_everybody_sees_whom_it_waits_for(scene, enter, head, case):
    page = enter(scene.an).get(case.get_absolute_url())
    assert "To be signed off by its head" in page.text
    enter(head).post(address("sign_off", case), word(case, "yes"))
    page = enter(scene.an).get(case.get_absolute_url())
    assert "has handed in its answer" in page.context["waited_for"]
    assert "looks it over first" in page.context["waited_for"]


def test_each_desk_finds_its_way_on(scene, enter, head, case):
    def labels(person):
        page = enter(person).get(case.get_absolute_url())
        return [one.label for one in page.context["buttons"] if not one.quiet]

    signing = ["Sign off", "Record the stamped letter", "Write a message"]
    assert labels(head) == signing
    assert labels(scene.bo) == [
        "Remind the head to sign",
        "Take the answer back to change it",
        "Record the stamped letter",
        "Write a message",
    ]
    assert labels(scene.clerk) == ["Write a message"]
    shown = enter(head).get(reverse("suggestions:unit") + "?show=signing").context["rows"]
    assert [row.suggestion.code for row in shown] == [case.code]
    enter(head).post(address("sign_off", case), word(case, "yes"))
    assert labels(scene.clerk) == ["Check the answer", "Write a message"]
    assert labels(scene.bo) == ["Write a message"]
    office = enter(scene.clerk).get(reverse("suggestions:office") + "?show=asked")
    assert [row.suggestion.code for row in office.context["rows"]] == [case.code]


def test_a_head_signs_in_the_order_of_the_dates_that_bind_them(scene, enter, head, case):
    """The second answer is due sooner, and is to be signed later; what was signed last keeps its
    place."""
    second, third = (suggestion_at(scene, State.IN_HANDLING) for _n in range(2))
    for one in (second, third):
        answer(scene, enter, one)
    dates = {case: (1, 9), second: (3, 5), third: (10, 12)}
    for one, (signed, due) in dates.items():
        clock_of = DueDate.objects.open().filter(code=work(one).code, phase="signoff")
        clock_of.update(due_at=MORNING + timedelta(days=signed))
        Assignment.objects.filter(pk=work(one).pk).update(due_at=MORNING + timedelta(days=due))
    url = reverse("suggestions:unit") + "?show=signing"
    shown = enter(head).get(url).context["rows"]
    assert [row.suggestion for row in shown] == [case, second, third]
    assert [row.due_at for row in shown] == [MORNING + timedelta(days=n) for n in (1, 3, 10)]
    assert shown[0].light.kind == "amber"
    onward = reverse("suggestions:unit_next"), {"show": "signing", "after": case.code}
    assert work(second).code in enter(head).get(*onward).url
    with clock.moved(MORNING + timedelta(days=2)):
        first = enter(head).get(url).context["rows"][0].light
    assert (first.kind, first.text) == ("amber", "signature: 1 working day late")
    enter(head).post(address("sign_off", case), word(case, "yes"))
    assert work(second).code in enter(head).get(*onward).url


@pytest.mark.parametrize("name", ["sign_off", "check_answer"])
def test_a_no_needs_its_reason(scene, enter, head, case, name):
    person = head if name == "sign_off" else scene.clerk
    if name == "check_answer":
        enter(head).post(address("sign_off", case), word(case, "yes"))
    page = enter(person).get(address(name, case))
    assert CANARY in page.text
    assert enter(person).post(address(name, case), {"decision": "no"}).status_code == 422
    assert DraftAnswer.objects.get().returned_at is None


def test_who_would_answer_again_reads_that_the_head_signs_and_a_place_is_named_once(
    scene, enter, head, case
):
    page = enter(scene.bo).get(address("reply", case), follow=True).text
    assert "The answer waits for the signature of your unit’s head." in page
    kicker = enter(head).get(address("sign_off", case)).text.split('class="kicker"')[1]
    same = case.place_id == case.author_organ_id
    assert kicker.split("</p>")[0].count(case.place.name) == 1
    assert same


def test_a_letter_needs_its_scan(scene, enter, case):
    page = enter(scene.bo).post(address("stamped", case), {"key": str(uuid.uuid4())} | word(case))
    assert page.status_code == 422
    assert work(case).state == Work.PENDING_SIGNOFF


def test_a_case_with_an_answer_on_its_way_asks_no_more_questions(scene, enter, head, case):
    people = (scene.an, scene.bo, scene.clerk, head)
    for name, person in (("sign_off", head), ("check_answer", scene.clerk)):
        for reader in people:
            assert questions(enter(reader), case.get_absolute_url()) <= MOST_QUERIES
        enter(person).post(address(name, case), word(case, "yes"))
    for reader in people:
        assert questions(enter(reader), case.get_absolute_url()) <= MOST_QUERIES


def test_nor_does_the_page_to_answer_again_what_was_sent_back(scene, enter, head, case):
    enter(head).post(address("sign_off", case), word(case, "no", WHY))
    page = enter(scene.bo)
    url = address("reply", case)
    assert WHY in page.get(url).text
    assert questions(page, url) <= MOST_QUERIES


def test_the_head_signs_off_by_one_button_on_the_page_to_which_desk_and_notice_lead(
    scene, enter, head, case
):
    page = address("sign_off", case)
    for event in Event.objects.filter(step="ask_signoff"):
        announce(event, MORNING)
    assert {one.url for one in Notification.objects.filter(user=head)} == {page}
    desk = {"show": "signing"}
    assert page in enter(head).get(reverse("suggestions:unit"), desk).text
    assert page not in enter(scene.bo).get(reverse("suggestions:unit"), desk).text
    shown = enter(head).get(page).text
    assert '<button class="btn" type="submit" name="decision" value="yes">' in shown
    assert 'type="radio" name="decision"' not in shown
    assert CANARY in shown


def test_of_an_answer_asked_for_again_head_and_office_read_what_was_missing_and_the_one_before(
    scene, enter, head
):
    suggestion = suggestion_at(scene, State.REWORK)
    ruled(scene, checks=True, sign_off="head")
    answer(scene, enter, suggestion)
    before = Reply.objects.get().text
    page = enter(head).get(address("sign_off", suggestion))
    assert page.context["act"].unfolds
    shown = page.text
    assert shown.index(MISSING) < shown.index(before) < shown.index(CANARY)
    enter(head).post(address("sign_off", suggestion), word(suggestion, "yes"))
    checked = enter(scene.clerk).get(address("check_answer", suggestion)).text
    assert checked.index(MISSING) < checked.index(before) < checked.index(CANARY)


def test_who_wrote_why_it_goes_back_does_not_sign_by_a_slip(scene, enter, head, case):
    sent = word(case, "yes", WHY)
    page = enter(head).post(address("sign_off", case), sent)
    assert page.status_code == 422
    assert WHY in page.text
    assert work(case).state == Work.PENDING_SIGNOFF


def test_what_came_back_opens_with_what_was_handed_in_and_why(scene, enter, head):
    ruled(scene, checks=True, sign_off="head")
    suggestion = suggestion_at(scene, State.IN_HANDLING)
    body = {"text": CANARY, "outcome_class": "B", "promised_on": "2026-06-01"}
    body |= {"talk-kind": "none", "talk-note": "电话打不通。"}
    enter(scene.bo).post(address("reply", suggestion), body)
    enter(head).post(address("sign_off", suggestion), word(suggestion, "no", WHY))
    page = enter(scene.bo).get(address("reply", suggestion))
    assert page.context["form"]["text"].value() == CANARY
    assert page.context["form"]["outcome_class"].value() == "B"
    assert 'value="2026-06-01"' in page.text
    assert page.context["talk_form"]["note"].value() == "电话打不通。"
    assert page.text.index("Your head has sent this answer back") < page.text.index(WHY)
    assert page.text.index(WHY) < page.text.index('data-keep="reply-')
    rows = enter(scene.bo).get(reverse("suggestions:unit")).context["rows"]
    assert [row.state for row in rows] == ["Sent back for changes"]
    shown = enter(scene.bo).get(suggestion.get_absolute_url()).context
    assert "sent back for changes" in shown["waited_for"]
    assert "hands it in again by" in shown["waited_for"]
    assert [one.state for one in shown["units"]] == ["Sent back for changes"]
    shown = enter(scene.an).get(suggestion.get_absolute_url()).context
    assert (shown["waited_for"], shown["units"][0].state) == ("", "In handling")


def test_a_wish_for_more_time_is_said_where_the_answer_is_written_and_in_the_list(scene, enter):
    suggestion = suggestion_at(scene, State.IN_HANDLING)
    wanted = work(suggestion).due_at + timedelta(days=1)
    asked = {"reason": "等批复。", "wanted": wanted, "by": scene.bo, "at": MORNING}
    extending.ask(assignment=work(suggestion), **asked)
    page = enter(scene.bo).get(address("reply", suggestion))
    assert "You asked on" in page.text
    rows = enter(scene.bo).get(reverse("suggestions:unit")).context["rows"]
    assert [row.state for row in rows] == ["In handling, more time asked for"]


def test_what_waits_for_the_heads_signature_comes_first_and_next_goes_on_there(
    scene, enter, head, case
):
    handled, other = suggestion_at(scene, State.IN_HANDLING), suggestion_at(scene, State.ASSIGNED)
    second = suggestion_at(scene, State.IN_HANDLING)
    answer(scene, enter, second)
    client, desk = enter(head), reverse("suggestions:unit")
    page = client.get(desk)
    assert [row.suggestion for row in page.context["rows"]] == [case, second]
    by = clocks.signing_dates([work(case)])[work(case).code]
    assert page.context["rows"][0].state == f"To be signed off by its head by {day(by)}"
    [unit] = client.get(case.get_absolute_url()).context["units"]
    assert unit.until == f"answer due {day(work(case).due_at)}"
    asked = strip_tags(client.get(address("sign_off", case)).text)
    assert f"Please sign it by {day(by)}." in asked
    said = "2 answers wait for your signature, 2 cases wait for your unit."
    assert page.context["lead"] == said
    pill = next(one for one in page.context["chips"] if one.is_current)
    assert (pill.label, pill.count) == ("To be signed off", "2")
    waiting = client.get(desk, {"show": "waiting"}).context["rows"]
    assert [row.suggestion for row in waiting] == [handled, other]

    following = f"{reverse('suggestions:unit_next')}?after={case.code}&amp;show=signing"
    client.post(address("sign_off", case), word(case, "no", WHY))
    shown = client.get(case.get_absolute_url())
    assert "1 answer still waits for your signature." in shown.text
    closed = client.get(address("sign_off", case), follow=True).text
    assert "No answer of this case waits for that now. 1 answer still waits" in closed
    assert following in shown.text
    labels = [one.label for one in shown.context["buttons"] if not one.quiet]
    assert "Answer" not in labels
    onward = {"after": case.code, "show": "signing"}
    goes = client.get(reverse("suggestions:unit_next"), onward)
    assert goes.headers["Location"] == address("sign_off", second)
    client.post(address("sign_off", second), word(second, "yes"))
    assert client.get(reverse("suggestions:unit_next"), onward).headers["Location"] == desk
    goes = client.get(reverse("suggestions:unit_next"), {"after": second.code})
    assert goes.headers["Location"] == case.get_absolute_url()


def test_the_first_line_says_the_number_of_the_filter_to_which_it_leads(scene, enter, case):
    suggestion_at(scene, State.IN_HANDLING)
    with clock.moved(MORNING + timedelta(days=90)):
        client, desk = enter(scene.bo), reverse("suggestions:unit")
        page = client.get(desk)
        assert page.context["lead"] == "1 case waits for you, 2 overdue."
        pill = next(one for one in page.context["chips"] if one.url == "?show=late")
        assert pill.count == "2"
        assert len(client.get(desk, {"show": "late"}).context["rows"]) == 2
        assert '<a href="?show=late">' in enter(make_officer(scene.unit)).get(desk).text


def test_the_unit_reads_beforehand_that_its_head_signs_and_the_head_who_wrote_to_whom(
    scene, enter, head
):
    ruled(scene, sign_off="head")
    first, second = (suggestion_at(scene, State.IN_HANDLING) for _one in range(2))
    page = enter(scene.bo).get(address("reply", first)).text
    assert "The answer goes to your head to be signed first" in page
    assert "Hand in for signing" in page
    for one in (first, second):
        answer(scene, enter, one)
    page = enter(head).get(address("sign_off", first)).text
    main = page[page.index("<main") :]
    for words in (scene.bo.name, f"by {scene.an}, {scene.organ.name}", "说过。"):
        assert words in main
    sent = {first: word(first, "yes"), second: word(second, "no", WHY)}
    said = [
        enter(head).post(address("sign_off", one), body, follow=True).text
        for one, body in sent.items()
    ]
    assert "Signed off. The answer is with the author." in said[0]
    assert "Sent back. Its officer changes the answer and hands it in again." in said[1]
