"""The life of a commitment: pure rows, one for each arrow. Being late is derived from its date.

Source: the platform's domain rules, consultations (跟踪办理).
"""

from dataclasses import dataclass
from enum import StrEnum

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _


class Seat(StrEnum):
    """Who takes a step: who promised, who it was promised to, or the platform itself."""

    HOLDER = "holder"
    WITNESS = "witness"
    SYSTEM = "system"


class State(StrEnum):
    """Where a commitment stands."""

    OPEN = "open"
    REPORTED = "reported"
    NOT_KEPT = "not_kept"
    KEPT = "kept"
    CHANGED = "changed"
    REPLACED = "replaced"


class Claim(StrEnum):
    """What its holder reports."""

    KEPT = "kept"
    CHANGED = "changed"


STATE_LABELS: dict[State, Promise] = {
    State.OPEN: _("Promised"),
    State.REPORTED: _("Reported, to be confirmed"),
    State.NOT_KEPT: _("Not kept, a new date is due"),
    State.KEPT: _("Kept"),
    State.CHANGED: _("Given up, with its reason"),
    State.REPLACED: _("Ended: another answer is asked for"),
}
CLAIM_LABELS: dict[Claim, Promise] = {
    Claim.KEPT: _("It was kept"),
    Claim.CHANGED: _("It cannot be done now"),
}

# The clock that runs in each state that waits for somebody.
CLOCKS: dict[State, str] = {
    State.OPEN: "promise",
    State.REPORTED: "rate",
    State.NOT_KEPT: "redo",
}
UNSETTLED = tuple(CLOCKS)

# In these its holder still owes what was promised: once its day is past, the promise is late.
OWED = (State.OPEN, State.NOT_KEPT)


class NotNow(Exception):
    """The step does not start from where the commitment stands now."""


@dataclass(frozen=True)
class Step:
    """One act. ``note``: it needs words."""

    name: str
    sources: tuple[State, ...]
    target: State
    seat: Seat
    label: Promise
    note: bool = False

    def starts_from(self, state: str) -> bool:
        """Whether it can be taken in that state."""
        return state in self.sources


MAKE = Step("promise", (), State.OPEN, Seat.HOLDER, _("Promise"))
REPORT = Step(
    "promise_report",
    (State.OPEN, State.NOT_KEPT),
    State.REPORTED,
    Seat.HOLDER,
    _("Report on the promise"),
    note=True,
)
CONFIRM = Step(
    "promise_confirm", (State.REPORTED,), State.KEPT, Seat.WITNESS, _("Confirm that it was kept")
)
CHANGE = Step(
    "promise_change", (State.REPORTED,), State.CHANGED, Seat.WITNESS, _("Let it be given up")
)
CONTEST = Step(
    "promise_contest",
    (State.REPORTED,),
    State.NOT_KEPT,
    Seat.WITNESS,
    _("Say that it was not kept"),
    note=True,
)
RENEW = Step(
    "promise_renew",
    (State.OPEN, State.NOT_KEPT),
    State.OPEN,
    Seat.HOLDER,
    _("Give a new date"),
    note=True,
)
STAND_KEPT = Step(
    "promise_stands", (State.REPORTED,), State.KEPT, Seat.SYSTEM, _("Kept, nobody confirmed it")
)
STAND_CHANGED = Step(
    "promise_lapses",
    (State.REPORTED,),
    State.CHANGED,
    Seat.SYSTEM,
    _("Given up, nobody confirmed it"),
)
REPLACE = Step(
    "promise_replaced",
    UNSETTLED,
    State.REPLACED,
    Seat.SYSTEM,
    _("Ended: another answer is asked for"),
)

STEPS: tuple[Step, ...] = (
    MAKE,
    REPORT,
    CONFIRM,
    CHANGE,
    CONTEST,
    RENEW,
    STAND_KEPT,
    STAND_CHANGED,
    REPLACE,
)


def state_choices() -> list[tuple[str, Promise]]:
    return [(state.value, label) for state, label in STATE_LABELS.items()]


def claim_choices() -> list[tuple[str, Promise]]:
    return [(claim.value, label) for claim, label in CLAIM_LABELS.items()]
