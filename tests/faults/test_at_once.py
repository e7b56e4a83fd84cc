"""Two at the same moment: one wins, nobody loses what they typed, nothing is made twice."""

from django.utils.html import escape

from deadlines.models import DueDate
from events.models import Event
from suggestions.actions import handling, reviewing
from suggestions.actions.reviewing import Charge
from suggestions.models import Assignment, Reply, Suggestion
from tests.faults.crowd import WRITE, make_house, members, post_at_once, submit_all, suggestion_form
from tests.served.people import sign_in
from workdays.clock import now, today

CASES = 10


def test_the_same_form_sent_twice_makes_one_suggestion(site):
    with site(workers=0, beats=0) as running:
        (member,) = members(running, 1)
        for number in range(1, 6):
            page = member.get(WRITE)
            assert page.status == 200, page.text
            form = suggestion_form(number) | page.hidden()

            answers = post_at_once([(member, WRITE, form)] * 2)

            assert [answer.status for answer in answers] == [302, 302]
            assert answers[0].location == answers[1].location
            assert Suggestion.objects.count() == number
            assert answers[0].location == Suggestion.objects.latest("pk").get_absolute_url()
            assert Event.objects.filter(step="submit").count() == number
            assert DueDate.objects.count() == number


def assignments(house):
    """All cases are in the unit's hands now; every other one is signed for."""
    at = now()
    for suggestion in Suggestion.objects.all():
        [assignment] = reviewing.accept_and_assign(
            suggestion=suggestion,
            charges=[Charge(house.unit)],
            urgency="simple",
            by=house.clerk,
            at=at,
        )
        if assignment.pk % 2:
            handling.sign(assignment=assignment, by=house.officers[0], at=at)
    return list(Assignment.objects.order_by("code"))


def answer_form(text):
    """The unit's answer, with the talk that comes with it."""
    return {
        "text": text,
        "outcome_class": "A",
        "talk-kind": "phone",
        "talk-held_on": today().isoformat(),
        "talk-note": f"电话里说好了：{text}",
    }


def assert_kept(answer, form):
    """The late one is told, and finds every word again in the form."""
    assert answer.status == 409
    assert "Somebody else was faster" in answer.text
    assert escape(form["text"]) in answer.text
    assert escape(form["talk-note"]) in answer.text


def test_of_two_officers_one_answers_and_the_other_keeps_the_words(site):
    house = make_house()
    with site(workers=0, beats=0) as running:
        submit_all(members(running, 1), CASES)
        officers = [running.visitor(sign_in(officer)) for officer in house.officers]
        forms = [answer_form("灯已换好 <今晚就亮>。"), answer_form("灯杆已扶正 & 明天换灯。")]
        for assignment in assignments(house):
            path = f"/unit/{assignment.code}/reply/"

            answers = post_at_once(list(zip(officers, [path] * 2, forms, strict=True)))

            assert sorted(answer.status for answer in answers) == [302, 409], answers
            late = [answer.status for answer in answers].index(409)
            assert_kept(answers[late], forms[late])
            # However much later the second one comes, it is the same.
            assert_kept(officers[late].post(path, forms[late]), forms[late])
            reply = Reply.objects.get(assignment=assignment)
            assert reply.text == forms[1 - late]["text"]
            assert reply.author == house.officers[1 - late]
            assert assignment.contacts.get().note == forms[1 - late]["talk-note"]
            steps = Event.objects.of("suggestion", assignment.suggestion.code)
            assert steps.filter(step="reply").count() == 1
