"""What people write to each other on a case: once, by those concerned, and no clock moves."""

import uuid
from datetime import timedelta
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied

from deadlines.models import DueDate
from events.models import Event
from suggestions.actions import talking
from suggestions.lifecycle import ADD_FACT, SAY, SAY_OFFICE, SAY_UNIT, NotNow, State
from tests.suggestions.factories import MORNING, suggestion_at, work

LATER = MORNING + timedelta(days=1)


def say(scene: Any, suggestion: Any, step: Any, by: Any, **changes: Any) -> None:
    arguments = {"text": "灯已亮。", "key": uuid.uuid4(), "at": LATER, "assignment": None}
    talking.say(suggestion=suggestion, step=step, by=by, **(arguments | changes))


def lines(suggestion: Any) -> list[tuple[str, str]]:
    found = Event.objects.of("suggestion", suggestion.code).filter(at=LATER)
    return [(event.step, event.words) for event in found]


def test_each_of_those_concerned_has_a_word(scene):
    case = suggestion_at(scene, State.IN_HANDLING)
    say(scene, case, SAY, scene.an)
    say(scene, case, ADD_FACT, scene.an, text="又坏了一盏。")
    say(scene, case, SAY_OFFICE, scene.clerk)
    say(scene, case, SAY_UNIT, scene.bo, assignment=work(case))
    assert lines(case) == [
        ("say_unit", "灯已亮。"),
        ("say_office", "灯已亮。"),
        ("add_fact", "又坏了一盏。"),
        ("say", "灯已亮。"),
    ]


def test_sent_twice_it_stands_there_once(scene):
    case, key = suggestion_at(scene, State.IN_HANDLING), uuid.uuid4()
    for _time in range(2):
        say(scene, case, SAY, scene.an, key=key)
        say(scene, case, SAY_UNIT, scene.bo, key=key, assignment=work(case))
    assert [step for step, _words in lines(case)] == ["say_unit", "say"]


def test_no_clock_is_touched(scene):
    case = suggestion_at(scene, State.IN_HANDLING)
    before = list(DueDate.objects.order_by("pk").values())
    say(scene, case, ADD_FACT, scene.an)
    assert list(DueDate.objects.order_by("pk").values()) == before
    case.refresh_from_db()
    assert case.state == State.IN_HANDLING


def test_nobody_speaks_from_another_desk(scene):
    case = suggestion_at(scene, State.IN_HANDLING)
    for step, by in (
        (SAY, scene.bo),
        (ADD_FACT, scene.clerk),
        (SAY_OFFICE, scene.an),
        (SAY_UNIT, scene.clerk),
        (SAY, scene.cheng),
    ):
        with pytest.raises(PermissionDenied):
            say(scene, case, step, by, assignment=work(case))
    assert lines(case) == []


def test_a_fact_comes_before_the_answer_and_a_message_before_the_end(scene):
    answered, closed = (suggestion_at(scene, state) for state in (State.REPLIED, State.CLOSED))
    with pytest.raises(NotNow):
        say(scene, answered, ADD_FACT, scene.an)
    say(scene, answered, SAY, scene.an)
    with pytest.raises(NotNow):
        say(scene, closed, SAY, scene.an)
    assert [step for step, _words in lines(answered)] == ["say"]
