"""What the office, or who rates, can take back within a minute while nobody has learnt of it.

These rows stand beside the way of a case: no desk is offered them but by the line that tells of
the act itself, and the case then goes on as if the act had never been.
"""

from datetime import timedelta

from django.conf import settings
from django.utils.translation import gettext_lazy as _

from suggestions.lifecycle.cases import (
    ACCEPT,
    ASSIGN,
    CLOSE,
    DECLINE,
    FOLLOW,
    RATE,
    SEND_BACK,
    URGE,
)
from suggestions.lifecycle.states import Desk, State
from suggestions.lifecycle.step import Step

UNDO = Step(
    "undone",
    (State.ACCEPTED, State.ASSIGNED, State.RETURNED, State.DECLINED),
    State.SUBMITTED,
    Desk.OFFICE,
    _("Undo the decision just taken"),
)
UNASSIGN = Step(
    "unassigned",
    (State.ASSIGNED,),
    State.ACCEPTED,
    Desk.OFFICE,
    _("Undo the assignment just made"),
)
UNURGE = Step("unurged", URGE.sources, None, Desk.OFFICE, _("Undo the reminder just sent"))
UNRATE = Step(
    "unrated",
    (State.REPLIED, State.FOLLOWUP, State.CLOSED),
    State.REPLIED,
    Desk.MEMBER,
    _("Take back the rating just given"),
)
UNDO_STEPS: tuple[Step, ...] = (UNDO, UNASSIGN, UNURGE, UNRATE)

# What is not among them reaches further than this case at once: merging moves those who rate it,
# a transfer puts it on another office's desk, another channel has it outside of the platform, and
# what is assigned anew takes over a clock of the unit before; all of them have a way back of their
# own, but for what is passed on as information.
UNDOABLE = (ACCEPT, ASSIGN, SEND_BACK, DECLINE)
# A rating, and what the last one leads to by itself.
RATING_ACT = (RATE, CLOSE, FOLLOW)


def undo_window() -> timedelta:
    """How long an act can be undone; its mails wait for so long. Zero: not at all."""
    return timedelta(seconds=settings.UNDO_SECONDS)
