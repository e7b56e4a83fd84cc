"""When somebody is reminded. Days are working days from the due date; each is sent once.

The ladder is the same for every clock: nearly due (80 % of the term used or two days left), due,
and once it is late after one day, after five, and then every week. Whom each rung tells stands in
`notices`. Source: the platform's domain rules, sections 2.3 and 3.
"""

from collections.abc import Sequence

from deadlines.registry import Rule
from suggestions.lifecycle.ladders import (
    ANSWER,
    COSIGN,
    DISPUTE,
    OFFICE_CLOCKS,
    OPINION,
    PROMISE_SOON,
    SIGNOFF,
    rungs,
)

WEEK = 5
"""A week of working days."""


def ladder(names: Sequence[str], kind: str, phase: str) -> tuple[Rule, ...]:
    """Every rung of one clock, lowest first. What is true on its day only is not sent later."""
    soon, today, late, late_5, weekly = names
    return (
        Rule(soon, kind, phase, amber=True, latest=False),
        Rule(today, kind, phase, 0, latest=False),
        Rule(late, kind, phase, 1),
        Rule(late_5, kind, phase, WEEK),
        Rule(weekly, kind, phase, 2 * WEEK, every=WEEK),
    )


RULES: tuple[Rule, ...] = (
    *(rule for name, clock in OFFICE_CLOCKS.items() for rule in ladder(rungs(name), *clock)),
    # The answer's own clock runs since the assignment, and takes over what comes after: of several
    # words about one case the last one is mailed, so its ladder stands below.
    Rule("unsigned", "assignment", "sign", 1),
    *ladder(DISPUTE, "assignment", "dispute"),
    *ladder(OPINION, "assignment", "opinion"),
    *ladder(COSIGN, "assignment", "cosign"),
    *ladder(SIGNOFF, "assignment", "signoff"),
    *ladder(ANSWER, "assignment", "handle"),
    *ladder(ANSWER, "assignment", "redo"),
    # What ends by itself is only spoken of before.
    Rule("hold_soon", "suggestion", "hold", -2, latest=False),
    Rule("rate_soon", "suggestion", "rate", -2, latest=False),
    Rule("complete_soon", "suggestion", "complete", amber=True, latest=False),
    Rule("complete_today", "suggestion", "complete", 0, latest=False),
    Rule("appeal_soon", "suggestion", "appeal", amber=True, latest=False),
    Rule("cosigner_soon", "cosigner", "cosigner", -2, latest=False),
    Rule("cosigner_today", "cosigner", "cosigner", 0, latest=False),
    # A promise: two weeks before, on its day, and after it again and again until it is reported.
    Rule("promise_soon", "commitment", "promise", -PROMISE_SOON),
    Rule("promise_today", "commitment", "promise", 0, latest=False),
    Rule("promise_late", "commitment", "promise", 1),
    Rule("promise_late_5", "commitment", "promise", WEEK),
    Rule("promise_weekly", "commitment", "promise", 2 * WEEK, every=WEEK),
    Rule("confirm_soon", "commitment", "rate", -2, latest=False),
    # The author said that it was not kept, and no new date has come.
    Rule("promise_undated", "commitment", "redo", 1),
    Rule("promise_undated_weekly", "commitment", "redo", WEEK, every=WEEK),
)
