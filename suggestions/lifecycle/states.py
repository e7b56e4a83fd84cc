"""Where a suggestion and an assignment can stand, whose turn that is, and which clock runs then."""

from enum import StrEnum

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class Desk(StrEnum):
    """Whose turn it is.

    DEPARTMENT is the unit of an assignment, HEAD whoever heads that unit, LEAD the unit that
    answers for all of them, ARBITER the seat that settles whose matter it is, SYSTEM the platform.
    """

    MEMBER = "member"
    OFFICE = "office"
    DEPARTMENT = "department"
    HEAD = "head"
    LEAD = "lead"
    ARBITER = "arbiter"
    SYSTEM = "system"


class State(StrEnum):
    """Where a suggestion stands."""

    SUBMITTED = "submitted"
    RETURNED = "returned"
    ACCEPTED = "accepted"
    HANDED_OFF = "handed_off"
    ASSIGNED = "assigned"
    REASSIGNING = "reassigning"
    IN_HANDLING = "in_handling"
    ON_HOLD = "on_hold"
    REPLIED = "replied"
    REWORK = "rework"
    FOLLOWUP = "followup"
    CLOSED = "closed"
    DECLINED = "declined"
    MERGED = "merged"
    DIVERTED = "diverted"
    WITHDRAWN = "withdrawn"


class Work(StrEnum):
    """Where one unit's assignment stands."""

    PENDING_SIGN = "pending_sign"
    IN_PROGRESS = "in_progress"
    RETURN_REQUESTED = "return_requested"
    DISPUTED = "disputed"
    PENDING_COSIGN = "pending_cosign"
    PENDING_SIGNOFF = "pending_signoff"
    PENDING_CHECK = "pending_check"
    OPINION_GIVEN = "opinion_given"
    WAIVED = "waived"
    DELIVERED = "delivered"
    DONE = "done"
    CANCELLED = "cancelled"


class Part(StrEnum):
    """What a unit is on a case: one unit alone; one that leads and those that help it; or several,
    each of which answers for itself. The three are never mixed."""

    SOLE = "sole"
    LEAD = "lead"
    CO = "co"
    SEPARATE = "separate"


STATE_LABELS: dict[State, Promise] = {
    State.SUBMITTED: _("To be reviewed"),
    State.RETURNED: _("Sent back to be completed"),
    State.ACCEPTED: _("To be assigned"),
    State.HANDED_OFF: _("With another channel"),
    State.ASSIGNED: _("To be signed for"),
    State.REASSIGNING: _("To be assigned again"),
    State.IN_HANDLING: _("In handling"),
    State.ON_HOLD: _("On hold"),
    State.REPLIED: _("To be rated"),
    State.REWORK: _("Being handled again"),
    State.FOLLOWUP: _("Promise being followed"),
    State.CLOSED: pgettext_lazy("state of a case", "Closed"),
    State.DECLINED: pgettext_lazy("state of a case", "Declined"),
    State.MERGED: _("Merged with another"),
    State.DIVERTED: _("Passed on as information"),
    State.WITHDRAWN: _("Withdrawn"),
}

WORK_LABELS: dict[Work, Promise] = {
    Work.PENDING_SIGN: _("To be signed for"),
    Work.IN_PROGRESS: _("In handling"),
    Work.RETURN_REQUESTED: _("Return asked for"),
    Work.DISPUTED: _("With the arbiter"),
    Work.PENDING_COSIGN: _("To be agreed to by the others"),
    Work.PENDING_SIGNOFF: _("To be signed off by its head"),
    Work.PENDING_CHECK: _("Handed in, to be checked"),
    Work.OPINION_GIVEN: _("Opinion given"),
    Work.WAIVED: _("Opinion waived"),
    Work.DELIVERED: _("Answered"),
    Work.DONE: pgettext_lazy("state of a unit's part", "Done"),
    Work.CANCELLED: _("Taken back"),
}

PART_LABELS: dict[Part, Promise] = {
    Part.SOLE: _("Handles it alone"),
    Part.LEAD: _("Leads"),
    Part.CO: _("Gives its opinion to the lead"),
    Part.SEPARATE: _("Answers for itself"),
}

# Every open state is somebody's turn; an ended case waits for nobody.
TURN: dict[State, Desk | None] = {
    State.SUBMITTED: Desk.OFFICE,
    State.RETURNED: Desk.MEMBER,
    State.ACCEPTED: Desk.OFFICE,
    State.HANDED_OFF: Desk.OFFICE,
    State.ASSIGNED: Desk.DEPARTMENT,
    State.REASSIGNING: Desk.OFFICE,
    State.IN_HANDLING: Desk.DEPARTMENT,
    State.ON_HOLD: Desk.OFFICE,
    State.REPLIED: Desk.MEMBER,
    State.REWORK: Desk.DEPARTMENT,
    State.FOLLOWUP: Desk.DEPARTMENT,
    State.CLOSED: None,
    State.DECLINED: None,
    State.MERGED: None,
    State.DIVERTED: None,
    State.WITHDRAWN: None,
}

# The clock that runs in each open state; its due date is the date of the case.
CLOCKS: dict[State, str] = {
    State.SUBMITTED: "review",
    State.RETURNED: "complete",
    State.ACCEPTED: "assign",
    State.HANDED_OFF: "check",
    State.ASSIGNED: "handle",
    State.REASSIGNING: "reassign",
    State.IN_HANDLING: "handle",
    State.ON_HOLD: "hold",
    State.REPLIED: "rate",
    State.REWORK: "redo",
    State.FOLLOWUP: "promise",
}

# The office's clocks for its word to a unit, and the arbiter's; each runs on an assignment too.
DECISIONS = ("return_decision", "extension_decision", "answer_check")
RULING = "dispute"

# What came from another organ is reviewed against a clock of its own (transferred: accept).
TAKING_OVER = "transfer"


def clocks_of(state: State) -> tuple[str, ...]:
    """The clocks of which one runs in an open state."""
    first = CLOCKS[state]
    return (first, TAKING_OVER) if state is State.SUBMITTED else (first,)


# The clocks of a unit's work; each runs on its assignment.
UNIT_PHASES = ("handle", "opinion", "redo")

OPEN_STATES = tuple(state for state, desk in TURN.items() if desk)
UNANSWERED = tuple(s for s in OPEN_STATES if s not in (State.REPLIED, State.FOLLOWUP))
ENDED_STATES = tuple(state for state, desk in TURN.items() if desk is None)

# In these a unit has the case, in those none has it; in the others it depends on its way.
WITH_A_UNIT = (State.ASSIGNED, State.IN_HANDLING, State.ON_HOLD, State.REWORK)
WITHOUT_A_UNIT = (
    State.SUBMITTED,
    State.RETURNED,
    State.ACCEPTED,
    State.HANDED_OFF,
    State.REASSIGNING,
)

# An assignment that waits for its unit; one that waits for somebody else's word on it; one whose
# answer waits for the word of its co-handlers or of its own head; all three, which have not handed
# in yet; one in which the unit waits for the office's word; and one out of force, because it was
# taken back.
HELD = (Work.PENDING_SIGN, Work.IN_PROGRESS)
PAUSED = (Work.RETURN_REQUESTED, Work.DISPUTED)
INSIDE = (Work.PENDING_COSIGN, Work.PENDING_SIGNOFF)
RUNNING = (*HELD, *PAUSED, *INSIDE)
ASKING = (Work.RETURN_REQUESTED, Work.PENDING_CHECK)
OUT_OF_FORCE = (Work.CANCELLED,)

# How often an author can ask a unit to answer once more. The second time is supervised.
MOST_REDOS = 2
