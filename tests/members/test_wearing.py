"""One person, several roles: one switch, which narrows what is shown and nothing else."""

import datetime as dt

import pytest
from django.contrib.auth.models import AnonymousUser
from django.test import Client
from django.utils import translation

from members import roles
from members.models import Member, Seat
from members.policies import forget_hats
from members.wearing import all_of, put_on, shown, worn
from tests.departments.factories import make_department, make_officer
from tests.members.factories import make_member, make_organ, make_seat, make_user
from workdays import clock

pytestmark = pytest.mark.django_db
SWITCH = "/account/role/"
OFFICE, MEMBER, OFFICER = "office:430000", "member:430100", "officer:jyt"


@pytest.fixture
def unit():
    return make_department("jyt")


@pytest.fixture
def several(unit):
    """安 sits in the province's office and in a unit, and is a member of a city."""
    user = make_seat(roles.Office)
    make_member("430100", user=user)
    make_officer(unit, user=user)
    return user


@pytest.fixture
def signed_in(client, several):
    client.force_login(several)
    return client


def as_seen_by(rf, user, **session):
    request = rf.get("/")
    request.user, request.session = user, session
    return request


def ways(client):
    """The main navigation of the desk that opens by itself."""
    page = client.get("/desk/", follow=True).content.decode()
    return page.partition('aria-label="Main"')[2].partition("</nav>")[0]


def test_every_role_at_every_place_is_a_hat_with_its_name(several):
    assert [(hat.key, hat.label) for hat in all_of(several)] == [
        (OFFICE, "CPPCC Hunan Provincial Committee · Office"),
        (OFFICER, "Department jyt · Case officer"),
        (MEMBER, "Member · CPPCC Changsha Municipal Committee"),
    ]
    with translation.override("zh-hans"):
        assert [hat.label for hat in all_of(several)] == [
            "湖南省政协 · 办公厅",
            "省jyt厅 · 承办人",
            "委员 · 长沙市政协",
        ]


def test_the_hats_cost_no_query_beyond_those_for_roles_and_units(
    several, django_assert_num_queries
):
    forget_hats(several)
    with django_assert_num_queries(2):
        assert [hat.label for hat in all_of(several)] == [hat.label for hat in all_of(several)]


def test_nobody_wears_anything(rf):
    closed = make_seat(roles.Office, user=make_user(is_active=False))
    for user in (AnonymousUser(), closed, make_user()):
        assert all_of(user) == []
        assert worn(as_seen_by(rf, user)) is None


def test_who_has_one_role_sees_no_switch_and_all_of_it(client, rf):
    user = make_seat(roles.Office)
    client.force_login(user)

    assert SWITCH not in client.get("/office/").content.decode()
    assert shown(as_seen_by(rf, user)).office_of == ("430000",)


def test_the_switch_stands_on_every_page_with_the_worn_one_marked(signed_in):
    for url in ("/desk/", "/inbox/", "/account/", "/help/"):
        page = signed_in.get(url, follow=True).content.decode()
        assert page.count(f'action="{SWITCH}"') == 1, url
        assert f'value="{OFFICE}" aria-current="true"' in page, url


def test_a_hat_opens_its_desk_and_the_ways_are_its_own(signed_in):
    assert signed_in.get("/desk/")["Location"] == "/office/"
    assert "/suggestions/write/" not in ways(signed_in)

    answer = signed_in.post(SWITCH, {"hat": MEMBER})

    assert answer["Location"] == "/desk/"
    assert signed_in.get("/desk/")["Location"] == "/suggestions/"
    assert "/suggestions/write/" in ways(signed_in)
    assert "/office/" not in ways(signed_in)
    assert "/unit/" not in ways(signed_in)

    signed_in.post(SWITCH, {"hat": OFFICER})
    assert signed_in.get("/desk/")["Location"] == "/unit/"


def test_the_switch_takes_no_rights(signed_in):
    signed_in.post(SWITCH, {"hat": MEMBER})

    assert signed_in.get("/office/").status_code == 200
    assert signed_in.get("/unit/").status_code == 200


def test_nor_does_it_give_any(signed_in, several, rf):
    request = as_seen_by(rf, several)
    for key in ("auditor:430000", "office:430100", "", "member:x"):
        assert not put_on(request, key)
        assert signed_in.post(SWITCH, {"hat": key})["Location"] == "/desk/"
    assert request.session == {}
    several.refresh_from_db()
    assert several.last_hat == ""


def test_the_last_hat_comes_back_at_the_next_sign_in_and_sessions_do_not_disturb_each_other(
    signed_in, several
):
    elsewhere = Client()
    elsewhere.force_login(several)
    elsewhere.post(SWITCH, {"hat": OFFICER})
    signed_in.post(SWITCH, {"hat": MEMBER})
    assert elsewhere.get("/desk/")["Location"] == "/unit/"

    later = Client()
    later.force_login(several)

    assert later.get("/desk/")["Location"] == "/suggestions/"


def test_a_hat_that_ended_falls_back_on_the_next_request(signed_in, several):
    signed_in.post(SWITCH, {"hat": MEMBER})

    Member.objects.filter(user=several).update(until=clock.today() - dt.timedelta(days=1))

    assert signed_in.get("/desk/")["Location"] == "/office/"


def test_the_switch_needs_its_token_and_goes_to_no_other_site(several):
    strict = Client(enforce_csrf_checks=True)
    strict.force_login(several)
    assert strict.post(SWITCH, {"hat": MEMBER}).status_code == 403

    client = Client()
    client.force_login(several)
    foreign = client.post(SWITCH, {"hat": MEMBER, "next": "https://elsewhere.example/"})
    assert foreign["Location"] == "/desk/"


def test_an_office_keeps_what_it_stands_in_for_and_other_organs_do_not_show(rf):
    yesterday = clock.today() - dt.timedelta(days=1)
    user = make_seat(roles.Office, "430100")
    make_seat(roles.Auditor, "430000", user=user)
    below = make_organ("430111")
    below.empty_since, below.stood_in_from = yesterday - dt.timedelta(days=9), yesterday
    below.save()
    forget_hats(user)

    office = shown(as_seen_by(rf, user, hat="office:430100"))
    auditor = shown(as_seen_by(rf, user, hat="auditor:430000"))

    assert office.office_of == ("430100", "430111")
    assert office.auditor_of == ()
    assert (auditor.auditor_of, auditor.office_of) == (("430000",), ())


def test_an_administrator_who_sits_in_the_office_too_has_two_hats(client):
    user = make_seat(roles.OrganAdmin)
    make_seat(roles.Office, user=user)
    client.force_login(user)
    assert 'href="/organ/"' not in ways(client)

    client.post(SWITCH, {"hat": "organ_admin:430000"})

    assert client.get("/desk/")["Location"] == "/organ/"
    assert 'href="/organ/"' in ways(client)
    assert Seat.objects.filter(user=user).count() == 2
