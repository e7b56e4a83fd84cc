"""When a unit is reminded. Days are working days from the due date; each is sent once."""

from deadlines.registry import Rule

RULES = (
    Rule("unsigned", "assignment", "sign", 1),
    Rule("due_soon", "assignment", "handle", -2, latest=False),
    Rule("due_today", "assignment", "handle", 0, latest=False),
    Rule("overdue", "assignment", "handle", 1),
    Rule("opinion_today", "assignment", "opinion", 0, latest=False),
    Rule("opinion_overdue", "assignment", "opinion", 1),
)
