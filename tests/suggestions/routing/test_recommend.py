import pytest

from suggestions.routing.recommend import Catalogue, occurrences, recommend
from suggestions.routing.rules import Facts, Rule, first

LIBRARY, SCHOOLS, ROADS = 1, 2, 3
UNITS = Catalogue(
    {
        LIBRARY: ("图书馆", "少儿图书馆", "书架", "阅览室"),
        SCHOOLS: ("学校", "学生", "图书馆"),
        ROADS: ("公路", "斑马线"),
    }
)


def test_the_unit_whose_words_stand_in_the_text_comes_first():
    found = recommend("降低阅览室的书架", "孩子够不着。学生们也说不方便，学校很关心。", UNITS)
    assert [one.department for one in found] == [LIBRARY, SCHOOLS]


def test_it_says_because_of_which_words():
    found = recommend("降低阅览室的书架", "", UNITS)
    assert set(found[0].because) == {"阅览室", "书架"}


def test_a_word_inside_a_longer_one_is_not_found_twice():
    assert occurrences("少儿图书馆很好", ["图书馆", "少儿图书馆"]) == {"少儿图书馆": 1}


@pytest.mark.parametrize("text", ["电话13812345678", "0731-8812345", "12345678"])
def test_a_number_is_not_found_inside_of_a_longer_one(text):
    assert occurrences(text, ["12345", "热线"]) == {}
    assert first([Rule("r", "data", words=("12345",))], Facts("", text)) is None


@pytest.mark.parametrize("text", ["打12345没人接", "12345热线", "12345"])
def test_a_number_is_found_where_it_stands_by_itself(text):
    assert occurrences(text, ["12345"]) == {"12345": 1}
    assert first([Rule("r", "data", words=("12345",))], Facts("", text))


def test_a_word_that_fewer_units_claim_weighs_more():
    found = recommend("图书馆的书架", "", UNITS)
    assert found[0].department == LIBRARY
    assert found[0].score > 0


def test_too_little_known_is_an_empty_list_not_a_guess():
    assert recommend("天气真好", "今天出太阳。", UNITS) == []


def test_nothing_more_than_three_are_proposed():
    many = Catalogue({number: ("噪音扰民",) for number in range(9)})
    assert len(recommend("噪音扰民噪音扰民", "噪音扰民", many)) <= 3


def test_an_empty_catalogue_is_no_error():
    assert recommend("书架", "书架", Catalogue({})) == []


def test_the_same_text_gives_the_same_order():
    twins = Catalogue({5: ("书架太高",), 4: ("书架太高",)})
    found = recommend("书架太高", "书架太高了", twins)
    assert [one.department for one in found] == [4, 5]
