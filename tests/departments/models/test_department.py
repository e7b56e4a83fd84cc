import datetime as dt

import pytest
from django.db import IntegrityError, transaction
from django.utils import translation

from departments.models import Department, Officer
from members import roles
from tests.departments.factories import make_department, make_officer
from tests.members.factories import make_user

pytestmark = pytest.mark.django_db


def test_an_organ_assigns_to_its_own_active_units():
    own = make_department("jyt")
    make_department("closed", is_active=False)
    make_department("430100-jyj", organ="430100")

    assert list(Department.objects.of_organ("430000")) == [own]


def test_a_unit_is_named_in_the_readers_language():
    unit = make_department(name_zh="湖南省教育厅", short_zh="省教育厅", name_en="Education")

    with translation.override("zh-hans"):
        assert (unit.name, unit.short_name) == ("湖南省教育厅", "省教育厅")
    with translation.override("en"):
        assert (unit.name, unit.short_name) == ("Education", "Education")


def test_a_unit_is_told_by_its_kind_in_the_readers_language_where_the_lists_know_it():
    unit = Department(kind="市州政府", category="经济管理")
    own = Department(kind="临时专班")

    with translation.override("zh-hans"):
        assert (unit.kind_name, unit.category_name) == ("市州政府", "经济管理")
    with translation.override("en"):
        assert (unit.kind_name, unit.category_name) == ("Prefecture government", "Economy")
        assert (own.kind_name, own.category_name) == ("临时专班", "")


def test_units_stand_by_their_codes_in_chinese_and_by_the_alphabet_in_english():
    make_department("fgw", name_en="Reform")
    water = make_department("slt", name_en="Water")
    make_department("jyt", name_en="education")
    make_department("aa", name_en="Zhang Library", parent=water)
    make_department("ab", name_en="Archive", parent=water)

    with translation.override("zh-hans"):
        listed = [unit.code for unit in Department.objects.in_families()]
        assert listed == ["fgw", "jyt", "slt", "aa", "ab"]
    with translation.override("en"):
        listed = [unit.code for unit in Department.objects.in_families()]
        assert listed == ["jyt", "fgw", "slt", "ab", "aa"]


def test_a_code_is_used_once():
    make_department("jyt")

    with pytest.raises(IntegrityError), transaction.atomic():
        make_department("jyt")


@pytest.mark.parametrize("code", ["JYT", "j t", "-", "j"])
def test_a_code_goes_into_an_address(code):
    with pytest.raises(IntegrityError), transaction.atomic():
        make_department(code)


def test_a_unit_does_not_belong_to_itself():
    unit = make_department()

    with pytest.raises(IntegrityError), transaction.atomic():
        Department.objects.filter(pk=unit.pk).update(parent=unit.pk)


def test_an_officer_is_officer_or_head_for_a_period():
    unit, day = make_department(), dt.date(2026, 3, 5)

    with pytest.raises(IntegrityError), transaction.atomic():
        Officer.objects.create(user=make_user(), department=unit, role="office", since=day)
    with pytest.raises(IntegrityError), transaction.atomic():
        make_officer(unit, since=day, until=day - dt.timedelta(days=1))


def test_somebody_sits_in_a_unit_once_at_a_time_in_one_role():
    unit = make_department()
    user = make_officer(unit)

    with pytest.raises(IntegrityError), transaction.atomic():
        make_officer(unit, user=user)
    make_officer(unit, user=user, role=roles.Head)
    assert user.offices.count() == 2
