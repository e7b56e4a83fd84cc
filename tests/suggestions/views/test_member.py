"""The member's desk: write, keep, submit, rate."""

import uuid
from datetime import timedelta

import pytest
from django.contrib.messages import get_messages
from django.urls import reverse

from suggestions.lifecycle import State
from suggestions.models import Draft, Suggestion
from tests.departments.factories import make_department
from tests.members.factories import make_organ
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


# ── what a page costs ──


def test_pages_of_the_member_ask_as_much_for_three_rows_as_for_one(scene, enter):
    client = enter(scene.an)
    replied = suggestion_at(scene, State.REPLIED)
    submit(scene)
    urls = (MINE, WRITE, reverse("suggestions:rate", args=[replied.code]))
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
