"""Coming in: once, by the right person, and never by a program that only looks."""

from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied
from django.test import Client
from django.urls import reverse

from enrolment.actions import contacting, enrolling, invitations, leaving
from enrolment.actions import joining as inside
from enrolment.models import Invitation
from enrolment.views import joining
from members import roles
from members.actions import people
from members.models import User
from members.policies import hats
from tests.enrolment.lists import MORNING
from tests.members.factories import PASSWORD, make_member, make_seat, make_user
from workdays import clock

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("morning")]
PLACE = {"since": "2026-03-05"}
SECRET = "ferry lamp leaf 9"
SAID = {"is_me": "on", "password": SECRET, "again": SECRET}


@pytest.fixture
def card(organ, admin):
    return enrolling.enrol(
        organ=organ, place=PLACE, name="王小明", mobile="", email="", by=admin, at=MORNING
    )


def test_the_code_of_a_card_leads_in(client, card):
    found = client.post(reverse("enrolment:join"), {"code": card.printed_code.lower()})
    assert found["Location"] == card.path
    seen = client.get(card.path).content.decode()
    assert "王**" in seen
    assert "王小明" not in seen

    answer = client.post(card.path, SAID)

    assert answer["Location"] == reverse("members:mobile")
    assert int(client.session["_auth_user_id"]) == card.person_id
    person = User.objects.get(pk=card.person_id)
    assert person.check_password(SECRET)
    assert hats(person).member_of == (card.organ_id,)


def test_to_look_at_a_link_changes_nothing(client, card):
    for _time in range(3):
        assert client.get(card.path).status_code == 200
        assert client.head(card.path).status_code == 200

    card.refresh_from_db()
    assert card.accepted_at is None
    assert not User.objects.get(pk=card.person_id).has_usable_password()


def test_an_invitation_opens_once(client, card):
    client.post(card.path, SAID)

    again = Client().post(card.path, {**SAID, "password": "x" * 12, "again": "x" * 12})

    assert again.status_code == 410
    assert "been used" in again.content.decode()
    assert User.objects.get(pk=card.person_id).check_password(SECRET)


def test_what_ran_out_and_what_was_revoked_open_nothing(client, card, admin):
    with clock.moved(MORNING + invitations.GOOD_FOR + timedelta(days=1)):
        late = client.post(card.path, SAID)
    invitations.revoke(invitation=card, by=admin, at=MORNING)
    void = client.post(card.path, SAID)

    assert (late.status_code, void.status_code) == (410, 410)
    assert "run out" in late.content.decode()
    assert card.organ.office_name in void.content.decode()
    assert not User.objects.get(pk=card.person_id).has_usable_password()


def test_a_new_invitation_makes_the_one_before_void(client, card, admin):
    newer = invitations.invite(person=card.person, organ=card.organ, by=admin, at=MORNING)

    assert client.get(card.path).status_code == 410
    assert client.get(newer.path).status_code == 200


def test_an_unknown_link_says_what_to_do_and_nothing_else(client, card):
    answer = client.get(reverse("enrolment:join_by_link", args=["ABCDEF"]))

    assert answer.status_code == 404
    assert card.organ.office_name not in answer.content.decode()


def test_wrong_codes_are_limited_by_where_they_come_from(client, card):
    door = reverse("enrolment:join")
    for _time in range(joining.MOST_WRONG):
        assert client.post(door, {"code": "AAAABBBBCCCC"}).status_code == 422

    assert client.post(door, {"code": card.printed_code}).status_code == 429
    assert client.get(card.path).status_code == 200, "the link is never blocked"


@pytest.mark.parametrize(
    ("said", "field"),
    [
        ({"is_me": ""}, "is_me"),
        ({"again": "something else"}, "again"),
        ({"password": "12345678901", "again": "12345678901"}, "password"),
    ],
)
def test_what_is_wrong_stands_beside_its_field(client, card, said, field):
    answer = client.post(card.path, {**SAID, **said})

    assert answer.status_code == 422
    assert set(answer.context["form"].errors) == {field}


def test_who_has_an_account_says_yes_there_and_keeps_the_password(client, organ, admin):
    cheng = make_member("430200", user=make_user(name="程", email="cheng@example.org"))
    cheng.set_password(PASSWORD)
    cheng.save()
    made = enrolling.enrol(
        organ=organ, place=PLACE, name="程", mobile="", email=cheng.email, by=admin, at=MORNING
    )
    assert hats(User.objects.get(pk=cheng.pk)).member_of == ("430200",)

    page = client.get(made.path)
    assert reverse("account_login") in page.content.decode()
    client.force_login(cheng)
    client.post(made.path)

    again = User.objects.get(pk=cheng.pk)
    assert hats(again).member_of == (organ.code, "430200")
    assert (again.name, again.check_password(PASSWORD)) == ("程", True)


def test_a_card_opens_no_account_that_another_organ_gave(client, organ, admin, settings):
    settings.SMS_ENABLED = False
    cheng = make_member("430200", user=make_user(name="程远", mobile="+8613800004444"))
    cheng.set_unusable_password()
    cheng.save()
    said = {"name": "程远", "mobile": "+8613800004444", "email": ""}
    made = enrolling.enrol(organ=organ, place=PLACE, by=admin, at=MORNING, **said)
    assert made.channel == "card"

    page = client.post(made.path, SAID).content.decode()

    assert reverse("account_login") in page
    assert "程远" not in page
    assert "_auth_user_id" not in client.session
    assert not User.objects.get(pk=cheng.pk).has_usable_password()


def test_people_are_invited_by_who_looks_after_that_organs_people(card):
    stranger = make_seat(roles.OrganAdmin, "430200")
    act = {"organ": card.organ, "by": stranger, "at": MORNING}
    with pytest.raises(PermissionDenied):
        enrolling.enrol(place=PLACE, name="王", mobile="", email="", **act)
    with pytest.raises(PermissionDenied):
        invitations.invite(person=card.person, **act)
    with pytest.raises(PermissionDenied):
        invitations.note_cards(count=1, **act)
    with pytest.raises(PermissionDenied):
        invitations.revoke(invitation=card, by=stranger, at=MORNING)


def test_an_invitation_is_not_for_whoever_else_is_signed_in(client, card, admin):
    client.force_login(admin)

    assert client.post(card.path, SAID).status_code == 409
    assert Invitation.objects.get().accepted_at is None


def test_the_table_holds_no_secret_that_opens_a_door(card):
    row = Invitation.objects.filter(pk=card.pk).values().get()

    assert card.path.rstrip("/").rpartition("/")[2] not in str(row)
    assert card.printed_code.replace("-", "") not in str(row)


def test_a_link_to_a_wrong_address_opens_nothing_once_it_is_corrected(client, organ, admin):
    sent = enrolling.enrol(
        organ=organ, place=PLACE, name="王", mobile="", email="x@example.org", by=admin, at=MORNING
    )
    said = {"name": "王", "mobile": "", "email": "wang@example.org"}

    void = contacting.change(user=sent.person, organ=organ, by=admin, at=MORNING, **said)

    assert void == 1
    assert client.get(sent.path).status_code == 410
    assert client.post(sent.path, SAID).status_code == 410
    assert not User.objects.get(pk=sent.person_id).has_usable_password()


def test_a_link_to_an_address_that_was_moved_elsewhere_opens_nothing(client, organ, admin):
    sent = enrolling.enrol(
        organ=organ, place=PLACE, name="王", mobile="", email="x@example.org", by=admin, at=MORNING
    )
    seen = Invitation.objects.select_related("person").get()
    people.move_address(user=sent.person, email="wang@example.org", by=None, at=MORNING)

    assert "is void" in client.get(sent.path).content.decode()
    assert client.post(sent.path, SAID).status_code == 410
    with pytest.raises(invitations.Gone):
        inside.come_in(invitation=seen, password=SECRET, at=MORNING)
    assert not User.objects.get(pk=sent.person_id).has_usable_password()


def test_a_card_stays_good_when_an_address_is_moved(client, card):
    people.move_address(user=card.person, email="wang@example.org", by=None, at=MORNING)

    assert client.post(card.path, SAID).status_code == 302


@pytest.fixture
def place_for_cheng(organ, admin):
    cheng = make_member("430200", user=make_user(name="程", email="cheng@example.org"))
    cheng.set_password(PASSWORD)
    cheng.save()
    return enrolling.enrol(
        organ=organ, place=PLACE, name="程", mobile="", email=cheng.email, by=admin, at=MORNING
    )


def test_a_place_is_given_only_while_who_gives_it_may(client, organ, admin, place_for_cheng):
    admin.seats.update(until=MORNING.date() - timedelta(days=1))
    client.force_login(place_for_cheng.person)

    answer = client.post(place_for_cheng.path)

    assert answer.status_code == 410
    assert "is void" in answer.content.decode()
    assert not place_for_cheng.person.memberships.filter(organ=organ).exists()
    assert Invitation.objects.get().accepted_at is None


def test_who_leaves_takes_the_places_along_that_they_offered(organ, admin, place_for_cheng, card):
    chief = make_seat(roles.OrganAdmin, organ.code)
    leaving.end(
        user=admin, organ=organ, last_day=MORNING.date(), hand_over=False, by=chief, at=MORNING
    )

    place_for_cheng.refresh_from_db()
    card.refresh_from_db()
    assert place_for_cheng.revoked_at == MORNING
    assert card.revoked_at is None, "whose place stands comes in all the same"


def test_who_is_suspended_or_removed_is_invited_no_more(organ, admin, card):
    act = {"user": card.person, "organ": organ, "by": admin, "at": MORNING}
    leaving.suspend(day=MORNING.date(), **act)
    again = invitations.invite(person=card.person, organ=organ, by=admin, at=MORNING)
    leaving.end(last_day=MORNING.date(), hand_over=False, **act)

    for one in (card, again):
        one.refresh_from_db()
        assert one.revoked_at == MORNING


def test_nobody_invites_themselves(organ, admin):
    admin.email = "admin@example.org"
    admin.save()

    with pytest.raises(PermissionDenied):
        enrolling.enrol(
            organ=organ, place=PLACE, name="", mobile="", email=admin.email, by=admin, at=MORNING
        )


def test_text_messages_of_an_organ_are_limited_by_day(client, settings, organ, admin):
    settings.SMS_INVITATIONS_PER_DAY = 2
    numbers = ["+8613800001111", "+8613800002222", "+8613800003333"]

    made = [
        enrolling.enrol(
            organ=organ, place=PLACE, name="王", mobile=one, email="", by=admin, at=MORNING
        )
        for one in numbers
    ]

    assert [one.channel for one in made] == ["sms", "sms", "card"]
    client.force_login(admin)
    desk = reverse("enrolment:invitations", args=[organ.code])
    assert "text messages for invitations are used up" in client.get(desk).content.decode()
    assert invitations.texts_left(organ, MORNING + timedelta(days=1)) == 2


def test_nobody_gets_many_text_messages_in_a_day(client, organ, admin):
    first = enrolling.enrol(
        organ=organ, place=PLACE, name="王", mobile="+8613800001111", email="", by=admin, at=MORNING
    )
    client.force_login(admin)
    again = reverse("enrolment:invite", args=[organ.code, first.person.code])

    answers = [client.post(again, {"channel": "sms"}, follow=True) for _time in range(4)]

    sent = Invitation.objects.order_by("pk").values_list("channel", flat=True)
    assert list(sent) == ["sms", "sms", "sms", "sms", "card"]
    assert "No text message" not in answers[2].content.decode()
    assert "No text message" in answers[3].content.decode()


def test_no_text_message_goes_to_a_country_that_gets_none(settings, organ, admin):
    said = {"name": "王", "mobile": "+85291234567", "email": "", "by": admin, "at": MORNING}
    made = enrolling.enrol(organ=organ, place=PLACE, **said)
    assert made.channel == "card"

    settings.SMS_COUNTRIES = ["+86", "+852"]
    assert invitations.channel_for(made.person) == "sms"
