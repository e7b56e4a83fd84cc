"""What a review ends in, through the pages of the office and of the author."""

import uuid

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from members import roles
from suggestions.actions import declining, merging, transferring
from suggestions.lifecycle import GROUNDS, State
from suggestions.models import Suggestion
from suggestions.views.outcomes import OUTCOMES
from tests.departments.factories import make_department
from tests.files.samples import a_photo
from tests.members.factories import make_member, make_organ, make_seat
from tests.suggestions.factories import MORNING, WALKS, WORDS, decline, submit, suggestion_at
from tests.suggestions.outcomes import (
    CITY,
    appealed,
    completed,
    merged,
    replied_outside,
    transferred,
)
from tests.suggestions.views.counting import MOST_QUERIES, questions

OFFICE, MINE = reverse("suggestions:office"), reverse("suggestions:mine")


def url(name, suggestion):
    return reverse(f"suggestions:{name}", args=[suggestion.code])


def state_of(suggestion):
    return Suggestion.objects.get(pk=suggestion.pk).state


def text(client, suggestion):
    return client.get(suggestion.get_absolute_url()).text


# ── the ways there ──


def test_from_the_page_to_decide_every_outcome_is_one_click_away(scene, enter):
    suggestion = submit(scene)
    page = enter(scene.clerk).get(url("decide", suggestion))
    for name in ("send_back", "decline", "merge", "divert", "transfer", "hand_off"):
        assert url(name, suggestion) in page.text
    assert url("bounce", suggestion) not in page.text


def test_from_one_outcome_the_others_are_one_click_away(scene, enter):
    suggestion = submit(scene)
    page = enter(scene.clerk).get(url("decline", suggestion))
    assert url("hand_off", suggestion) in page.text
    assert f'href="{url("decline", suggestion)}"' not in page.text


# ── sent back and completed ──


def test_sent_back_its_author_reads_what_is_missing_and_completes_it(scene, enter):
    suggestion, clerk, author = submit(scene), enter(scene.clerk), enter(scene.an)
    page = clerk.get(url("send_back", suggestion))
    assert "completes it by Thu 19 March" in page.text
    response = clerk.post(url("send_back", suggestion), {"missing": "请写明是哪个馆。"})
    assert response.headers["Location"] == OFFICE
    desk = author.get(MINE)
    assert desk.context["lead"] == "1 was sent back to you to be completed."
    assert url("complete", suggestion) in desk.text
    form = author.get(url("complete", suggestion))
    assert "请写明是哪个馆。" in form.text
    assert form.context["form"]["situation"].value() == WORDS.situation
    said = {"title": "省图书馆书架", "situation": "省图二楼。", "ask": WORDS.ask, "place": CITY}
    make_organ(CITY)
    photo = {"key": uuid.uuid4(), "attachments": SimpleUploadedFile("书架.jpg", a_photo())}
    author.post(url("complete", suggestion), said | photo)
    assert state_of(suggestion) == "submitted"
    page = author.get(suggestion.get_absolute_url())
    assert "省图二楼。" in page.text
    assert "书架.jpg" in page.text
    assert "sent again" in page.text.partition("It has arrived")[2].partition("What happens")[0]
    assert 'replaced on <span class="date">Thu 5 March</span>' in page.text
    assert WORDS.situation in page.text


def test_who_has_added_nothing_is_told_so_and_asked_once(scene, enter):
    suggestion, author = suggestion_at(scene, State.RETURNED), enter(scene.an)
    same = {"title": WORDS.title, "situation": WORDS.situation.replace("\n", "\r\n")}
    same |= {"ask": WORDS.ask, "place": suggestion.place_id}
    asked = author.post(url("complete", suggestion), same)
    assert "Nothing was added or changed yet." in asked.text
    assert state_of(suggestion) == "returned"
    author.post(url("complete", suggestion), same | {"confirm": "1"})
    assert state_of(suggestion) == "submitted"


def test_what_the_office_wrote_to_the_author_no_unit_reads(scene, enter):
    suggestion = completed(scene)
    for walk in WALKS[State.ASSIGNED]:
        walk(scene, suggestion, MORNING)
    for person, reads in ((scene.an, True), (scene.clerk, True), (scene.bo, False)):
        assert ("请写明是哪个馆。" in text(enter(person), suggestion)) is reads


# ── declined and appealed ──


def test_declined_its_author_reads_ground_and_reason_and_can_appeal(scene, enter):
    suggestion, author = submit(scene), enter(scene.an)
    body = {"ground": "nobodys", "reason": "不属于政协的职责。"}
    enter(scene.clerk).post(url("decline", suggestion), body)
    page = text(author, suggestion)
    assert str(GROUNDS["nobodys"]) in page
    assert "不属于政协的职责。" in page
    assert 'second look until <span class="date">Thu 12 March</span>.' in page
    desk = author.get(MINE)
    assert url("appeal", suggestion) in desk.text
    assert 'until <span class="date">Thu 12 March</span>' in desk.text
    assert "不属于政协的职责。" in author.get(url("appeal", suggestion)).text
    author.post(url("appeal", suggestion), {"text": "请到现场看。"})
    assert state_of(suggestion) == "submitted"
    assert url("appeal", suggestion) not in author.get(MINE).text


@pytest.mark.parametrize("page", ["decide", "decline"])
def test_the_office_reads_the_appeal_beside_the_first_decision_and_who_made_it(scene, enter, page):
    suggestion = appealed(scene)
    found = enter(scene.clerk).get(url(page, suggestion)).text
    for words in ("请再看一看现场。", "文书 declined it on Thu 5 March", "不属于政协及其承办单位"):
        assert words in found


def test_before_the_second_decision_the_page_says_that_it_is_the_last(scene, enter):
    suggestion, author = appealed(scene), enter(scene.an)
    clerk = enter(scene.clerk)
    assert "this decision is the last" in clerk.get(url("decline", suggestion)).text
    clerk.post(url("decline", suggestion), {"ground": "empty", "reason": "仍不具体。"})
    assert "This decision is the last." in text(author, suggestion)
    assert url("appeal", suggestion) not in text(author, suggestion)
    response = author.get(url("appeal", suggestion))
    assert response.headers["Location"] == suggestion.get_absolute_url()
    assert author.post(url("appeal", suggestion), {"text": "再看"}).status_code == 409


@pytest.mark.parametrize(
    ("name", "body", "field"),
    [
        ("send_back", {"missing": ""}, "missing"),
        ("decline", {"ground": "", "reason": "理由"}, "ground"),
        ("decline", {"ground": "empty", "reason": ""}, "reason"),
        ("decline", {"ground": "answered", "reason": "理由"}, "reference"),
        ("decline", {"ground": "mood", "reason": "理由"}, "ground"),
        ("divert", {"kind": "", "reason": "理由"}, "kind"),
        ("merge", {"main": "other", "code": ""}, "code"),
        ("merge", {"main": "other", "code": "2026-99999"}, "code"),
        ("merge", {"main": ""}, "main"),
        ("merge", {"code": "2026-99999"}, "code"),
        ("merge", {"main": "other", "code": "1\0"}, "code"),
        ("transfer", {"to": "430000", "reason": "理由"}, "to"),
        ("transfer", {"to": "x\0", "reason": "理由"}, "to"),
        ("hand_off", {"channel": "hotline", "number": "", "reason": "理由"}, "number"),
        ("hand_off", {"channel": "pigeon", "number": "1", "reason": "理由"}, "channel"),
    ],
)
def test_a_wrong_word_is_said_beside_its_field_and_the_rest_is_kept(
    scene, enter, name, body, field
):
    suggestion = submit(scene)
    response = enter(scene.clerk).post(url(name, suggestion), body)
    assert (response.status_code, list(response.context["form"].errors)) == (422, [field])
    assert 'role="alert"' in response.text
    assert ("理由" in response.text) is ("理由" in body.values())
    assert state_of(suggestion) == "submitted"


def test_of_two_main_cases_none_is_taken_and_both_stay_on_the_page(scene, enter):
    alike, typed, case = (submit(scene) for _ in range(3))
    body = {"main": alike.code, "code": typed.code}
    page = enter(scene.clerk).post(url("merge", case), body)
    assert page.status_code == 422
    assert list(page.context["form"].errors) == ["code"]
    assert typed.code in page.text
    assert state_of(case) == "submitted"


def test_an_empty_code_is_asked_for_and_no_bare_date_stands_in_a_sentence(scene, enter):
    suggestion, office = suggestion_at(scene, State.IN_HANDLING), enter(scene.clerk)
    page = office.post(url("merge", submit(scene)), {"main": "other", "code": ""})
    assert page.context["form"].errors["code"] == ["Please fill this in."]
    page = office.post(url("hold", suggestion), {"reason": "汛期", "until": "2026-03-05"})
    assert "Please choose a day after Thu 5 March and not after " in page.text
    assert "2026-" not in page.context["form"].errors["until"][0]


def test_of_two_clerks_the_slower_is_told_and_keeps_the_words(scene, enter):
    suggestion = submit(scene)
    other = enter(make_seat(roles.Office))
    enter(scene.clerk).post(url("divert", suggestion), {"kind": "lead", "reason": "可作线索"})
    response = other.post(url("decline", suggestion), {"ground": "empty", "reason": "太笼统了"})
    assert response.status_code == 409
    assert "太笼统了" in response.text
    assert "Somebody else was faster" in response.text


# ── withdrawn ──


def test_its_author_takes_it_back_in_one_confirmation(scene, enter):
    suggestion, author = submit(scene), enter(scene.an)
    assert url("withdraw", suggestion) in text(author, suggestion)
    response = author.post(url("withdraw", suggestion), {"reason": ""})
    assert response.headers["Location"] == MINE
    assert state_of(suggestion) == "withdrawn"
    assert url("withdraw", suggestion) not in text(author, suggestion)
    assert author.get(suggestion.get_absolute_url()).context["light"].text == "Withdrawn"


# ── what the pages cost ──


def situations(scene):
    """Cases with a past: (who, case)."""
    make_department("city-library", CITY, keywords=["书架"])
    main, joined = merged(scene)
    moved = transferred(scene)
    city = make_seat(roles.Office, CITY)
    return {
        "completed": (scene.an, completed(scene)),
        "appealed": (scene.clerk, appealed(scene)),
        "main": (scene.clerk, main),
        "joined": (joined.author, joined),
        "main for joined": (joined.author, main),
        "transferred": (scene.clerk, moved),
        "transferred there": (city, moved),
        "answered outside": (scene.an, replied_outside(scene)),
    }


def test_no_case_with_a_past_asks_more_than_twelve_times(scene, enter):
    found = {
        name: questions(enter(who), case.get_absolute_url())
        for name, (who, case) in situations(scene).items()
    }
    assert {name: n for name, n in found.items() if n > MOST_QUERIES} == {}


def test_no_page_of_an_outcome_asks_more_than_twelve_times(scene, enter):
    client, author = enter(scene.clerk), enter(scene.an)
    starts = {"check": State.HANDED_OFF, "write_back": State.HANDED_OFF}
    starts["take_back"] = State.HANDED_OFF
    found = {}
    for name in set(OUTCOMES) - {"bounce"}:
        suggestion = suggestion_at(scene, starts.get(name, State.SUBMITTED))
        found[name] = questions(client, url(name, suggestion))
    for name in ("decide", "decline"):
        found[f"{name} appealed"] = questions(client, url(name, appealed(scene)))
    own = {"complete": State.RETURNED, "withdraw": State.SUBMITTED, "appeal": State.DECLINED}
    for name, state in own.items():
        found[name] = questions(author, url(name, suggestion_at(scene, state)))
    assert {name: n for name, n in found.items() if n > MOST_QUERIES} == {}


def test_the_list_of_like_cases_costs_the_same_for_three(scene, enter):
    client, suggestion = enter(scene.clerk), submit(scene, by=make_member())
    submit(scene)
    first = questions(client, url("merge", suggestion))
    for _number in range(2):
        submit(scene)
    assert questions(client, url("merge", suggestion)) == first


def test_declining_with_a_reference_says_where_the_answer_is(scene, enter):
    suggestion = submit(scene)
    body = {"ground": "answered", "reference": "2025-00017", "reason": "去年已答复。"}
    enter(scene.clerk).post(url("decline", suggestion), body)
    assert '(<span class="date">2025-00017</span>)' in text(enter(scene.an), suggestion)


def test_the_pages_are_whole_in_chinese(scene, enter):
    for who, case in situations(scene).values():
        page = enter(who, language="zh-hans").get(case.get_absolute_url())
        assert page.status_code == 200


def test_the_first_decision_of_another_organ_counts_too(scene, enter):
    """Declined here, appealed, transferred and declined there: that is the second."""
    suggestion = appealed(scene)
    make_department("city-library", CITY)
    transferring.transfer(
        suggestion=suggestion, to=make_organ(CITY), reason="属市", by=scene.clerk, at=MORNING
    )
    there = make_seat(roles.Office, CITY)
    here = Suggestion.objects.select_related("organ").get(pk=suggestion.pk)
    decline(scene, here, by=there)
    assert not here.past.last_decline.can_be_appealed(MORNING)
    assert not Suggestion.objects.appealable(MORNING).exists()


def test_merging_leaves_nobody_between(scene):
    main, joined = merged(scene)
    declining.divert(suggestion=main, kind="lead", reason="线索", by=scene.clerk, at=MORNING)
    joined.refresh_from_db()
    again = submit(scene)
    here = Suggestion.objects.select_related("organ").get(pk=joined.pk)
    merging.merge(suggestion=here, into=again, by=scene.clerk, at=MORNING)
    assert Suggestion.objects.get(pk=joined.pk).merged_into == again
