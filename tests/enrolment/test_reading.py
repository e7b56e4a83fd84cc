"""What a row says, whoever typed it."""

import datetime as dt

import pytest

from enrolment import lists, reading
from enrolment.reading import Catalogue, day_of, number_of

KNOWN = Catalogue(
    sectors={"教育界": "education", "教育": "education"},
    units={"省教育厅": 7},
    roles={"承办人": "officer", "负责人": "head"},
    terms={13: 4},
)
MEMBERS = {"name": 0, "mobile": 1, "email": 2, "sector": 3, "term": 4, "since": 5}
UNITS = {"name": 0, "mobile": 1, "unit": 2, "role": 3}


def read(*cells, mapping=MEMBERS, kind=lists.MEMBERS):
    return reading.row(cells, mapping, kind, KNOWN)


def test_a_row_is_read_into_the_platforms_own_words():
    found = read(
        "王 小明", "１３８ 0000-1111", "Wang@Example.org", "教育", "第十三届", "2026年3月5日"
    )

    assert (found.name, found.mobile, found.email) == (
        "王 小明",
        "+8613800001111",
        "wang@example.org",
    )
    assert found.place == {"sector": "education", "term": 4, "since": "2026-03-05"}
    assert found.problems == []


@pytest.mark.parametrize(
    ("cells", "problem"),
    [
        (["", "13800001111"], ("name", "no_name")),
        (["名" * 61], ("name", "long_name")),
        (["示例·王小明（请删除本行）"], ("name", "example")),
        (["王", "1380000111"], ("mobile", "no_number")),
        (["王", "", "wang@"], ("email", "no_address")),
        (["王", "", "", "书法界"], ("sector", "no_sector")),
        (["王", "", "", "", "15"], ("term", "no_term")),
        (["王", "", "", "", "", "3月5日"], ("since", "no_day")),
    ],
)
def test_what_is_wrong_is_said_of_its_column(cells, problem):
    assert read(*cells).problems == [problem]


def test_a_number_that_a_spreadsheet_wrote_is_a_number():
    assert read("王", "13800001111.0").mobile == "+8613800001111"
    assert read("王", "'+8613800001111").mobile == "+8613800001111"


def test_staff_of_a_unit_are_officers_unless_a_role_is_named():
    found = read("王", "", "省教育厅", "", mapping=UNITS, kind=lists.UNITS)

    assert found.place == {"unit": 7, "role": "officer"}


@pytest.mark.parametrize(
    ("unit", "role", "problem"),
    [
        ("", "负责人", ("unit", "write_unit")),
        ("市水利局", "负责人", ("unit", "no_unit")),
        ("省教育厅", "科长", ("role", "no_role")),
    ],
)
def test_a_unit_of_nobody_and_an_unknown_role_are_refused(unit, role, problem):
    found = read("王", "", unit, role, mapping=UNITS, kind=lists.UNITS)

    assert found.problems == [problem]


def test_the_role_of_a_seat_is_never_guessed():
    mapping = {"name": 0, "role": 1}

    assert read("王", mapping=mapping, kind=lists.SEATS).problems == [("role", "write_role")]


@pytest.mark.parametrize(
    ("said", "day"),
    [
        ("2026-03-05", dt.date(2026, 3, 5)),
        ("2026/3/5", dt.date(2026, 3, 5)),
        ("2026.3.5", dt.date(2026, 3, 5)),
        ("20260305", dt.date(2026, 3, 5)),
        ("２０２６年３月５日", dt.date(2026, 3, 5)),
        ("2026-02-30", None),
        ("5/3/2026", None),
    ],
)
def test_days_are_read_in_the_ways_people_write_them(said, day):
    assert day_of(said) == day


@pytest.mark.parametrize(
    ("said", "number"),
    [
        ("13", 13),
        ("十", 10),
        ("十三届", 13),
        ("第二十届", 20),
        ("二十一", 21),
        ("九", 9),
        ("下", 0),
    ],
)
def test_terms_are_read_as_figures_and_in_han(said, number):
    assert number_of(said) == number


def test_columns_are_recognised_by_what_people_call_them():
    header = ["序号", "委员姓名*", "手机号码（必填）", "电子邮箱：", "所属界别", "备注"]

    assert lists.propose(header, lists.MEMBERS) == {
        "name": 1,
        "mobile": 2,
        "email": 3,
        "sector": 4,
    }
    assert lists.propose(["Name", "E-mail address", "Unit"], lists.UNITS) == {
        "name": 0,
        "email": 1,
        "unit": 2,
    }


@pytest.mark.parametrize(
    "heading",
    ["电子信箱", "邮件", "电邮", "E-mail", "Email", "邮箱/E-mail", "电子邮箱（选填）", "邮箱地址"],
)
def test_an_address_is_recognised_by_all_its_common_names(heading):
    assert lists.propose(["姓名", heading], lists.MEMBERS)["email"] == 1


@pytest.mark.parametrize("heading", ["手机号码", "联系电话", "移动电话", "手机/电话", "Tel"])
def test_a_mobile_number_is_recognised_by_all_its_common_names(heading):
    assert lists.propose(["姓名", heading], lists.MEMBERS)["mobile"] == 1


def test_of_two_columns_for_one_thing_the_plainer_name_is_taken():
    header = ["姓名", "联系电话", "手机号码", "工作单位及职务", "承办单位"]

    assert lists.propose(header, lists.UNITS) == {"name": 0, "mobile": 2, "unit": 4}


def test_the_template_is_recognised_as_it_was_given_out():
    for kind in lists.KINDS:
        header, example = lists.template(kind)
        assert list(lists.propose(header, kind)) == list(lists.OF_KIND[kind])
        assert len(example) == len(header)
