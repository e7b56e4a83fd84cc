"""Whatever a program sends to any address, it is done or refused in words: never an error of ours.

Each step is taken on a case that waits for it, by whoever may take it: as it should be, just after
the case was sealed, and with its fields holding what no page would send.
"""

import json
import re
from collections.abc import Iterator
from typing import Any

import pytest
from django.db import transaction

from gateway.models import IdempotentRequest
from suggestions.actions import sealing
from suggestions.api import taking
from suggestions.api.door import Door, PartField
from suggestions.api.doors import DOORS
from suggestions.models import Assignment, Suggestion
from tests.gateway.programs import Program
from tests.suggestions.api.anything import STAGES, TEXTS, WAYS, Cast, cast
from tests.suggestions.factories import MORNING, promise, submit

LONG = "长" * 6000
# What no page sends: in all fields at once, and in one beside others that are as they should be.
# Each step gets its share of them, so that all steps together get all.
KINDS: tuple[Any, ...] = (
    "灯\0",
    10**30,
    [],
    "9999-12-31",
    ["x", "\0"],
    {"x": {"y": []}},
    LONG,
    "0001-01-01",
    [[{}]],
    -1,
    1.5,
    "2026-02-30",
)
ALONE: tuple[Any, ...] = ("\0", LONG, "9999-12-31", [], {}, "0001-01-01")
BODIES = ("", "null", "[]", "3", '"x"', "[{}]", '{"": 1, "\\u0000": "\\u0000"}', "{", "\0")
SHARE = 2
OF_THE_OTHER_UNIT = (
    "agree",
    "dispense",
    "enter_opinion",
    "give_opinion",
    "object",
    "return_opinion",
    "waive",
)


def share(values: tuple[Any, ...], turn: int, most: int) -> list[Any]:
    """So many of these values, others with each turn."""
    return [values[(turn * most + number) % len(values)] for number in range(most)]


def address(door: Door, case: Suggestion) -> str:
    number = 2 if door.name in OF_THE_OTHER_UNIT else 1
    codes = {"suggestions": case.code, "assignments": f"{case.code}-{number}"}
    if door.on.prefix == "promises":
        codes["promises"] = promise(case).code
    return f"{door.on.prefix}/{codes[door.on.prefix]}/{door.name}/"


def bodies(door: Door, good: dict[str, Any]) -> Iterator[Any]:
    """What is sent besides what should be."""
    turn = DOORS.index(door)
    yield from share((*BODIES, good | {"nowhere": 1, "\0": "x"}), turn, 1)
    names = list(door.fields)
    inner = {
        name: list(one.part.fields)
        for name, one in door.fields.items()
        if isinstance(one, PartField)
    }
    for value in share(KINDS, turn, SHARE) if names else ():
        yield dict.fromkeys(names, value)
    for value in share(KINDS, turn, 1) if inner else ():
        yield {name: dict.fromkeys(inside, value) for name, inside in inner.items()}
    for number, name in enumerate(names):
        [value] = share(ALONE, turn + number, 1)
        yield good | {name: value}
        if name in inner:
            yield good | {name: good[name] | {inner[name][turn % len(inner[name])]: value}}


def sent(program: Program, way: str, body: Any) -> int:
    """The status of an answer; whatever was done is undone again."""
    text = body if isinstance(body, str) else json.dumps(body)
    with transaction.atomic():
        status: int = program.post(way, text).status_code
        transaction.set_rollback(True)
    return status


def kept_of(program: Program, way: str, body: dict[str, Any]) -> list[str]:
    """What was typed that the kept answer holds; whatever was done is undone again."""
    with transaction.atomic():
        assert program.post(way, body).status_code in (200, 201), (way, body)
        kept = json.dumps(IdempotentRequest.objects.get().answer, ensure_ascii=False)
        transaction.set_rollback(True)
    return [
        word
        for word in re.findall("[一-龥]+", json.dumps(body, ensure_ascii=False))
        if word in kept
    ]


def filled(good: dict[str, Any], cast: Cast, main: Suggestion) -> dict[str, Any]:
    names = {"MAIN": main.code, "BO": cast.scene.bo.code, "OTHER": cast.people["other"].code}

    def said(value: Any) -> Any:
        if isinstance(value, list):
            return [said(one) for one in value]
        return names.get(value, value) if isinstance(value, str) else value

    return {name: said(value) for name, value in good.items()}


def test_no_kept_answer_holds_what_was_typed(scene):
    """It is given out again for a week, also after the case was sealed."""
    around, main = cast(scene), submit(scene)
    for stage in STAGES:
        with transaction.atomic():
            case = STAGES[stage](around)
            for door in DOORS:
                way = WAYS.get(door.name)
                if way is None or way.stage != stage:
                    continue
                program, good = Program(around.people[way.by]), filled(way.good, around, main)
                assert kept_of(program, address(door, case), good) == [], door.name
            transaction.set_rollback(True)
    about = submit(scene)
    assert kept_of(Program(scene.clerk), f"suggestions/{about.code}/notes/", {"text": "便签"}) == []
    assert kept_of(Program(scene.an), "suggestions/", TEXTS | {"confirm": True}) == []


def test_each_step_has_its_way():
    assert set(WAYS) == {door.name for door in DOORS}
    assert {way.stage for way in WAYS.values()} == set(STAGES)


@pytest.mark.parametrize("stage", STAGES)
def test_every_step_of_a_stage_withstands_whatever_is_sent(scene, stage, monkeypatch):
    around = cast(scene)
    main = submit(scene)
    case = STAGES[stage](around)
    programs: dict[str, Program] = {}
    broken = []
    for door in (one for one in DOORS if WAYS[one.name].stage == stage):
        way = WAYS[door.name]
        program = programs.setdefault(way.by, Program(around.people[way.by]))
        good = filled(way.good, around, main)
        where = address(door, case)
        assert sent(program, where, good) == 200, (where, good)
        if stage != "sealed":
            slow = sealed_meanwhile(program, where, good, case, around, monkeypatch)
            assert slow in (403, 409, 422), (where, slow)
        for body in bodies(door, good):
            status = sent(program, where, body)
            if status not in (200, 400, 403, 404, 409, 422):
                broken.append((where, status, str(body)[:80]))
    assert broken == []


def sealed_meanwhile(program, where, good, case, around, monkeypatch) -> int:
    """The case was found, and sealed before anything was done."""
    clerk = around.people["clerk" if case.organ_id == "430000" else "city"]

    def seals():
        here = Suggestion.objects.select_related("organ").get(pk=case.pk)
        sealing.seal(suggestion=here, reason="涉密", by=clerk, at=MORNING)
        return MORNING

    with monkeypatch.context() as patch:
        patch.setattr(taking, "now", seals)
        return sent(program, where, good)


def test_the_way_in_withstands_it_too(scene):
    program = Program(scene.an)
    good = TEXTS | {"confirm": True}
    assert sent(program, "suggestions/", good) == 201
    names = [*good, "wish", "level", "category", "cosigners", "sure"]
    wrong = [
        *BODIES,
        *(dict.fromkeys(names, value) for value in KINDS),
        *(good | {name: value} for name in names for value in ALONE[:2]),
    ]
    statuses = {sent(program, "suggestions/", body) for body in wrong}
    assert statuses <= {201, 400, 422}
    for body in wrong[: len(BODIES) + len(KINDS)]:
        with transaction.atomic():
            text = body if isinstance(body, str) else json.dumps(body)
            status = program._send("PUT", "draft/", text, {}).status_code
            transaction.set_rollback(True)
        assert status in (200, 400, 422), (body, status)


@pytest.mark.parametrize("code", ["x" * 300, "2026-99999", "0", "-", "_", "9" * 40])
def test_a_code_that_is_none_is_not_there_however_long(scene, code):
    program = Program(scene.an)
    paths = (
        f"suggestions/{code}/withdraw/",
        f"suggestions/{code}/cosign/",
        f"assignments/{code}/sign/",
        f"promises/{code}/promise_confirm/",
    )
    for number, path in enumerate(paths):
        first = program.post(path, {}, key=f"k{number}")
        assert first.status_code == 404, path
        again = program.post(path, {}, key=f"k{number}")
        assert (again.status_code, again.headers["Idempotency-Replayed"]) == (404, "true")
    assert not Assignment.objects.exists()
    assert IdempotentRequest.objects.count() == 4
