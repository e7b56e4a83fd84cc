from __future__ import annotations

from dataclasses import dataclass

from django.conf import settings
from django.db import models
from django.db.models import Count, Max, Q

from suggestions.lifecycle import GIVEN_RATINGS, RATINGS, rating_choices

# A unit sees ratings in whole steps of this many: a total that grew by one would tell the one.
FEWEST_SHOWN = 5


@dataclass(frozen=True)
class Totals:
    """What a unit may know of its ratings.

    ``rated`` and ``asked`` count cases; the two mappings count words of the scale.
    """

    rated: int
    asked: int
    attitude: dict[str, int]
    result: dict[str, int]

    @property
    def words(self) -> list[tuple[str, str]]:
        """The scale as (value, word)."""
        return [(value, str(RATINGS[value])) for value in GIVEN_RATINGS]

    @property
    def response_rate(self) -> int:
        """Share of those asked who rated, in whole per cent."""
        return round(100 * self.rated / self.asked) if self.asked else 0


class RatingQuerySet(models.QuerySet["Rating"]):
    def totals_for(self, department_id: int) -> Totals | None:
        """Totals of a unit in whole steps of five ratings, or None while there are fewer."""
        asked = self.filter(suggestion__assignments__department_id=department_id)
        given = asked.filter(attitude__in=GIVEN_RATINGS)
        rated = given.count()
        whole = rated - rated % FEWEST_SHOWN
        if not whole:
            return None
        shown = self.filter(pk__in=given.order_by("id").values("pk")[:whole])
        words = {
            f"{part}_{word}": Count("pk", filter=Q(**{part: word}))
            for part in ("attitude", "result")
            for word in GIVEN_RATINGS
        }
        sums = shown.aggregate(last=Max("pk"), **words)
        return Totals(
            rated=whole,
            asked=asked.filter(pk__lte=sums["last"]).count(),
            attitude={word: sums[f"attitude_{word}"] for word in GIVEN_RATINGS},
            result={word: sums[f"result_{word}"] for word in GIVEN_RATINGS},
        )


class Rating(models.Model):
    """The proposer's word on the answer: attitude and result apart. Private to proposer and office.

    A window that closes without a word leaves "not rated" in both, never "satisfied".
    """

    suggestion = models.ForeignKey("Suggestion", models.PROTECT, related_name="ratings")
    rater = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    attitude = models.CharField(max_length=20, choices=rating_choices)
    result = models.CharField(max_length=20, choices=rating_choices)
    comment = models.TextField(max_length=1000, blank=True)
    rated_at = models.DateTimeField()

    objects = RatingQuerySet.as_manager()

    class Meta:
        ordering = ("id",)
        constraints = [
            models.UniqueConstraint(fields=["suggestion", "rater"], name="rating_once"),
            models.CheckConstraint(
                condition=Q(attitude__in=list(RATINGS), result__in=list(RATINGS)),
                name="rating_known",
            ),
            models.CheckConstraint(
                condition=Q(attitude="not_rated", result="not_rated", comment="")
                | (~Q(attitude="not_rated") & ~Q(result="not_rated")),
                name="rating_both_or_neither",
            ),
        ]

    def __str__(self) -> str:
        return str(self.suggestion)
