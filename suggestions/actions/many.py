"""One plain act with several cases: each goes its own way, and one that fails stops none."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import datetime
from typing import TYPE_CHECKING

from django.utils.translation import gettext as _

from suggestions.actions import reviewing, urging
from suggestions.actions.assigning_many import Refusal
from suggestions.lifecycle import ACCEPT, STATE_LABELS, URGE, NotNow, State, Step

if TYPE_CHECKING:
    from members.models import User
    from suggestions.models import Suggestion

MOST_AT_ONCE = 200
"""So many one request carries; each has its own transaction and its own line in the ledger."""

# By name: the words of a step, and so its hash, are those of the reader's language.
ACTS: Mapping[str, Callable[..., object]] = {
    ACCEPT.name: reviewing.accept,
    URGE.name: urging.urge,
}


def do_many(
    *, step: Step, suggestions: Sequence[Suggestion], by: User, at: datetime
) -> tuple[list[Suggestion], list[Refusal]]:
    """Take one of the `ACTS` with each, with its own line in the ledger; those done, those not.

    No transaction spans them: where somebody was faster with one, the rest goes through.

    Raises:
        PermissionDenied: `by` has no seat in the office of one of them; those before it are done.
        ValueError: more than `MOST_AT_ONCE`.
    """
    if len(suggestions) > MOST_AT_ONCE:
        raise ValueError(f"at most {MOST_AT_ONCE} at a time")
    done: list[Suggestion] = []
    refused: list[Refusal] = []
    for suggestion in suggestions:
        try:
            _require_start(step, suggestion)
            ACTS[step.name](suggestion=suggestion, by=by, at=at)
        except NotNow as refusal:
            refused.append(Refusal(suggestion, str(refusal)))
        else:
            done.append(suggestion)
    return done, refused


def _require_start(step: Step, suggestion: Suggestion) -> None:
    """Say where it stands, which tells more than that somebody may have been faster."""
    if not step.starts_from(suggestion.state):
        stands = STATE_LABELS[State(suggestion.state)]
        raise NotNow(_("It stands at “%(state)s”, where this is not done.") % {"state": stands})
