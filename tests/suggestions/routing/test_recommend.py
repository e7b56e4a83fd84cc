from suggestions.routing.recommend import Catalogue, occurrences, recommend

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
