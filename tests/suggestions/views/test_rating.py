"""The page of a rating: each answer by itself, or of one both in one tap, and taken back."""

import json
from datetime import timedelta

import pytest
from django.urls import reverse

from suggestions.actions import reviewing, sealing
from suggestions.actions.rating import Word, rate_answers
from suggestions.actions.reviewing import Charge
from suggestions.lifecycle import Part, State
from suggestions.models import Rating
from tests.departments.factories import make_department, make_officer
from tests.members.factories import make_member
from tests.suggestions.factories import MORNING, answer, suggestion_at
from tests.suggestions.views.test_member import form_errors
from workdays import clock


def rate_url(suggestion):
    return reverse("suggestions:rate", args=[suggestion.code])


def test_a_rating_closes_the_case(scene, enter):
    suggestion = suggestion_at(scene, State.REPLIED)
    client = enter(scene.an)
    assert "书架已降低" in client.get(rate_url(suggestion)).text
    body = {"attitude": "dissatisfied", "result": "satisfied", "comment": "还差一层。"}
    response = client.post(rate_url(suggestion), body)
    assert response.headers["Location"] == suggestion.get_absolute_url()
    rating = Rating.objects.get()
    assert (rating.attitude, rating.result, rating.comment) == tuple(body.values())
    suggestion.refresh_from_db()
    assert (suggestion.state, suggestion.closed_at) == ("closed", MORNING)


def test_who_is_dissatisfied_with_the_result_is_asked_once_before_the_case_closes(scene, enter):
    suggestion = suggestion_at(scene, State.REPLIED)
    client, redo = enter(scene.an), reverse("suggestions:redo", args=[suggestion.code])
    form = client.get(rate_url(suggestion)).text
    beside = form[form.index('id="id_result"') : form.index('id="id_comment"')]
    assert ("if-dissatisfied" in beside, redo in beside) == (True, True)
    body = {"attitude": "satisfied", "result": "dissatisfied", "comment": "还差一层。"}
    asked = client.post(rate_url(suggestion), body)
    assert (asked.status_code, Rating.objects.filter(rated_at=None).count()) == (200, 1)
    assert "Rate it, or ask for another answer?" in asked.text
    inside = asked.text.partition('<form class="form"')[2].partition("</form>")[0]
    assert "Rate it, or ask for another answer?" in inside, (
        "so the button rises above a phone's bar"
    )
    assert ("还差一层。" in asked.text, 'value="dissatisfied"' in asked.text) == (True, True)
    assert [one.data["result"] for one in asked.context["forms"]] == ["dissatisfied"]
    done = client.post(rate_url(suggestion), body | {"confirm": "1"})
    assert done.headers["Location"] == suggestion.get_absolute_url()
    assert Rating.objects.get().comment == "还差一层。"


def test_of_what_is_sealed_within_the_minute_nothing_is_offered(scene, enter):
    suggestion = suggestion_at(scene, State.REPLIED)
    client, at = enter(scene.an), MORNING + timedelta(hours=1)
    with clock.moved(at):
        client.post(rate_url(suggestion), {"alike": "satisfied"}, follow=True)
        sealing.seal(suggestion=suggestion, reason="个人信息", by=scene.clerk, at=at)
        for elsewhere in ("suggestions:mine", "notifications:inbox"):
            page = client.get(reverse(elsewhere)).text
            assert (suggestion.code in page, "data-undo" in page) == (False, False)
    assert "undo" in client.session
    with clock.moved(at + timedelta(minutes=2)):
        client.get(reverse("notifications:inbox"))
    assert "undo" not in client.session, "an offer that is over leaves nothing behind"


def test_one_tap_says_the_same_of_both_and_is_taken_back_within_the_minute(scene, enter):
    suggestion = suggestion_at(scene, State.REPLIED)
    client = enter(scene.an)
    with clock.moved(MORNING + timedelta(hours=1)):
        page = client.post(rate_url(suggestion), {"alike": "basically_satisfied"}, follow=True)
        assert set(Rating.objects.values_list("attitude", "result")) == {
            ("basically_satisfied",) * 2
        }
        back = reverse("suggestions:unrate", args=[suggestion.code])
        assert f'action="{back}"' in page.text
        assert "Noted: Basically satisfied." in page.text
        assert "Take back (until" in page.text
        assert page.text.count('<p class="notice') == 1, "one box for one thing"
        for elsewhere in ("suggestions:mine", "notifications:inbox"):
            there = client.get(reverse(elsewhere)).text.partition("data-undo")[2]
            named = there.partition("Noted:")[0]
            assert (suggestion.code in named, suggestion.title in named) == (True, True)
        assert suggestion.title not in json.dumps(dict(client.session), ensure_ascii=False)
        again = client.post(back, follow=True)
        assert client.post(back).headers["Location"] == rate_url(suggestion), "a second tap"
    assert again.redirect_chain == [(rate_url(suggestion), 302)]
    assert ("Your rating is taken back." in again.text, "data-undo" in again.text) == (True, False)
    assert Rating.objects.get().is_asked
    client.post(rate_url(suggestion), {"alike": "satisfied"})
    with clock.moved(MORNING + timedelta(hours=2)):
        late = client.post(back)
    assert (late.status_code, "The rating could not be taken back" in late.text) == (409, True)
    assert f'data-fresh="{suggestion.get_absolute_url()}"' in late.text


def test_one_tap_takes_what_is_written_with_it(scene, enter):
    suggestion = suggestion_at(scene, State.REPLIED)
    body = {"attitude": "", "comment": "来看过了。", "alike": "satisfied"}
    enter(scene.an).post(rate_url(suggestion), body)
    rating = Rating.objects.get()
    assert (rating.attitude, rating.result, rating.comment) == (
        "satisfied",
        "satisfied",
        "来看过了。",
    )


def test_each_of_several_answers_is_rated_by_itself(scene, enter):
    case, other = suggestion_at(scene, State.ACCEPTED), make_department("water")
    charges = [Charge(unit, Part.SEPARATE) for unit in (scene.unit, other)]
    works = reviewing.assign(
        suggestion=case, charges=charges, urgency="ordinary", by=scene.clerk, at=MORNING
    )
    answer(scene, case, assignment=works[0])
    answer(scene, case, assignment=works[1], by=make_officer(other))
    client = enter(scene.an)
    assert 'name="alike"' not in client.get(rate_url(case)).text
    assert client.post(rate_url(case), {"alike": "satisfied"}).status_code == 422
    assert Rating.objects.asked().count() == 2
    words = [Word("satisfied", "satisfied", assignment=one.pk) for one in works]
    rate_answers(suggestion=case, words=words, by=scene.an, at=MORNING)
    told = client.get(case.get_absolute_url()).text
    assert all(f"· {unit.short_name}</h2>" in told for unit in (scene.unit, other))


def test_one_tap_of_displeasure_is_asked_once_too(scene, enter):
    suggestion = suggestion_at(scene, State.REPLIED)
    client = enter(scene.an)
    asked = client.post(rate_url(suggestion), {"alike": "dissatisfied"})
    assert "Rate it, or ask for another answer?" in asked.text
    assert [one.data["result"] for one in asked.context["forms"]] == ["dissatisfied"]
    assert 'name="alike"' not in asked.text
    assert client.post(rate_url(suggestion), {"alike": "not_rated"}).status_code == 422
    assert Rating.objects.get().is_asked


def test_nothing_is_ticked_before_somebody_ticks_it(scene, enter):
    page = enter(scene.an).get(rate_url(suggestion_at(scene, State.REPLIED)))
    assert "checked" not in page.text


@pytest.mark.parametrize(
    ("body", "fields"),
    [
        ({"comment": "说得好"}, ["attitude", "result"]),
        ({"attitude": "satisfied", "comment": "说得好"}, ["result"]),
        ({"attitude": "not_rated", "result": "satisfied", "comment": "说得好"}, ["attitude"]),
        ({"attitude": "satisfied", "result": "x", "comment": "说得好"}, ["result"]),
    ],
)
def test_half_a_rating_is_none_and_the_words_are_kept(scene, enter, body, fields):
    suggestion = suggestion_at(scene, State.REPLIED)
    response = enter(scene.an).post(rate_url(suggestion), body)
    assert (response.status_code, list(form_errors(response))) == (422, fields)
    assert "说得好" in response.text
    for field in fields:
        assert f'id="id_{field}_error"' in response.text
    assert Rating.objects.get().is_asked


def test_rating_twice_is_told_politely_and_keeps_the_words(scene, enter):
    suggestion = suggestion_at(scene, State.REPLIED)
    client = enter(scene.an)
    body = {"attitude": "satisfied", "result": "satisfied"}
    client.post(rate_url(suggestion), body)
    again = client.post(rate_url(suggestion), body | {"comment": "再说一句"})
    assert again.status_code == 409
    assert "再说一句" in again.text
    assert Rating.objects.count() == 1


def test_a_stranger_cannot_rate_nor_learn_that_there_is_something_to_rate(scene, enter):
    suggestion = suggestion_at(scene, State.REPLIED)
    for person in (scene.cheng, make_member()):
        assert enter(person).get(rate_url(suggestion)).status_code == 404
