"""Whoever was a member reads what is theirs, and takes no step any more."""

import pytest
from django.core.exceptions import PermissionDenied
from django.urls import reverse

from members.models import Member, User
from suggestions import policies
from suggestions.actions import rating
from suggestions.lifecycle import State
from tests.suggestions.factories import MORNING, make_scene, suggestion_at
from workdays import clock

pytestmark = pytest.mark.django_db
ENDED = {"until": "2026-03-04"}
RESTS = {"suspended_since": "2026-03-05"}


@pytest.fixture(autouse=True)
def _now():
    with clock.moved(MORNING):
        yield


@pytest.fixture
def scene():
    return make_scene()


def gone(scene, how):
    """安 anew, as on the next request, no longer a member."""
    Member.objects.filter(user=scene.an).update(**how)
    return User.objects.get(pk=scene.an.pk)


@pytest.mark.parametrize("how", [ENDED, RESTS])
@pytest.mark.parametrize("state", [State.SUBMITTED, State.IN_HANDLING, State.REPLIED])
def test_no_step_is_left_and_the_case_is_still_read(client, scene, how, state):
    case = suggestion_at(scene, state)
    assert policies.open_steps(scene.an, case), "as a member there are steps"
    an = gone(scene, how)
    client.force_login(an)

    assert policies.open_steps(an, case) == ()
    page = client.get(case.get_absolute_url())
    assert page.status_code == 200
    assert page.context["buttons"] == []
    assert case.title in client.get(reverse("suggestions:mine"), {"show": "all"}).content.decode()


@pytest.mark.parametrize("how", [ENDED, RESTS])
def test_every_door_of_the_author_is_shut(client, scene, how):
    case = suggestion_at(scene, State.REPLIED)
    an = gone(scene, how)
    client.force_login(an)

    doors = ("rate", "redo", "talk", "withdraw", "invite")
    answers = [
        client.post(reverse(f"suggestions:{door}", args=[case.code]), {}).status_code
        for door in doors
    ]
    assert answers == [403] * len(doors)
    assert client.get(reverse("suggestions:write")).status_code == 403
    assert client.post(reverse("suggestions:write"), {}).status_code == 403
    with pytest.raises(PermissionDenied):
        rating.rate_answers(suggestion=case, words=[], by=an, at=MORNING)


def test_the_desk_says_so_and_offers_nothing_to_write(client, scene):
    suggestion_at(scene, State.REPLIED)
    client.force_login(gone(scene, ENDED))

    page = client.get(reverse("suggestions:mine")).content.decode()

    assert "What you wrote as a member stays here" in page
    assert reverse("suggestions:write") not in page
    assert reverse("suggestions:mine") in page


@pytest.mark.parametrize(("how", "said"), [(ENDED, "has ended"), (RESTS, "is suspended")])
def test_the_desk_says_which_and_leads_nobody_to_what_cannot_be_done(client, scene, how, said):
    client.force_login(gone(scene, how))

    page = client.get(reverse("suggestions:mine")).content.decode()

    assert f"Your membership {said}" in page
    assert "New at this desk" not in page


def test_whoever_is_a_member_elsewhere_goes_on(scene):
    case = suggestion_at(scene, State.REPLIED)
    an = gone(scene, ENDED)
    Member.objects.create(user=an, organ_id="430200", since="2026-03-01")

    assert policies.open_steps(User.objects.get(pk=an.pk), case)
