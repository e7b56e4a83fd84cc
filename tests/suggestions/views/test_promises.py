"""The pages of a promise, of asking again and of rating several answers."""

import re
from datetime import date

import pytest
from django.urls import reverse

from commitments.actions import keeping
from commitments.lifecycle import Claim
from design.dates import day
from suggestions.lifecycle import State
from suggestions.models import Rating, Reply
from tests.members.factories import make_member
from tests.suggestions.actions.test_rating import ask_too, separately
from tests.suggestions.factories import MISSING, MORNING, answer, promise, rate, redo, suggestion_at
from tests.suggestions.views.counting import MOST_QUERIES, questions

DONE = "书架全部降到一米二，照片附后。"
TALK = {"talk-kind": "phone", "talk-held_on": "2026-03-05", "talk-note": "约好了。"}


def page(name, suggestion):
    return reverse(f"suggestions:{name}", args=[suggestion.code])


def of_promise(name, suggestion):
    return reverse(f"suggestions:promise_{name}", args=[promise(suggestion).code])


def reported(scene, claim=Claim.KEPT):
    suggestion = suggestion_at(scene, State.FOLLOWUP)
    keeping.report(
        commitment=promise(suggestion), claim=claim, evidence=DONE, by=scene.bo, at=MORNING
    )
    return suggestion


@pytest.mark.parametrize(
    ("typed", "wrong"),
    [
        ({"outcome_class": "B"}, "promised_on"),
        ({"outcome_class": "B", "promised_on": "2026-03-05"}, "promised_on"),
        ({"outcome_class": "B", "promised_on": "2036-03-05"}, "promised_on"),
        ({"outcome_class": "C"}, "reason"),
    ],
)
def test_a_class_needs_what_belongs_to_it(scene, enter, typed, wrong):
    suggestion = suggestion_at(scene, State.IN_HANDLING)
    url = reverse("suggestions:reply", args=[f"{suggestion.code}-1"])
    response = enter(scene.bo).post(url, {**TALK, "text": "已办。", **typed})
    assert response.status_code == 422
    assert list(response.context["form"].errors) == [wrong]
    assert not Reply.objects.exists()


def test_what_belongs_to_another_class_is_left_out(scene, enter):
    suggestion = suggestion_at(scene, State.IN_HANDLING)
    url = reverse("suggestions:reply", args=[f"{suggestion.code}-1"])
    typed = {"outcome_class": "A", "promised_on": "2020-01-01", "reason": "没有"}
    assert enter(scene.bo).post(url, {**TALK, "text": "已办。", **typed}).status_code == 302
    reply = Reply.objects.get()
    assert (reply.promised_on, reply.reason) == (None, "")


def test_the_case_shows_the_promise_with_its_light_and_the_reason_of_a_refusal(scene, enter):
    suggestion = suggestion_at(scene, State.FOLLOWUP)
    text = enter(scene.an).get(page("case", suggestion))
    assert "Promised by" in text.text
    assert "Wed 15 April" in text.text
    other = suggestion_at(scene, State.IN_HANDLING)
    answer(scene, other, outcome_class="C", reason="今年没有经费。")
    assert "今年没有经费。" in enter(scene.an).get(page("case", other)).text
    assert "今年没有经费。" in enter(scene.an).get(page("rate", other)).text


def test_the_history_tells_raters_that_all_have_rated_and_the_unit_only_that_it_is_over(
    scene, enter
):
    suggestion = suggestion_at(scene, State.FOLLOWUP)
    for person, line in (
        (scene.an, "Rated; the promise is being followed."),
        (scene.bo, "The rating is over; the promise is being followed."),
    ):
        entries = enter(person).get(page("case", suggestion)).context["entries"]
        assert [entry.act for entry in entries if entry.step == "follow"] == [line]


def test_who_is_dissatisfied_and_has_rated_reads_why_nothing_more_can_be_asked_for(scene, enter):
    suggestion, author = suggestion_at(scene, State.REPLIED), enter(scene.an)
    form = author.get(page("rate", suggestion)).text
    assert "once the rating is over none can be asked for" in form
    typed = {"attitude": "satisfied", "result": "dissatisfied", "confirm": "1"}
    text = author.post(page("rate", suggestion), typed, follow=True).text
    assert "No other answer can be asked for now that you have rated." in text
    text = author.get(page("redo", suggestion), follow=True).text
    assert "You have rated already, so no other answer can be asked for." in text


def test_who_goes_back_after_asking_again_reads_that_it_was_asked(scene, enter):
    suggestion = suggestion_at(scene, State.REPLIED)
    client = enter(scene.an)
    client.post(page("redo", suggestion), {"missing": MISSING})
    back = client.get(page("redo", suggestion), follow=True)
    assert "You have asked for another answer already. Please wait for it." in back.text


def test_the_unit_reads_what_is_missing_and_never_the_rating(scene, enter):
    suggestion = suggestion_at(scene, State.REPLIED)
    enter(scene.an).post(page("redo", suggestion), {"missing": MISSING})
    officer = enter(scene.bo)
    assert MISSING in officer.get(page("case", suggestion)).text
    url = reverse("suggestions:reply", args=[f"{suggestion.code}-1"])
    assert MISSING in officer.get(url).text


def test_the_river_shows_both_rounds_and_the_promise(scene, enter):
    suggestion = suggestion_at(scene, State.REWORK)
    labels = [
        one.label for one in enter(scene.an).get(page("case", suggestion)).context["stations"]
    ]
    assert labels[4:] == ["Answered", "Asked again", "Answered", "Rated"]
    followed = suggestion_at(scene, State.FOLLOWUP)
    stations = enter(scene.an).get(page("case", followed)).context["stations"]
    assert [(one.label, one.state) for one in stations][-2:] == [
        ("Rated", "behind"),
        ("Promise settled", "here"),
    ]
    assert stations[-1].note == "by 15 April"


def test_supervision_is_seen_by_the_office_and_not_by_the_unit(scene, enter):
    suggestion = suggestion_at(scene, State.REWORK)
    answer(scene, suggestion)
    redo(scene, suggestion)
    assert "Supervised" in enter(scene.clerk).get(page("case", suggestion)).text
    assert "Supervised" not in enter(scene.bo).get(page("case", suggestion)).text
    desk = enter(scene.clerk).get(reverse("suggestions:office") + "?show=supervised")
    assert [row.suggestion for row in desk.context["rows"]] == [suggestion]


def test_the_unit_reports_and_the_author_confirms(scene, enter):
    suggestion = suggestion_at(scene, State.FOLLOWUP)
    url = of_promise("report", suggestion)
    assert enter(scene.bo).post(url, {"claim": "kept", "evidence": DONE}).status_code == 302
    author = enter(scene.an)
    desk = author.get(reverse("suggestions:mine"))
    assert [row.suggestion for row in desk.context["to_confirm"]] == [suggestion]
    assert f'href="{of_promise("kept", suggestion)}"' in desk.text
    case = author.get(page("case", suggestion))
    assert [button.label for button in case.context["buttons"]] == [
        "Was it kept?",
        "Write a message",
    ]
    assert DONE in case.text
    assert "has reported on its promise" in case.context["sentence"]
    assert DONE in author.get(of_promise("kept", suggestion)).text
    assert author.post(of_promise("kept", suggestion), {"verdict": "yes"}).status_code == 302
    suggestion.refresh_from_db()
    assert suggestion.state == "closed"


def test_no_needs_its_words_and_keeps_what_was_typed(scene, enter):
    suggestion = reported(scene)
    author = enter(scene.an)
    empty = author.post(of_promise("kept", suggestion), {"verdict": "no"})
    assert (empty.status_code, list(empty.context["form"].errors)) == (422, ["words"])
    said = {"verdict": "no", "words": "只降了一层。"}
    assert author.post(of_promise("kept", suggestion), said).status_code == 302
    assert promise(suggestion).state == "not_kept"
    late = author.post(of_promise("kept", suggestion), said)
    assert late.status_code == 409
    assert "只降了一层。" in late.text


def test_the_button_of_a_refused_word_can_stand_above_the_bar_of_a_phone(scene, enter):
    suggestion = reported(scene)
    refused = enter(scene.an).post(of_promise("kept", suggestion), {"verdict": "no"}).text
    form = refused.partition('<form class="form"')[2].partition("</form>")[0]
    assert "data-errors" in form, "the button rises no higher than its form begins"
    assert DONE in form
    assert "sticky-action" in form


def test_of_a_promise_that_was_not_kept_the_case_says_which_day_is_which(scene, enter):
    suggestion = reported(scene)
    client = enter(scene.an)
    client.post(of_promise("kept", suggestion), {"verdict": "no", "words": "只降了一层。"})
    aside = client.get(page("case", suggestion)).text.partition("<h2>Promised</h2>")[2]
    side = re.sub("<[^>]*>", "", aside.partition("<h2>")[0])
    due = promise(suggestion).due_at
    said = f"was to be done by Wed 15 April; a new date is to be named by {day(due)}"
    assert said in side
    assert day(due) != "Wed 15 April"


def test_the_report_that_is_to_be_judged_stands_above_the_river_until_it_is(scene, enter):
    suggestion = reported(scene)
    client = enter(scene.an)
    above, _river, file = client.get(page("case", suggestion)).text.partition('class="river-box"')
    assert (above.count(DONE), file.count(DONE)) == (1, 0)
    assert "reported: see above." in file
    client.post(of_promise("kept", suggestion), {"verdict": "no", "words": "只降了一层。"})
    above, _river, file = client.get(page("case", suggestion)).text.partition('class="river-box"')
    assert (above.count(DONE), file.count(DONE)) == (0, 1)


def test_a_new_date_stands_beside_the_old_one(scene, enter):
    suggestion = suggestion_at(scene, State.FOLLOWUP)
    typed = {"due_on": "2026-05-20", "reason": "木工排到五月。"}
    officer = enter(scene.bo)
    assert officer.post(of_promise("renew", suggestion), typed).status_code == 302
    assert promise(suggestion).due_on == date(2026, 5, 20)
    assert "Wed 15 April → Wed 20 May" in officer.get(of_promise("report", suggestion)).text
    assert "木工排到五月。" in enter(scene.clerk).get(page("case", suggestion)).text


def test_a_cosigner_finds_it_on_the_desk_rates_and_sees_only_their_own(scene, enter):
    suggestion = suggestion_at(scene, State.REPLIED)
    co = make_member()
    ask_too(suggestion, co)
    rate(scene, suggestion, comment="作者的话")
    client = enter(co)
    desk = client.get(reverse("suggestions:mine"))
    assert [row.suggestion for row in desk.context["to_rate"]] == [suggestion]
    assert "作者的话" not in client.get(page("case", suggestion)).text
    body = {"attitude": "dissatisfied", "result": "dissatisfied", "comment": "我的话"}
    assert client.post(page("rate", suggestion), body).status_code == 302
    assert "我的话" in client.get(page("case", suggestion)).text
    assert "我的话" not in enter(scene.an).get(page("case", suggestion)).text
    office = enter(scene.clerk).get(page("case", suggestion)).text
    assert "我的话" in office
    assert "作者的话" in office
    assert "我的话" not in enter(scene.bo).get(page("case", suggestion)).text


def test_two_answers_are_rated_apart_on_one_page(scene, enter):
    suggestion, works = separately(scene)
    body = {"confirm": "1"}
    for work, word in zip(works, ("satisfied", "dissatisfied"), strict=True):
        body |= {f"{work.code}-attitude": word, f"{work.code}-result": word}
    assert enter(scene.an).post(page("rate", suggestion), body).status_code == 302
    given = Rating.objects.order_by("assignment").values_list("attitude", flat=True)
    assert list(given) == ["satisfied", "dissatisfied"]


@pytest.mark.parametrize("who", ["an", "bo", "clerk"])
def test_a_long_story_asks_no_more_than_a_short_one(scene, enter, who):
    suggestion = suggestion_at(scene, State.REWORK)
    answer(scene, suggestion, outcome_class="B", promised_on=date(2026, 6, 1))
    redo(scene, suggestion)
    answer(scene, suggestion, outcome_class="B", promised_on=date(2026, 6, 2))
    rate(scene, suggestion)
    asked = questions(enter(scene.people[who]), page("case", suggestion))
    assert asked <= MOST_QUERIES
