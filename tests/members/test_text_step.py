"""A code by text message as second step, and one's own mobile number."""

import datetime as dt

import pytest
from allauth.mfa.totp.internal.auth import TOTP, generate_totp_secret
from django.test import Client
from django.urls import reverse

from events.models import Event
from members import documents, roles
from members.actions import account, codes
from members.models import User
from members.policies import lacks_second_factor, text_suffices
from notifications.models import Letter, Notification
from tests.members.factories import PASSWORD, make_seat, make_user
from tests.members.test_second_step import confirm
from tests.members.test_sign_in import ask_for_code, give_code, is_in, mailed_code, sign_in
from workdays import clock

pytestmark = pytest.mark.django_db
NUMBER = "+8619900000001"
STEP = "/account/step/"


@pytest.fixture
def an():
    return make_user(email="an@example.org", mobile=NUMBER, password=PASSWORD)


@pytest.fixture
def careful(an):
    account.ask_by_text(user=an, on=True, by=an, at=clock.now())
    return an


def steps(user):
    return list(Event.objects.of("account", user.code).values_list("step", flat=True))


def test_it_is_turned_on_by_a_code_sent_to_ones_own_number(client, an):
    sign_in(client)
    asked = confirm(client, client.post(reverse("members:by_text")))
    assert asked.redirect_chain[-1][0] == reverse("members:confirm_mobile")
    assert Notification.objects.get(step="code_by_text").user == an

    client.post(reverse("members:confirm_mobile"), {"code": mailed_code()})

    an.refresh_from_db()
    assert an.text_step
    assert steps(an) == ["text_step_on"]


def test_without_the_right_code_nothing_is_turned_on(client, an):
    sign_in(client)
    confirm(client, client.post(reverse("members:by_text")))

    for _time in range(6):
        client.post(reverse("members:confirm_mobile"), {"code": "none"})
    client.post(reverse("members:confirm_mobile"), {"code": mailed_code()})

    assert not User.objects.get(pk=an.pk).text_step


def test_the_password_alone_does_not_open_then(client, careful):
    assert sign_in(client)["Location"] == STEP
    assert not is_in(client)
    assert "+86 199****0001" in client.get(STEP).content.decode()

    client.post(STEP, {"code": "none"})
    assert not is_in(client)
    client.post(STEP, {"code": mailed_code()})
    assert is_in(client)


def test_a_mailed_code_needs_the_second_step_as_well(client, careful):
    ask_for_code(client)

    assert give_code(client, mailed_code())["Location"] == STEP
    client.post(STEP, {"code": mailed_code()})
    assert is_in(client)


def test_a_text_message_does_not_count_twice(client, careful):
    ask_for_code(client, NUMBER)
    assert give_code(client, mailed_code())["Location"] == STEP

    page = client.get(STEP)

    assert list(page.context["form"].fields) == ["password"]
    assert Letter.objects.count() == 1, "no second code"
    client.post(STEP, {"code": mailed_code(), "password": "not the password"})
    assert not is_in(client)
    client.post(STEP, {"password": PASSWORD})
    assert is_in(client)


def test_an_app_comes_first_where_there_is_one(client, careful):
    TOTP.activate(careful, generate_totp_secret())

    assert sign_in(client)["Location"] == reverse("mfa_authenticate")
    assert not Letter.objects.exists()


def test_nobody_passes_the_step_without_the_first(client, careful):
    assert client.get(STEP)["Location"] == reverse("account_login")
    assert client.post(STEP, {"code": "123456"})["Location"] == reverse("account_login")


def test_another_code_takes_a_minute_and_strangers_do_not_count(client, careful, django_client):
    for number in range(21):
        ask_for_code(django_client, NUMBER, REMOTE_ADDR=f"198.51.100.{number}")
    before = Letter.objects.count()

    sign_in(client)
    assert Letter.objects.count() == before + 1
    client.post(STEP, {"action": "resend"})
    assert Letter.objects.count() == before + 1, "too early"
    client.post(STEP, {"code": mailed_code()})
    assert is_in(client)


def test_who_comes_again_within_a_minute_is_told_to_wait(client, careful, django_client):
    sign_in(client)

    sign_in(django_client)

    assert Letter.objects.count() == 1
    assert "Wait a minute" in django_client.get(STEP).content.decode()
    assert "is on its way" in client.get(STEP).content.decode()


def test_a_code_for_the_step_does_not_change_the_number(client, an):
    sign_in(client)
    confirm(client, client.post(reverse("members:by_text")))
    account.set_mobile(user=an, number="+8619900000055")

    client.post(reverse("members:confirm_mobile"), {"code": mailed_code()})

    an = User.objects.get(pk=an.pk)
    assert (an.mobile, an.text_step) == ("+8619900000055", False)


def test_it_is_turned_off_by_its_owner_and_by_losing_the_number(client, careful):
    sign_in(client)
    client.post(STEP, {"code": mailed_code()})
    confirm(client, client.post(reverse("members:by_text")))
    careful.refresh_from_db()
    assert not careful.text_step
    assert steps(careful)[0] == "text_step_off"

    account.ask_by_text(user=careful, on=True, by=careful, at=clock.now())
    account.set_mobile(user=careful, number=None)
    assert not User.objects.get(pk=careful.pk).text_step


def test_where_no_messages_are_sent_the_password_opens(client, careful, settings):
    settings.SMS_ENABLED = False

    assert sign_in(client)["Location"] == "/desk/"


@pytest.mark.parametrize(("allowed", "suffices"), [(("member",), False), (("office",), True)])
def test_for_the_office_it_suffices_only_where_the_setting_says_so(settings, allowed, suffices):
    settings.MFA_REQUIRED_ROLES, settings.MFA_SMS_ROLES = ("office",), allowed
    clerk = make_seat(roles.Office, user=make_user(mobile=NUMBER, text_step=True))

    assert text_suffices(clerk) is suffices
    assert lacks_second_factor(clerk) is not suffices


def test_technical_staff_need_more_than_a_text_message(settings):
    settings.MFA_REQUIRED_ROLES, settings.MFA_SMS_ROLES = ("office",), ("office", "member")

    assert lacks_second_factor(make_user(mobile=NUMBER, text_step=True, is_staff=True))


def test_a_role_that_needs_it_is_led_to_where_it_is_turned_on(client, settings):
    settings.MFA_REQUIRED_ROLES = settings.MFA_SMS_ROLES = ("office",)
    clerk = make_seat(roles.Office, user=make_user(mobile=NUMBER, password=PASSWORD))
    sign_in(client, clerk.email)
    assert client.get("/desk/")["Location"] == reverse("mfa_index")
    assert reverse("members:by_text") in client.get(reverse("mfa_index")).content.decode()

    confirm(client, client.post(reverse("members:by_text")))
    client.post(reverse("members:confirm_mobile"), {"code": mailed_code()})

    assert client.get("/account/").status_code == 200


def test_a_new_office_person_gets_to_the_desk_by_text_message_alone(client, settings):
    settings.MFA_REQUIRED_ROLES = settings.MFA_SMS_ROLES = ("office",)
    new = User.objects.create_user("new@example.org", name="新", agreed_version="")
    make_seat(roles.Office, user=new)
    ask_for_code(client)  # nobody: nothing is sent
    client.cookies.clear()
    ask_for_code(client, "new@example.org")
    give_code(client, mailed_code())
    assert client.get("/desk/")["Location"] == reverse("mfa_index")

    ask_for_number(client, NUMBER)
    client.post(reverse("members:confirm_mobile"), {"code": mailed_code()})
    words = {"password1": PASSWORD, "password2": PASSWORD}
    assert client.post(reverse("account_set_password"), words).status_code == 302
    with clock.moved(clock.now() + dt.timedelta(minutes=2)):
        confirm(client, client.post(reverse("members:by_text")))
    page = client.post(reverse("members:confirm_mobile"), {"code": mailed_code()})
    assert page["Location"] == reverse("mfa_index")

    asked = client.get("/desk/")["Location"]
    assert asked.startswith(reverse("members:agree"))
    client.get(asked)
    form = {"version": documents.current(), "next": "/desk/"}
    assert client.post(reverse("members:agree"), form)["Location"] == "/desk/"
    assert client.get("/desk/", follow=True).status_code == 200


def test_who_must_agree_first_may_before_the_second_step_is_set_up(client, settings):
    settings.MFA_REQUIRED_ROLES = ("office",)
    client.force_login(make_seat(roles.Office, user=make_user(agreed_version="")))

    assert client.get(reverse("members:agree")).status_code == 200


def test_who_has_learnt_the_password_uses_up_nothing_that_is_the_owners(client, careful):
    sign_in(client)
    client.post(STEP, {"code": mailed_code()})
    client.post(reverse("account_logout"))
    for number in range(30):
        with clock.moved(clock.now() + dt.timedelta(minutes=2 * number)):
            sign_in(Client(), REMOTE_ADDR=f"198.51.100.{number}")
    assert Letter.objects.count() == codes.TO_NAME_A_DAY

    with clock.moved(clock.now() + dt.timedelta(minutes=70)):
        sign_in(client, REMOTE_ADDR="203.0.113.7")
        assert Letter.objects.count() == 1 + codes.TO_NAME_A_DAY
        client.post(STEP, {"code": mailed_code()})
    assert is_in(client)

    late = Client()
    sign_in(late, REMOTE_ADDR="203.0.113.8")
    assert "Other ways to sign in” below" in late.get(STEP).content.decode()


def ask_for_number(client, number):
    return confirm(client, client.post(reverse("members:mobile"), {"mobile": number}))


def test_a_new_number_counts_once_it_is_confirmed_on_that_telephone(client, an):
    sign_in(client)
    ask_for_number(client, "199 0000 0007")
    line = Notification.objects.get(step="code_by_text")
    assert (line.user, line.address) == (None, "+8619900000007")
    assert User.objects.get(pk=an.pk).mobile == NUMBER

    client.post(reverse("members:confirm_mobile"), {"code": mailed_code()})

    assert User.objects.get(pk=an.pk).mobile == "+8619900000007"
    assert steps(an) == ["mobile_changed"]


def test_the_number_of_somebody_else_is_neither_given_nor_betrayed_to_a_guesser(client, an):
    other = make_user(mobile="+8619900000008")
    sign_in(client)
    taken = ask_for_number(client, "+8619900000008")
    assert taken.redirect_chain[-1][0] == reverse("members:confirm_mobile")

    page = client.post(reverse("members:confirm_mobile"), {"code": mailed_code()}, follow=True)

    assert "There is an account with this mobile number already." in page.content.decode()
    assert User.objects.get(pk=an.pk).mobile == NUMBER
    assert User.objects.get(pk=other.pk).mobile == "+8619900000008"


@pytest.mark.parametrize("wrong", ["", "0731-8221 0000", NUMBER])
def test_what_is_no_new_number_is_refused_beside_the_field(client, an, wrong):
    sign_in(client)

    page = ask_for_number(client, wrong)

    assert "mobile" in page.context["form"].errors
    assert not Letter.objects.exists()


def test_the_page_of_the_number_asks_who_it_is(client, an):
    client.force_login(an)

    answer = client.post(reverse("members:mobile"), {"mobile": "+8619900000007"})

    assert "reauthenticate" in answer["Location"]
    assert not Letter.objects.exists()


def test_a_program_may_not_turn_it_on_for_who_has_no_number(client):
    bo = make_user(password=PASSWORD)
    sign_in(client, bo.email)

    assert confirm(client, client.post(reverse("members:by_text"))).status_code == 404
