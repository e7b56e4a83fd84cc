"""When a unit is reminded. Days are working days from the due date; each is sent once."""

from deadlines.registry import Rule

RULES = (
    Rule("unsigned", "assignment", "sign", 1),
    Rule("due_soon", "assignment", "handle", -2, latest=False),
    Rule("due_today", "assignment", "handle", 0, latest=False),
    Rule("overdue", "assignment", "handle", 1),
    Rule("opinion_today", "assignment", "opinion", 0, latest=False),
    Rule("opinion_overdue", "assignment", "opinion", 1),
    # A promise: two weeks before, on its day, and after it again and again until it is reported.
    Rule("promise_soon", "commitment", "promise", -10),
    Rule("promise_today", "commitment", "promise", 0, latest=False),
    Rule("promise_late", "commitment", "promise", 1),
    Rule("promise_late_5", "commitment", "promise", 5),
    Rule("promise_late_10", "commitment", "promise", 10),
    Rule("promise_late_15", "commitment", "promise", 15),
    Rule("promise_late_20", "commitment", "promise", 20),
    # The author said that it was not kept, and no new date has come.
    Rule("promise_undated", "commitment", "redo", 1),
)
