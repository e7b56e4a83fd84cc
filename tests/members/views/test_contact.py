"""Whom to call: written by the organ's administrator, found by everybody."""

import pytest

from events.models import Event
from members import roles
from members.models import Organ
from tests.departments.factories import make_department, make_officer
from tests.members.factories import make_member, make_organ, make_seat

pytestmark = pytest.mark.django_db
PAGE, HELP = "/organ/contact/", "/help/"


def has_contact(code, phone):
    make_organ(code)
    Organ.objects.filter(pk=code).update(contact_phone=phone)


def page(client, url=HELP, **query):
    return client.get(url, query, headers={"accept-language": "en"}).content.decode()


def test_the_administrator_writes_it_and_the_ledger_says_which_fields(client):
    admin = make_seat(roles.OrganAdmin, "430100")
    client.force_login(admin)

    answer = client.post(PAGE, {"contact_phone": " 0731-8221 0000 ", "contact_name": "联络委"})

    assert answer["Location"] == PAGE
    assert Organ.objects.get(pk="430100").contact_phone == "0731-8221 0000"
    written = Event.objects.get(kind="organ", step="contact_changed")
    assert (written.code, written.organ) == ("430100", "430100")
    assert written.data == {"fields": ["contact_name", "contact_phone"]}


def test_help_tells_officers_and_heads_each_their_own_acts(client):
    text = page(client)
    officers, heads = text.split("As the head of a unit")
    assert "where your head signs first, once it is signed off" in officers
    assert all(words in officers for words in ("Give it back", "Ask for more time"))
    assert "“Sign off”" in heads


def test_only_for_an_organ_of_ones_own(client):
    make_organ("430200")
    client.force_login(make_seat(roles.OrganAdmin, "430100"))

    assert client.post(f"{PAGE}?organ=430200", {"contact_phone": "0731-1"}).status_code == 404
    client.force_login(make_seat(roles.Office, "430100"))
    assert client.get(PAGE).status_code == 403


def test_what_is_no_number_is_said_beside_the_field_and_stays(client):
    client.force_login(make_seat(roles.OrganAdmin, "430100"))

    answer = client.post(PAGE, {"contact_phone": "call me", "contact_hours": "8:30"})

    assert answer.status_code == 422
    assert 'value="call me"' in answer.content.decode()
    assert 'value="8:30"' in answer.content.decode()


def test_help_names_the_contact_of_ones_own_organ_else_of_the_next_above(client):
    has_contact("430000", "0731-000001")
    has_contact("430111", "0731-000003")
    client.force_login(make_member("430111"))
    assert "0731-000003" in page(client)

    Organ.objects.filter(pk="430111").update(contact_phone="")
    text = page(client)
    assert "0731-000001" in text
    assert "the next one above has: CPPCC Hunan Provincial Committee" in text


def test_people_of_a_unit_find_the_organ_that_assigns_to_it(client):
    has_contact("430100", "0731-000002")
    client.force_login(make_officer(make_department("cgj", "430100")))

    assert "0731-000002" in page(client)


def test_a_persons_own_number_is_never_shown(client):
    user = make_member("430111")
    user.phone = "0731-999999"
    user.save()
    client.force_login(user)

    assert "0731-999999" not in page(client)


def test_a_stranger_finds_an_organ_by_city_and_county(client):
    has_contact("430000", "0731-000001")
    has_contact("430111", "0731-000003")

    assert "0731-000001" not in page(client)
    city = page(client, city="430100")
    assert "0731-000001" in city
    assert "?organ=430111#call" in city
    assert "0731-000003" in page(client, organ="430111")


def test_where_nobody_has_one_it_says_so_and_nonsense_chooses_nothing(client):
    make_organ("430100")

    assert "No contact has been entered here yet" in page(client, city="430100")
    for wrong in ("999999", "湖南", "²", "'"):
        assert client.get(HELP, {"organ": wrong}).status_code == 200


@pytest.mark.parametrize("url", ["/nowhere/", "/office/", "/accounts/login/", HELP])
def test_help_is_one_tap_away_where_somebody_is_stuck(client, url):
    if url == "/office/":
        client.force_login(make_member())

    assert f'href="{HELP}"' in page(client, url).partition("<footer")[0] or url == HELP
    assert f'href="{HELP}"' in page(client, url)


def test_the_page_asks_as_much_for_three_organs_as_for_one(client, django_assert_num_queries):
    for code in ("430111", "430100", "430200"):
        has_contact(code, "0731-000001")
    user = make_member("430111")
    client.force_login(user)
    client.get(HELP)
    with django_assert_num_queries(7) as one:
        client.get(HELP)
    make_member("430200", user=user)
    with django_assert_num_queries(len(one)):
        client.get(HELP)
