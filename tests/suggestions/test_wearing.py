"""The desks of somebody with several roles: each hat shows its own, and no case is shut."""

import pytest
from django.test import Client

from departments.models import Department
from members import roles
from suggestions.lifecycle import State
from tests.departments.factories import make_department, make_officer
from tests.members.factories import make_member, make_seat
from tests.suggestions.factories import MORNING, submit, suggestion_at
from workdays import clock

pytestmark = pytest.mark.django_db
SWITCH = "/account/role/"


@pytest.fixture(autouse=True)
def _morning():
    with clock.moved(MORNING):
        yield


def wearing(user, hat):
    client = Client()
    client.force_login(user)
    client.post(SWITCH, {"hat": hat})
    return client


def codes(response):
    return [row.suggestion.code for row in response.context["rows"]]


def test_two_units_of_one_person_have_a_list_each(scene):
    case = suggestion_at(scene, State.ASSIGNED)
    make_officer(make_department("slt", scene.organ.pk), user=scene.bo)

    here = wearing(scene.bo, f"officer:{scene.unit.code}").get("/unit/")
    there = wearing(scene.bo, "officer:slt").get("/unit/")

    assert codes(here) == [case.code]
    assert codes(there) == []
    assert there.context["lead"] == "Nothing waits for you."


def test_so_has_what_is_taken_away_as_a_file(scene):
    case = suggestion_at(scene, State.ASSIGNED)
    make_officer(make_department("slt", scene.organ.pk), user=scene.bo)

    here = wearing(scene.bo, f"officer:{scene.unit.code}").post("/unit/export/")
    there = wearing(scene.bo, "officer:slt").post("/unit/export/")

    assert case.code in here.content.decode()
    assert case.code not in there.content.decode()


def test_two_offices_of_one_person_have_a_list_each(scene):
    case = submit(scene)
    make_seat(roles.Office, "430200", user=scene.clerk)

    here = wearing(scene.clerk, f"office:{scene.organ.pk}").get("/office/")
    there = wearing(scene.clerk, "office:430200").get("/office/")

    assert codes(here) == [case.code]
    assert codes(there) == []


def test_a_member_of_two_organs_sees_what_was_written_for_each_and_writes_for_the_worn_one(scene):
    case = submit(scene)
    make_member("430200", user=scene.an)

    here = wearing(scene.an, f"member:{case.author_organ_id}").get("/suggestions/")
    there = wearing(scene.an, "member:430200").get("/suggestions/")

    assert codes(here) == [case.code]
    assert codes(there) == []


def test_a_desk_of_another_hat_that_is_opened_by_its_address_is_whole(scene):
    case = suggestion_at(scene, State.ASSIGNED)
    make_member(user=scene.bo)

    assert codes(wearing(scene.bo, "member:430000").get("/unit/")) == [case.code]


def test_a_case_of_another_hat_opens_and_says_as_what_one_acts_there(scene):
    case = suggestion_at(scene, State.ASSIGNED)
    make_member("430200", user=scene.bo)
    url = case.get_absolute_url()
    client = wearing(scene.bo, "member:430200")

    answer = client.get(url)

    label = f"{Department.objects.get(pk=scene.unit.pk).short_name} · Case officer"
    assert f"Here you act as {label}." in answer.content.decode()
    back = client.post(SWITCH, {"hat": f"officer:{scene.unit.code}", "next": url})
    assert back["Location"] == url
    assert "Here you act as" not in client.get(url).content.decode()


def test_who_has_one_role_or_wears_the_right_one_is_told_nothing(scene):
    case = suggestion_at(scene, State.ASSIGNED)
    for person in (scene.an, scene.bo, scene.clerk):
        client = Client()
        client.force_login(person)
        assert "Here you act as" not in client.get(case.get_absolute_url()).content.decode()
