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

# The stations of every river, each with the state in which a case stands there. After a second
# or third try two more stand before the rating, and where something is promised one behind it.
type River = tuple[tuple[str, State], ...]

RIVER: River = (
    ("submit", State.SUBMITTED),
    ("accept", State.ACCEPTED),
    ("assign", State.ASSIGNED),
    ("sign", State.IN_HANDLING),
    ("reply", State.REPLIED),
    ("rate", State.CLOSED),
)

# Of what went to another channel and has not been taken back from there.
OUTSIDE: River = (
    ("submit", State.SUBMITTED),
    ("hand_off", State.HANDED_OFF),
    ("write_back", State.REPLIED),
    ("rate", State.CLOSED),
)

# Sideways ways lie where the case goes on from.
ASIDE = {
    State.RETURNED: "submit",
    State.HANDED_OFF: "assign",
    State.REASSIGNING: "accept",
    State.ON_HOLD: "sign",
    State.FOLLOWUP: "settle",
}
ENDED_EARLY = (State.DECLINED, State.MERGED, State.DIVERTED, State.WITHDRAWN)
CLOSING = ("close", "lapse", "follow")

# The station at which the date of the case stands: what has to be reached by then.
DUE_STATION = {
    State.SUBMITTED: "accept",
    State.ACCEPTED: "assign",
    State.ASSIGNED: "reply",
    State.IN_HANDLING: "reply",
    State.REASSIGNING: "assign",
    State.REWORK: "reply",
    State.REPLIED: "rate",
    State.FOLLOWUP: "settle",
}


def stations(suggestion: Suggestion, events: list[Event]) -> list[Station]:
    """The river: its stations with their dates, from the ledger's lines of this case."""
    state = State(suggestion.state)
    reached, tries = _reached(events)
    if state in ENDED_EARLY:
        return _cut_short(state, reached, suggestion)
    river = _river(suggestion, state)
    keys = _keys(river, state, reached, tries)
    here = keys.index(_station_of(river, state, reached, tries))
    due = _nth(DUE_STATION.get(state, ""), tries)
    labels = _river_labels()
    return [
        Station(
            label=labels[key.rstrip("0123456789")],
            note=_station_note(key, due, reached if index <= here else {}, suggestion),
            state=_station_state(index, here, closed=state is State.CLOSED),
        )
        for index, key in enumerate(keys)
    ]


def _river(suggestion: Suggestion, state: State) -> River:
    outside = suggestion.past.outside
    there = outside and suggestion.unit_id is None and (not outside.ended_at or outside.replied_at)
    places = (*(place for _step, place in OUTSIDE[1:]), State.FOLLOWUP)
    return OUTSIDE if there and state in places else RIVER


def _reached(events: list[Event]) -> tuple[dict[str, datetime], int]:
    """The day of each station in the case's present life, and how often it was asked for again."""
    reached: dict[str, datetime] = {}
    tries = 0
    for event in reversed(events):
        if event.step == "reopen":
            reached = {"submit": reached.get("submit", event.at), "accept": event.at}
            tries = 0
            continue
        tries += event.step == "redo"
        key = "rate" if event.step in CLOSING else _nth(event.step, tries)
        reached[key] = event.at
    return reached, tries


def _nth(step: str, tries: int) -> str:
    """The station of a step that comes again with each try."""
    return f"{step}{tries}" if tries and step in ("redo", "reply") else step


def _keys(river: River, state: State, reached: dict[str, datetime], tries: int) -> list[str]:
    keys = [step for step, _state in river]
    again = [f"{step}{n}" for n in range(1, tries + 1) for step in ("redo", "reply")]
    promised = state is State.FOLLOWUP or "settle" in reached
    return [*keys[:-1], *again, keys[-1], *(["settle"] if promised else [])]


def _station_of(river: River, state: State, reached: dict[str, datetime], tries: int) -> str:
    """Where the case stands."""
    if state is State.CLOSED:
        return "settle" if "settle" in reached else "rate"
    if river is OUTSIDE and state is not State.FOLLOWUP:
        return next(step for step, there in river if there is state)
    if state is State.REWORK:
        return _nth("redo", tries) if tries else "sign"
    if state is State.REPLIED:
        return _nth("reply", tries)
    return ASIDE.get(state) or next(step for step, there in RIVER if there is state)


def _station_state(index: int, here: int, *, closed: bool) -> str:
    if index < here or (closed and index == here):
        return "behind"
    return "here" if index == here else "ahead"


def _station_note(key: str, due: str, reached: dict[str, datetime], suggestion: Suggestion) -> str:
    if key in reached:
        return str(day(reached[key], weekday=False))
    if key == due and suggestion.due_at:
        return _("by %(day)s") % {"day": day(suggestion.due_at, weekday=False)}
    return ""


def _river_labels() -> dict[str, str]:
    return {
        "submit": pgettext("station", "Submitted"),
        "accept": pgettext("station", "Accepted"),
        "assign": pgettext("station", "Assigned"),
        "sign": pgettext("station", "In handling"),
        "reply": pgettext("station", "Answered"),
        "redo": pgettext("station", "Asked again"),
        "rate": pgettext("station", "Rated"),
        "hand_off": pgettext("station", "With another channel"),
        "write_back": pgettext("station", "Answered"),
        "settle": pgettext("station", "Promise settled"),
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
