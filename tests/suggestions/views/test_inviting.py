"""The author asks others to co-sign after the case was sent: the page, and the second door."""

import pytest
from django.urls import reverse
from django.utils.html import strip_tags

from design import dates
from events.models import Event
from notifications.actions.notify import announce
from notifications.models import Notification
from suggestions import inviting
from suggestions.actions import cosigning, sealing
from suggestions.lifecycle import State
from suggestions.models import Cosigner
from suggestions.models.cosigner import MOST
from tests.files.samples import attached_to
from tests.gateway.programs import Program, names, problem
from tests.members.factories import make_member, make_user
from tests.suggestions.factories import MORNING, suggestion_at


def address(suggestion):
    return reverse("suggestions:invite", args=[suggestion.code])


def opened(client, way):
    answer = client.get(way)
    if answer.streaming:
        answer.getvalue()
    return answer.status_code


@pytest.fixture
def li(scene):
    return make_member(user=make_user(name="李四"))


@pytest.fixture
def case(scene):
    return suggestion_at(scene, State.IN_HANDLING)


def test_who_is_chosen_is_asked_and_told(scene, enter, case, li):
    client = enter(scene.an)
    assert address(case) in client.get(case.get_absolute_url()).text
    done = client.post(address(case), {"cosigners": [li.code]})
    assert done.headers["Location"] == case.get_absolute_url()
    announce(Event.objects.get(step="ask_cosigner"), MORNING)
    assert set(Notification.objects.values_list("user__name", flat=True)) == {"李四"}
    asked = reverse("suggestions:cosign", args=[case.code])
    assert enter(li).get(asked).status_code == 200


def test_without_scripts_a_button_finds_people_and_keeps_who_is_ticked(scene, enter, case, li):
    other = make_member(user=make_user(name="王五"))
    body = {"find": "李", "cosigners": [other.code], "look": "fellows"}
    page = enter(scene.an).post(address(case), body)
    assert page.status_code == 200
    assert [(one.name, ticked) for one, ticked in page.context["form"].fellows] == [
        ("王五", True),
        ("李四", False),
    ]
    assert not Cosigner.objects.exists()


def test_a_null_in_a_name_finds_nobody_and_is_refused(enter, scene, case):
    client = enter(scene.an)
    for body, status in (({"look": "fellows"}, 200), ({}, 422)):
        assert client.post(address(case), {"find": "李\0", **body}).status_code == status


def test_the_limits_are_those_of_writing(scene, enter, case):
    client = enter(scene.an)
    people = [make_member().code for _number in range(MOST)]
    assert client.post(address(case), {"cosigners": people[:-1]}).status_code == 302
    one_more = client.post(address(case), {"cosigners": [people[-1], make_member().code]})
    assert one_more.status_code == 422
    assert client.post(address(case), {"cosigners": [scene.cheng.code]}).status_code == 422
    nobody = client.post(address(case), {})
    assert (nobody.status_code, "Find and tick a member first." in nobody.text) == (422, True)
    assert "(optional)" not in nobody.text
    assert Cosigner.objects.count() == MOST - 1
    again = client.post(address(case), {"cosigners": [people[0], people[-1]]})
    assert (again.status_code, Cosigner.objects.count()) == (302, MOST)


def test_who_joined_takes_no_place_and_what_filled_up_meanwhile_is_said(
    scene, enter, case, li, monkeypatch
):
    cosigning.join(suggestion=case, by=li, at=MORNING)
    people = [make_member() for _number in range(MOST)]
    client = enter(scene.an)
    codes = {"cosigners": [one.code for one in people]}
    assert client.post(address(case), codes).status_code == 302
    monkeypatch.setattr(inviting, "MOST", MOST + 1)
    late = client.post(address(case), {"cosigners": [make_member().code]})
    assert late.status_code == 409
    assert Cosigner.objects.count() == MOST + 1


def test_after_the_answer_the_way_is_closed(scene, enter):
    case = suggestion_at(scene, State.REPLIED)
    client = enter(scene.an)
    assert address(case) not in client.get(case.get_absolute_url()).text
    assert client.get(address(case)).headers["Location"] == case.get_absolute_url()
    assert client.post(address(case), {"cosigners": [make_member().code]}).status_code == 409


def test_a_program_asks_by_the_same_step(scene, case, li):
    program, path = Program(scene.an), f"suggestions/{case.code}/ask_cosigner/"
    assert "ask_cosigner" in names(program, case)
    assert set(problem(program.post(path, {}))["errors"]) == {"cosigners"}
    assert program.post(path, {"cosigners": [li.code]}).status_code == 200
    assert [one.user for one in Cosigner.objects.all()] == [li]
    assert "ask_cosigner" not in names(Program(scene.clerk), case)


def test_who_is_asked_reads_until_when_and_counts_as_asked(scene, enter, case, li):
    enter(scene.an).post(address(case), {"cosigners": [li.code]})
    day = Cosigner.objects.with_day().get().until
    event = Event.objects.get(step="ask_cosigner")
    announce(event, MORNING)
    said = Notification.objects.inbox(li).get()
    assert said.data["en"]["day"] == dates.day(day)
    desk = strip_tags(enter(li).get(reverse("suggestions:mine")).text)
    assert f"to be answered by {dates.day(day)}" in desk
    asked = enter(li).get(reverse("suggestions:cosign", args=[case.code])).text
    assert "You can say yes or no until" in asked
    assert dates.day(day) in asked


def test_who_is_asked_opens_what_is_attached_to_it_and_to_nothing_else(scene, enter, case, li):
    photo, other = attached_to(case), attached_to(suggestion_at(scene, State.IN_HANDLING))
    client = enter(li)
    assert client.get(photo.get_absolute_url()).status_code == 404
    enter(scene.an).post(address(case), {"cosigners": [li.code]})
    page = client.get(reverse("suggestions:cosign", args=[case.code])).text
    ways = [photo.get_absolute_url(), reverse("files:small", args=[photo.code])]
    assert [way in page for way in ways] == [True, True]
    assert [opened(client, way) for way in ways] == [200, 200]
    assert client.get(other.get_absolute_url()).status_code == 404
    sealing.seal(suggestion=case, reason="个人信息", by=scene.clerk, at=MORNING)
    assert [opened(client, way) for way in ways] == [404, 404]


def test_who_was_only_asked_is_named_as_asked_to_the_author_alone(scene, enter, case, li):
    other = make_member(user=make_user(name="王五"))
    enter(scene.an).post(address(case), {"cosigners": [li.code, other.code]})
    mine = Cosigner.objects.select_related("suggestion").get(user=other)
    cosigning.answer(cosigner=mine, accepts=True, by=other, at=MORNING)
    page = enter(scene.an).get(case.get_absolute_url())
    assert page.context["suggestion"].cosigner_names == ["王五"]
    assert page.context["suggestion"].asked_names == ["李四"]
    assert "Asked to co-sign, no answer yet" in page.text
    for reader in (other, scene.bo, scene.clerk):
        assert "李四" not in enter(reader).get(case.get_absolute_url()).text
