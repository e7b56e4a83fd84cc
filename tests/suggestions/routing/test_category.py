"""What a text is about, from names alone."""

import pytest

from suggestions.routing.category import Proposal, Shelf, pieces, propose

TOPS = Shelf(
    {
        "01": pieces(["城乡建设", "园林绿化环卫", "道路照明"]),
        "02": pieces(["教育文体", "图书馆", "课外阅读"]),
    }
)
BELOW = {"01": Shelf({"010101": pieces(["园林绿化环卫"]), "010102": pieces(["道路照明"])})}


@pytest.mark.parametrize(
    ("title", "text", "code"),
    [
        ("路口道路照明不足", "", "010102"),
        ("", "公园里的绿化没人管，环卫也没人管", "010101"),
        ("图书馆闭馆太早", "", "02"),
        ("城乡", "", "01"),
    ],
)
def test_the_place_whose_words_weigh_most(title, text, code):
    assert propose(title, text, TOPS, BELOW).code == code


@pytest.mark.parametrize("text", ["", "abc", "其他问题", "管理工作"])
def test_too_little_is_no_proposal(text):
    assert propose(text, text, TOPS, BELOW) is None


def test_the_title_weighs_more_than_the_text():
    assert propose("图书馆", "道路", TOPS, {}) == Proposal("02", ("图书馆",))


def test_pieces_have_two_to_four_signs_and_the_name_itself():
    assert pieces(["农产品流通"]) >= {"农产", "产品", "农产品", "流通", "农产品流通"}
    assert pieces(["管理", "其他"]) == frozenset()
