"""Suggestions whose titles are alike: shown before one more of the same is sent."""

from __future__ import annotations

import re
from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.contrib.postgres.search import TrigramSimilarity
from django.db.models import Exists, OuterRef
from django.utils.translation import gettext as _

from suggestions import policies
from suggestions.lifecycle import GROUNDS, OPEN_STATES, OUTCOME_CLASSES, STATE_LABELS, State
from suggestions.models import Cosigner, Reply, Suggestion

if TYPE_CHECKING:
    from members.models import User

MOST = 5
ANSWERED = (State.REPLIED, State.FOLLOWUP, State.CLOSED)
SHORTEST = 3
"""Signs of a title below which nothing is looked for: everything would be alike."""

# What titles begin and end with whatever they are about.
FORMULA = re.compile(r"^(关于|有关|请求?|希望|建议|反映)+|的?(建议|意见|问题|情况)$")


def alike(user: User, title: str) -> list[Any]:
    """Up to five with the most similar titles, of those this person may know of, nearest first.

    Each with `cosigned` (whether they co-sign it), `seen` (whether they may open it), `joinable`
    (whether they may co-sign it) and `classes`.

    How alike titles must be is said to PostgreSQL with each connection (`similarity_threshold` in
    `cppcc_cloud.environment`), so that the index finds the few and nobody reads the many.
    """
    core = FORMULA.sub("", title.strip()) or title.strip()
    if len(core) < SHORTEST or "\0" in core:
        return []
    known = Suggestion.objects.known_to(user).filter(title__trigram_similar=core)
    near = known.annotate(
        nearness=TrigramSimilarity("title", core),
        cosigned=Exists(Cosigner.objects.accepted().filter(suggestion=OuterRef("pk"), user=user)),
        joinable=Exists(_joinable(user)),
        seen=Exists(Suggestion.objects.visible_to(user).filter(pk=OuterRef("pk"))),
    )
    found: list[Any] = list(near.for_rows().order_by("-nearness", "-id")[:MOST])
    classes = _classes([one for one in found if _is_answered(one)])
    for one in found:
        one.classes = classes.get(one.pk, [])
    return found


def _joinable(user: User) -> Any:
    """The same row, where its author lets this person join and they do not handle it."""
    handled = Suggestion.objects.handled_by(user).values("pk")
    here = Suggestion.objects.joinable_by(user).filter(pk=OuterRef("pk"))
    return here.exclude(pk__in=handled.filter(pk=OuterRef("pk")))


@dataclass(frozen=True)
class Standing:
    """One of them as it stands, in words: what came of it is said to whoever sees the case.

    ``classes``: those of its answers; ``ground``: why it was declined, for whom the reasons are.
    """

    suggestion: Suggestion
    state: str
    classes: tuple[str, ...] = ()
    ground: str = ""
    can_join: bool = False
    is_mine: bool = False
    may_open: bool = False
    is_answered: bool = False

    @property
    def outcome(self) -> str:
        """What came of it in words; "" where nothing did, or it is not for this person."""
        return self.ground or ", ".join(f"{one} {OUTCOME_CLASSES[one]}" for one in self.classes)


def standings(user: User, title: str) -> list[Standing]:
    """What is alike, each with where it stands: open, answered or declined."""
    return [
        Standing(
            suggestion=one,
            state=_state(one),
            classes=tuple(dict.fromkeys(one.classes)) if one.seen and _is_answered(one) else (),
            ground=_ground(user, one),
            can_join=one.author_id != user.pk and one.joinable and not one.cosigned,
            is_mine=one.author_id == user.pk,
            may_open=one.seen,
            is_answered=_is_answered(one),
        )
        for one in alike(user, title)
    ]


def _is_answered(suggestion: Suggestion) -> bool:
    return suggestion.state in ANSWERED


def _state(suggestion: Suggestion) -> str:
    if _is_answered(suggestion):
        return _("Answered")
    if suggestion.state in OPEN_STATES:
        return _("Open")
    return str(STATE_LABELS[State(suggestion.state)])


def _classes(cases: list[Suggestion]) -> dict[int | None, list[str]]:
    """By case the class of the last answer of each unit and other channel; one query for all."""
    last = {one.source: one for one in Reply.objects.answers_to(*cases)} if cases else {}
    found: dict[int | None, list[str]] = defaultdict(list)
    for one in last.values():
        found[one.case_id].append(one.outcome_class)
    return found


def _ground(user: User, suggestion: Suggestion) -> str:
    if suggestion.state != State.DECLINED or not policies.reads_reasons(user, suggestion):
        return ""
    last = suggestion.past.last_decline
    return str(GROUNDS[last.ground]) if last else ""
