"""The river: the stations of a case with their dates."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from design.dates import day
from design.pieces import Station
from suggestions.lifecycle import STATE_LABELS, State

if TYPE_CHECKING:
    from events.models import Event
    from suggestions.models import Suggestion

# The stations of the river, each with the steps that put a case there.
RIVER = (
    ("submit", State.SUBMITTED),
    ("accept", State.ACCEPTED),
    ("assign", State.ASSIGNED),
    ("sign", State.IN_HANDLING),
    ("reply", State.REPLIED),
    ("rate", State.CLOSED),
)

# Of what went to another channel and has not been taken back from there.
OUTSIDE = (
    ("submit", State.SUBMITTED),
    ("hand_off", State.HANDED_OFF),
    ("write_back", State.REPLIED),
    ("rate", State.CLOSED),
)

# Where in the river each state lies; sideways ways lie where the case goes on from.
HERE = {
    **{state: index for index, (_step, state) in enumerate(RIVER)},
    State.RETURNED: 0,
    State.HANDED_OFF: 2,
    State.REASSIGNING: 1,
    State.ON_HOLD: 3,
    State.REWORK: 3,
    State.FOLLOWUP: 4,
}
ENDED_EARLY = (State.DECLINED, State.MERGED, State.DIVERTED, State.WITHDRAWN)
CLOSING = ("close", "lapse", "settle")

# The station at which the date of the case stands: what has to be reached by then.
DUE_STATION = {
    State.SUBMITTED: "accept",
    State.ACCEPTED: "assign",
    State.ASSIGNED: "reply",
    State.IN_HANDLING: "reply",
    State.REASSIGNING: "assign",
    State.REWORK: "reply",
    State.REPLIED: "rate",
}


def stations(suggestion: Suggestion, events: list[Event]) -> list[Station]:
    """The river: six stations with their dates, from the ledger's lines of this case."""
    reached: dict[str, datetime] = {}
    for event in reversed(events):
        reached["rate" if event.step in CLOSING else event.step] = event.at
    state = State(suggestion.state)
    if state in ENDED_EARLY:
        return _cut_short(state, reached, suggestion)
    river = _river(suggestion, state)
    here = [place for _step, place in river].index(state) if river is OUTSIDE else HERE[state]
    closed = state is State.CLOSED
    labels = _river_labels()
    return [
        Station(
            label=labels[step],
            note=_station_note(step, index, here, reached, suggestion),
            state=_station_state(index, here, closed=closed),
        )
        for index, (step, _state) in enumerate(river)
    ]


def _river(suggestion: Suggestion, state: State) -> tuple[tuple[str, State], ...]:
    outside = suggestion.past.outside
    there = outside and suggestion.unit_id is None and (not outside.ended_at or outside.replied_at)
    return OUTSIDE if there and state in [place for _step, place in OUTSIDE[1:]] else RIVER


def _station_state(index: int, here: int, *, closed: bool) -> str:
    if index < here or (closed and index == here):
        return "behind"
    return "here" if index == here else "ahead"


def _station_note(
    step: str, index: int, here: int, reached: dict[str, datetime], suggestion: Suggestion
) -> str:
    if index <= here and step in reached:
        return str(day(reached[step], weekday=False))
    if step == DUE_STATION.get(State(suggestion.state)) and suggestion.due_at:
        return _("by %(day)s") % {"day": day(suggestion.due_at, weekday=False)}
    return ""


def _river_labels() -> dict[str, str]:
    return {
        "submit": pgettext("station", "Submitted"),
        "accept": pgettext("station", "Accepted"),
        "assign": pgettext("station", "Assigned"),
        "sign": pgettext("station", "In handling"),
        "reply": pgettext("station", "Answered"),
        "rate": pgettext("station", "Rated"),
        "hand_off": pgettext("station", "With another channel"),
        "write_back": pgettext("station", "Answered"),
    }


def _cut_short(state: State, reached: dict[str, datetime], suggestion: Suggestion) -> list[Station]:
    """What was reached before a case ended early, and that end."""
    labels = _river_labels()
    behind = [
        Station(labels[step], str(day(reached[step], weekday=False)), "behind")
        for step, _state in RIVER
        if step in reached
    ]
    end = str(day(suggestion.closed_at, weekday=False)) if suggestion.closed_at else ""
    return [*behind, Station(str(STATE_LABELS[state]), end, "behind")]
