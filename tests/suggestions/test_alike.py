"""Which suggestions are shown as alike: near in words, and within what one may know."""

import pytest

from members.models import User
from suggestions.actions import cosigning, sealing
from suggestions.alike import alike, standings
from suggestions.lifecycle import State, Work
from suggestions.models import Assignment, Reply
from suggestions.places import Matter
from tests.gateway.programs import Program
from tests.members.factories import make_member, make_organ, make_user
from tests.suggestions.factories import MORNING, Words, answer, submit, suggestion_at

LIKE = "把少儿阅览室的书架放低"


@pytest.fixture
def li(scene):
    return make_member(user=make_user(name="李"))


def titled(scene, title, **changes):
    return submit(scene, words=Words(title, "情况"), **changes)


def test_the_nearest_stand_first_and_other_matters_are_left_out(scene, li):
    far = titled(scene, "少儿阅览室的空调太冷")
    near = titled(scene, "降低少儿阅览室的书架")
    titled(scene, "关于增设公交站点的建议")
    assert alike(li, LIKE) == [near, far]


def test_five_are_the_most(scene, li):
    for _time in range(7):
        submit(scene)
    assert len(alike(li, LIKE)) == 5


@pytest.mark.parametrize("title", ["", "书", "  ", "建议"])
def test_too_short_a_title_is_like_nothing(scene, li, title):
    titled(scene, "书架")
    assert alike(li, title) == []


@pytest.mark.parametrize(("wish", "known"), [("private", 0), ("members", 1), ("public", 1)])
def test_the_authors_wish_decides_whether_other_members_know(scene, li, wish, known):
    submit(scene, wish=wish)
    assert len(alike(li, LIKE)) == known
    assert len(alike(scene.an, LIKE)) == len(alike(scene.clerk, LIKE)) == 1


def test_members_of_other_areas_and_people_without_a_seat_know_nothing(scene):
    submit(scene)
    assert [alike(one, LIKE) for one in (scene.cheng, make_user(), scene.bo)] == [[], [], []]


@pytest.mark.parametrize(
    ("organ", "known"), [("430111", 1), ("430100", 1), ("430000", 1), ("430200", 0)]
)
def test_members_of_the_organs_up_the_chain_of_the_place_know(scene, organ, known):
    county = make_organ("430111")
    submit(
        scene,
        place=county,
        matter=Matter(county, None),
        by=make_member("430111"),
        author_organ="430111",
    )
    assert len(alike(make_member(organ), LIKE)) == known


def test_knowing_of_a_case_does_not_open_it(scene, li, client):
    suggestion = suggestion_at(scene, State.IN_HANDLING)
    client.force_login(li)
    assert alike(li, LIKE) == [suggestion]
    assert client.get(suggestion.get_absolute_url()).status_code == 404


def test_a_sealed_case_is_like_nothing_for_anybody(scene, li):
    suggestion = submit(scene, wish="public")
    sealing.seal(suggestion=suggestion, reason="涉密", by=scene.clerk, at=MORNING)
    assert [alike(one, LIKE) for one in (li, scene.an, scene.clerk)] == [[], [], []]


def stand(user):
    return [(one.state, one.outcome, one.can_join) for one in standings(user, LIKE)]


def test_no_button_to_join_where_joining_is_refused(scene, li):
    suggestion = suggestion_at(scene, State.IN_HANDLING)
    handlers = [make_member(user=scene.bo), make_member(user=scene.clerk)]
    fresh = [User.objects.get(pk=one.pk) for one in (*handlers, li)]
    assert [stand(one) for one in fresh] == [[("Open", "", can)] for can in (False, False, True)]
    cosigning.join(suggestion=suggestion, by=li, at=MORNING)


SOLVED = "A Solved or adopted"


def test_each_says_whether_it_is_open_and_what_came_of_it_to_whoever_sees_the_case(scene, li):
    """A member who only knows of it learns no more than that."""
    suggestion = suggestion_at(scene, State.IN_HANDLING)
    assert stand(li) == [("Open", "", True)]
    answer(scene, suggestion)
    assert (stand(li), stand(scene.an)) == (
        [("Answered", "", True)],
        [("Answered", SOLVED, False)],
    )
    found = standings(li, LIKE) + standings(scene.an, LIKE)
    assert [(one.is_answered, one.may_open) for one in found] == [(True, False), (True, True)]
    cosigning.join(suggestion=suggestion, by=li, at=MORNING)
    assert stand(li) == [("Answered", SOLVED, False)]


def test_of_several_answers_each_units_last_counts(scene, li):
    suggestion = suggestion_at(scene, State.REWORK)
    answer(scene, suggestion, outcome_class="C", reason="没有经费。")
    assert stand(scene.an) == [("Answered", "C Cannot be done now", False)]


def test_a_unit_that_was_taken_off_says_nothing(scene, li):
    suggestion = suggestion_at(scene, State.REPLIED)
    reply = Reply.objects.get()
    Assignment.objects.filter(pk=reply.assignment_id).update(state=Work.CANCELLED)
    assert [one.classes for one in alike(scene.an, LIKE)] == [[]]
    assert not Reply.objects.answers_to(suggestion)


def test_answers_are_read_in_one_query_for_all(scene, django_assert_max_num_queries):
    cases = [suggestion_at(scene, State.REPLIED) for _time in range(2)]
    with django_assert_max_num_queries(1):
        assert [one.case_id for one in Reply.objects.answers_to(*cases)] == [
            one.pk for one in cases
        ]


def test_why_it_was_declined_is_for_those_who_read_the_reasons(scene, li):
    suggestion = suggestion_at(scene, State.DECLINED)
    ground = "It is not a matter of any conference or its units"
    assert stand(scene.an) == [("Declined", ground, False)]
    cosigning.join(suggestion=suggestion, by=li, at=MORNING)
    assert stand(li) == [("Declined", "", False)]


def test_the_page_and_the_second_door_say_the_same(scene, li, client):
    suggestion = suggestion_at(scene, State.REPLIED)
    client.force_login(scene.an)
    page = client.post("/suggestions/similar/", {"title": LIKE}, headers={"Accept-Language": "en"})
    assert f"Answered · {SOLVED}" in page.text
    found = Program(li).get("similar/", title=LIKE).json()["results"]
    assert [(one["state"], one["classes"], one["join"]) for one in found] == [
        ("Answered", [], f"/api/v1/suggestions/{suggestion.code}/join/")
    ]
    assert Program(scene.an).get("similar/", title=LIKE).json()["results"][0]["classes"] == ["A"]
