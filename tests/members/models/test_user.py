import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.db.models.functions import Upper

from members.codes import SIGNS
from members.models import User
from members.models.user import new_code
from tests.members.factories import make_user

pytestmark = pytest.mark.django_db


def test_an_address_belongs_to_one_person_whatever_its_case():
    make_user(email="an@example.org")

    with pytest.raises(IntegrityError):
        User.objects.create_user("AN@Example.org")


def test_an_address_is_kept_and_found_without_upper_case():
    user = User.objects.create(email=" An@Example.ORG ")

    assert user.email == "an@example.org"
    assert User.objects.get(email="AN@example.org") == user


def test_the_database_refuses_upper_case_in_an_address():
    user = make_user()

    with pytest.raises(IntegrityError), transaction.atomic():
        User.objects.filter(pk=user.pk).update(email=Upper("email"))


@pytest.mark.parametrize(
    "field",
    [
        {"language": "fr"},
        {"code": "short"},
        {"code": "x23456789A"},
        {"email": ""},
        {"mobile": "0731"},
    ],
)
def test_the_database_refuses_what_is_unknown(field):
    user = make_user()

    with pytest.raises(IntegrityError), transaction.atomic():
        User.objects.filter(pk=user.pk).update(**field)


def test_people_without_an_address_do_not_stand_in_each_others_way():
    an, bo = User.objects.create_user(), User.objects.create_user("")

    assert (an.email, bo.email, an.mobile, bo.mobile) == (None, None, None, None)
    assert str(an) == an.code
    assert not User.objects.filter(email="").exists()


def test_a_mobile_belongs_to_one_person_however_it_is_written():
    an = make_user(mobile="138 1234 5678")
    assert an.mobile == "+8613812345678"
    assert User.objects.get(mobile="138-1234-5678") == an

    with pytest.raises(IntegrityError):
        make_user(mobile="+8613812345678")


def test_what_is_no_mobile_is_refused_with_words():
    with pytest.raises(ValidationError, match="11 digits"):
        User(name="An", mobile="0731-8221 0000").full_clean()


def test_codes_are_random_and_easy_to_read_out():
    codes = {new_code() for _time in range(200)}

    assert len(codes) == 200
    assert all(code[0] == "U" and set(code[1:]) <= set(SIGNS) for code in codes)


def test_a_person_without_a_password_cannot_use_one():
    user = make_user()

    assert not user.has_usable_password()
    assert not user.check_password("")
