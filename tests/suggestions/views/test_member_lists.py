"""The member's lists: what one wrote and stands by, found by words, in the order of what waits."""

from django.urls import reverse
from django.utils.html import strip_tags

from suggestions.actions import cosigning
from suggestions.lifecycle import State
from tests.members.factories import make_member
from tests.suggestions.factories import MORNING, submit, suggestion_at
from tests.suggestions.views.counting import MOST_QUERIES, questions

MINE = reverse("suggestions:mine")


def test_what_one_co_signs_stands_in_ones_lists_and_is_marked(scene, enter):
    case, closed, fellow = submit(scene), suggestion_at(scene, State.CLOSED), make_member()
    for one in (case, closed):
        cosigning.join(suggestion=one, by=fellow, at=MORNING)
    client = enter(fellow)
    page = client.get(MINE)
    assert [row.suggestion for row in page.context["rows"]] == [case]
    assert "Co-signed" in page.text
    assert "Co-signed" not in enter(scene.an).get(MINE).text
    ended = client.get(f"{MINE}?show=closed")
    assert [row.suggestion for row in ended.context["rows"]] == [closed]
    assert client.get(closed.get_absolute_url()).status_code == 200
    everything = client.get(f"{MINE}?show=all").context["rows"]
    assert [row.suggestion for row in everything] == [closed, case]


def test_many_co_signed_cases_ask_as_much_as_one(scene, enter):
    found, fellow = [], make_member()
    for number in (1, 5):
        for _one in range(number):
            cosigning.join(suggestion=submit(scene), by=fellow, at=MORNING)
        client = enter(fellow)
        found.append([questions(client, f"{MINE}{query}") for query in ("", "?show=all&q=书架")])
    assert found[0] == found[1]
    assert max(found[0]) <= MOST_QUERIES


def test_words_find_own_and_co_signed_cases_and_nobody_elses(scene, enter):
    own, theirs = submit(scene), submit(scene, by=scene.cheng, author_organ="430200")
    client = enter(scene.an)
    page = client.get(MINE, {"q": own.code})
    assert [row.suggestion for row in page.context["rows"]] == [own]
    page = client.get(MINE, {"show": "all", "q": "书架"})
    assert [row.suggestion for row in page.context["rows"]] == [own]
    cosigning.join(suggestion=theirs, by=scene.an, at=MORNING)
    page = client.get(MINE, {"show": "all", "q": "书架"})
    assert [row.suggestion for row in page.context["rows"]] == [theirs, own]


def test_what_is_found_under_all_is_said_and_a_closed_card_has_number_and_date(scene, enter):
    closed = suggestion_at(scene, State.CLOSED)
    client = enter(scene.an)
    page = client.get(MINE, {"q": "书架"})
    assert page.context["beyond"].count == "1"
    assert page.context["beyond"].url.replace("&amp;", "&") in page.text.replace("&amp;", "&")
    page = client.get(f"{MINE}?show=closed")
    assert f"{closed.code} · Thu 5 March" in strip_tags(page.text)


def test_the_desk_stands_in_the_order_of_its_first_line_which_the_lists_leave_out(scene, enter):
    suggestion_at(scene, State.REPLIED)
    returned = suggestion_at(scene, State.RETURNED)
    theirs = submit(scene, by=scene.cheng, author_organ="430200")
    cosigning.ask(suggestion=theirs, people=[scene.an], by=scene.cheng, at=MORNING)
    client = enter(scene.an)
    page = client.get(MINE)
    assert page.context["lead"] == (
        "1 was sent back to you to be completed. 1 answer waits for your rating. "
        "1 request to co-sign waits for your answer."
    )
    order = ("returned-heading", "rate-heading", "asked-heading")
    places = [page.text.index(f'id="{name}"') for name in order]
    assert places == sorted(places)
    for query in ("?show=all", "?show=week", "?q=书架"):
        text = client.get(f"{MINE}{query}").text
        assert ("1 answer waits" in text, 'id="rate-heading"' in text) == (False, False)
    words = client.get(MINE, {"q": returned.code})
    assert [row.suggestion for row in words.context["rows"]] == [returned]
