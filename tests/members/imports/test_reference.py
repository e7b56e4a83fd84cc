import pytest
from django.core.management import call_command

from departments.models import Department
from members import areas
from members.imports import reference
from members.models import Organ, Sector

pytestmark = pytest.mark.django_db


def test_reference_data_is_complete():
    reference.load()

    levels = [Organ.objects.filter(level=level).count() for level in ("province", "city", "county")]
    assert levels == [1, 14, 122]
    assert Sector.objects.count() == 34
    assert Department.objects.filter(organ="430000").count() == 75
    assert Organ.objects.filter(name_en="").count() == Organ.objects.filter(name_zh="").count() == 0


def test_counties_report_to_the_city_that_their_code_names():
    reference.load()

    pairs = Organ.objects.exclude(parent=None).values_list("code", "parent_id")
    assert all(areas.covers(parent, code) and code != parent for code, parent in pairs)


def test_loading_again_corrects_and_adds_nothing(django_assert_max_num_queries):
    reference.load()
    Organ.objects.filter(code="430111").update(name_zh="别名")

    with django_assert_max_num_queries(16):
        reference.load()

    assert Organ.objects.get(code="430111").name_zh == "雨花区"
    assert Organ.objects.count() == 137


def test_the_command_says_what_it_read(capsys):
    call_command("load_reference")

    said = set(capsys.readouterr().out.strip().split(", "))
    assert said >= {"137 organs", "34 sectors", "75 departments", "660 categories"}


def test_the_command_adds_demo_units_when_asked(capsys):
    call_command("load_reference", "--demo")

    assert "51 demo departments" in capsys.readouterr().out
