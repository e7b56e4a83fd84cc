"""Where long work stands, and what its steps may say."""

from enum import StrEnum

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _


class State(StrEnum):
    QUEUED = "queued"
    RUNNING = "running"
    DONE = "done"
    FAILED = "failed"
    CANCELLED = "cancelled"


OPEN_STATES = (State.QUEUED, State.RUNNING)
LABELS: dict[State, Promise] = {
    State.QUEUED: _("Waits its turn"),
    State.RUNNING: _("Is being worked on"),
    State.DONE: _("Done"),
    State.FAILED: _("Could not be done"),
    State.CANCELLED: _("Stopped by you"),
}

NO_RIGHT = "no_right"
"""Why work ends that its starter may no longer see."""
ENDED_EARLY: dict[str, Promise] = {
    NO_RIGHT: _("You no longer have the seat that this belongs to, so it was stopped."),
}
TRIED_IN_VAIN = _(
    "Something on our side went wrong, several times. Please start it again; if that does not "
    "help, tell your organ's office the number above."
)


def state_choices() -> list[tuple[str, Promise]]:
    return [(state.value, LABELS[state]) for state in State]


class Stop(Exception):
    """Raised by a step: this work cannot be done, and trying again would not help.

    `reason` is a short name; the work's kind says in `reasons` what its starter reads.
    """

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason
