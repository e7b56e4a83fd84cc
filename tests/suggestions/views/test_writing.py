"""What the page for writing looks up, asks and warns of."""

import pytest
from django.urls import reverse

from members.imports.rows import read
from suggestions.actions import cosigning
from suggestions.imports import categories
from suggestions.models import Cosigner, Draft, Suggestion
from suggestions.places import _outlines
from suggestions.routing.county import area_of
from tests.members.factories import make_member, make_organ, make_user
from tests.suggestions.factories import MORNING, TITLE, Words, submit
from tests.suggestions.views.counting import MOST_QUERIES, questions
from tests.suggestions.views.rows import everything
from tests.suggestions.views.test_member import DRAFT, MINE, WRITE, typed

SIMILAR, FELLOWS = reverse("suggestions:similar"), reverse("suggestions:fellows")
WARNED = "联系人电话13907310000，详见内部资料。"


@pytest.fixture
def li(scene):
    return make_member(user=make_user(name="李四", phone="0731-82210000"))


def test_a_null_is_like_nothing_names_nobody_and_is_refused(scene, enter):
    client = enter(scene.an)
    for field, url in (("title", SIMILAR), ("find", FELLOWS)):
        assert client.post(url, typed() | {field: "书架李\0"}).status_code == 200
    for field in ("title", "find"):
        assert client.post(WRITE, typed() | {field: "书架李\0"}).status_code == 422
    assert not Suggestion.objects.exists()


# ── the confirmation ──


def test_nothing_is_sent_without_the_confirmation(scene, enter):
    body = typed()
    del body["confirm"]
    response = enter(scene.an).post(WRITE, body)
    assert response.status_code == 422
    assert list(response.context["form"].errors) == ["confirm"]
    assert "<title>Look again · " in response.content.decode()
    assert not Suggestion.objects.exists()


def test_words_that_may_be_secret_or_personal_are_shown_once_and_pass_on_a_second_word(
    scene, enter
):
    client, body = enter(scene.an), typed(situation=WARNED)
    response = client.post(WRITE, body)
    assert response.status_code == 422
    assert "<mark>13907310000</mark>" in response.text
    assert "<mark>内部资料</mark>" in response.text
    assert response.context["form"]["situation"].value() == WARNED
    assert not Suggestion.objects.exists()
    sure = response.context["form"].fingerprint
    assert client.post(WRITE, body | {"sure": sure}).status_code == 302
    assert Suggestion.objects.get().situation == WARNED


def test_a_yes_to_some_words_is_no_yes_to_others(scene, enter):
    client, body = enter(scene.an), typed(situation=WARNED)
    sure = client.post(WRITE, body).context["form"].fingerprint
    more = body | {"ask": "打13907310001。", "sure": sure}
    assert client.post(WRITE, more).status_code == 422
    assert not Suggestion.objects.exists()


# ── who may know ──


def test_the_wish_is_kept_with_the_suggestion_and_members_is_preset(scene, enter):
    client = enter(scene.an)
    assert client.get(WRITE).context["form"]["wish"].value() == "members"
    client.post(WRITE, typed(wish="private"))
    assert Suggestion.objects.get().wish == "private"


def test_a_wish_that_is_none_is_refused(scene, enter):
    assert enter(scene.an).post(WRITE, typed(wish="everybody")).status_code == 422


# ── similar ones ──


def test_similar_ones_stand_under_the_title_and_can_be_joined(scene, enter, li):
    suggestion = submit(scene)
    client = enter(li)
    fragment = client.post(SIMILAR, typed(title=TITLE))
    join = reverse("suggestions:join", args=[suggestion.code])
    assert TITLE in fragment.text
    assert join in fragment.text
    assert "路口" not in fragment.text
    response = client.post(join, typed(title=TITLE))
    assert response.headers["Location"] == suggestion.get_absolute_url()
    assert client.get(suggestion.get_absolute_url()).status_code == 200
    assert "李四" in enter(scene.an).get(suggestion.get_absolute_url()).text


def test_ones_own_is_named_so_with_a_link_and_nothing_is_said_of_joining(scene, enter, li):
    suggestion = submit(scene)
    link = f'<a href="{suggestion.get_absolute_url()}">This one is yours</a>'
    own = enter(scene.an).post(SIMILAR, {"title": suggestion.title}).text
    assert (link in own, "Who joins" in own) == (True, False)
    others = enter(li).post(SIMILAR, {"title": suggestion.title}).text
    assert ("This one is yours" in others, "Who joins" in others) == (False, True)


def test_without_scripts_a_button_looks_for_similar_ones_and_keeps_what_is_typed(scene, enter, li):
    submit(scene)
    body = typed(title=TITLE, look="similar")
    response = enter(li).post(WRITE, body)
    assert response.status_code == 200
    assert [one.suggestion.title for one in response.context["similar"]] == [TITLE]
    form = response.context["form"]
    kept = {name: form[name].value() for name in ("title", "situation", "ask", "place")}
    assert kept == {name: body[name] for name in kept}
    assert Suggestion.objects.count() == 1


def test_a_case_that_one_may_not_know_of_cannot_be_joined(scene, enter, li):
    suggestion = submit(scene, wish="private")
    join = reverse("suggestions:join", args=[suggestion.code])
    assert enter(li).post(join).status_code == 404
    assert not Cosigner.objects.exists()


# ── co-signers ──


def test_a_name_finds_members_around_without_their_contacts(scene, enter, li):
    make_user(name="李路人")
    fragment = enter(scene.an).post(FELLOWS, typed(find="李"))
    assert "李四" in fragment.text
    assert li.code in fragment.text
    assert "李路人" not in fragment.text
    assert li.email not in fragment.text
    assert li.phone not in fragment.text


def test_whom_one_ticked_stays_ticked_while_one_looks_for_others(scene, enter, li):
    wang = make_member(user=make_user(name="王五"))
    fragment = enter(scene.an).post(FELLOWS, typed(find="王", cosigners=[li.code]))
    rows = fragment.context["form"].fellows
    assert [(one.code, chosen) for one, chosen in rows] == [(li.code, True), (wang.code, False)]


def test_who_was_chosen_is_asked_when_the_suggestion_is_sent(scene, enter, li):
    enter(scene.an).post(WRITE, typed(cosigners=[li.code]))
    row = Cosigner.objects.get()
    assert (row.user, row.state, row.asked_by) == (li, "asked", scene.an)


@pytest.mark.parametrize("code", ["U222222222", "stranger"])
def test_somebody_who_is_no_member_around_cannot_be_chosen(scene, enter, code):
    codes = [scene.cheng.code if code == "stranger" else code]
    response = enter(scene.an).post(WRITE, typed(cosigners=codes))
    assert response.status_code == 422
    assert list(response.context["form"].errors) == ["find"]


def test_twenty_are_the_most(scene, enter):
    codes = [make_member(user=make_user(name=f"委员{n}")).code for n in range(21)]
    client = enter(scene.an)
    assert client.post(WRITE, typed(cosigners=codes)).status_code == 422
    assert client.post(WRITE, typed(cosigners=codes[:20])).status_code == 302
    assert Cosigner.objects.count() == 20


def test_wish_and_chosen_people_are_kept_with_the_draft(scene, enter, li):
    client = enter(scene.an)
    client.post(DRAFT, typed(wish="private", cosigners=[li.code]))
    draft = Draft.objects.get()
    assert (draft.wish, draft.cosigners) == ("private", [li.code])
    form = client.get(WRITE).context["form"]
    assert form["wish"].value() == "private"
    assert [(one.code, chosen) for one, chosen in form.fellows] == [(li.code, True)]


def test_who_is_asked_finds_it_on_the_desk_reads_it_and_answers(scene, enter, li):
    suggestion = submit(scene)
    cosigning.ask(suggestion=suggestion, people=[li], by=scene.an, at=MORNING)
    client, page = enter(li), reverse("suggestions:cosign", args=[suggestion.code])
    assert page in client.get(MINE).text
    assert suggestion.situation in client.get(page).text
    assert client.get(suggestion.get_absolute_url()).status_code == 404
    assert client.post(page, {"yes": "1"}).headers["Location"] == suggestion.get_absolute_url()
    assert client.get(page).headers["Location"] == suggestion.get_absolute_url()
    assert page not in client.get(MINE).text


def test_a_no_leads_back_to_the_desk(scene, enter, li):
    suggestion = submit(scene)
    cosigning.ask(suggestion=suggestion, people=[li], by=scene.an, at=MORNING)
    page = reverse("suggestions:cosign", args=[suggestion.code])
    client = enter(li)
    assert client.post(page, {"no": "1"}).headers["Location"] == MINE
    assert Cosigner.objects.get().state == "declined"
    assert "You have said that you do not" in client.get(page).text


def test_the_page_asks_no_more_for_more_of_everything(scene, enter, li):
    client = enter(scene.an)
    first = questions(client, WRITE)
    for number in range(5):
        submit(scene, words=Words(f"{TITLE}{number}", "情况"))
    client.post(DRAFT, typed(title=TITLE, cosigners=[li.code]))
    assert max(first, questions(client, WRITE)) <= MOST_QUERIES


# ── what it is about, and where ──


@pytest.fixture
def loaded(scene):
    categories.load()


def test_without_a_choice_the_proposal_holds_and_says_so(scene, enter, loaded):
    client = enter(scene.an)
    client.post(WRITE, typed(title="公交车班次太少", situation="公交车太少。", ask="加班次。"))
    suggestion = Suggestion.objects.get()
    assert suggestion.category_id[:2] == "06"
    assert not suggestion.category_chosen_by_author
    assert "(as the platform proposes)" in client.get(suggestion.get_absolute_url()).text


def test_what_the_author_chose_stands(scene, enter, loaded):
    client = enter(scene.an)
    client.post(DRAFT, typed(category="1408"))
    assert client.get(WRITE).context["form"]["category"].value() == "1408"
    client.post(WRITE, typed(category="1408"))
    suggestion = Suggestion.objects.get()
    assert (suggestion.category_id, suggestion.category_chosen_by_author) == ("1408", True)


def test_a_place_that_is_none_is_refused(scene, enter, loaded):
    response = enter(scene.an).post(WRITE, typed(category="9999"))
    assert list(response.context["form"].errors) == ["category"]


def test_the_proposal_stands_beside_whose_matter_it_is(scene, enter):
    fragment = enter(scene.an).post(reverse("suggestions:whose"), typed(title="公交车班次太少"))
    assert "What it is about, unless you choose: Transport" in fragment.text


HERE = reverse("suggestions:here")


def test_ones_position_gives_the_county_and_is_kept_nowhere(scene, enter, caplog):
    make_organ("430111")
    before = everything()
    response = enter(scene.an).post(HERE, {"lon": "112.9975", "lat": "28.1096"})
    assert response.json()["code"] == "430111"
    assert everything() == before
    assert "112.99" not in caplog.text
    assert response.headers["Cache-Control"] == "no-store"


@pytest.mark.parametrize(("lon", "lat"), [("116.4", "39.9"), ("0", "0")])
def test_outside_of_the_province_there_is_no_county(scene, enter, lon, lat):
    assert enter(scene.an).post(HERE, {"lon": lon, "lat": lat}).json()["code"] == ""


@pytest.mark.parametrize(("lon", "lat"), [("x", "28"), ("", ""), ("nan", "28"), ("181", "28")])
def test_what_is_no_point_is_refused(scene, enter, lon, lat):
    assert enter(scene.an).post(HERE, {"lon": lon, "lat": lat}).status_code == 422


def test_the_seats_of_nearly_all_counties_lie_in_their_outlines(scene):
    rows = [row for row in read("members", "organs.csv") if row["level"] == "county"]
    found = [
        area_of(float(row["seat_lon"]), float(row["seat_lat"]), _outlines()) == row["code"]
        for row in rows
    ]
    assert len(found) == 122
    assert sum(found) >= 118


# ── what is folded ──


def folds(page):
    return {name: (one.is_open, one.said) for name, one in page.context["folds"].items()}


def test_what_may_stay_as_it_is_is_folded_and_says_what_is_chosen(scene, enter):
    page = enter(scene.an).get(WRITE)
    wish = "Members here may know what it is called and where it stands"
    assert folds(page) == {
        "files": (False, "None"),
        "place": (False, "Hunan Province"),
        "people": (False, "Nobody"),
        "wish": (False, wish),
    }
    before = page.text[: page.text.index('<details class="part"')]
    after = page.text[page.text.rindex("</details>") :]
    for name in ("title", "situation", "ask"):
        assert f'id="id_{name}"' in before
    assert 'id="id_confirm"' in after


@pytest.mark.parametrize(
    ("part", "wrong"),
    [
        ("place", {"place": ""}),
        ("place", {"level": "village"}),
        ("place", {"category": "no such"}),
        ("people", {"cosigners": ["nobody"]}),
        ("wish", {"wish": "everybody"}),
    ],
)
def test_an_error_opens_the_part_that_it_is_in(scene, enter, part, wrong):
    page = enter(scene.an).post(WRITE, typed(**wrong))
    assert page.status_code == 422
    assert [name for name, one in page.context["folds"].items() if one.is_open] == [part]


def test_whom_one_asks_stands_in_the_folded_line(scene, enter, li):
    page = enter(scene.an).post(WRITE, typed(title="", cosigners=[li.code]))
    assert folds(page)["people"] == (False, "李四")
