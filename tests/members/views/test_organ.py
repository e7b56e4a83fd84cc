import pytest

from events.models import Event
from members import roles
from members.models import Committee, CommitteeMember, Sector
from notifications.actions.notify import announce
from notifications.models import Notification
from tests.departments.factories import make_department, make_officer
from tests.members.factories import make_member, make_organ, make_seat, make_user
from workdays.clock import now, today

TYPED = {"name_zh": "提案委员会", "name_en": "Proposals Committee", "kind": "proposals"}
COMMITTEE = "/organ/committees/430100-c1/"


@pytest.fixture
def here(client, db):
    client.force_login(make_seat(roles.OrganAdmin, "430100"))
    return client


@pytest.fixture
def committee(here):
    here.post("/organ/committees/add/", TYPED | {"is_active": "on"})
    return Committee.objects.get()


def test_an_administrator_lands_on_the_desk_and_others_have_none(here, client):
    assert here.get("/desk/").headers["Location"] == "/organ/"
    for role in (roles.Office, roles.Auditor, roles.Arbiter):
        client.force_login(make_seat(role, "430100"))
        assert client.get("/organ/").status_code == 403


def test_the_desk_asks_as_often_for_an_empty_organ_as_for_a_full_one(
    here, django_assert_num_queries
):
    here.get("/organ/")
    with django_assert_num_queries(7):
        here.get("/organ/")
    for number in range(3):
        make_officer(make_department(f"unit-{number}", "430100"))
        make_organ(f"43011{number}")
    with django_assert_num_queries(7):
        page = here.get("/organ/").text
    assert "3 units" in page
    assert "3 organs, 3 lack an administrator or office staff" in page
    assert "organs below lack" not in page, "what nobody here can do waits for nobody here"


def test_a_member_of_the_organ_joins_a_committee_and_is_told(here, committee):
    member = make_member("430100", user=make_user(name="安"))
    make_member("430200", user=make_user(name="远"))
    page = here.get(f"{COMMITTEE}join/").text
    assert "安" in page
    assert "远" not in page

    typed = {"person": member.code, "role": "chair", "since": today().isoformat()}
    here.post(f"{COMMITTEE}join/", typed)

    assert CommitteeMember.objects.get().user == member
    assert "Chair" in here.get(COMMITTEE).text
    event = Event.objects.get(step="committee_joined")
    announce(event, now())
    assert (event.code, event.data) == (member.code, {"committee": "430100-c1", "role": "chair"})
    assert Notification.objects.filter(user=member, step="committee_joined").exists()
    again = here.post(f"{COMMITTEE}join/", typed)
    assert again.status_code == 422
    assert "sits in the committee already" in again.text


def test_a_resting_place_in_a_committee_is_shown_as_such(here, committee):
    place = {"committee": committee, "since": today()}
    CommitteeMember.objects.create(user=make_user(name="安"), **place)
    assert "suspended" not in here.get(COMMITTEE).text

    CommitteeMember.objects.create(user=make_user(name="远"), suspended_since=today(), **place)

    assert here.get(COMMITTEE).text.count("suspended") == 1


def test_a_place_in_a_committee_ends(here, committee):
    member = make_member("430100")
    CommitteeMember.objects.create(committee=committee, user=member, since=today())
    address = f"{COMMITTEE}people/{member.code}/"

    assert here.post(address, {"until": "2001-01-01"}).status_code == 422
    here.post(address, {"until": today().isoformat()})

    assert CommitteeMember.objects.get().until == today()
    assert Event.objects.filter(step="committee_left", code=member.code).exists()


def test_the_slower_of_two_who_change_a_committee_is_told(here, committee):
    seen = here.get(f"{COMMITTEE}edit/").context["form"]["seen"].value()
    here.post(f"{COMMITTEE}edit/", TYPED | {"name_en": "First", "seen": seen})

    page = here.post(f"{COMMITTEE}edit/", TYPED | {"name_en": "Second", "seen": seen})

    assert page.status_code == 409
    assert 'value="Second"' in page.text
    found = Committee.objects.get()
    assert (found.name_en, found.is_active) == ("First", False)


def test_another_organs_committee_is_not_there(client, committee):
    client.force_login(make_seat(roles.OrganAdmin, "430000"))

    for part in ("", "edit/", "join/", "people/U23456/"):
        assert client.get(f"{COMMITTEE}{part}").status_code == 404


def test_neither_committee_nor_sector_needs_an_english_name(here):
    here.post("/organ/committees/add/", {"name_zh": "文史委员会", "kind": "other"})
    here.post("/organ/sectors/", {"name_zh": "新界"})

    assert Committee.objects.get().name == "文史委员会"
    assert Sector.objects.get(organ="430100").name == "新界"
    assert "(optional)" in here.get("/organ/committees/add/").text


def test_a_sector_that_is_not_used_is_not_offered_here_and_still_elsewhere(here):
    common = Sector.objects.create(code="farm", name_zh="农业界", name_en="Farming")
    make_member("430100", sector=common)

    here.post("/organ/sectors/farm/", {"use": "no"})

    assert common not in Sector.objects.offered_by("430100")
    assert common in Sector.objects.offered_by("430200")
    assert "not offered" in here.get("/organ/sectors/").text
    here.post("/organ/sectors/farm/", {"use": "yes"})
    assert common in Sector.objects.offered_by("430100")
    steps = Event.objects.filter(kind="sector").order_by("pk").values_list("step", flat=True)
    assert list(steps) == ["unused", "used"]


def test_a_sector_of_the_organs_own_is_for_it_alone(here, client):
    here.post("/organ/sectors/", {"name_zh": "新界", "name_en": "New"})

    own = Sector.objects.get()
    assert (own.code, own.organ_id) == ("430100-s1", "430100")
    assert own not in Sector.objects.offered_by("430200")
    here.post(f"/organ/sectors/{own.code}/", {"use": "no"})
    assert own not in Sector.objects.offered_by("430100")
    client.force_login(make_seat(roles.OrganAdmin, "430200"))
    assert client.post(f"/organ/sectors/{own.code}/", {"use": "yes"}).status_code == 404
