from datetime import timedelta

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from departments.models import Absence
from members import roles
from tests.departments.factories import make_department, make_officer
from tests.members.factories import make_member, make_seat, make_user
from workdays.clock import today

pytestmark = pytest.mark.django_db
PAGE = "/absences/"


@pytest.fixture
def unit():
    return make_department("library", name_en="Library")


def browser(user):
    client = Client(headers={"Accept-Language": "en"})
    client.force_login(user)
    return client


def typed(stand_in, *, first=0, last=3, note="Keys in the drawer."):
    since, until = (today() + timedelta(days=number) for number in (first, last))
    found = {"since": since.isoformat(), "until": until.isoformat(), "note": note}
    return found | {"stand_in": stand_in.code}


def test_somebody_enters_an_absence_and_colleagues_read_it(unit):
    one, two = (make_officer(unit, user=make_user(name=name)) for name in "一二")
    address = reverse("departments:absence_unit", args=["library", one.code])

    said = browser(one).post(address, typed(two), follow=True).text

    assert "The absence is entered. It ends by itself." in said
    for reader in (two, make_seat(roles.OrganAdmin, "430000")):
        page = browser(reader).get(PAGE).text
        assert "Keys in the drawer." in page
    assert (
        "Keys in the drawer." not in browser(make_officer(make_department("water"))).get(PAGE).text
    )
    assert browser(make_member("430000")).get(PAGE).status_code == 403
    page = browser(two).get(PAGE).text
    assert Absence.objects.get().code not in page, "not theirs to change"


def test_who_stands_in_for_a_colleague_reads_what_becomes_of_that(unit):
    one, two, three = (make_officer(unit, user=make_user(name=name)) for name in "一二三")
    browser(one).post(reverse("departments:absence_unit", args=["library", one.code]), typed(two))
    address = reverse("departments:absence_unit", args=["library", two.code])
    page = browser(two)

    assert "You stand in for 一" in page.get(address).text
    assert page.post(address, typed(three)).status_code == 302
    assert set(Absence.objects.values_list("stand_in__name", flat=True)) == {"三"}


def test_who_has_only_absent_colleagues_enters_an_absence_all_the_same(unit):
    one, two = (make_officer(unit, user=make_user(name=name)) for name in "一二")
    browser(one).post(reverse("departments:absence_unit", args=["library", one.code]), typed(two))
    address = reverse("departments:absence_unit", args=["library", two.code])
    page = browser(two)
    assert "Everybody else is absent today." in page.get(address).text
    assert page.post(address, typed(two) | {"stand_in": ""}).status_code == 302


def test_what_is_to_come_can_be_called_off_and_who_is_absent_is_marked(unit):
    one, two, three = (make_officer(unit, user=make_user(name=name)) for name in "一二三")
    address = reverse("departments:absence_unit", args=["library", one.code])
    browser(one).post(address, typed(two, first=2))
    code = Absence.objects.get().code

    page = browser(one).get(reverse("departments:absence", args=[code])).text
    assert "Call it off" in page
    assert "Back already" not in page
    end = reverse("departments:absence_end", args=[code])
    assert "The absence is called off." in browser(one).post(end, follow=True).text
    browser(three).post(
        reverse("departments:absence_unit", args=["library", three.code]), typed(two)
    )
    labels = dict(browser(one).get(address).context["form"].fields["stand_in"].choices)
    assert labels[two.code] == "二"
    assert labels[three.code].startswith("三 · absent until")


def test_what_cannot_be_stands_beside_its_field_and_nothing_is_lost(unit):
    one, two = make_officer(unit), make_officer(unit)
    address = reverse("departments:absence_unit", args=["library", one.code])
    answer = browser(one).post(address, typed(two, first=2, last=1))
    assert answer.status_code == 422
    assert answer.context["form"].errors["until"] == ["The last day lies before the first."]
    assert "Keys in the drawer." in answer.text
    answer = browser(one).post(address, typed(two, note="x" * 201))
    assert "At most 200 characters; there are 201 now." in answer.text
    assert not Absence.objects.exists()


def test_head_and_administrator_enter_it_for_others_and_nobody_else_finds_the_page(unit):
    one, two = make_officer(unit), make_officer(unit)
    head = make_officer(unit, role=roles.Head)
    clerk, clerk_2 = make_seat(roles.Office, "430000"), make_seat(roles.Office, "430000")
    admin = make_seat(roles.OrganAdmin, "430000")
    of_unit = reverse("departments:absence_unit", args=["library", one.code])
    of_office = reverse("departments:absence_office", args=["430000", clerk.code])

    for reader, found in ((head, [of_unit]), (admin, [of_office])):
        page = browser(reader).get(PAGE).text
        assert [link for link in (of_unit, of_office) if link in page] == found
    for reader in (two, clerk):
        assert browser(reader).get(of_unit).status_code == 404
    assert browser(head).get(of_office).status_code == 404
    assert browser(head).post(of_unit, typed(two)).status_code == 302
    assert browser(admin).post(of_office, typed(clerk_2)).status_code == 302


def test_it_is_changed_and_ended_by_whoever_may(unit):
    one, two = make_officer(unit), make_officer(unit)
    stranger = make_officer(make_department("water"))
    browser(one).post(reverse("departments:absence_unit", args=["library", one.code]), typed(two))
    code = Absence.objects.get().code
    address = reverse("departments:absence", args=[code])

    assert browser(stranger).get(address).status_code == 404
    assert browser(two).get(address).status_code == 403
    assert browser(one).post(address, typed(two, last=1)).status_code == 302
    assert Absence.objects.get().until == today() + timedelta(days=1)
    answer = browser(one).post(address, typed(two, last=-1))
    assert answer.status_code == 422
    end = reverse("departments:absence_end", args=[code])
    assert browser(two).post(end).status_code == 403
    assert browser(one).post(end).status_code == 302
    assert Absence.objects.get().ended_at
    assert browser(one).post(end).status_code == 404


def test_the_page_asks_the_same_for_one_and_for_many(unit):
    client = browser(make_officer(unit, role=roles.Head))
    client.get(PAGE)
    asked = {}
    for number in range(6):
        two = make_officer(unit)
        one = make_officer(unit)
        address = reverse("departments:absence_unit", args=["library", one.code])
        client.post(address, typed(two, first=number, last=number))
        with CaptureQueriesContext(connection) as questions:
            assert client.get(PAGE).text.count("Keys in the drawer.") == number + 1
        asked[number + 1] = len(questions)
    assert asked[6] == asked[1] <= 12
