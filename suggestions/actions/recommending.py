"""What the worker does with a new suggestion: propose the units that it concerns."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

from django.db import transaction

from departments.models import Department
from suggestions import rulebook
from suggestions.lifecycle import ROUTE
from suggestions.models import Recommendation, Suggestion
from suggestions.routing.recommend import MOST_PROPOSED, Catalogue, recommend

if TYPE_CHECKING:
    from events.models import Event


def catalogue_of(organ_code: str) -> Catalogue:
    """The units of an organ with the words of their remits, as they are now."""
    units = Department.objects.of_organ(organ_code).values_list("pk", "keywords")
    return Catalogue({pk: tuple(words) for pk, words in units})


@transaction.atomic
def route(*, event: Event, at: datetime) -> None:
    """Propose up to three units for the suggestion of a submit event, once.

    What the office's own rules say stands first, before what the words of the remits say.

    What was proposed stays as it was, beside what the office decides later. An empty proposal is
    recorded too: the office's page then says that too little was known. Once the office has
    decided without it, a proposal would only confuse: none is made.
    """
    waiting = Suggestion.objects.select_for_update().at_office().filter(routed_at=None)
    suggestion = waiting.filter(code=event.code).first()
    if suggestion is None:
        return
    text = f"{suggestion.situation}\n{suggestion.ask}"
    found = recommend(suggestion.title, text, catalogue_of(suggestion.organ_id))
    ruled = rulebook.hit(suggestion)
    rule = ruled[0] if ruled else None
    rows = [
        Recommendation(department_id=one.department, score=one.score, because=list(one.because))
        for one in found
        if rule is None or one.department != rule.unit_id
    ]
    data = {}
    if ruled and rule:
        words = list(ruled[1].words)
        first = Recommendation(department=rule.unit, score=0, because=words, rule=rule)
        rows = [first, *rows][:MOST_PROPOSED]
        data = {"rules": rule.rule_set.version, "rule": rule.position}
    for rank, row in enumerate(rows, start=1):
        row.suggestion, row.rank = suggestion, rank
    Recommendation.objects.bulk_create(rows)
    Suggestion.objects.filter(pk=suggestion.pk).update(routed_at=at)
    suggestion.record(ROUTE, by=None, at=at, data={"proposed": len(rows), **data})
