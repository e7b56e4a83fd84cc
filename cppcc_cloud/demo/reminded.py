"""The reminders that the clocks of the demo have given rise to, so that none comes anew."""

from __future__ import annotations

import uuid
from bisect import bisect_left, bisect_right
from collections.abc import Iterator
from datetime import datetime, time, timedelta

from cppcc_cloud.demo.sheet import Row, Sheet
from cppcc_cloud.demo.story import Scene
from deadlines.registry import Occasion, Rule, rules, spoken
from events.actions.ledger import SYSTEM
from workdays.arithmetic import SHANGHAI, local_date

MORNING = time(8, 30)


def remind(sheet: Sheet, scene: Scene) -> None:
    """Write down who was reminded of the clocks on a sheet, as `reminding.sweep` would have."""
    by_clock: dict[tuple[str, str], list[Rule]] = {}
    for rule in rules():
        by_clock.setdefault((rule.kind, rule.phase), []).append(rule)
    for due in sheet.rows["deadlines.DueDate"]:
        ladder = by_clock.get((due["kind"], due["phase"]))
        if ladder and not due.get("paused_at"):
            for occasion, at in _occasions(due, ladder, scene):
                _keep(sheet, due, occasion, at, scene)


def _occasions(due: Row, ladder: list[Rule], scene: Scene) -> Iterator[tuple[Occasion, datetime]]:
    """Each rule that has spoken while the clock ran, with its moment; each once."""
    begun = due.get("moved_at") or due["started_at"]
    over = due.get("stopped_at") or scene.now
    working, days = scene.days.working, due["working_days"]
    last = bisect_left(working, local_date(due["due_at"]))
    said: set[str] = set()
    first = bisect_left(working, local_date(begun))
    for place in range(first, bisect_right(working, local_date(over))):
        occasion = spoken(ladder, place - last, days)
        if occasion is None or occasion.name in said or days < 1 - occasion.rule.day(days):
            continue
        at = max(datetime.combine(working[place], MORNING, SHANGHAI), begun + timedelta(minutes=1))
        if over is scene.now:
            at = min(at, over)
        if at <= over:
            said.add(occasion.name)
            yield occasion, at


def _keep(sheet: Sheet, due: Row, occasion: Occasion, at: datetime, scene: Scene) -> None:
    rule = occasion.rule
    sheet.add(
        "deadlines.Reminder",
        id=uuid.UUID(int=scene.random.getrandbits(128), version=4),
        rule=occasion.name,
        kind=due["kind"],
        code=due["code"],
        due_at=due["due_at"],
        due_id=due["id"],
        at=at,
    )
    sheet.event(
        kind=due["kind"],
        code=due["code"],
        step=rule.step,
        actor="",
        role=SYSTEM,
        organ=due["organ_id"],
        at=at,
        data={
            "rule": occasion.name,
            "phase": due["phase"],
            "offset": rule.day(due["working_days"]),
            "due_at": due["due_at"].isoformat(),
        },
    )
