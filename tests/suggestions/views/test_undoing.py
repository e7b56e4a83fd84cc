"""The line that offers to undo, and the way on to the next case."""

import pytest
from django.urls import reverse

from events.models import Event
from notifications.models import Notification
from suggestions.actions import reviewing
from suggestions.actions.reviewing import Charge
from suggestions.lifecycle import State
from suggestions.models import Suggestion
from tests.suggestions.factories import MORNING, WORDS, route, submit

OFFICE, UNDO = reverse("suggestions:office"), reverse("suggestions:undo")
NEXT = reverse("suggestions:next")


def decide_url(suggestion):
    return reverse("suggestions:decide", args=[suggestion.code])


def choice(scene, **changes):
    return {"unit": "other", "other": scene.unit.code, "urgency": "ordinary"} | changes


def offered(page):
    """The form of the offer as it stands on the page, and "" where there is none."""
    return page.text.partition("data-undo=")[2].partition("</form>")[0]


def test_after_a_decision_the_desk_offers_to_undo_it_until_a_moment(scene, enter):
    suggestion = submit(scene)
    client = enter(scene.clerk)
    assert not offered(client.get(OFFICE))
    page = client.post(decide_url(suggestion), choice(scene), follow=True)
    assert "Undo (until 10:01:00)" in offered(page)
    page = client.post(UNDO, {"case": suggestion.code}, follow=True)
    assert page.redirect_chain == [(decide_url(suggestion), 302)]
    assert f"{suggestion.code} is as it was before." in page.text
    assert not offered(page)
    assert Suggestion.objects.get().state == State.SUBMITTED


@pytest.mark.parametrize(
    ("name", "sent"),
    [
        ("accept", {}),
        ("send_back", {"missing": "缺。"}),
        ("decline", {"ground": "nobodys", "reason": "不归我们。"}),
    ],
)
def test_it_is_offered_after_each_act_that_can_be_undone(scene, enter, name, sent):
    suggestion = submit(scene)
    address = reverse(f"suggestions:{name}", args=[suggestion.code])
    assert suggestion.code in offered(enter(scene.clerk).post(address, sent, follow=True))


def test_what_cannot_be_undone_any_more_is_refused_with_why(scene, enter):
    suggestion = submit(scene)
    reviewing.accept_and_assign(
        suggestion=suggestion, charges=[Charge(scene.unit)], by=scene.clerk, at=MORNING
    )
    Notification.objects.create(
        key="k",
        user=scene.bo,
        channel="inbox",
        kind="suggestion",
        code=suggestion.code,
        step="hand_over",
        event_id=event_of(suggestion),
        created_at=MORNING,
        read_at=MORNING,
        state="sent",
        sent_at=MORNING,
    )
    page = enter(scene.clerk).post(UNDO, {"case": suggestion.code})
    assert page.status_code == 409
    assert "Somebody has read of it already, so it stands." in page.text
    assert Suggestion.objects.get().state == State.ASSIGNED


def event_of(suggestion):
    return Event.objects.of("suggestion", suggestion.code)[0].pk


def test_one_undo_takes_back_a_whole_act_with_many(scene, enter):
    cases = [submit(scene) for _ in range(3)]
    client = enter(scene.clerk)
    codes = [one.code for one in cases]
    sent = {"cases": codes, "how": "one", "unit": scene.unit.code, "urgency": "ordinary"}
    page = client.post(reverse("suggestions:assign_many"), sent, follow=True)
    assert "3 cases" in offered(page)
    page = client.post(UNDO, {"case": codes}, follow=True)
    assert "3 cases are as they were before." in page.text
    assert set(Suggestion.objects.values_list("state", flat=True)) == {State.SUBMITTED}


def test_the_next_one_opens_by_itself_where_that_is_wanted(scene, enter):
    first, second, third = (submit(scene) for _ in range(3))
    client = enter(scene.clerk)
    go = choice(scene, go_on="1")
    assert client.post(decide_url(second), go).url == decide_url(third)
    assert client.post(decide_url(third), go).url == decide_url(first)
    assert 'name="go_on" value="1" checked' in client.get(decide_url(first)).text
    assert client.post(decide_url(first), go).url == OFFICE


def test_one_can_walk_through_what_waits_in_the_order_of_the_desk(scene, enter):
    first, second = submit(scene), submit(scene)
    client = enter(scene.clerk)
    assert client.get(NEXT, {"after": first.code}).url == decide_url(second)
    assert client.get(NEXT, {"before": second.code}).url == decide_url(first)
    assert client.get(NEXT, {"after": second.code}).url == OFFICE
    assert client.get(NEXT).url == decide_url(first)


def test_the_first_proposal_is_chosen_and_says_why(scene, enter):
    suggestion = submit(scene, words=WORDS)
    route(suggestion)
    page = enter(scene.clerk).get(decide_url(suggestion))
    assert page.context["form"]["unit"].value() == scene.unit.code
    assert "because of" in page.text


def test_nobody_but_the_office_of_the_case_undoes_it(scene, enter):
    suggestion = submit(scene)
    assert enter(scene.an).post(UNDO, {"case": suggestion.code}).status_code == 403
    assert enter(scene.clerk).post(UNDO, {"case": "2026-99999"}).status_code == 404
