import pytest

from suggestions.routing.level import propose

ALL = ("county", "city", "province")


@pytest.mark.parametrize(
    ("text", "level"),
    [
        ("小区健身器材坏了", "county"),
        ("地铁站口的单车占了盲道", "city"),
        ("高速公路服务区的母婴室上锁", "province"),
        ("全省统一培训目录", "province"),
    ],
)
def test_the_words_of_the_text_decide(text, level):
    assert propose(text, ready=ALL).level == level


def test_it_says_which_words_spoke_for_the_level():
    assert propose("高速公路服务区", ready=ALL).because == ("高速公路",)


def test_a_level_without_units_is_not_proposed():
    assert propose("地铁站口", ready=("county", "province")).level == "county"


def test_without_units_below_it_goes_up():
    assert propose("小区健身器材坏了", ready=("province",)).level == "province"
