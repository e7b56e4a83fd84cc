"""The arrows of a suggestion. Buttons, checks, notices, the ledger's names, the drawn diagrams and
the reference pages read these rows, so they cannot disagree.

Source: the platform's domain rules, micro-suggestions (微建议).
"""

from django.utils.translation import gettext_lazy as _

from suggestions.lifecycle.states import OPEN_STATES, UNANSWERED, Desk, State
from suggestions.lifecycle.step import Step

# ── what the author does ──
SUBMIT = Step("submit", (), State.SUBMITTED, Desk.MEMBER, _("Submit"))
RESUBMIT = Step(
    "resubmit", (State.RETURNED,), State.SUBMITTED, Desk.MEMBER, _("Send again, completed")
)
WITHDRAW = Step(
    "withdraw",
    (State.SUBMITTED, State.RETURNED, State.ACCEPTED),
    State.WITHDRAWN,
    Desk.MEMBER,
    _("Withdraw"),
)
APPEAL = Step(
    "appeal", (State.DECLINED,), State.SUBMITTED, Desk.MEMBER, _("Ask for a second look"), note=True
)

# ── what the office does with what came in ──
ROUTE = Step("route", (State.SUBMITTED,), None, Desk.SYSTEM, _("Propose units"))
ACCEPT = Step("accept", (State.SUBMITTED,), State.ACCEPTED, Desk.OFFICE, _("Accept"))
SEND_BACK = Step(
    "send_back",
    (State.SUBMITTED,),
    State.RETURNED,
    Desk.OFFICE,
    _("Send back to be completed"),
    note=True,
)
EXPIRE = Step(
    "expire", (State.RETURNED,), State.WITHDRAWN, Desk.SYSTEM, _("Withdraw what was not completed")
)
DECLINE = Step("decline", (State.SUBMITTED,), State.DECLINED, Desk.OFFICE, _("Decline"), note=True)
MERGE = Step(
    "merge",
    (State.SUBMITTED, State.ACCEPTED),
    State.MERGED,
    Desk.OFFICE,
    _("Merge with another suggestion"),
)
SPLIT = Step("split", (State.MERGED,), State.SUBMITTED, Desk.SYSTEM, _("Review it by itself again"))
DIVERT = Step(
    "divert",
    (State.SUBMITTED, State.ACCEPTED),
    State.DIVERTED,
    Desk.OFFICE,
    _("Pass on as information"),
    note=True,
)
TRANSFER = Step(
    "transfer",
    (State.SUBMITTED, State.ACCEPTED),
    State.SUBMITTED,
    Desk.OFFICE,
    _("Transfer to another organ"),
    note=True,
)
BOUNCE = Step(
    "bounce",
    (State.SUBMITTED,),
    State.SUBMITTED,
    Desk.OFFICE,
    _("Give back to the organ it came from"),
    note=True,
)
HAND_OFF = Step(
    "hand_off",
    (State.SUBMITTED, State.ACCEPTED),
    State.HANDED_OFF,
    Desk.OFFICE,
    _("Hand to another channel"),
    note=True,
)
CHECK = Step(
    "check", (State.HANDED_OFF,), None, Desk.OFFICE, _("Note how it stands there"), note=True
)
WRITE_BACK = Step(
    "write_back", (State.HANDED_OFF,), State.REPLIED, Desk.OFFICE, _("Enter the answer from there")
)
TAKE_BACK = Step(
    "take_back", (State.HANDED_OFF,), State.ACCEPTED, Desk.OFFICE, _("Take back"), note=True
)

# ── assigning, and what follows from what the units do ──
ASSIGN = Step(
    "assign", (State.ACCEPTED, State.REASSIGNING), State.ASSIGNED, Desk.OFFICE, _("Assign")
)
BEGIN = Step("begin", (State.ASSIGNED,), State.IN_HANDLING, Desk.SYSTEM, _("A unit has signed"))
ANSWERED = Step(
    "answered",
    (State.IN_HANDLING, State.REWORK),
    State.REPLIED,
    Desk.SYSTEM,
    _("Every answer is there"),
)
VACATE = Step(
    "vacate",
    (State.ASSIGNED, State.IN_HANDLING, State.REWORK),
    State.REASSIGNING,
    Desk.SYSTEM,
    _("No unit has it any more"),
)
# A friendly word to the units whose date is near or over (催办), after the answer that of what they
# promised; nothing moves.
URGE = Step(
    "urge",
    (State.ASSIGNED, State.IN_HANDLING, State.REWORK, State.REPLIED, State.FOLLOWUP),
    None,
    Desk.OFFICE,
    _("Remind the unit"),
)
HOLD = Step("hold", (State.IN_HANDLING,), State.ON_HOLD, Desk.OFFICE, _("Put on hold"), note=True)
RESUME = Step("resume", (State.ON_HOLD,), State.IN_HANDLING, Desk.OFFICE, _("Go on"))
HOLD_ENDS = Step(
    "hold_ends", (State.ON_HOLD,), State.IN_HANDLING, Desk.SYSTEM, _("The hold is over")
)

# ── the word of those who asked, and what was promised ──
RATE = Step("rate", (State.REPLIED,), None, Desk.MEMBER, _("Rate"))
REDO = Step("redo", (State.REPLIED,), State.REWORK, Desk.MEMBER, _("Ask for it again"), note=True)
SUPERVISE = Step(
    "supervise", (State.REWORK,), None, Desk.SYSTEM, _("Supervise: asked for a second time")
)
CLOSE = Step("close", (State.REPLIED,), State.CLOSED, Desk.SYSTEM, _("Everybody has rated"))
LAPSE = Step("lapse", (State.REPLIED,), State.CLOSED, Desk.SYSTEM, _("Close unrated"))
FOLLOW = Step("follow", (State.REPLIED,), State.FOLLOWUP, Desk.SYSTEM, _("Follow the promise"))
SETTLE = Step("settle", (State.FOLLOWUP,), State.CLOSED, Desk.SYSTEM, _("The promise is settled"))
REOPEN = Step("reopen", (State.CLOSED,), State.ACCEPTED, Desk.OFFICE, _("Reopen"), note=True)

# ── what people tell each other on the case; nothing moves and no clock is touched ──
SAY = Step("say", OPEN_STATES, None, Desk.MEMBER, _("Write to those who have it"), note=True)
ADD_FACT = Step("add_fact", UNANSWERED, None, Desk.MEMBER, _("Add a fact"), note=True)
SAY_OFFICE = Step(
    "say_office", OPEN_STATES, None, Desk.OFFICE, _("Write to author and units"), note=True
)

STEPS: tuple[Step, ...] = (
    SUBMIT,
    ROUTE,
    ACCEPT,
    SEND_BACK,
    RESUBMIT,
    WITHDRAW,
    EXPIRE,
    DECLINE,
    APPEAL,
    MERGE,
    SPLIT,
    DIVERT,
    TRANSFER,
    BOUNCE,
    HAND_OFF,
    CHECK,
    WRITE_BACK,
    TAKE_BACK,
    ASSIGN,
    BEGIN,
    URGE,
    HOLD,
    RESUME,
    HOLD_ENDS,
    ANSWERED,
    VACATE,
    RATE,
    REDO,
    SUPERVISE,
    CLOSE,
    LAPSE,
    FOLLOW,
    SETTLE,
    REOPEN,
    SAY,
    ADD_FACT,
    SAY_OFFICE,
)

# Where the office can assign, if need be by accepting in the same act.
TO_ASSIGN = (*ACCEPT.sources, *ASSIGN.sources)

# These follow from an act whose own line says it: they leave no line in the ledger.
SILENT: tuple[Step, ...] = (BEGIN, ANSWERED, VACATE)
