"""Somebody without an account follows one case by its code, and reads no more than that."""

import re
from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied
from django.test import Client
from django.urls import reverse

from enrolment import codes
from events.models import Event
from members.models import Limit, Member
from portal.views import query
from suggestions.actions import completing, following, merging, publishing, sealing
from suggestions.actions.publishing import PublicWords
from suggestions.lifecycle import NotNow, State
from suggestions.models import QueryCode, Suggestion
from tests.suggestions.factories import (
    MORNING,
    TITLE,
    WORDS,
    Words,
    make_scene,
    submit,
    suggestion_at,
)
from workdays import clock

DAY = timedelta(days=1)
QUERY = reverse("portal:query")
NOTHING = "No case answers to this code."


@pytest.fixture(autouse=True)
def _morning(settings):
    settings.WHITENOISE_AUTOREFRESH = True
    with clock.moved(MORNING):
        yield


@pytest.fixture
def scene(db):
    return make_scene()


@pytest.fixture
def case(scene):
    return suggestion_at(scene, State.IN_HANDLING)


def let(scene, case):
    return following.let(suggestion=case, by=scene.an, at=MORNING)


def ask(code, **headers):
    client = Client(headers={"Accept-Language": "en", **headers})
    return client.post(QUERY, {"code": code})


def test_whoever_holds_the_code_reads_who_has_it_until_when_and_what_comes_next(scene, case):
    page = ask(let(scene, case).printed)
    assert page.status_code == 200
    assert "Department library" in page.text
    assert "is handling it and answers by" in page.text
    assert "Then the author rates." in page.text
    labels = [one.label for one in page.context["found"].stations]
    assert labels == ["Submitted", "Accepted", "Assigned", "In handling", "Answered", "Rated"]
    for hidden in (TITLE, WORDS.situation, WORDS.ask, "安", "博", "文书"):
        assert hidden not in page.text


def test_a_code_is_read_however_it_was_typed(scene, case):
    made = let(scene, case)
    signs = made.printed.replace("-", "")
    for typed in (signs, signs.lower(), f" {made.printed} ", " ".join(signs), f"　{signs}"):
        assert ask(typed).status_code == 200


def test_a_title_that_is_withheld_leaves_place_and_day(scene, case):
    page = ask(let(scene, case).printed)
    assert "The matter about Hunan Province that came in on" in page.text
    assert "5 March" in page.text
    assert "only where the member agrees" in page.text


def slip(scene, case):
    client = Client(headers={"Accept-Language": "en"})
    client.force_login(scene.an)
    page = client.get(reverse("suggestions:follow", args=[case.code])).text
    return page.partition('<section class="card query-slip"')[2].partition("</section>")


def test_the_slip_says_what_it_is_what_about_and_where_to_ask(scene, case):
    made = let(scene, case)
    printed, _end, beside = slip(scene, case)
    assert "Query code" in printed
    assert "The matter about Hunan Province that came in on" in printed
    assert TITLE not in printed
    assert f'id="query-code">{made.printed}<' in printed
    assert f"Case {case.code}." in printed
    assert "the member who gave you this slip, or CPPCC Hunan" in printed
    assert 'data-copy="query-words"' in beside
    words = beside.partition('id="query-words">')[2].partition("</p>")[0]
    words = re.sub("<[^>]+>", "", words)
    assert words.startswith("To see how your matter stands, open http")
    assert words.endswith(f"{QUERY} and type the query code {made.printed}.")


def test_the_slip_names_what_whoever_holds_it_reads(scene, case):
    let(scene, case)
    Suggestion.objects.filter(pk=case.pk).update(wish="public")
    assert TITLE in slip(scene, case)[0]
    case.refresh_from_db()
    words = PublicWords("修灯", "灯坏了。")
    publishing.publish(suggestion=case, words=words, by=scene.clerk, at=MORNING)
    assert "修灯" in slip(scene, case)[0]


def test_the_title_is_read_where_its_author_agrees_without_what_names_a_person(scene):
    words = Words("请给安的手机13907310000打电话", "灯坏了。", "请修。")
    case = submit(scene, words=words, wish="public")
    Suggestion.objects.filter(pk=case.pk).update(wish="public")
    page = ask(let(scene, case).printed)
    assert "■■■■■■■■■■■" in page.text
    assert "13907310000" not in page.text
    publishing.publish(
        suggestion=case, words=PublicWords("修灯", "灯坏了。"), by=scene.clerk, at=MORNING
    )
    page = ask(QueryCode.objects.get().printed)
    assert "修灯" in page.text
    assert reverse("portal:publication", args=[case.code]) in page.text


def test_of_a_merged_case_the_other_one_is_not_named(scene, case):
    here, main = submit(scene), submit(scene)
    code = let(scene, here).printed
    merging.merge(suggestion=here, into=main, by=scene.clerk, at=MORNING)
    page = ask(code)
    assert "merged it" in page.text
    assert main.code not in page.text


def withdrawn(scene, case):
    following.withdraw(suggestion=case, by=scene.an, at=MORNING)


def replaced(scene, case):
    let(scene, case)


def sealed(scene, case):
    sealing.seal(suggestion=case, reason="涉密", by=scene.clerk, at=MORNING)


def sealed_and_back(scene, case):
    sealed(scene, case)
    here = Suggestion.sealed_too.select_related("organ").get(pk=case.pk)
    sealing.unseal(suggestion=here, by=scene.clerk, at=MORNING)


def taken_back(scene, case):
    completing.withdraw(suggestion=case, by=scene.an, at=MORNING)


@pytest.mark.parametrize("end", [withdrawn, replaced, sealed, sealed_and_back, taken_back])
def test_what_is_over_answers_like_what_never_was(scene, end):
    case = submit(scene)
    code = let(scene, case).printed
    end(scene, case)
    over, never = ask(code), ask("7K3M-9PQR-2TXW")
    assert (over.status_code, over.status_code) == (422, never.status_code)
    assert NOTHING in over.text
    # But for what was typed and the form's token they are the same, letter for letter.
    assert over.context["form"].errors == never.context["form"].errors
    assert over.headers.keys() == never.headers.keys()


def test_a_code_answers_for_a_year_after_the_end(scene):
    case = suggestion_at(scene, State.CLOSED)
    code = let(scene, case).printed
    for days, status in ((0, 200), (364, 200), (366, 422)):
        with clock.moved(MORNING + timedelta(days=days)):
            assert ask(code).status_code == status


def test_only_its_author_makes_a_code_and_takes_it_back_and_both_stand_in_the_ledger(scene, case):
    for person in (scene.bo, scene.clerk, scene.cheng):
        with pytest.raises(PermissionDenied):
            following.let(suggestion=case, by=person, at=MORNING)
    let(scene, case)
    withdrawn(scene, case)
    with pytest.raises(NotNow):
        withdrawn(scene, case)
    lines = Event.objects.of("suggestion", case.code)
    steps = [one.step for one in lines if "follow" in one.step]
    assert sorted(steps) == ["end_follow", "let_follow"]
    assert all(not one.data for one in lines if "follow" in one.step)


@pytest.mark.parametrize(
    "left", [{"until": MORNING.date() - DAY}, {"suspended_since": MORNING.date()}]
)
def test_whose_membership_ended_or_rests_still_takes_the_code_back(scene, case, left):
    code = let(scene, case).printed
    Member.objects.filter(user=scene.an).update(**left)
    client = Client(headers={"Accept-Language": "en"})
    client.force_login(scene.an)
    way = reverse("suggestions:follow", args=[case.code])
    assert "Take the code back" in client.get(case.get_absolute_url()).text
    page = client.get(way).text
    assert 'name="end"' in page
    assert 'name="make"' not in page
    assert code not in page
    assert client.post(way, {"make": "1"}).status_code == 403
    client.post(way, {"end": "1"}, follow=True)
    assert ask(code).status_code == 422
    assert way not in client.get(case.get_absolute_url()).text
    assert "There is no code any more" in client.get(way).text


def test_with_the_account_of_its_author_a_code_ends(scene, case):
    code = let(scene, case).printed
    type(scene.an).objects.filter(pk=scene.an.pk).update(is_active=False)
    assert ask(code).status_code == 422


def test_a_case_that_was_taken_back_gets_no_code(scene):
    case = suggestion_at(scene, State.WITHDRAWN)
    with pytest.raises(NotNow):
        let(scene, case)


def test_the_row_alone_gives_no_code_away(scene, case, settings):
    made = let(scene, case)
    code = made.printed
    assert codes.typed(code) not in (made.seed, made.hash)
    settings.SECRET_KEY = "another" * 8
    assert QueryCode.objects.get().printed == ""


def test_wrong_codes_from_one_address_are_limited_and_right_ones_never(scene, case, monkeypatch):
    monkeypatch.setattr(query, "MOST_WRONG", 3)
    code = let(scene, case).printed
    for _number in range(30):
        assert ask(code).status_code == 200
    assert not Limit.objects.exists()
    for _number in range(3):
        assert ask("7K3M-9PQR-2TXW").status_code == 422
    refused = ask("7K3M-9PQR-2TXW")
    assert refused.status_code == 429
    assert "quarter of an hour" in refused.text
    assert ask(code).status_code == 200, "a neighbour with a slip is not locked out"
    following.withdraw(suggestion=case, by=scene.an, at=MORNING)
    assert ask(code).context["form"].errors == refused.context["form"].errors


def test_reload_and_back_ask_for_the_page_without_the_code(scene, case):
    """The page names its address, and holds nothing to be typed that would be lost by it."""
    page = ask(let(scene, case).printed).text
    assert f'data-fresh="{QUERY}"' in page
    posts = re.findall(r'<form[^>]*method="post".*?</form>', page, re.S)
    assert not re.search(r"<(textarea|select|input(?![^>]*hidden))", "".join(posts))


def test_no_cache_and_no_search_engine_keeps_the_page(scene, case):
    for page in (Client().get(QUERY), ask(let(scene, case).printed)):
        assert "no-store" in page.headers["Cache-Control"]
        assert "noindex" in page.headers["X-Robots-Tag"]
        assert page.headers["Referrer-Policy"] == "same-origin"


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ("", "请输入查询码。"),
        ("7K3M", "您输入了 4 位，查询码共 12 位"),
        ("7K3M-9PQR-2TXW", "没有与这个查询码对应的建议。"),
    ],
)
def test_what_is_wrong_with_a_code_is_said_in_the_words_of_the_page(db, typed, said):
    page = ask(typed, **{"Accept-Language": "zh-hans"})
    assert said in page.text
    assert "代码" not in page.text


def test_the_answer_stays_when_it_is_read_in_large_type_and_no_address_names_the_code(scene, case):
    made = let(scene, case)
    client = Client(headers={"Accept-Language": "en"}, enforce_csrf_checks=True)
    token = client.get(QUERY).context["csrf_token"]
    page = client.post(QUERY, {"code": made.printed, "csrfmiddlewaretoken": str(token)})
    switch = page.text.partition('class="elder-switch"')[2].partition("</form>")[0]
    sent = dict(re.findall(r'name="(\w+)" value="([^"]*)"', switch))
    assert (sent["code"], sent["next"]) == (made.printed, QUERY)
    large = client.post(reverse("members:elder"), sent, follow=True)
    assert large.redirect_chain == [(QUERY, 307)]
    assert large.context["found"].suggestion == case
    assert "elder-20" in large.text
    assert 'name="again"' in large.text, "so the next size keeps it too"


def test_the_author_prints_the_slip_and_ends_it_on_their_page(scene, case):
    client = Client(headers={"Accept-Language": "en"})
    client.force_login(scene.an)
    way = reverse("suggestions:follow", args=[case.code])
    assert way in client.get(case.get_absolute_url()).text
    assert "Make a code" in client.get(way).text
    client.post(way, {"make": "1"})
    page = client.get(way)
    code = QueryCode.objects.open().get().printed
    assert code in page.text
    assert 'class="qr"' in page.text
    assert "no-store" in page.headers["Cache-Control"]
    client.post(way, {"make": "1"})
    assert QueryCode.objects.open().get().printed != code
    client.post(way, {"end": "1"})
    assert not QueryCode.objects.open().exists()
    assert client.post(way, {"end": "1"}).status_code == 302


def test_a_code_that_was_handed_over_ends_only_after_a_question_and_the_page_says_so(scene, case):
    client = Client(headers={"Accept-Language": "en"})
    client.force_login(scene.an)
    way = reverse("suggestions:follow", args=[case.code])
    first = client.post(way, {"make": "1"}, follow=True).text
    assert "The old code is void" not in first
    for name in ("make", "end"):
        before = first.partition(f'name="{name}"')[0]
        assert before.count("<details") > before.count("</details>"), "asked in words before"
    again = client.post(way, {"make": "1"}, follow=True).text
    assert "The old code is void. Please hand over the new one." in again


@pytest.mark.parametrize("state", list(State))
def test_a_case_can_be_followed_wherever_it_stands(scene, state):
    case = suggestion_at(scene, state)
    if state is not State.WITHDRAWN:
        page = ask(let(scene, case).printed)
        assert page.status_code == 200
        assert page.context["found"].sentence
