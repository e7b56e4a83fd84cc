"""The classification: its file, its list, its proposals, its rows."""

import re

import pytest
from django.utils.translation import override

from suggestions import categories
from suggestions.forms.plain import CategorySelect
from suggestions.imports import categories as importing
from suggestions.models import Category


def test_the_three_levels_are_whole_and_every_parent_is_there():
    places = categories.places()
    sizes = [sum(len(code) == digits for code in places) for digits in (2, 4, 6)]
    assert sizes == [15, 120, 525]
    for code, place in places.items():
        assert place.parent == code[:-2]
        assert place.name_zh
        assert place.name_en or len(code) == 6


def test_the_list_offers_the_second_level_by_the_first():
    groups = categories.choices()
    assert len(groups) == 15
    assert sum(len(rows) for _name, rows in groups) == 118


def test_what_is_out_of_date_is_offered_only_where_it_stands_already():
    offered = {code for _name, rows in categories.choices() for code, _words in rows}
    assert offered.isdisjoint(categories.OUT_OF_DATE)
    kept = {code for _name, rows in categories.choices("1004") for code, _words in rows}
    assert kept - offered == {"1004"}
    assert categories.path("100401").endswith("扶贫开发资金使用管理")
    found = categories.proposed("扶贫开发资金使用管理", "扶贫开发政策落实不到位。")
    assert found is None or found.code[:4] not in categories.OUT_OF_DATE


@pytest.mark.parametrize(
    ("title", "text", "begins"),
    [
        ("降低少儿阅览室的书架", "学校图书馆的书架太高。", "教育文体"),
        ("小区违章搭建没人拆除", "房屋漏水，物业不管。", "城乡建设"),
        ("公交车班次太少", "早高峰乘客上不了公交车。", "交通运输"),
        ("化工厂夜里排放废气", "空气污染严重，河水发臭。", "环境保护"),
        ("拖欠农民工工资", "工地拖欠工资半年。", "劳动和社会保障"),
    ],
)
def test_plain_matters_find_their_place(title, text, begins, settings):
    found = categories.proposed(title, text)
    assert categories.places()[found.code[:2]].name_zh == begins
    assert found.because


@pytest.mark.django_db
def test_loading_twice_is_loading_once():
    assert importing.load() == importing.load() == 660
    assert Category.objects.count() == 660
    leaf = Category.objects.get(pk="010201")
    assert (leaf.parent_id, leaf.parent.parent_id) == ("0102", "01")


@pytest.mark.parametrize(
    ("typed", "code"),
    [
        ("排水", "0102"),
        ("水", "1011"),
        ("路灯", "0102"),
        ("停车", "1305"),
        ("噪音", "0402"),
        ("学区", "1405"),
        ("垃圾", "0102"),
        ("公交", "0603"),
        ("快递", "0605"),
        ("物业", "0109"),
    ],
)
def test_a_category_is_found_by_what_people_call_such_things(typed, code):
    with override("zh-hans"):
        widget = CategorySelect(choices=categories.choices())
        found = _found_by(typed, str(widget.render("category", "", {})))
    assert code in found
    assert len(found) < 10


def test_in_english_it_is_found_by_english_words():
    with override("en"):
        page = str(CategorySelect(choices=categories.choices()).render("category", "", {}))
    assert "0102" in _found_by("street lamp", page)
    found_by = re.findall(r'data-words="([^"]*)"', page)
    assert all(words.startswith("| ") and words.count("|") == 1 for words in found_by)
    assert "路灯" not in page


def test_every_category_that_is_offered_has_everyday_words():
    places = categories.places()
    offered = [code for _name, rows in categories.choices() for code, _words in rows]
    assert [code for code in offered if not code.endswith("99") and not places[code].words_zh] == []


def _found_by(typed, page):
    """The codes of the options whose name or words hold what is typed, as find.js looks."""
    options = re.findall(r'<option value="(\d+)"([^>]*)>([^<]*)</option>', page)
    return {code for code, words, name in options if typed in (words + name).lower()}
