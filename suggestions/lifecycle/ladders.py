"""What the rungs of a ladder of reminders are called, clock by clock; the lowest comes first."""

from collections.abc import Sequence

LATE = ("soon", "today", "late", "late_5", "weekly")
OVERDUE = ("soon", "today", "overdue", "overdue_5", "weekly")
OFFICE_CLOCKS = {
    "review": ("suggestion", "review"),
    "transfer": ("suggestion", "transfer"),
    "assign": ("suggestion", "assign"),
    "reassign": ("suggestion", "reassign"),
    "check": ("suggestion", "check"),
    "return": ("assignment", "return_decision"),
    "extension": ("assignment", "extension_decision"),
    "answer_check": ("assignment", "answer_check"),
}
"""The clocks of an office by the ladder's name: kind and phase."""

PROMISE_SOON = 10
"""How many working days before its day the holder of a promise is reminded of it first."""


def rungs(name: str, ends: Sequence[str] = LATE) -> tuple[str, ...]:
    """The names of a ladder's rules: review_soon, review_today…"""
    return tuple(f"{name}_{end}" for end in ends)


ANSWER = ("due_soon", "due_today", "overdue", "overdue_5", "overdue_weekly")
OPINION = rungs("opinion", OVERDUE)
DISPUTE = rungs("dispute")
SIGNOFF = rungs("signoff")
COSIGN = rungs("cosign")
