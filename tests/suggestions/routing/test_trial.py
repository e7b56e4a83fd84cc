"""What rules would have done, beside what others do and where the cases really went."""

from suggestions.routing.rules import Facts, Rule
from suggestions.routing.trial import Count, Item, attempt

BUS, SHELF, BOTH = Facts("公交", ""), Facts("书架", ""), Facts("公交上的书架", "")
ITEMS = [
    Item(1, BUS, frozenset({"roads"})),
    Item(2, SHELF, frozenset({"library"})),
    Item(3, BOTH, frozenset({"library", "roads"})),
    Item(4, Facts("桥", "")),
    Item(5, SHELF),
]
OLD = [Rule("s", "library", words=("书架",))]
NEW = [Rule("b", "roads", words=("公交",)), Rule("s", "library", words=("书架",))]


def test_each_rule_is_counted_with_what_really_happened():
    counts = attempt(OLD, NEW, ITEMS).counts
    assert counts == {
        "b": Count(hits=2, gone=2, agreed=2, taken_above=0),
        "s": Count(hits=2, gone=1, agreed=1, taken_above=1),
    }


def test_what_changes_is_what_would_be_proposed_otherwise():
    trial = attempt(OLD, NEW, ITEMS)
    assert [one.key for one in trial.changed] == [1, 3]
    assert [one.key for one in trial.hits] == [1, 2, 3, 5]
    assert [one.key for one in trial.gone] == [1, 2, 3]
    assert [one.key for one in trial.agreed] == [1, 2, 3]


def test_the_same_rules_change_nothing_and_a_removed_one_does():
    assert attempt(NEW, NEW, ITEMS).changed == []
    assert [one.key for one in attempt(NEW, OLD, ITEMS).changed] == [1, 3]


def test_a_closed_units_rule_hits_nothing():
    trial = attempt(OLD, NEW, ITEMS, closed={"roads"})
    assert trial.counts["b"] == Count()
    assert trial.changed == []


def test_nothing_to_try_on():
    assert attempt([], NEW, []).outcomes == ()
