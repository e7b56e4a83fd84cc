"""What is answered, as JSON schemas for the OpenAPI document."""

from typing import Any

from suggestions.lifecycle import State, Work

TEXT: dict[str, Any] = {"type": "string"}
MOMENT: dict[str, Any] = {"type": "string", "format": "date-time"}
MAYBE_MOMENT: dict[str, Any] = {"type": ["string", "null"], "format": "date-time"}
WAY: dict[str, Any] = {"type": ["string", "null"], "format": "uri-reference"}


def thing(**properties: Any) -> dict[str, Any]:
    """An object with these members, all of them always there."""
    return {"type": "object", "required": list(properties), "properties": properties}


def several(items: dict[str, Any]) -> dict[str, Any]:
    """A list."""
    return {"type": "array", "items": items}


def maybe(shape: dict[str, Any]) -> dict[str, Any]:
    """That, or null."""
    return {"anyOf": [shape, {"type": "null"}]}


NAMED = thing(code=TEXT, name=TEXT)
LABELLED = thing(code=TEXT, label=TEXT)
STATE = thing(code={"type": "string", "enum": [state.value for state in State]}, label=TEXT)
LIGHT = thing(kind={"type": "string", "enum": ["green", "amber", "red", "grey"]}, text=TEXT)
WORK_STATE = {"type": "string", "enum": [state.value for state in Work]}
WORK = thing(
    code=TEXT,
    unit=NAMED,
    part=LABELLED,
    state=thing(code=WORK_STATE, label=TEXT),
    urgency=TEXT,
    assigned_at=MOMENT,
    signed_at=MAYBE_MOMENT,
    due_at=MOMENT,
    delivered_at=MAYBE_MOMENT,
)
ROW = thing(
    code=TEXT,
    title=TEXT,
    state=STATE,
    place=NAMED,
    organ=NAMED,
    unit=maybe(NAMED),
    due_at=MAYBE_MOMENT,
    light=LIGHT,
    submitted_at=MOMENT,
    closed_at=MAYBE_MOMENT,
    assignment=maybe(WORK),
    url=TEXT,
)
LIST = thing(desk=TEXT, show=TEXT, next=WAY, previous=WAY, results=several(ROW))
BASIS = thing(
    **{"from": {"type": "string", "format": "date"}},
    working_days={"type": "integer"},
    rule=TEXT,
    skipped=several(thing(first=TEXT, last=TEXT, reason=TEXT)),
    worked_weekends=several(TEXT),
    first_due=MAYBE_MOMENT,
    held_since=MAYBE_MOMENT,
)
DUE = thing(at=MOMENT, phase=TEXT, provisional={"type": "boolean"}, basis=BASIS)
ENTRY = thing(
    **{"class": maybe(LABELLED)},
    at=MOMENT,
    step=TEXT,
    who=TEXT,
    office=TEXT,
    act=TEXT,
    words=several(thing(label=TEXT, text=TEXT)),
)
CASE = thing(
    code=TEXT,
    instrument=TEXT,
    title=TEXT,
    situation=TEXT,
    ask=TEXT,
    author=thing(name=TEXT, organ=NAMED),
    place=NAMED,
    organ=NAMED,
    state=STATE,
    sentence=TEXT,
    holder=maybe(thing(kind=TEXT, code=TEXT, name=TEXT)),
    due=maybe(DUE),
    light=LIGHT,
    submitted_at=MOMENT,
    closed_at=MAYBE_MOMENT,
    assignments=several(WORK),
    proposed=several(thing(code=TEXT, name=TEXT, because=several(TEXT))),
    history=several(ENTRY),
    rating=maybe(thing(attitude=TEXT, result=TEXT, comment=TEXT, rated_at=MOMENT)),
    desk=TEXT,
    steps=several(thing(name=TEXT, label=TEXT, url=WAY)),
    url=TEXT,
)
RESULT = thing(
    code=TEXT,
    state={"type": "string", "enum": [state.value for state in State]},
    assignments=several(thing(code=TEXT, state=WORK_STATE)),
    url=TEXT,
)
DRAFT = thing(
    title=TEXT, situation=TEXT, ask=TEXT, place=TEXT, level=TEXT, key=TEXT, saved_at=MOMENT
)
