"""The page of one case, as each desk reads it; and where sign-in lands."""

from datetime import timedelta

import pytest
from django.urls import reverse

from events.models import Event
from members import roles
from notifications.actions.inbox import unread_count
from notifications.actions.notify import announce
from suggestions.actions import handling
from suggestions.lifecycle import OPEN_STATES, State
from tests.departments.factories import make_department, make_officer
from tests.members.factories import make_seat, make_user
from tests.suggestions.factories import (
    MORNING,
    TALK,
    TITLE,
    WALKS,
    WORDS,
    submit,
    suggestion_at,
    work,
)
from tests.suggestions.outcomes import answered_anew
from tests.suggestions.views.counting import MOST_QUERIES, questions
from workdays import clock

# Typed by hand: who reads which next act, in which state.
BUTTONS = {
    ("clerk", State.SUBMITTED): ["Accept and assign"],
    ("clerk", State.ACCEPTED): ["Assign"],
    ("clerk", State.HANDED_OFF): [
        "Enter the answer from there",
        "Note how it stands there",
        "Take back",
    ],
    ("an", State.RETURNED): ["Send again, completed"],
    ("an", State.DECLINED): ["Ask for a second look"],
    ("bo", State.ASSIGNED): ["Sign or answer", "Give it back"],
    ("bo", State.IN_HANDLING): ["Answer", "Record contact"],
    ("clerk", State.REASSIGNING): ["Assign"],
    ("bo", State.ON_HOLD): ["Answer", "Record contact"],
    ("an", State.REPLIED): ["Rate", "Ask for it again"],
    ("bo", State.REWORK): ["Answer", "Record contact"],
    ("bo", State.FOLLOWUP): ["Report on the promise"],
}
# Typed by hand: the rarer ones, which the page folds away.
OUTCOMES = [
    "Merge with another suggestion",
    "Hand to another channel",
    "Pass on as information",
    "Transfer to another organ",
]
ENTER = "Enter for the unit"
FOLDED = {
    ("clerk", State.SUBMITTED): ["Send back to be completed", "Decline", *OUTCOMES],
    ("clerk", State.ACCEPTED): OUTCOMES,
    ("clerk", State.ASSIGNED): ["Take away and give to another", ENTER],
    ("clerk", State.IN_HANDLING): ["Take away and give to another", ENTER, "Put on hold"],
    ("bo", State.IN_HANDLING): ["Give it back", "Ask for more time"],
    ("clerk", State.ON_HOLD): ["Take away and give to another", ENTER],
    ("bo", State.ON_HOLD): ["Give it back"],
    ("clerk", State.REWORK): ["Take away and give to another", ENTER],
    ("bo", State.REWORK): ["Ask for more time"],
    ("bo", State.REPLIED): ["Correct the answer"],
    ("bo", State.FOLLOWUP): ["Give a new date", "Correct the answer"],
    ("bo", State.CLOSED): ["Correct the answer"],
    ("clerk", State.CLOSED): ["Reopen"],
    ("an", State.SUBMITTED): ["Withdraw"],
    ("an", State.ACCEPTED): ["Withdraw"],
    ("an", State.RETURNED): ["Withdraw"],
}
WRITE = "Write a message"


@pytest.mark.parametrize("state", list(WALKS))
def test_each_reader_finds_just_their_next_act(scene, enter, state):
    suggestion = suggestion_at(scene, state)
    auditor = make_seat(roles.Auditor)
    for name, person in {**scene.people, "auditor": auditor}.items():
        page = enter(person).get(suggestion.get_absolute_url())
        if page.status_code == 404:
            continue
        buttons = page.context["buttons"]
        found = [button.label for button in buttons if not button.quiet]
        folded = [button.label for button in buttons if button.quiet]
        talks = state in OPEN_STATES and name != "auditor"
        assert found == BUTTONS.get((name, state), []) + talks * [WRITE], name
        assert folded == FOLDED.get((name, state), []), name
        before = page.text[: page.text.index("Who may know of it")]
        assert ("Seal the case" in before) is ("Correct title" in before) is (name == "clerk")


@pytest.mark.parametrize(
    ("state", "said"),
    [
        (State.SUBMITTED, ("CPPCC Hunan Provincial Committee", "decides by", "Mon 9 March")),
        (State.ACCEPTED, ("CPPCC Hunan Provincial Committee", "hands it to a unit by", "March")),
        (State.ASSIGNED, ("Department library", "answers by", "Thu 19 March")),
        (State.IN_HANDLING, ("Department library", "is handling it", "10 working days left")),
        (State.REPLIED, ("Department library", "rating window is open", "Please rate it.")),
        (State.REWORK, ("Department library", "handling it again", "Thu 19 March")),
        (State.FOLLOWUP, ("Department library", "has promised it by", "Wed 15 April")),
        (State.CLOSED, ("Department library", "the case is closed since", "Thu 5 March")),
    ],
)
def test_one_sentence_says_who_has_it_until_when_and_what_is_next(scene, enter, state, said):
    page = enter(scene.an).get(suggestion_at(scene, state).get_absolute_url())
    assert [words for words in said if words not in page.context["sentence"]] == []


def test_the_author_has_a_receipt_until_the_office_takes_the_case_up(scene, enter):
    sent, taken_up = suggestion_at(scene, State.SUBMITTED), suggestion_at(scene, State.ACCEPTED)
    received = enter(scene.an).get(sent.get_absolute_url()).content.decode()
    assert "It has arrived" in received
    assert "What happens next" in received
    assert "It has arrived" not in enter(scene.clerk).get(sent.get_absolute_url()).content.decode()
    assert "It has arrived" not in enter(scene.an).get(taken_up.get_absolute_url()).content.decode()


def test_the_words_stand_in_the_file_as_they_were_written(scene, enter):
    suggestion = suggestion_at(scene, State.REPLIED)
    page = enter(scene.an).get(suggestion.get_absolute_url())
    for words in (TITLE, WORDS.situation, WORDS.ask, TALK.note, "书架已降低，欢迎来看。"):
        assert words in page.text


@pytest.mark.parametrize("reader", ["an", "bo", "clerk"])
def test_the_answer_is_read_before_the_way_it_took_and_once(scene, enter, reader):
    case = suggestion_at(scene, State.REPLIED)
    page = enter(getattr(scene, reader)).get(case.get_absolute_url()).text
    words = "书架已降低，欢迎来看。"
    assert page.count(words) == 1
    assert page.index('class="sentence"') < page.index(words) < page.index('class="river"')
    assert "answered: see above." in page


def test_while_it_is_answered_again_the_answer_before_stands_in_the_file_alone(scene, enter):
    case = suggestion_at(scene, State.REWORK)
    page = enter(scene.an).get(case.get_absolute_url())
    assert page.context["answers"] == []
    assert page.text.count("书架已降低，欢迎来看。") == 1


def test_of_a_case_opened_again_only_the_new_lifes_answer_holds(scene, enter):
    case = answered_anew(scene)
    page = enter(scene.an).get(case.get_absolute_url())
    [answer] = page.context["answers"]
    assert (answer.who, answer.words) == ("Department water", (("", "最上层已拆除。"),))
    head, file = page.text.split('class="river"', 1)
    assert "书架已降低，欢迎来看。" not in head
    assert file.count("书架已降低，欢迎来看。") == 1
    assert [unit.name for unit in page.context["units"]] == ["Department water"]


@pytest.mark.parametrize("state", [State.ASSIGNED, State.IN_HANDLING])
def test_lateness_stands_in_the_head_in_red_and_in_words(scene, enter, state):
    case = suggestion_at(scene, state)
    with clock.moved(work(case).due_at + timedelta(days=1)):
        page = enter(scene.an).get(case.get_absolute_url()).text
    head = page[page.index('class="sentence"') : page.index('class="river"')]
    assert 'class="light light-red"' in head
    assert "1 working day late" in head


def test_what_somebody_wrote_is_text_and_never_a_part_of_the_page(scene, enter):
    words = type(WORDS)("<b>题</b>", "<script>alert(1)</script>", "{{ 1 }}")
    page = enter(scene.an).get(submit(scene, words=words).get_absolute_url())
    assert "<script>alert" not in page.text
    assert "<b>题" not in page.text
    assert "&lt;script&gt;alert(1)&lt;/script&gt;" in page.text


def test_a_case_is_read_not_sent_to(scene, enter):
    suggestion = submit(scene)
    assert enter(scene.an).post(suggestion.get_absolute_url()).status_code == 405
    assert enter(scene.cheng).get(suggestion.get_absolute_url()).status_code == 404
    assert enter(scene.bo).get(suggestion.get_absolute_url()).status_code == 404


@pytest.mark.parametrize("code", ["2026-99999", "x", "0", "-", "2026-00001-1"])
def test_a_code_that_is_none_is_not_found(scene, enter, code):
    assert enter(scene.an).get(reverse("suggestions:case", args=[code])).status_code == 404


def test_opening_a_case_reads_its_notices_and_no_others(scene, enter):
    case, other = suggestion_at(scene, State.REPLIED), suggestion_at(scene, State.REPLIED)
    for event in Event.objects.filter(step="reply"):
        announce(event, MORNING)
    assert unread_count(scene.an) == 2
    enter(scene.an).get(case.get_absolute_url())
    assert unread_count(scene.an) == 1
    enter(scene.an).get(other.get_absolute_url())
    assert unread_count(scene.an) == 0


def test_opening_a_case_reads_the_reminders_of_its_assignment_too(scene, enter):
    suggestion = suggestion_at(scene, State.IN_HANDLING)
    event = Event.objects.create(
        kind="assignment",
        code=work(suggestion).code,
        step="remind_due_today",
        organ="430000",
        at=MORNING,
    )
    announce(event, MORNING)
    assert unread_count(scene.bo) == 1
    enter(scene.bo).get(suggestion.get_absolute_url())
    assert unread_count(scene.bo) == 0


def test_a_case_asks_as_much_with_three_talks_as_with_one(scene, enter):
    suggestion = suggestion_at(scene, State.IN_HANDLING)
    found = []
    for more in (1, 2):
        for _number in range(more):
            handling.contact(assignment=work(suggestion), talk=TALK, by=scene.bo, at=MORNING)
        people = (scene.an, scene.clerk, scene.bo, make_seat(roles.Auditor))
        found.append([questions(enter(one), suggestion.get_absolute_url()) for one in people])
    assert found[0] == found[1]


@pytest.mark.parametrize("state", list(WALKS))
def test_no_case_asks_more_than_twelve_times(scene, enter, state):
    suggestion = suggestion_at(scene, state)
    readers = {"an": scene.an, "clerk": scene.clerk, "auditor": make_seat(roles.Auditor)}
    if suggestion.unit:
        readers["bo"] = scene.bo
    asked = {
        name: questions(enter(person), suggestion.get_absolute_url())
        for name, person in readers.items()
    }
    assert {name: number for name, number in asked.items() if number > MOST_QUERIES} == {}


@pytest.mark.parametrize("state", [State.ASSIGNED, State.IN_HANDLING, State.REPLIED, State.CLOSED])
def test_nor_for_the_head_of_a_unit_with_units_below(scene, enter, state):
    suggestion = suggestion_at(scene, state)
    make_department("reading-room", parent=scene.unit)
    head = make_officer(scene.unit, role=roles.Head)
    assert questions(enter(head), suggestion.get_absolute_url()) <= MOST_QUERIES


def test_a_case_in_chinese_has_chinese_words_around_it(scene, enter):
    page = enter(scene.an, language="zh-hans").get(
        suggestion_at(scene, State.IN_HANDLING).get_absolute_url()
    )
    assert "3月19日（周四）" in page.context["sentence"]
    assert "library厅" in page.context["sentence"]
    assert "working day" not in page.text


def test_in_large_type_what_can_be_done_stands_below_the_answer(scene, enter):
    case = suggestion_at(scene, State.REPLIED)
    client = enter(scene.an)
    client.cookies["elder"] = "20"
    page = client.get(case.get_absolute_url()).text
    rate = page.index(f'href="{reverse("suggestions:rate", args=[case.code])}"')
    assert page.index("answer-heading") < page.index("书架已降低") < rate < page.index("river-box")


# ── where sign-in lands ──


def test_sign_in_lands_where_something_waits(scene, enter):
    both = make_officer(scene.unit, user=make_seat(roles.Office))
    lands = {
        "member": (scene.an, "suggestions:mine"),
        "office": (scene.clerk, "suggestions:office"),
        "unit": (scene.bo, "suggestions:unit"),
        "office and unit": (both, "suggestions:office"),
        "organ admin": (make_seat(roles.OrganAdmin), "members:organ"),
        "auditor": (make_seat(roles.Auditor), "members:ledger"),
        "auditor and member": (make_seat(roles.Auditor, user=scene.cheng), "suggestions:mine"),
        "nobody yet": (make_user(), "suggestions:mine"),
    }
    for name, (person, page) in lands.items():
        answer = enter(person).get(reverse("suggestions:desk"))
        assert answer.headers["Location"] == reverse(page), name
