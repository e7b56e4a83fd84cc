from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime

from django.conf import settings
from django.db import models
from django.db.models import Q

from suggestions.lifecycle import GIVEN_RATINGS, RATINGS, Part, rating_choices, undo_window

# A unit sees ratings in whole steps of this many: a total that grew by one would tell the one.
FEWEST_SHOWN = 5
ANSWERING_PARTS = (Part.SOLE, Part.LEAD, Part.SEPARATE)

type Said = tuple[str, str, datetime | None]
"""Attitude and result of one rating, and since when its case is under seal."""


@dataclass(frozen=True)
class Totals:
    """What a unit, or everybody, may know of ratings.

    ``rated`` and ``asked`` count words on its answers; the two mappings count words of the scale.
    """

    rated: int
    asked: int
    attitude: dict[str, int]
    result: dict[str, int]

    @classmethod
    def together(cls, parts: Sequence[Totals]) -> Totals | None:
        """The sum of what is shown of each part, or None where that is nothing."""
        if not parts:
            return None
        return cls(
            rated=sum(one.rated for one in parts),
            asked=sum(one.asked for one in parts),
            attitude={word: sum(one.attitude[word] for one in parts) for word in GIVEN_RATINGS},
            result={word: sum(one.result[word] for one in parts) for word in GIVEN_RATINGS},
        )

    @property
    def words(self) -> list[tuple[str, str]]:
        """The scale as (value, word)."""
        return [(value, str(RATINGS[value])) for value in GIVEN_RATINGS]

    @property
    def response_rate(self) -> int:
        """Share of those asked who rated, in whole per cent."""
        return round(100 * self.rated / self.asked) if self.asked else 0


class RatingQuerySet(models.QuerySet["Rating"]):
    def asked(self) -> RatingQuerySet:
        """Those that wait for their rater's word."""
        return self.filter(rated_at__isnull=True)

    def given(self) -> RatingQuerySet:
        """Those in which somebody said something."""
        return self.filter(attitude__in=GIVEN_RATINGS)

    def of_unit(self, department_id: int) -> RatingQuerySet:
        """Those on the unit's own answers: as one alone, as lead, or for itself.

        A co-handler answers nobody. What was rated stays in its place for good, also when the case
        went to another unit later: a rating that left would move the next one up.
        """
        return self.filter(
            assignment__department_id=department_id, assignment__part__in=ANSWERING_PARTS
        )

    def totals_for(self, department_id: int, *, at: datetime) -> Totals | None:
        """Totals of a unit in whole steps of five ratings, or None while there are fewer."""
        return self.of_unit(department_id).totals(at=at)

    def totals(self, *, at: datetime) -> Totals | None:
        """Totals of these in whole steps of five ratings, or None while nothing is shown.

        What its rater can still take back counts not yet: the next one would take its place.

        A step with a sealed case in it is left out whole, and no other one moves: whoever looked
        before the seal and looks after it knows the sum of five, and not what the one said.
        """
        rows = self.filter(rated_at__lte=at - undo_window()).order_by("rated_at", "id")
        said = rows.values_list("attitude", "result", "suggestion__sealed_at")
        steps = [step for step in _steps(said.iterator()) if not any(row[2] for row in step)]
        attitude = Counter(row[0] for step in steps for row in step)
        result = Counter(row[1] for step in steps for row in step)
        if not steps:
            return None
        return Totals(
            rated=len(steps) * FEWEST_SHOWN,
            asked=sum(map(len, steps)),
            attitude={word: attitude[word] for word in GIVEN_RATINGS},
            result={word: result[word] for word in GIVEN_RATINGS},
        )


def _steps(rows: Iterable[Said]) -> Iterator[list[Said]]:
    """Them in lists, each of which ends with the fifth that says something."""
    step: list[Said] = []
    given = 0
    for row in rows:
        step.append(row)
        given += row[0] in GIVEN_RATINGS
        if given == FEWEST_SHOWN:
            yield step
            step, given = [], 0


class Rating(models.Model):
    """One rater's word on one answer: attitude and result apart. Private to rater and office.

    The row is there, empty, from the moment the answer came: that is how the platform asks. A
    window that closes without a word leaves "not rated" in both, never "satisfied".
    """

    suggestion = models.ForeignKey("Suggestion", models.PROTECT, related_name="ratings")
    assignment = models.ForeignKey(
        "Assignment", models.PROTECT, null=True, blank=True, related_name="ratings", db_index=False
    )
    round = models.PositiveSmallIntegerField(default=0, db_default=0)
    rater = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    attitude = models.CharField(max_length=20, choices=rating_choices, blank=True)
    result = models.CharField(max_length=20, choices=rating_choices, blank=True)
    comment = models.TextField(max_length=1000, blank=True)
    rated_at = models.DateTimeField(null=True, blank=True)

    objects = RatingQuerySet.as_manager()

    class Meta:
        ordering = ("id",)
        constraints = [
            models.UniqueConstraint(
                fields=["suggestion", "rater", "assignment", "round"],
                name="rating_once_for_an_answer",
                nulls_distinct=False,
            ),
            models.CheckConstraint(
                condition=Q(rated_at__isnull=True, attitude="", result="", comment="")
                | Q(rated_at__isnull=False, attitude__in=list(RATINGS), result__in=list(RATINGS)),
                name="rating_known",
            ),
            models.CheckConstraint(
                condition=Q(attitude="not_rated", result="not_rated", comment="")
                | (~Q(attitude="not_rated") & ~Q(result="not_rated")),
                name="rating_both_or_neither",
            ),
        ]
        indexes = [
            models.Index(
                fields=["rater"],
                condition=Q(rated_at__isnull=True),
                name="rating_asked_of",
            ),
        ]

    def __str__(self) -> str:
        return str(self.suggestion)

    @property
    def is_asked(self) -> bool:
        return self.rated_at is None
