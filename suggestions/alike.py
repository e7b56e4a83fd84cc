"""Suggestions whose titles are alike: shown before one more of the same is sent."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from django.contrib.postgres.search import TrigramSimilarity
from django.db.models import Q

from suggestions.models import Suggestion

if TYPE_CHECKING:
    from members.models import User

MOST = 5
SHORTEST = 3
"""Signs of a title below which nothing is looked for: everything would be alike."""

# What titles begin and end with whatever they are about.
FORMULA = re.compile(r"^(关于|有关|请求?|希望|建议|反映)+|的?(建议|意见|问题|情况)$")


def alike(user: User, title: str) -> list[Suggestion]:
    """Up to five with the most similar titles, of those this person may know of, nearest first.

    How alike titles must be is said to PostgreSQL with each connection (`similarity_threshold` in
    `cppcc_cloud.environment`), so that the index finds the few and nobody reads the many.
    """
    core = FORMULA.sub("", title.strip()) or title.strip()
    if len(core) < SHORTEST:
        return []
    known = Suggestion.objects.known_to(user).filter(title__trigram_similar=core)
    near = known.annotate(nearness=TrigramSimilarity("title", core))
    return list(near.for_rows().order_by("-nearness", "-id")[:MOST])


def joinable(user: User, suggestions: list[Suggestion]) -> set[int]:
    """Which of these a member could still join: not their own and not co-signed already."""
    keys = [one.pk for one in suggestions if one.author_id != user.pk]
    joined = Suggestion.objects.filter(
        Q(cosigners__user=user, cosigners__state="accepted"), pk__in=keys
    )
    return set(keys) - set(joined.values_list("pk", flat=True)) if keys else set()
