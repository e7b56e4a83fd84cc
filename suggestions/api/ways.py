"""What somebody can do with a case now, as steps that programs can take."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

from django.utils.functional import Promise

from commitments.lifecycle import CONFIRM, CONTEST, RENEW, REPORT
from commitments.lifecycle import Step as PromiseStep
from commitments.policies import is_held_by
from suggestions import policies
from suggestions.actions import entering, reopening
from suggestions.api.doors import door_of
from suggestions.api.steps.paper import NAMES
from suggestions.lifecycle import (
    ACCEPT,
    ASK_COSIGNER,
    ASSIGN,
    CORRECT,
    ENTER,
    GIVE_OPINION,
    PUBLISH,
    REOPEN,
    REPLY,
    SEAL,
    SIGN,
    UNPUBLISH,
    WORK_STEPS,
    Desk,
    Step,
)
from suggestions.models import Publication
from suggestions.models.publication import PUBLISHED
from suggestions.story.ways import WAYS

if TYPE_CHECKING:
    from members.models import User
    from suggestions.models import Assignment, Suggestion

# What signs or accepts in the same act, as on the page.
SIGNING = (REPLY, GIVE_OPINION)
# Two words on one page: the second is open where the first is.
AS = {
    "refuse_extension": "grant_extension",
    "object": "agree",
    "refuse_signoff": "sign_off",
    "return_answer": "deliver",
}


@dataclass(frozen=True)
class Open:
    """A step that can be taken now, and the code of what it is taken on."""

    name: str
    label: Promise
    code: str


def open_steps(
    user: User,
    suggestion: Suggestion,
    reader: policies.Reader,
    work: Assignment | None,
    *,
    at: datetime,
) -> list[Open]:
    """Every step with a door that this reader can take now, each on its own thing."""
    found: list[tuple[Step | PromiseStep, str]] = []
    entered: list[tuple[Step, str]] = []
    for one, steps in ((work, reader.steps), *reader.others):
        for step in steps:
            thing = one if step in WORK_STEPS else suggestion
            if step is ENTER and one:
                entered += [(act, one.code) for act in entering.open_acts(one, at=at)]
            elif thing and _is_open(step, suggestion, one, at):
                found.append((step, thing.code))
    if any(step is ACCEPT for step, _code in found):
        found.append((ASSIGN, suggestion.code))
    if work and any(step is SIGN for step, _code in found):
        found += [(step, work.code) for step in SIGNING if step.is_for(work.part)]
    found += [(step, suggestion.code) for step in _beside(user, suggestion)]
    found += _promised(user, suggestion)
    named = [(step.name, code) for step, code in found]
    named += [(NAMES[step], code) for step, code in entered]
    doors = ((door_of(name), code) for name, code in named)
    return [Open(door.name, door.label, code) for door, code in doors if door]


def _is_open(step: Step, suggestion: Suggestion, work: Assignment | None, at: datetime) -> bool:
    """Whether what is asked besides the state holds as well, as for the page's button."""
    if step is REOPEN:
        return reopening.within_reach(suggestion, at=at)
    way = WAYS.get(AS.get(step.name, step.name))
    return not (way and way.when) or bool(way.when(suggestion, work, at))


def _beside(user: User, suggestion: Suggestion) -> Iterator[Step]:
    if policies.may_invite(user, suggestion):
        yield ASK_COSIGNER
    if not policies.sits(user, Desk.OFFICE, suggestion):
        return
    yield CORRECT
    yield SEAL
    if suggestion.may_be_published:
        yield PUBLISH
        if Publication.objects.filter(suggestion=suggestion, state=PUBLISHED).exists():
            yield UNPUBLISH


def _promised(user: User, suggestion: Suggestion) -> Iterable[tuple[PromiseStep, str]]:
    for one in suggestion.promises():
        if one.is_reported and suggestion.author_id == user.pk:
            yield from ((step, one.code) for step in (CONFIRM, CONTEST))
        held = is_held_by(user, holder=one.holder_id, organ=one.organ_id)
        if one.is_unsettled and not one.is_reported and held:
            yield from ((step, one.code) for step in (REPORT, RENEW))
