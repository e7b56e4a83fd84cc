from datetime import date, timedelta

from deadlines.registry import Occasion, Rule, due_today, moved_handlers, rules, spoken
from workdays.calendar import WorkCalendar

KNOWN = WorkCalendar({})
SOON = Rule("due_soon", kind="assignment", phase="handle", offset=-2)
TODAY = Rule("due_today", kind="assignment", phase="handle", offset=0, latest=False)
LATE = Rule("overdue", kind="assignment", phase="handle", offset=1)
RULES = (SOON, TODAY, LATE)
DUE = date(2026, 3, 16)  # a Monday


def said(days: range) -> dict[int, str]:
    found = {day: due_today(RULES, DUE, date(2026, 3, day), KNOWN) for day in days}
    return {day: rule.name for day, rule in found.items() if rule}


def test_each_rule_has_its_day_and_nobody_is_reminded_on_a_day_off() -> None:
    assert said(range(9, 20)) == {
        12: "due_soon",
        13: "due_soon",
        16: "due_today",
        17: "overdue",
        18: "overdue",
        19: "overdue",
    }


def test_after_an_outage_only_the_latest_speaks() -> None:
    assert due_today(RULES, DUE, date(2026, 4, 1), KNOWN) is LATE


def test_words_true_on_one_day_only_are_not_sent_later() -> None:
    assert due_today([TODAY], DUE, DUE, KNOWN) is TODAY
    assert due_today([TODAY], DUE, DUE + timedelta(days=1), KNOWN) is None


def test_a_rule_at_amber_speaks_earlier_the_longer_the_term() -> None:
    amber = Rule("amber", kind="assignment", phase="handle", amber=True)
    first = {
        days: next(p for p in range(-70, 0) if spoken([amber], p, days)) for days in (3, 10, 15, 65)
    }

    assert first == {3: -2, 10: -2, 15: -3, 65: -13}
    friday = date(2026, 3, 13)  # one working day before
    assert due_today([amber], DUE, friday, KNOWN, days=10) is amber


def test_a_rule_speaks_again_each_time_so_many_days_have_passed() -> None:
    weekly = Rule("weekly", kind="assignment", phase="handle", offset=5, every=5)
    turns = {p: spoken([LATE, weekly], p, 10) for p in (4, 5, 9, 10, 26)}

    assert turns == {
        4: Occasion(LATE),
        5: Occasion(weekly, 0),
        9: Occasion(weekly, 0),
        10: Occasion(weekly, 1),
        26: Occasion(weekly, 4),
    }


def test_of_two_on_one_day_the_one_that_began_later_speaks() -> None:
    weekly = Rule("weekly", kind="assignment", phase="handle", offset=5, every=5)
    head = Rule("head", kind="assignment", phase="handle", offset=10)

    assert spoken([weekly, head], 10, 10) == Occasion(head)
    assert spoken([weekly, head], 15, 10) == Occasion(weekly, 2)


def test_without_rules_nobody_speaks() -> None:
    assert due_today([], DUE, DUE, KNOWN) is None


def test_rules_of_all_apps_have_names_of_their_own() -> None:
    keys = [(rule.kind, rule.phase, rule.name) for rule in rules()]

    assert len(keys) == len(set(keys))


def test_a_moved_due_date_is_announced_once_and_first() -> None:
    handlers = moved_handlers()

    assert handlers[0] == "announce"
    assert len(handlers) == len(set(handlers))
