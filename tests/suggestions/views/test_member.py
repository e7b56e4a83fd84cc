"""The member's desk: write, keep, submit, rate."""

import uuid
from datetime import timedelta

import pytest
from django.contrib.messages import get_messages
from django.urls import reverse

from suggestions.actions import reviewing
from suggestions.actions.reviewing import Charge
from suggestions.lifecycle import Part, State
from suggestions.models import Draft, Rating, Suggestion
from tests.departments.factories import make_department, make_officer
from tests.members.factories import make_member, make_organ
from tests.suggestions.factories import MORNING, TITLE, answer, submit, suggestion_at
from tests.suggestions.views.counting import MOST_QUERIES, questions
from workdays import clock

MINE, WRITE, DRAFT, WHOSE = (
    reverse(f"suggestions:{name}") for name in ("mine", "write", "draft", "whose")
)


def typed(**changes):
    """What stands in the form when somebody sends it."""
    return {
        "key": str(uuid.uuid4()),
        "title": "修好路灯",
        "situation": "路口的灯两周不亮。",
        "ask": "换一盏。",
        "place": "430000",
        "level": "auto",
        "wish": "members",
        "confirm": "on",
    } | changes


def said(response):
    return [str(message) for message in get_messages(response.wsgi_request)]


def form_errors(response):
    return {name: list(errors) for name, errors in response.context["form"].errors.items()}


# ── the desk ──


def test_mine_shows_ones_own_and_nobody_elses(scene, enter):
    own = submit(scene)
    submit(scene, by=scene.cheng, author_organ="430200")
    response = enter(scene.an).get(MINE)
    assert [row.suggestion for row in response.context["rows"]] == [own]
    assert response.context["lead"] == "Nothing waits for you."


def test_what_waits_for_a_rating_stands_above_with_its_button(scene, enter):
    replied = suggestion_at(scene, State.REPLIED)
    submit(scene)
    response = enter(scene.an).get(MINE)
    assert [row.suggestion for row in response.context["to_rate"]] == [replied]
    assert replied not in [row.suggestion for row in response.context["rows"]]
    assert reverse("suggestions:rate", args=[replied.code]) in response.text
    assert response.context["lead"] == "1 answer waits for your rating."


def test_the_tour_says_where_what_is_in_hand_is_chosen(scene, enter):
    page = enter(scene.an).get(MINE).text
    counts = page.partition('class="glance"')[2].partition("</nav>")[0]
    chips = page.partition('class="chips"')[2].partition("</nav>")[0]
    assert "With the counts above and with these you choose what the list shows" in page
    assert ("in hand" in counts, "in hand" in chips.lower()) == (True, False)


def test_mine_takes_no_post_and_is_empty_with_a_way_on(scene, enter):
    client = enter(scene.an)
    assert client.post(MINE).status_code == 405
    assert WRITE in client.get(MINE).text


# ── write and submit ──


def test_a_sent_form_is_a_suggestion_and_its_page_opens(scene, enter):
    response = enter(scene.an).post(WRITE, typed())
    suggestion = Suggestion.objects.get()
    assert response.headers["Location"] == suggestion.get_absolute_url()
    assert (suggestion.title, suggestion.author, suggestion.organ) == (
        "修好路灯",
        scene.an,
        scene.organ,
    )
    assert not suggestion.organ_chosen_by_author
    assert said(response) == ["Sent to CPPCC Hunan Provincial Committee."]


def test_the_author_may_choose_whose_matter_it_is(scene, enter):
    make_organ("430111")
    make_department("city-roads", "430100")
    body = typed(place="430111", level="province")
    enter(scene.an).post(WRITE, body)
    suggestion = Suggestion.objects.get()
    assert (suggestion.organ_id, suggestion.place_id) == ("430000", "430111")
    assert suggestion.organ_chosen_by_author


def test_without_a_choice_it_goes_to_the_lowest_organ_that_has_units(scene, enter):
    make_organ("430111")
    make_department("city-roads", "430100")
    enter(scene.an).post(WRITE, typed(place="430111"))
    assert Suggestion.objects.get().organ_id == "430100"


def test_words_stripped_and_pasted_lines_kept(scene, enter):
    enter(scene.an).post(WRITE, typed(title="  修好路灯 ", situation="一\r\n二"))
    suggestion = Suggestion.objects.get()
    assert (suggestion.title, suggestion.situation) == ("修好路灯", "一\r\n二")


def test_a_title_stands_in_one_line(scene, enter):
    enter(scene.an).post(WRITE, typed(title=" 修好\r\nBcc: example.cn\u202e "))
    assert Suggestion.objects.get().title == "修好 Bcc: example.cn"


def test_a_double_tap_makes_one_and_leads_to_it(scene, enter):
    client, body = enter(scene.an), typed()
    first, second = client.post(WRITE, body), client.post(WRITE, body)
    assert first.headers["Location"] == second.headers["Location"]
    assert Suggestion.objects.count() == 1


def test_other_words_under_a_used_key_are_kept_as_a_draft(scene, enter):
    client, body = enter(scene.an), typed()
    client.post(WRITE, body)
    response = client.post(WRITE, body | {"title": "修好桥", "situation": "桥面坏了。"})
    assert response.headers["Location"] == WRITE
    assert Suggestion.objects.get().title == "修好路灯"
    draft = Draft.objects.get()
    assert (draft.title, draft.situation, str(draft.key) == body["key"]) == (
        "修好桥",
        "桥面坏了。",
        False,
    )
    page = client.get(WRITE)
    assert "修好桥" in page.text
    assert "kept as a draft" in page.text


WRONG = {
    "no title": ({"title": ""}, "title"),
    "only spaces": ({"title": " 　 "}, "title"),
    "title too long": ({"title": "长" * 61}, "title"),
    "no situation": ({"situation": ""}, "situation"),
    "situation too long": ({"situation": "长" * 5001}, "situation"),
    "nothing asked for": ({"ask": ""}, "ask"),
    "no place": ({"place": ""}, "place"),
    "a place that is none": ({"place": "999999"}, "place"),
    "a place with a NUL": ({"place": "43\0000"}, "place"),
    "a NUL in the title": ({"title": "灯\0"}, "title"),
    "a NUL in the text": ({"situation": "灯\0"}, "situation"),
    "a level that is none": ({"level": "galaxy"}, "level"),
    "a level without units": ({"level": "county"}, "level"),
    "no key": ({"key": ""}, "key"),
    "a key that is none": ({"key": "x"}, "key"),
}


@pytest.mark.parametrize("wrong", WRONG)
def test_what_is_wrong_is_said_beside_its_field_and_the_text_is_kept(scene, enter, wrong):
    changes, field = WRONG[wrong]
    response = enter(scene.an).post(WRITE, typed(**({"ask": "请换一盏新的。"} | changes)))
    assert response.status_code == 422
    assert list(form_errors(response)) == [field]
    if field != "key":
        assert f'id="id_{field}_error"' in response.text
    if field != "ask":
        assert "请换一盏新的。" in response.text
    assert 'role="alert"' in response.text
    assert not Suggestion.objects.exists()


def test_only_members_write(scene, enter):
    for person in (scene.clerk, scene.bo):
        client = enter(person)
        assert client.get(WRITE).status_code == 403
        assert client.post(WRITE, typed()).status_code == 403
        assert client.post(DRAFT, typed()).status_code == 403
    assert not Suggestion.objects.exists()
    assert not Draft.objects.exists()


# ── the draft ──


def test_a_draft_saves_itself_and_comes_back(scene, enter):
    client = enter(scene.an)
    body = typed(title="半句话", situation="", ask="", place="", level="")
    assert client.post(DRAFT, body).json() == {"saved": "10:00"}
    page = client.get(WRITE)
    assert "半句话" in page.text
    assert page.context["form"]["key"].value() == body["key"]
    assert page.context["form"]["place"].value() == "430000"


def test_there_is_one_draft_a_person(scene, enter):
    client = enter(scene.an)
    for title in ("一", "二"):
        client.post(DRAFT, typed(title=title))
    assert [draft.title for draft in Draft.objects.all()] == ["二"]


def test_a_draft_sent_is_no_draft_any_more_even_where_a_save_comes_late(scene, enter):
    client, body = enter(scene.an), typed()
    client.post(DRAFT, body)
    client.post(WRITE, body)
    assert client.post(DRAFT, body).json() == {"saved": None}
    assert not Draft.objects.exists()


@pytest.mark.parametrize(("button", "left"), [("keep", 1), ("discard", 0)])
def test_without_a_script_two_buttons_keep_or_discard(scene, enter, button, left):
    response = enter(scene.an).post(DRAFT, typed() | {button: "1"})
    assert response.headers["Location"] == MINE
    assert Draft.objects.count() == left


def test_who_goes_back_after_sending_reads_that_it_was_sent(scene, enter):
    client = enter(scene.an)
    assert "has been sent" not in client.get(WRITE).text
    sent = client.post(WRITE, typed()).headers["Location"]
    back = client.get(WRITE)
    assert f'has been sent: <a href="{sent}">' in back.text
    assert back.context["form"]["title"].value() is None
    with clock.moved(MORNING + timedelta(minutes=15)):
        assert "has been sent" not in client.get(WRITE).text


def test_a_draft_is_thrown_away_only_after_a_question_apart_from_the_bar(scene, enter):
    client = enter(scene.an)
    client.post(DRAFT, typed())
    before, _button, after = client.get(WRITE).text.partition('name="discard"')
    bar = before.partition('class="sticky-action')[2].partition("</div>")
    assert 'name="keep"' in bar[0]
    asked = bar[2].rpartition("<details")[2]
    assert "This cannot be undone." in asked
    assert "</details>" not in asked
    assert "</form>" in after


@pytest.mark.parametrize(
    "changes",
    [{"key": "x"}, {"key": ""}, {"title": "长" * 201}, {"situation": "a\0b"}, {"level": "galaxy"}],
)
def test_what_cannot_be_kept_is_refused_and_says_so(scene, enter, changes):
    response = enter(scene.an).post(DRAFT, typed(**changes))
    assert (response.status_code, response.json()) == (422, {"saved": None})
    assert not Draft.objects.exists()


def test_a_key_that_somebody_elses_draft_has_is_no_trouble(scene, enter):
    body = typed()
    assert enter(scene.an).post(DRAFT, body).status_code == 200
    assert enter(scene.cheng).post(DRAFT, body).status_code == 200
    assert Draft.objects.count() == 2


# ── whose matter it is ──


def test_the_proposal_comes_as_a_fragment_with_its_reason(scene, enter):
    response = enter(scene.an).post(
        WHOSE, typed(title="国道边的护栏"), headers={"HX-Request": "true"}
    )
    assert response.status_code == 200
    assert "<html" not in response.text
    assert "CPPCC Hunan Provincial Committee" in response.text
    assert "国道" in response.text


@pytest.mark.parametrize("place", ["", "999999", "43\0000", "x" * 400, "湖南省"])
def test_without_a_place_there_is_no_proposal(scene, enter, place):
    response = enter(scene.an).post(WHOSE, typed(place=place))
    assert response.status_code == 200
    assert "Choose the place first" in response.text


# ── rate ──


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


# ── what a page costs ──


def test_pages_of_the_member_ask_as_much_for_three_rows_as_for_one(scene, enter):
    client = enter(scene.an)
    replied = suggestion_at(scene, State.REPLIED)
    submit(scene)
    urls = (MINE, WRITE, rate_url(replied))
    first = {url: questions(client, url) for url in urls}
    for _number in range(2):
        submit(scene)
        answer(scene, suggestion_at(scene, State.IN_HANDLING))
        make_organ(f"43010{_number + 2}")
    assert {url: questions(client, url) for url in urls} == first
    assert max(first.values()) <= MOST_QUERIES


# ── in Chinese ──


def test_the_desk_speaks_the_readers_language(scene, enter):
    suggestion_at(scene, State.REPLIED)
    for url in (MINE, WRITE):
        page = enter(scene.an, language="zh-hans").get(url)
        assert page.headers["Content-Language"] == "zh-hans"
        assert 'lang="zh-Hans"' in page.text
    assert TITLE in enter(scene.an, language="en").get(MINE).text
    assert "提建议" in enter(scene.an, language="zh-hans").get(WRITE).text
