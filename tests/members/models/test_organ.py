import pytest
from django.db import IntegrityError, transaction
from django.utils import translation

from members.models import Organ
from tests.members.factories import make_organ

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("code", "zh", "en"),
    [
        ("430000", "湖南省政协", "CPPCC Hunan Provincial Committee"),
        ("430100", "长沙市政协", "CPPCC Changsha Municipal Committee"),
        ("430111", "雨花区政协", "CPPCC Yuhua District Committee"),
        ("433124", "花垣县政协", "CPPCC Huayuan County Committee"),
        (
            "433100",
            "湘西土家族苗族自治州政协",
            "CPPCC Xiangxi Tujia and Miao Autonomous Prefecture Committee",
        ),
    ],
)
def test_an_organ_is_called_as_people_call_it(code, zh, en):
    organ = make_organ(code)

    with translation.override("zh-hans"):
        assert organ.office_name == zh
    with translation.override("en"):
        assert organ.office_name == en


def test_an_autonomous_prefecture_has_a_short_name():
    with translation.override("zh-hans"):
        organ = make_organ("433100")
        assert (organ.name, organ.short_name) == ("湘西土家族苗族自治州", "湘西州")
        assert organ.short_office_name == "湘西州政协"


def test_chain_leads_up_to_the_province(django_assert_num_queries):
    county = make_organ("430111")

    with django_assert_num_queries(1):
        assert [organ.code for organ in county.chain()] == ["430111", "430100", "430000"]


@pytest.mark.parametrize(
    "wrong",
    [
        {"level": "village"},
        {"parent": None},
        {"level": "province"},
        {"seat_lat": 91},
    ],
)
def test_the_database_refuses_an_impossible_organ(wrong):
    make_organ("430100")

    with pytest.raises(IntegrityError), transaction.atomic():
        Organ.objects.filter(code="430100").update(**wrong)


def test_the_database_refuses_a_code_of_another_kind():
    with pytest.raises(IntegrityError), transaction.atomic():
        Organ.objects.create(
            code="HUNAN", level="province", name_zh="湖", name_en="H", seat_lon=0, seat_lat=0
        )
