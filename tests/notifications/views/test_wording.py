import re

import pytest
from django.core.exceptions import PermissionDenied
from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext

from events.actions import ledger
from events.models import Event
from members import roles
from members.models import Organ
from notifications import registry
from notifications.actions import wording
from notifications.actions.notify import announce
from notifications.models import NoticeText, Notification
from tests.members.factories import make_seat
from workdays.clock import now

PAGE = "/organ/notices/book/reply/"
OWN = {
    "title_zh-hans": "有答复：{title}",
    "text_zh-hans": "{unit}已答复，请您评价。",
    "title_en": "{title}",
    "text_en": "{unit} has written.",
}


@pytest.fixture
def admin(db):
    return make_seat(roles.OrganAdmin, "430100")


@pytest.fixture
def here(client, admin):
    client.force_login(admin)
    return client


def happen(*readers, organ):
    with transaction.atomic():
        event = ledger.record(
            kind="book",
            code="B1",
            step="reply",
            by=None,
            at=now(),
            organ=organ,
            data={"users": [one.code for one in readers]},
        )
    announce(event, now())
    return Notification.objects.filter(channel="inbox").latest("pk")


def test_lines_of_the_organs_own_events_are_said_in_its_words(here, an):
    assert here.post(PAGE, OWN).status_code == 302

    own, other = happen(an, organ="430100"), happen(an, organ="430200")

    assert registry.words(own, "en").text == "Education has written."
    assert registry.words(own, "zh-hans").text == "教育厅已答复，请您评价。"
    assert registry.words(other, "en").text == "Education answered. Please rate."
    line = Event.objects.get(kind="notice_text")
    assert (line.step, line.organ) == ("reworded", "430100")
    assert line.data == {"kind": "book", "step": "reply", "languages": ["en", "zh-hans"]}


def test_what_was_said_stays_said_when_the_organ_says_it_otherwise(here, an):
    here.post(PAGE, OWN)
    line = happen(an, organ="430100")

    here.post(PAGE, {"do": "ours"})

    line.refresh_from_db()
    assert registry.words(line, "en").text == "Education has written."
    assert (
        registry.words(happen(an, organ="430100"), "en").text == "Education answered. Please rate."
    )
    assert not NoticeText.objects.exists()


def test_a_language_left_as_it_was_stays_the_platforms(here, an):
    page = here.get(PAGE).context["form"]
    ours = {name: page[name].value() for name in page.fields}

    here.post(PAGE, ours | {"text_en": "{unit} has written."})

    assert [one.language for one in NoticeText.objects.all()] == ["en"]


@pytest.mark.parametrize(
    ("changed", "words"),
    [
        ({"text_en": "{code} is answered."}, "There is no placeholder “code” here."),
        ({"text_en": "{unit.__class__}"}, "There is no placeholder “unit.__class__” here."),
        ({"text_en": "{unit!r}"}, "There is no placeholder “unit” here."),
        ({"text_en": "{} is answered."}, "There is no placeholder “” here."),
        ({"text_en": "{unit is answered."}, "A brace is left open"),
        ({"title_en": "Answered\nnow"}, "A title is one line."),
        ({"title_en": "x" * 121}, "At most 120 characters"),
        ({"text_en": ""}, "Please fill this in."),
    ],
)
def test_a_wrong_word_is_said_beside_its_box_and_nothing_is_kept(here, changed, words):
    page = here.post(PAGE, OWN | changed)

    assert page.status_code == 422
    assert words in page.text
    assert not NoticeText.objects.exists()


def test_it_is_read_with_sample_values_before_it_is_kept(here):
    page = here.post(PAGE, OWN | {"do": "try"})

    assert page.status_code == 200
    assert "Department of Education has written." in page.text
    heading = page.context["row"].heading
    assert f"<h1>{heading}</h1>" in page.text
    assert "[its title]" in heading, "no made-up case stands in the page's own title"
    assert not NoticeText.objects.exists()


def test_nobody_rewords_what_concerns_an_account(here, admin, monkeypatch):
    monkeypatch.delitem(registry.notices(), ("book", "broken"))
    assert here.get("/organ/notices/account/password_changed/").status_code == 404
    assert here.get("/organ/notices/account/posted/").status_code == 404
    assert "password" not in here.get("/organ/notices/").text
    organ = Organ.objects.get(pk="430100")
    words = {"en": ("Hello", "Hello")}
    act = {"organ": organ, "step": "password_changed", "words": words, "by": admin, "at": now()}
    with pytest.raises(PermissionDenied):
        wording.keep(kind="account", **act)


def test_every_placeholder_of_a_notice_has_a_name_and_a_sample():
    named = {
        name
        for (kind, _step), told in registry.notices().items()
        if kind != "book" and registry.is_reworded(kind, told)
        for name in registry.placeholders(told)
    }
    assert named - set(registry.samples()) == set()


def test_an_announcement_asks_once_for_the_organs_words_however_many_read_it(an, bo, here):
    here.post(PAGE, OWN)
    for readers in ([an], [an, bo]):
        with CaptureQueriesContext(connection) as asked:
            happen(*readers, organ="430100")
        assert sum("noticetext" in one["sql"] for one in asked) == 1


def test_each_notice_says_to_whom_and_when_it_goes():
    told = {
        (kind, step): one
        for (kind, step), one in registry.notices().items()
        if kind != "book" and one and registry.is_reworded(kind, one)
    }
    assert [key for key, one in told.items() if not one.to] == []
    said = [
        (str(one.title), str(one.text), str(one.to), registry.moment(*key))
        for key, one in told.items()
    ]
    assert len(set(said)) == len(said)


def test_entries_called_alike_are_told_apart_and_their_dates_are_their_own(here, monkeypatch):
    monkeypatch.delitem(registry.notices(), ("book", "broken"))
    page = re.sub("</?span[^>]*>", "", here.get("/organ/notices/").text)

    for moment in ("“Everybody has rated”", "“Close unrated”", "“The promise is settled”"):
        assert f"after {moment}" in page
    assert "Signing off the answer: 5 working days late" in page
    assert "Please rate the answer by Fri 3 April." in page
    assert "Until Fri 3 April you can say what you think" in page


def test_the_page_of_a_notice_names_it_with_its_readers_and_its_moment(here):
    page = here.get("/organ/notices/suggestion/lapse/").text

    title = page.partition("<title>")[2].partition("</title>")[0]
    assert "Closed: [its title]" in title
    assert "Goes to: everybody asked to rate<br>after “Close unrated” · inbox only" in page
