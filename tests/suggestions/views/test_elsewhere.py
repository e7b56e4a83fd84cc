"""Merged, transferred, or with another channel: through the pages, and who reads what of it."""

import pytest
from django.urls import reverse

from members import roles
from suggestions.actions import completing
from suggestions.lifecycle import State
from suggestions.models import HandOff, Reply, Suggestion, Transfer
from tests.departments.factories import make_department
from tests.members.factories import make_member, make_seat
from tests.suggestions.factories import MORNING, WORDS, submit, suggestion_at
from tests.suggestions.outcomes import CITY, merged, transferred

OFFICE, MINE = reverse("suggestions:office"), reverse("suggestions:mine")


def url(name, suggestion):
    return reverse(f"suggestions:{name}", args=[suggestion.code])


def state_of(suggestion):
    return Suggestion.objects.get(pk=suggestion.pk).state


def text(client, suggestion):
    return client.get(suggestion.get_absolute_url()).text


# ── merged ──


def test_the_page_proposes_what_is_alike_and_takes_any_code(scene, enter):
    alike, other = submit(scene), submit(scene, words=type(WORDS)("修好北门外的路灯", "灯不亮"))
    suggestion = submit(scene, by=make_member())
    page = enter(scene.clerk).get(url("merge", suggestion))
    assert [value for value, _label in page.context["form"]["main"].field.choices] == [
        alike.code,
        "other",
    ]
    body = {"main": "other", "code": other.code}
    enter(scene.clerk).post(url("merge", suggestion), body)
    assert Suggestion.objects.get(pk=suggestion.pk).merged_into == other


def test_what_cannot_be_merged_is_said_in_words(scene, enter):
    main, suggestion = suggestion_at(scene, State.DECLINED), submit(scene)
    body = {"main": "other", "code": main.code}
    response = enter(scene.clerk).post(url("merge", suggestion), body)
    assert response.status_code == 422
    assert "ended without an answer" in response.text


def test_the_merged_author_is_led_to_the_main_case_and_reads_its_answer(scene, enter):
    main, joined = merged(scene)
    client = enter(joined.author)
    page = text(client, joined)
    assert main.get_absolute_url() in page
    assert "To be reviewed" in page
    assert client.get(main.get_absolute_url()).status_code == 200
    assert [row.suggestion for row in client.get(MINE).context["rows"]] == []
    closed = client.get(MINE, {"show": "closed"})
    assert [row.suggestion for row in closed.context["rows"]] == [joined]


def test_a_merged_author_reads_no_reasons_and_no_rating_of_the_main(scene, enter):
    main, joined = merged(scene)
    completing.send_back(suggestion=main, missing="只给作者看。", by=scene.clerk, at=MORNING)
    assert "只给作者看。" in text(enter(scene.an), main)
    page = enter(joined.author).get(main.get_absolute_url())
    assert "只给作者看。" not in page.text
    assert page.context["buttons"] == []


def test_a_stranger_finds_neither(scene, enter):
    main, joined = merged(scene)
    for suggestion in (main, joined):
        assert enter(make_member()).get(suggestion.get_absolute_url()).status_code == 404


def test_the_office_finds_what_was_merged_into_a_case(scene, enter):
    main, joined = merged(scene)
    assert joined.get_absolute_url() in text(enter(scene.clerk), main)
    page = text(enter(scene.an), main)
    assert joined.code in page
    assert joined.get_absolute_url() not in page


# ── transferred ──


def test_transferred_both_offices_and_the_author_read_who_has_it(scene, enter):
    make_department("city-library", CITY)
    clerk = make_seat(roles.Office, CITY)
    suggestion = submit(scene)
    body = {"to": CITY, "reason": "属市级事项。"}
    enter(scene.clerk).post(url("transfer", suggestion), body)
    for person in (scene.an, scene.clerk, clerk):
        page = text(enter(person), suggestion)
        assert "属市级事项。" in page
        assert "CPPCC Changsha Municipal Committee</strong> is reviewing it" in page
    assert enter(scene.clerk).get(url("decide", suggestion)).status_code == 403
    page = enter(clerk).get(url("decide", suggestion))
    assert url("bounce", suggestion) in page.text


def test_given_back_once_and_not_again_to_the_same_organ(scene, enter):
    suggestion = transferred(scene)
    clerk = enter(make_seat(roles.Office, CITY))
    assert "It goes back to CPPCC Hunan" in clerk.get(url("bounce", suggestion)).text
    clerk.post(url("bounce", suggestion), {"reason": "不属本市。"})
    assert Transfer.objects.get().bounced_at == MORNING
    assert clerk.get(suggestion.get_absolute_url()).status_code == 200
    home = enter(scene.clerk)
    assert "gave it back" in text(home, suggestion)
    listed = home.get(url("transfer", suggestion)).context["form"].fields["to"].queryset
    assert CITY not in {organ.pk for organ in listed}
    assert home.post(url("transfer", suggestion), {"to": CITY, "reason": "?"}).status_code == 422


# ── with another channel ──


def test_handed_over_asked_after_and_answered(scene, enter):
    suggestion, clerk, author = submit(scene), enter(scene.clerk), enter(scene.an)
    body = {"channel": "hotline", "number": "HN-1", "reason": "属热线受理范围。"}
    clerk.post(url("hand_off", suggestion), body)
    for words in ("The 12345 hotline", "HN-1", "属热线受理范围。"):
        assert words in text(author, suggestion)
    row = clerk.get(OFFICE, {"show": "outside"}).context["rows"][0]
    assert (row.suggestion, row.url) == (suggestion, url("check", suggestion))
    clerk.post(url("check", suggestion), {"note": "已转区城管。"})
    assert "已转区城管。" in text(author, suggestion)
    answer = {"text": "路灯已修好。", "outcome_class": "A"}
    clerk.post(url("write_back", suggestion), answer)
    page = text(author, suggestion)
    assert "路灯已修好。" in page
    assert "<strong>The 12345 hotline</strong> has answered" in page
    assert "路灯已修好。" in author.get(url("rate", suggestion)).text
    author.post(url("rate", suggestion), {"attitude": "satisfied", "result": "satisfied"})
    assert state_of(suggestion) == "closed"


@pytest.mark.parametrize(
    ("body", "field"),
    [
        ({"outcome_class": "B"}, "promised_on"),
        ({"outcome_class": "B", "promised_on": "2026-03-05"}, "promised_on"),
        ({"outcome_class": "C"}, "reason"),
        ({"outcome_class": ""}, "outcome_class"),
    ],
)
def test_a_promise_needs_its_day_and_a_refusal_its_reason(scene, enter, body, field):
    suggestion = suggestion_at(scene, State.HANDED_OFF)
    response = enter(scene.clerk).post(url("write_back", suggestion), {"text": "复", **body})
    assert (response.status_code, list(response.context["form"].errors)) == (422, [field])
    assert not Reply.objects.exists()


def test_what_belongs_to_another_class_is_left_out(scene, enter):
    suggestion = suggestion_at(scene, State.HANDED_OFF)
    body = {"text": "复", "outcome_class": "A", "promised_on": "2026-09-01", "reason": "无"}
    enter(scene.clerk).post(url("write_back", suggestion), body)
    reply = Reply.objects.get()
    assert (reply.promised_on, reply.reason) == (None, "")
    assert HandOff.objects.get().ended_at == MORNING
