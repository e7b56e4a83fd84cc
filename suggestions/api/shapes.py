"""What is answered, as JSON schemas for the OpenAPI document."""

from typing import Any

from suggestions.lifecycle import State, Work

TEXT: dict[str, Any] = {"type": "string"}
TRUTH: dict[str, Any] = {"type": "boolean"}
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
    round={"type": "integer"},
    officer=maybe(TEXT),
    urgency=TEXT,
    assigned_at=MOMENT,
    signed_at=MAYBE_MOMENT,
    due_at=MOMENT,
    delivered_at=MAYBE_MOMENT,
)
DAY = {"type": "string", "format": "date"}
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
    promise=maybe(thing(code=TEXT, state=LABELLED, due_on=DAY)),
    url=TEXT,
)
TO_COSIGN = thing(
    code=TEXT,
    title=TEXT,
    situation=TEXT,
    ask=TEXT,
    author=TEXT,
    place=NAMED,
    cosign=TEXT,
    decline=TEXT,
)
WAITING = thing(
    to_rate=several(ROW),
    to_confirm=several(ROW),
    returned=several(ROW),
    declined=several(ROW),
    to_cosign=several(TO_COSIGN),
)
LIST = thing(
    desk=TEXT, show=TEXT, waiting=maybe(WAITING), next=WAY, previous=WAY, results=several(ROW)
)
BASIS = thing(
    **{"from": DAY},
    working_days={"type": "integer"},
    rule=TEXT,
    skipped=several(thing(first=TEXT, last=TEXT, reason=TEXT)),
    worked_weekends=several(TEXT),
    first_due=MAYBE_MOMENT,
    held_since=MAYBE_MOMENT,
)
DUE = thing(at=MOMENT, phase=TEXT, provisional=TRUTH, basis=BASIS)
ENTRY = thing(
    **{"class": maybe(LABELLED)},
    draft=maybe(TEXT),
    at=MOMENT,
    step=TEXT,
    who=TEXT,
    office=TEXT,
    act=TEXT,
    words=several(thing(label=TEXT, text=TEXT)),
    files=several(thing(name=TEXT, size={"type": "integer"}, url=TEXT)),
)
PROMISE = thing(
    code=TEXT,
    unit=TEXT,
    state=LABELLED,
    due_on=DAY,
    due_at=MAYBE_MOMENT,
    light=LIGHT,
    claim=TEXT,
    evidence=TEXT,
)
WORD = thing(
    rater=TEXT,
    assignment=maybe(TEXT),
    round={"type": "integer"},
    attitude=TEXT,
    result=TEXT,
    comment=TEXT,
    rated_at=MOMENT,
)
PROPOSED = thing(
    code=TEXT,
    name=TEXT,
    because=several(TEXT),
    by_rule=TRUTH,
    others=several(NAMED),
    urgency=TEXT,
)
CASE = thing(
    code=TEXT,
    url=TEXT,
    instrument=TEXT,
    title=TEXT,
    situation=TEXT,
    ask=TEXT,
    author=thing(name=TEXT, organ=NAMED),
    place=NAMED,
    organ=NAMED,
    category=maybe(NAMED),
    wish=TEXT,
    submitted_at=MOMENT,
    closed_at=MAYBE_MOMENT,
    state=STATE,
    sentence=TEXT,
    holder=maybe(thing(kind=TEXT, code=TEXT, name=TEXT)),
    due=maybe(DUE),
    light=LIGHT,
    supervised=TRUTH,
    cosigners=several(TEXT),
    assignments=several(WORK),
    promises=several(PROMISE),
    proposed=several(PROPOSED),
    history=several(ENTRY),
    ratings=several(WORD),
    desk=TEXT,
    steps=several(thing(name=TEXT, label=TEXT, url=TEXT)),
)
SIMILAR = thing(
    results=several(
        thing(
            code=TEXT,
            title=TEXT,
            state=TEXT,
            classes=several(TEXT),
            ground=TEXT,
            organ=NAMED,
            unit=maybe(NAMED),
            join=WAY,
        )
    )
)
NOTE = thing(at=MOMENT, author=TEXT, text=TEXT)
NOTED = thing(at=MOMENT, author=TEXT)
NOTES = thing(results=several(NOTE))
VACANCIES = thing(
    results=several(thing(name=TEXT, light=LIGHT, since=DAY, acts_from=DAY, acts=TRUTH))
)
RULES = thing(
    version={"type": "integer"},
    results=several(
        thing(
            unit=TEXT,
            others=several(TEXT),
            words=several(TEXT),
            place=TEXT,
            category=TEXT,
            sector=TEXT,
            urgency=TEXT,
        )
    ),
)
RESULT = thing(
    code=TEXT,
    state={"type": "string", "enum": [state.value for state in State]},
    assignments=several(thing(code=TEXT, state=WORK_STATE)),
    url=TEXT,
)
DRAFT = thing(
    key=TEXT,
    title=TEXT,
    situation=TEXT,
    ask=TEXT,
    place=TEXT,
    level=TEXT,
    wish=TEXT,
    category=TEXT,
    cosigners=several(TEXT),
    saved_at=MOMENT,
)
