"""What the public reads of a case: just the words that an office looked over, while they stand."""

from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from events.models import Event
from members import roles
from notifications.actions.notify import announce
from notifications.models import Notification
from suggestions.actions import completing, publishing, sealing, transferring
from suggestions.actions.publishing import PublicWords
from suggestions.lifecycle import NotNow, State
from suggestions.models import Publication, Suggestion
from tests.departments.factories import make_department
from tests.members.factories import make_organ, make_seat
from tests.suggestions.factories import (
    MORNING,
    Scene,
    Words,
    answer,
    make_scene,
    submit,
    suggestion_at,
)
from workdays import clock

LIST = reverse("portal:published")
WORDS = Words("修好村口的桥", "桥坏了。安委员住韶山路12号，电话13907310000。", "请修。")
PUBLIC = PublicWords("修好桥", "桥坏了，请修。", "已修好。")


@pytest.fixture(autouse=True)
def _morning(settings):
    settings.WHITENOISE_AUTOREFRESH = True
    with clock.moved(MORNING):
        yield


@pytest.fixture
def scene(db: None) -> Scene:
    return make_scene()


@pytest.fixture
def case(scene):
    return submit(scene, words=WORDS, wish="public")


def publish(scene, case, words=PUBLIC):
    return publishing.publish(suggestion=case, words=words, by=scene.clerk, at=MORNING)


def office(scene):
    client = Client(headers={"Accept-Language": "en"})
    client.force_login(scene.clerk)
    return client


def address(name, case):
    return reverse(f"suggestions:{name}", args=[case.code])


def test_an_answered_case_bears_its_seal(scene, client):
    case = suggestion_at(scene, State.REPLIED)
    Suggestion.objects.filter(pk=case.pk).update(wish="public")
    case.refresh_from_db()
    page = client.get(publish(scene, case).get_absolute_url())
    stamp = page.text.partition('<span class="seal-stamp">')[2]
    assert stamp.startswith("A</span>")
    assert "Solved or adopted" in stamp
    assert "Department library" in page.text


def test_a_case_without_an_answer_bears_none(scene, case, client):
    page = client.get(publish(scene, case, PublicWords("修好桥", "桥坏了。")).get_absolute_url())
    assert "seal-stamp" not in page.text


def test_everybody_reads_the_public_words_and_nothing_else_of_the_case(scene, case, client):
    publication = publish(scene, case)
    page, rows = client.get(publication.get_absolute_url()), client.get(LIST)
    for said in (PUBLIC.title, PUBLIC.text, PUBLIC.answer):
        assert said in page.text
    assert PUBLIC.title in rows.text
    for hidden in (WORDS.title, "13907310000", "安", "韶山路", "To be reviewed"):
        assert hidden not in page.text
        assert hidden not in rows.text
    assert client.get(case.get_absolute_url()).status_code == 302


def test_a_recalled_one_is_not_found_from_that_moment(scene, case, client):
    publication = publish(scene, case)
    publishing.recall(suggestion=case, by=scene.clerk, at=MORNING)
    assert client.get(publication.get_absolute_url()).status_code == 404
    assert PUBLIC.title not in client.get(LIST).text
    with pytest.raises(NotNow):
        publishing.recall(suggestion=case, by=scene.clerk, at=MORNING)


def test_no_cache_keeps_what_may_be_recalled(scene, case, client):
    publication = publish(scene, case)
    for page in (LIST, publication.get_absolute_url()):
        assert "no-store" in client.get(page).headers["Cache-Control"]


def test_a_sealed_case_is_not_public(scene, case, client):
    publication = publish(scene, case)
    sealing.seal(suggestion=case, reason="涉密", by=scene.clerk, at=MORNING)
    assert client.get(publication.get_absolute_url()).status_code == 404
    assert PUBLIC.title not in client.get(LIST).text


@pytest.mark.parametrize("wish", ["private", "members"])
def test_nothing_is_published_against_the_authors_wish(scene, wish):
    case = submit(scene, wish=wish)
    with pytest.raises(PermissionDenied):
        publish(scene, case)
    assert office(scene).post(address("publish", case), {"title": "x"}).status_code in (403, 422)
    assert not Publication.objects.exists()


def test_only_the_office_in_charge_decides(scene, case):
    for person in (scene.an, scene.bo, scene.cheng):
        with pytest.raises(PermissionDenied):
            publishing.publish(suggestion=case, words=PUBLIC, by=person, at=MORNING)
    publish(scene, case)
    with pytest.raises(PermissionDenied):
        publishing.recall(suggestion=case, by=scene.an, at=MORNING)


def test_a_new_version_takes_the_place_of_the_old_one_and_each_act_is_in_the_ledger(scene, case):
    publish(scene, case)
    publishing.recall(suggestion=case, by=scene.clerk, at=MORNING)
    publish(scene, case, PublicWords("新的标题", "新的正文"))
    assert Publication.objects.get().title == "新的标题"
    steps = Event.objects.of("suggestion", case.code).values_list("step", flat=True)
    assert list(steps)[:3] == ["publish", "unpublish", "publish"]


def test_the_office_begins_with_personal_data_blacked_out(scene):
    case = suggestion_at(scene, State.IN_HANDLING)
    Suggestion.objects.filter(pk=case.pk).update(
        wish="public", title=WORDS.title, situation=WORDS.situation, ask=WORDS.ask
    )
    answer(scene, case, text="请打0731-82210000。")
    form = office(scene).get(address("publish", case)).context["form"]
    assert form["text"].value() == "桥坏了。■■■■■■■■■■，电话■■■■■■■■■■■。\n\n请修。"
    assert form["answer"].value() == "请打■■■■■■■■■■■■■。"


def test_what_was_left_in_or_put_back_is_marked_and_passes_on_a_second_word(scene, case):
    client, page = office(scene), address("publish", case)
    body = {"title": "桥", "text": "电话13907310000。", "answer": ""}
    first = client.post(page, body)
    assert first.status_code == 422
    assert "<mark>13907310000</mark>" in first.text
    assert not Publication.objects.exists()
    sure = first.context["form"].fingerprint
    assert client.post(page, body | {"sure": sure}).status_code == 302
    assert Publication.objects.get().text == body["text"]


@pytest.mark.parametrize(("named", "line"), [({}, ""), ({"named": "on"}, "安")])
def test_the_author_is_named_only_on_purpose(scene, case, named, line):
    office(scene).post(address("publish", case), {"title": "桥", "text": "修桥。"} | named)
    assert Publication.objects.get().author_line == line


def test_the_office_recalls_on_its_page(scene, case, client):
    publication = publish(scene, case)
    office(scene).post(address("unpublish", case))
    assert client.get(publication.get_absolute_url()).status_code == 404
    assert "Recalled on" in office(scene).get(address("publish", case)).text


def test_the_list_asks_the_same_for_one_and_for_more(scene, client):
    asked = []
    for many in (1, 4):
        for number in range(many):
            publish(scene, submit(scene, wish="public", words=Words(f"桥{number}", "坏")))
        client.get(LIST)
        with CaptureQueriesContext(connection) as seen:
            client.get(LIST)
        asked.append(len(seen))
    assert asked[0] == asked[1] <= 3


def is_public(case):
    return Publication.objects.public().filter(suggestion=case).exists()


def expire(scene, case):
    completing.send_back(suggestion=case, missing="?", by=scene.clerk, at=MORNING)
    case.refresh_from_db()
    completing.expire_returned(at=case.due_at + timedelta(days=1))


def withdraw(scene, case):
    completing.withdraw(suggestion=case, by=scene.an, at=MORNING)


@pytest.mark.parametrize("end", [withdraw, expire])
def test_what_its_author_takes_back_is_public_no_more_and_never_again(scene, case, end):
    publish(scene, case)
    end(scene, case)
    assert not is_public(case)
    case.refresh_from_db()
    assert address("publish", case) not in office(scene).get(case.get_absolute_url()).text
    with pytest.raises(NotNow):
        publish(scene, case)


def test_what_goes_to_another_organ_is_looked_over_there(scene, case):
    make_department("city-library", "430100")
    publish(scene, case)
    city = make_organ("430100")
    given = {"suggestion": case, "reason": "属市级。", "at": MORNING}
    transferring.transfer(**given, to=city, by=scene.clerk)
    assert not is_public(case)
    there = Suggestion.objects.select_related("organ").get(pk=case.pk)
    clerk = make_seat(roles.Office, "430100")
    publishing.publish(suggestion=there, words=PUBLIC, by=clerk, at=MORNING)
    assert is_public(case)
    transferring.bounce(suggestion=there, reason="不属本市。", by=clerk, at=MORNING)
    assert not is_public(case)
    for event in Event.objects.filter(step="unpublish"):
        announce(event, MORNING)
    assert Notification.objects.filter(step="unpublish", channel="inbox", user=scene.an).exists()


def test_the_list_is_narrowed_by_words_and_place_and_says_so(scene, case, client):
    publish(scene, case)
    publish(scene, submit(scene, wish="public"), PublicWords("路灯", "灯不亮。"))
    found = client.get(LIST, {"q": "灯不"})
    assert "路灯" in found.text
    assert PUBLIC.title not in found.text
    assert "Nothing that was published holds" in client.get(LIST, {"q": "没有的"}).text
    elsewhere = client.get(LIST, {"q": "没有的", "place": "430000"}).text
    assert "Nothing here. Other words" in elsewhere
    assert PUBLIC.title in client.get(LIST, {"place": "430000"}).text
    assert client.get(LIST, {"q": "\x00"}).status_code == 400
