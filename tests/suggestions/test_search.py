"""What a search finds: what a reader expects, and nothing that is not theirs to read."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from members import roles
from members.models import Organ
from suggestions.actions import completing, correcting, publishing, sealing, transferring
from suggestions.actions.correcting import Facts
from suggestions.actions.publishing import PublicWords
from suggestions.actions.submitting import Words
from suggestions.lifecycle import State
from suggestions.models import Assignment, Suggestion
from suggestions.texts import CASE
from tests.departments.factories import make_department, make_officer
from tests.gateway.programs import Program
from tests.members.factories import make_member, make_organ, make_seat
from tests.suggestions.factories import MORNING, WALKS, submit, suggestion_at
from textindex import lookup
from textindex.lookup import Search
from textindex.models import Entry
from workdays import clock

LAMPS = Words(
    "修好北门外的路灯", "天心区 5G 基站旁 LED 路灯不亮，夜里看不清。", "换灯；street lighting。"
)
BUS = Words("Bus stop at the school", "家长说公交站太远，孩子要走路。", "")


@pytest.fixture(autouse=True)
def _morning(settings):
    settings.WHITENOISE_AUTOREFRESH = True
    with clock.moved(MORNING):
        yield


@pytest.fixture
def place(scene):
    there = make_organ("430103")
    Organ.objects.filter(pk=there.pk).update(name_zh="天心区", name_en="Tianxin District")
    return Organ.objects.get(pk=there.pk)


@pytest.fixture
def case(scene, place):
    return submit(scene, words=LAMPS, place=place)


def found(words, rows=None):
    rows = Suggestion.objects.all() if rows is None else rows
    return Search(words, CASE).first(rows.order_by("-id"), 10)


@pytest.mark.parametrize(
    "words",
    [
        *("灯", "路灯", "北门外的路灯", "路灯不亮", "亮", "换", "外的"),
        *("修好 路灯", "路灯 修好", "路灯、换灯", "修好　路灯", "夜里 北门"),
        *("LED", "led路灯", "LED 路灯", "Le", "5G", "5g基站", "区5G", "基站旁led"),
        *("street", "STREET light", "lighting", "street lighting"),
        *("天心区", "天心", "Tianxin", "天心区 路灯"),
    ],
)
def test_all_words_that_stand_in_title_text_or_place_are_found(scene, case, words):
    other = submit(scene, words=BUS)
    assert found(words) == [case]
    assert list(Search(words, CASE).all_of(Suggestion.objects.all())) == [case]
    assert found("走路") == [other]


@pytest.mark.parametrize(
    "words",
    [
        *("门灯", "修好的路灯", "路灯亮", "灯北", "北门路灯"),
        *("路灯 校车", "ED", "treet", "G基站", "street路灯", "lighting street不"),
        *("%", "_", "'", "\\", "。", "\0", "路灯' | '学校"),
    ],
)
def test_words_that_do_not_stand_there_are_not(scene, case, words):
    assert found(words) == []
    assert list(Search(words, CASE).all_of(Suggestion.objects.all())) == []


def test_pairs_that_are_all_there_but_apart_are_not_the_word(scene):
    submit(scene, words=Words("路灯与灯坏", "路灯，灯坏。"))
    apart = found("路灯坏")
    assert apart == []
    together = submit(scene, words=Words("路灯坏了", "请修。"))
    assert found("路灯坏") == [together]


def test_the_number_is_found_whole_and_by_its_parts(scene, case):
    other = submit(scene, words=BUS)
    year, number = case.code.split("-")
    assert found(case.code) == found(number) == [case]
    assert found(year) == [other, case]
    assert found(f"{number}-{year}") == []


@pytest.mark.parametrize(("walked", "common"), [(1, 9), (2, 9), (2, 1), (6, 9), (7, 1), (1000, 5)])
def test_each_way_finds_the_same_in_the_same_order(scene, monkeypatch, walked, common):
    cases = [submit(scene, words=LAMPS if one % 2 else BUS) for one in range(6)]
    lamps = [cases[5], cases[3], cases[1]]
    monkeypatch.setattr(lookup, "WALKED", walked)
    monkeypatch.setattr(lookup, "COMMON", common)
    monkeypatch.setattr(lookup, "FURTHER", 1)
    rows = Suggestion.objects.of_office(scene.clerk).for_rows()
    search = Search("路灯", CASE)
    assert search.first(rows.order_by("-id"), 10) == lamps
    assert search.first(rows.order_by("-id"), 2) == lamps[:2]
    assert search.first(rows.order_by("due_at", "id"), 2) == lamps[:0:-1]
    assert search.first(rows.none().order_by("-id"), 2) == []
    assert search.first(rows.filter(wish="public").order_by("-id"), 2) == []


def test_pages_of_what_was_found_go_on_where_the_last_ended(scene, client, monkeypatch):
    monkeypatch.setattr(lookup, "WALKED", 7)
    lamps = [submit(scene, words=LAMPS) for _one in range(33)]
    client.force_login(scene.clerk)
    first = client.get("/office/?show=all&q=路灯").context["page"]
    assert [one.pk for one in first.rows] == [one.pk for one in reversed(lamps)][:30]
    second = client.get(f"/office/{first.older_url}").context["page"]
    assert [one.pk for one in second.rows] == [one.pk for one in lamps[2::-1]]
    assert not second.older_url


@pytest.mark.parametrize("words", ["路灯", "没有的词", "灯"])
def test_a_search_asks_as_often_of_many_cases_as_of_few(scene, client, monkeypatch, words):
    monkeypatch.setattr(lookup, "WALKED", 1)
    client.force_login(scene.clerk)
    asked = []
    for more in (2, 5):
        for _one in range(more):
            submit(scene, words=LAMPS)
        client.get(f"/office/?q={words}")
        with CaptureQueriesContext(
            connection,
        ) as queries:
            client.get(f"/office/?q={words}")
        asked.append(len(queries))
        assert not [one for one in queries if "COUNT(*)" in one["sql"] and "segments" in one["sql"]]
    assert asked[0] == asked[1]


def test_the_desks_programs_and_files_find_the_same(scene, client):
    case = suggestion_at(scene, State.IN_HANDLING)
    suggestion_at(scene, State.ACCEPTED)
    client.force_login(scene.bo)
    assert [row.suggestion for row in client.get("/unit/?q=够不着").context["rows"]] == [case]
    rows = Program(scene.bo).get("suggestions/", desk="unit", q="够不着").json()["results"]
    assert [row["code"] for row in rows] == [case.code]
    assert Program(scene.bo).get("suggestions/", desk="unit", q="够得着").json()["results"] == []
    file = client.post("/unit/export/", {"show": "all", "q": "够不着"}).content.decode("utf-8-sig")
    assert file.count(case.title) == 1


def test_a_promise_is_found_by_the_words_of_its_case(scene, client):
    case = suggestion_at(scene, State.FOLLOWUP)
    client.force_login(scene.bo)
    assert [
        row.suggestion for row in client.get("/unit/?show=promises&q=书架").context["rows"]
    ] == [case]
    assert client.get("/unit/?show=promises&q=路灯").context["rows"] == []


# ── whose eyes ──


def desks_of(person):
    """What each door of this person finds for the words that only this case holds."""
    client = Client(headers={"Accept-Language": "en"})
    client.force_login(person)
    titles = []
    for page in ("/office/?show=all&q=", "/unit/?show=all&q=", "/published/?q="):
        answer = client.get(page + "夜里看不清")
        if answer.status_code == 200 and LAMPS.title in answer.text:
            titles.append(page.split("/")[1])
    return titles


def test_only_those_find_it_who_may_read_it(scene):
    case = submit(scene, words=LAMPS)
    unit = {"own": scene.bo, "beside": make_officer(make_department("water"))}
    others = [make_member(), scene.cheng, make_seat(roles.Office, "430100"), unit["beside"]]
    assert desks_of(scene.clerk) == ["office"]
    assert [desks_of(one) for one in (scene.bo, *others)] == [[]] * 5
    for walk in WALKS[State.IN_HANDLING]:
        walk(scene, case, MORNING)
        case.refresh_from_db()
    assert desks_of(scene.clerk) == ["office"]
    assert desks_of(scene.bo) == ["unit"]
    assert [desks_of(one) for one in others] == [[]] * 4


def test_a_sealed_case_is_not_found_and_leaves_the_index(scene, case):
    entries = Entry.objects.filter(code=case.code)
    sealing.seal(suggestion=case, reason="涉密。", by=scene.clerk, at=MORNING)
    assert found("路灯") == []
    assert not entries.exists()
    case = Suggestion.sealed_too.get(pk=case.pk)
    sealing.unseal(suggestion=case, by=scene.clerk, at=MORNING)
    assert found("路灯") == [case]


def test_a_case_is_found_by_what_it_says_now(scene, case):
    place = make_organ("430104")
    facts = Facts(title="修好南门外的路灯", place=place, category=None)
    correcting.correct(suggestion=case, facts=facts, by=scene.clerk, at=MORNING)
    assert (found("北门外"), found("天心区 南门")) == ([], [case])
    assert (found("南门外"), found(place.name_zh)) == ([case], [case])

    case = Suggestion.objects.get(pk=case.pk)
    completing.send_back(suggestion=case, missing="哪条路？", by=scene.clerk, at=MORNING)
    words = Words("装好路口的镜子", "看不见来车。")
    later = MORNING + timedelta(hours=1)
    completing.resubmit(suggestion=case, words=words, place=place, by=scene.an, at=later)
    assert (found("路灯"), found("南门外")) == ([], [])
    assert found("来车") == [case]


def public(words):
    return [
        row.title
        for row in Client().get(reverse("portal:published"), {"q": words}).context["page"].rows
    ]


def test_the_public_finds_what_was_published_as_it_was_published(scene, place):
    case = submit(scene, words=LAMPS, wish="public", place=place)
    assert public("路灯") == []
    words = PublicWords("修好路灯", "夜里看不清。", "已换灯。", "安某某")
    publishing.publish(suggestion=case, words=words, by=scene.clerk, at=MORNING)
    for shown in ("路灯", "看不清", "已换灯", "天心区", case.code):
        assert public(shown) == [words.title], shown
    for hidden in ("北门", "LED", "基站", "street", "安某某"):
        assert public(hidden) == [], hidden

    again = PublicWords("修好小区路灯", "夜里看不清。")
    publishing.publish(suggestion=case, words=again, by=scene.clerk, at=MORNING)
    assert (public("已换灯"), public("小区路灯")) == ([], [again.title])
    assert Search("看不清", CASE).first(Suggestion.objects.order_by("-id"), 5) == [case]


@pytest.mark.parametrize("end", ["recall", "seal", "withdraw", "transfer"])
def test_what_is_public_no_longer_leaves_the_index(scene, end):
    make_department("city-water", "430100")
    case = submit(scene, words=LAMPS, wish="public")
    words = PublicWords("修好路灯", "夜里看不清。")
    publishing.publish(suggestion=case, words=words, by=scene.clerk, at=MORNING)
    case = Suggestion.objects.get(pk=case.pk)
    if end == "recall":
        publishing.recall(suggestion=case, by=scene.clerk, at=MORNING)
    elif end == "seal":
        sealing.seal(suggestion=case, reason="涉密。", by=scene.clerk, at=MORNING)
    elif end == "withdraw":
        completing.withdraw(suggestion=case, by=scene.an, at=MORNING)
    else:
        to = make_organ("430100")
        transferring.transfer(suggestion=case, to=to, reason="归市。", by=scene.clerk, at=MORNING)
    assert public("路灯") == []
    assert not Entry.objects.filter(is_public=True).exists()


def test_a_strangers_search_reads_none_of_what_is_not_public(scene, monkeypatch):
    monkeypatch.setattr(lookup, "WALKED", 1)
    for _one in range(2):
        case = submit(scene, words=LAMPS, wish="public")
        words = PublicWords("修好路灯", "夜里看不清。")
        publishing.publish(suggestion=case, words=words, by=scene.clerk, at=MORNING)
    with CaptureQueriesContext(connection) as queries:
        assert public("基站") == []
    by_index = [one["sql"] for one in queries if "tsquery" in one["sql"]]
    assert len(by_index) == 1
    assert '"is_public" AND' in by_index[0]
    assert "NOT" not in by_index[0]


def test_a_refused_act_leaves_the_index_as_it_was(scene, case):
    before = list(Entry.objects.values_list("words"))
    facts = Facts(title=case.title, place=case.place, category=None)
    with pytest.raises(Exception, match="Nothing was changed"):
        correcting.correct(suggestion=case, facts=facts, by=scene.clerk, at=MORNING)
    assert list(Entry.objects.values_list("words")) == before


def test_assignments_are_found_through_their_case(scene):
    suggestion_at(scene, State.ASSIGNED)
    rows = Assignment.objects.handled_by(scene.bo).order_by("due_at", "id")
    search = Search("书架", CASE, "suggestion__code")
    assert search.first(rows, 5) == list(rows)
