"""The first rule that fits wins, and every condition that is given must hold."""

import pytest

from suggestions.routing.rules import Facts, Rule, first, fitting

FACTS = Facts(
    title="降低少儿阅览室的书架",
    text="ＷｉＦｉ也连不上。\n请把书架降到一米二以下。",
    place="430111",
    category="020305",
    sector="education",
)


@pytest.mark.parametrize(
    ("rule", "fits"),
    [
        ({}, False),
        ({"words": ("书架",)}, True),
        ({"words": ("阅览室",)}, True),
        ({"words": ("公交", "书架")}, True),
        ({"words": ("公交",)}, False),
        ({"words": ("wifi",)}, True),
        ({"words": ("书架请",)}, False),
        ({"place": "430111"}, True),
        ({"place": "430100"}, True),
        ({"place": "430000"}, True),
        ({"place": "430102"}, False),
        ({"place": "430200"}, False),
        ({"category": "020305"}, True),
        ({"category": "0203"}, True),
        ({"category": "02"}, True),
        ({"category": "0204"}, False),
        ({"category": "02030501"}, False),
        ({"sector": "education"}, True),
        ({"sector": "medicine"}, False),
        ({"words": ("书架",), "place": "430100", "category": "02", "sector": "education"}, True),
        ({"words": ("公交",), "place": "430100", "category": "02", "sector": "education"}, False),
        ({"words": ("书架",), "place": "430200", "category": "02", "sector": "education"}, False),
        ({"words": ("书架",), "place": "430100", "category": "03", "sector": "education"}, False),
        ({"words": ("书架",), "place": "430100", "category": "02", "sector": "medicine"}, False),
    ],
    ids=str,
)
def test_all_that_is_given_must_hold(rule, fits):
    assert bool(first([Rule("a", "library", **rule)], FACTS)) is fits


@pytest.mark.parametrize(
    ("rule", "fits"),
    [({"category": "02"}, False), ({"sector": "education"}, False), ({"place": "430100"}, False)],
)
def test_what_is_not_known_of_a_suggestion_fits_no_condition(rule, fits):
    assert bool(first([Rule("a", "library", **rule)], Facts("书架", ""))) is fits


def test_the_first_that_fits_wins_and_says_its_number_and_its_words():
    rules = [
        Rule("a", "water", words=("公交",)),
        Rule("b", "library", words=("书架", "阅览室", "地铁")),
        Rule("c", "culture", place="430000"),
    ]
    hit = first(rules, FACTS)
    assert (hit.rule.key, hit.number, hit.words) == ("b", 2, ("书架", "阅览室"))
    assert [one.number for one in fitting(rules, FACTS)] == [2, 3]


def test_a_rule_whose_unit_was_closed_is_passed_over_and_keeps_its_number():
    rules = [Rule("a", "library", words=("书架",)), Rule("b", "culture", place="430000")]
    hit = first(rules, FACTS, closed={"library"})
    assert (hit.rule.key, hit.number) == ("b", 2)


def test_without_rules_nothing_fits():
    assert first([], FACTS) is None
