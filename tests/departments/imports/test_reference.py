import pytest

from departments.imports import reference
from departments.models import Department
from departments.models.kinds import CATEGORIES, KINDS
from members.imports import organs
from members.imports.rows import read
from workdays.clock import now

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _areas(db):
    organs.load()


def test_the_library_belongs_to_its_department():
    reference.load()

    assert Department.objects.get(code="stsg").parent.code == "wlt"
    assert "图书馆" in Department.objects.get(code="wlt").keywords


def test_every_kind_and_category_of_the_lists_has_an_english_word():
    rows = read("departments", reference.PROVINCE) + read("departments", reference.DEMO)
    assert {row["kind"] for row in rows} == set(KINDS)
    assert {row["category"] for row in rows} <= set(CATEGORIES)


def test_demo_units_come_only_when_asked_for():
    assert reference.load() == 75
    assert not Department.objects.exclude(organ="430000").exists()

    assert reference.load_demo() == 51
    counts = [Department.objects.of_organ(code).count() for code in ("430100", "430111", "433124")]
    assert counts == [24, 13, 14]


def test_demo_codes_begin_with_their_organ_and_have_a_remit():
    rows = read("departments", "demo_units.csv")

    assert all(row["code"].startswith(f"{row['organ']}-") for row in rows)
    assert all(len(row["keywords"].split("|")) >= 3 for row in rows)
    assert all(row["name_zh"] and row["short_zh"] and row["name_en"] for row in rows)


def test_loading_again_leaves_what_the_organ_has_edited():
    reference.load()
    own = {"name_en": "Ours", "keywords": ["学校"], "edited_at": now(), "parent": None}
    Department.objects.filter(code="stsg").update(**own)

    assert reference.load() == 75

    unit = Department.objects.get(code="stsg")
    assert (unit.name_en, unit.keywords, unit.parent) == ("Ours", ["学校"], None)


def test_loading_again_corrects_but_leaves_switched_off_what_is(django_assert_max_num_queries):
    reference.load()
    Department.objects.filter(code="jyt").update(is_active=False, name_en="Wrong", parent=None)

    with django_assert_max_num_queries(5):
        reference.load()

    unit = Department.objects.get(code="jyt")
    assert (unit.is_active, unit.name_en) == (False, "Department of Education")
    assert Department.objects.count() == 75
