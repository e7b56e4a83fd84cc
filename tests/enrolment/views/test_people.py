"""The people desk: who is found, what is shown, and what it cannot do."""

import pytest
from django.core.exceptions import PermissionDenied
from django.urls import reverse

from enrolment.actions import contacting, invitations
from enrolment.models import Invitation
from events.models import Event
from members import roles
from members.models import Member, Term
from members.policies import hats
from notifications.models import Letter
from tests.departments.factories import make_department, make_officer
from tests.enrolment.lists import MORNING
from tests.members.factories import PASSWORD, make_member, make_seat, make_user

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("morning")]


@pytest.fixture
def page(client, admin):
    client.force_login(admin)
    client.admin = admin
    return client


@pytest.fixture
def an(organ):
    return make_member(
        organ.code, user=make_user(name="安宁", mobile="+8613800001111", email="an@example.org")
    )


def to(name, organ, *more):
    return reverse(f"enrolment:{name}", args=[organ.code, *more])


def found(page, organ, **query):
    lines = page.get(to("people", organ), query).context["lines"]
    return {line.user.name for line in lines}


def test_people_are_found_by_name_number_and_address(page, organ, an):
    make_member("430200", user=make_user(name="安远", mobile="+8613800002222"))

    assert found(page, organ, q="安") == {"安宁"}
    assert found(page, organ, q="138 0000 1111") == {"安宁"}
    assert found(page, organ, q="AN@example.org") == {"安宁"}
    assert found(page, organ, q="13800002222") == set()
    assert found(page, organ, q="1380000") == set(), "who knows a number knows all of it"


def test_people_are_filtered_by_role_state_and_term(page, organ, an, admin):
    unit = make_department("library", organ.code)
    bo = make_officer(unit, user=make_user(name="博"))
    bo.offices.update(suspended_since="2026-03-01")
    make_member(organ.code, user=make_user(name="旧"), until="2026-01-01")
    term = Term.objects.create(organ=organ, number=13, since="2023-01-01")
    Member.objects.filter(user=an).update(term=term)

    assert found(page, organ, role="member") == {"安宁"}
    assert found(page, organ, role="officer") == {"博"}
    assert found(page, organ, role="organ_admin") == {"管理"}
    assert found(page, organ, state="suspended") == {"博"}
    assert found(page, organ, state="former") == {"旧"}
    assert found(page, organ, state="active") == {"安宁", "管理"}
    assert found(page, organ, term="13") == {"安宁"}


def test_the_list_asks_the_same_questions_for_many(page, organ, an, django_assert_max_num_queries):
    for number in range(20):
        make_member(organ.code, user=make_user(name=f"人{number}"))

    with django_assert_max_num_queries(12):
        page.get(to("people", organ))


def test_nothing_of_other_organs_is_shown_or_can_be_changed(page, organ, an):
    make_seat(roles.Office, "430000", user=an)

    seen = page.get(to("person", organ, an.code)).content.decode()

    assert "Hunan" not in seen
    assert "13800001111" not in seen
    assert "an@example.org" not in seen
    assert page.get(to("contact", organ, an.code)).status_code == 403
    said = {"name": "安", "mobile": "13900000000", "email": ""}
    assert page.post(to("contact", organ, an.code), said).status_code == 403
    assert page.post(to("invite", organ, an.code)).status_code == 403
    an.refresh_from_db()
    assert an.mobile == "+8613800001111"


def test_an_account_that_was_somebody_elsewhere_once_is_not_changed(page, organ, an):
    make_seat(roles.Office, "430000", user=an, until="2020-12-31", since="2020-01-01")

    said = {"name": "安", "mobile": "13900000000", "email": ""}
    assert page.post(to("contact", organ, an.code), said).status_code == 403
    assert page.post(to("invite", organ, an.code)).status_code == 403
    assert "an@example.org" not in page.get(to("person", organ, an.code)).content.decode()


def test_without_text_messages_nobody_is_invited_by_one(page, organ, an, settings):
    settings.SMS_ENABLED = False
    an.set_unusable_password()
    an.save()

    page.post(to("invite", organ, an.code), {"channel": "sms"})

    assert Invitation.objects.get().channel == "card"


def test_a_card_calls_somebody_of_another_organ_as_they_were_typed(page, organ, settings):
    settings.SMS_ENABLED = False
    make_member("430200", user=make_user(name="Cheng Yuan", mobile="+8613800004444"))
    said = {"name": "CHENG YUAN", "mobile": "13800004444", "role": "member", "since": "2026-03-05"}

    cards = page.get(page.post(to("enrol", organ), said)["Location"]).content.decode()

    assert "CHENG YUAN" in cards
    assert "Cheng Yuan" not in cards


@pytest.mark.parametrize("way", [{"mobile": "13800001111"}, {"email": "an@example.org"}])
def test_nobody_is_enrolled_by_what_reaches_somebody_of_another_name(page, organ, an, way):
    invitations.invite(person=an, organ=organ, by=page.admin, at=MORNING)
    said = {"name": "试办手", "role": "member", "since": "2026-03-05", **way}

    answer = page.post(to("enrol", organ), said)

    assert answer.status_code == 422
    assert set(answer.context["form"].errors) == set(way)
    assert "安宁" in str(answer.context["form"].errors), "who it is, the organ knows"
    assert Invitation.objects.get().revoked_at is None, "the link that was sent stays good"


@pytest.mark.parametrize("is_here", [False, True])
def test_of_somebody_elsewhere_only_that_it_is_in_use_is_said(page, organ, an, is_here):
    cheng = make_member("430200", user=make_user(name="程远", mobile="+8613800004444"))
    if is_here:
        make_member(organ.code, user=cheng)
    said = {"name": "小程", "mobile": "13800004444", "role": "member", "since": "2026-03-05"}

    answer = page.post(to("enrol", organ), said)

    errors = answer.context["form"].errors
    assert set(errors) == {"mobile"}
    assert "in use already" in str(errors)
    assert "My account" in str(errors), "who can mend a name that is written differently"
    assert "程远" not in answer.content.decode()
    assert not Invitation.objects.exists()
    line = Event.objects.get(step="refused")
    assert (line.code, line.data) == (organ.code, {"way": "mobile"}), "codes only"


def test_one_more_role_for_the_same_person_is_said_before_it_is_given(page, organ, an):
    unit = make_department("library", organ.code)
    said = {"name": "安宁", "email": "an@example.org", "role": "head", "unit": unit.pk}
    said["since"] = "2026-03-05"

    asked = page.post(to("enrol", organ), said)
    assert "is here already" in asked.content.decode()
    assert not Invitation.objects.exists()
    page.post(to("enrol", organ), said | {"further": an.code})

    made = Invitation.objects.get()
    assert (made.person, made.gives["role"]) == (an, "head")


def test_who_left_is_not_here_already(page, organ):
    jiu = make_user(name="旧", email="jiu@example.org")
    make_member(organ.code, user=jiu, until="2024-12-31")
    said = {"name": "旧", "email": "jiu@example.org", "role": "member", "since": "2026-03-05"}

    answer = page.post(to("enrol", organ), said)

    assert answer.status_code == 302
    assert Invitation.objects.get().person == jiu


def test_contacts_are_changed_by_who_looks_after_that_organs_people(organ, an):
    said = {"name": "安", "mobile": "", "email": "neu@example.org", "at": MORNING}
    stranger = make_seat(roles.OrganAdmin, "430200")

    with pytest.raises(PermissionDenied):
        contacting.change(user=an, organ=organ, by=stranger, **said)
    with pytest.raises(PermissionDenied):
        contacting.change(user=an, organ=stranger.seats.get().organ, by=stranger, **said)


def test_a_stranger_is_not_found(page, organ):
    cheng = make_member("430200")

    assert page.get(to("person", organ, cheng.code)).status_code == 404
    assert page.post(to("suspend", organ, cheng.code)).status_code == 404
    assert hats(cheng).member_of == ("430200",)


def test_one_person_is_enrolled_and_invited(page, organ):
    said = {"name": "王小明", "mobile": "13800003333", "role": "member", "since": "2026-03-05"}

    page.post(to("enrol", organ), said)

    invitation = Invitation.objects.get()
    assert (invitation.person.name, invitation.channel) == ("王小明", "sms")
    assert hats(invitation.person).member_of == (organ.code,)


def test_who_has_no_way_to_be_reached_gets_a_card(page, organ):
    said = {"name": "王小明", "role": "member", "since": "2026-03-05"}

    answer = page.post(to("enrol", organ), said)

    cards = page.get(answer["Location"]).content.decode()
    assert Invitation.objects.get().printed_code in cards
    assert "王小明" in cards
    assert "<svg" in cards
    shown = page.get(to("person", organ, Invitation.objects.get().person.code))
    assert shown.context["state"] == "invited", "nobody has come in yet"
    assert Event.objects.filter(step="cards_shown", data={"count": 1}).exists()


def test_a_card_says_whom_to_call_and_is_printed_by_a_button(page, organ):
    page.post(to("enrol", organ), {"name": "王", "role": "member", "since": "2026-03-05"})
    assert "say whom to call" in page.get(to("cards", organ)).content.decode()
    type(organ).objects.filter(pk=organ.pk).update(contact_phone="0731-82210000")

    cards = page.get(to("cards", organ)).content.decode()

    assert "Questions: 0731-82210000" in cards
    assert "data-print" in cards


def test_an_officer_needs_a_unit(page, organ):
    said = {"name": "王", "role": "officer", "since": "2026-03-05"}

    answer = page.post(to("enrol", organ), said)

    assert (answer.status_code, set(answer.context["form"].errors)) == (422, {"unit"})


def test_who_has_an_account_elsewhere_is_asked_and_stays_unknown(page, organ):
    cheng = make_member("430200", user=make_user(name="程远", mobile="+8613800004444"))
    cheng.set_password(PASSWORD)
    cheng.save()
    said = {"name": "程 远", "mobile": "13800004444", "role": "member", "since": "2026-03-05"}

    page.post(to("enrol", organ), said)

    assert hats(cheng).member_of == ("430200",)
    listed = page.get(to("invitations", organ)).content.decode()
    assert "程 远" in listed
    assert 'class="cluster row-acts"' in listed, "below the words, not over them"
    assert "程远" not in listed
    assert cheng.code not in listed
    assert found(page, organ, q="程") == set()


def test_a_change_of_the_address_is_told_to_the_old_one_too(page, organ, an):
    said = {"name": "安宁", "mobile": "13800001111", "email": "neu@example.org"}

    page.post(to("contact", organ, an.code), said)

    an.refresh_from_db()
    assert an.email == "neu@example.org"
    letter = Letter.objects.get()
    assert letter.notification.contact.address == "an@example.org"
    assert Event.objects.filter(code=an.code, step="address_moved").exists()


def test_the_number_of_somebody_else_is_refused(page, organ, an):
    make_user(mobile="+8613800009999")
    said = {"name": "安宁", "mobile": "13800009999", "email": "an@example.org"}

    answer = page.post(to("contact", organ, an.code), said)

    assert answer.status_code == 422
    an.refresh_from_db()
    assert an.mobile == "+8613800001111"


def test_suspending_and_ending_have_pages(page, organ, an):
    page.post(to("suspend", organ, an.code))
    assert page.get(to("person", organ, an.code)).context["state"] == "suspended"
    page.post(to("resume", organ, an.code))
    assert page.get(to("end", organ, an.code)).status_code == 200
    page.post(to("end", organ, an.code), {"last_day": "2026-03-05", "hand_over": "on"})

    assert str(an.memberships.get().until) == "2026-03-05"


@pytest.mark.parametrize("day", ["0026-03-05", "9999-12-31"])
def test_nobody_ends_in_a_year_that_cannot_be_meant(page, organ, an, day):
    answer = page.post(to("end", organ, an.code), {"last_day": day})

    assert "last_day" in answer.context["form"].errors
    assert an.memberships.get().until is None


def test_nobody_ends_their_own_place_by_mistake(page, organ, admin):
    assert page.post(to("suspend", organ, admin.code)).status_code == 403
    said = {"last_day": "2026-03-05"}
    assert page.post(to("end", organ, admin.code), said).status_code == 403


def test_a_new_term_is_shown_before_it_is_set(page, organ, an):
    new = to("term_new", organ)
    page.post(new, {"number": 13, "since": "2023-01-01", "step": "members"})
    bo = make_member(organ.code, user=make_user(name="博"))
    said = {"number": 14, "since": "2026-03-15"}

    listed = page.post(new, said | {"step": "members"})
    preview = page.post(new, said | {"leaving": [bo.code], "step": "preview"})
    assert Term.objects.count() == 1, "nothing has been done yet"
    page.post(new, said | {"leaving": [bo.code], "step": "apply"})

    assert len(listed.context["members"]) == 2
    assert (preview.context["go_on"], len(preview.context["ends"])) == (1, 1)
    assert "Term 14: please check" in preview.content.decode()
    assert Term.objects.get(number=14).since.isoformat() == "2026-03-15"
    late = page.post(new, said | {"leaving": [bo.code], "step": "apply"})
    assert late.status_code == 409, "a second press, or a second administrator"
    assert str(bo.memberships.get().until) == "2026-03-14"
    assert an.memberships.count() == 2


def test_a_new_term_counts_on_from_the_present_one(page, organ, an):
    new = to("term_new", organ)
    page.post(new, {"number": 13, "since": "2023-01-01", "step": "members"})

    assert 'value="14"' in page.get(new).content.decode()
    same = page.post(new, {"number": 13, "since": "2026-03-15", "step": "members"})
    early = page.post(new, {"number": 14, "since": "2022-12-31", "step": "members"})

    assert (same.status_code, set(same.context["form"].errors)) == (422, {"number"})
    assert (early.status_code, set(early.context["form"].errors)) == (422, {"since"})


def test_the_present_term_has_begun_already(page, organ, an):
    new = to("term_new", organ)

    ahead = page.post(new, {"number": 13, "since": "2030-01-01", "step": "members"})

    assert ahead.status_code == 422
    assert "since" in ahead.context["form"].errors
    assert not Term.objects.exists()


def test_the_only_term_can_be_put_right_and_no_other(page, organ, an):
    new, correct = to("term_new", organ), to("term_correct", organ)
    page.post(new, {"number": 12, "since": "2022-01-01", "step": "members"})

    assert correct in page.get(to("terms", organ)).content.decode()
    assert page.post(correct, {"number": 13, "since": "2030-01-01"}).status_code == 422
    page.post(correct, {"number": 13, "since": "2023-01-01"})

    term = Term.objects.get()
    assert (term.number, term.since.isoformat()) == (13, "2023-01-01")
    assert an.memberships.get().term == term

    page.post(new, {"number": 14, "since": "2026-03-15", "step": "apply"})
    assert correct not in page.get(to("terms", organ)).content.decode()
    page.post(correct, {"number": 15, "since": "2023-01-01"})
    assert set(Term.objects.values_list("number", flat=True)) == {13, 14}


def test_two_thousand_members_can_be_ticked_at_a_new_term(page, organ, an):
    new = to("term_new", organ)
    page.post(new, {"number": 13, "since": "2023-01-01", "step": "members"})
    ticked = [an.code, *(f"U{number:05}" for number in range(2_000))]
    said = {"number": 14, "since": "2026-03-15", "leaving": ticked, "step": "preview"}

    preview = page.post(new, said)

    assert preview.status_code == 200
    assert [member.user.code for member in preview.context["ends"]] == [an.code]


def test_a_member_who_joined_is_not_invited_anew(page, organ, an):
    an.set_password(PASSWORD)
    an.save()

    page.post(to("invite", organ, an.code))

    assert not Invitation.objects.exists()


@pytest.mark.parametrize("name", ["person", "end"])
def test_a_person_s_pages_ask_twelve_questions_whatever_they_are(
    page, organ, name, django_assert_max_num_queries
):
    person = make_member(organ.code, user=make_user(name="博"))
    for number in range(3):
        make_officer(make_department(f"unit-{number}", organ.code), user=person)
    make_seat(roles.Office, organ.code, user=person)
    page.get(to(name, organ, person.code))

    with django_assert_max_num_queries(12):
        assert page.get(to(name, organ, person.code)).status_code == 200
