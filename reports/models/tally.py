from django.db import models

from reports.measures import Dim, Measure


def measure_choices() -> list[tuple[str, str]]:
    return [(one.value, one.value) for one in Measure]


def dim_choices() -> list[tuple[str, str]]:
    return [(one.value, one.value) for one in Dim]


class Tally(models.Model):
    """How many, in one bucket, of one measure and value; `dim` and `key` keep units, categories and
    counties apart (a unit by its code). A row of none is not kept."""

    organ = models.ForeignKey("members.Organ", models.CASCADE, related_name="+", db_index=False)
    month = models.DateField()
    dim = models.CharField(max_length=8, choices=dim_choices, blank=True)
    key = models.CharField(max_length=32, blank=True)
    measure = models.CharField(max_length=12, choices=measure_choices)
    value = models.IntegerField()
    count = models.PositiveIntegerField()

    class Meta:
        verbose_name_plural = "tallies"
        constraints = [
            models.UniqueConstraint(
                fields=["organ", "dim", "month", "measure", "key", "value"],
                include=["count"],
                name="tally_once",
            ),
            models.CheckConstraint(condition=models.Q(count__gt=0), name="tally_of_something"),
            models.CheckConstraint(
                condition=models.Q(dim__in=[one.value for one in Dim]), name="tally_dim_known"
            ),
            models.CheckConstraint(
                condition=models.Q(measure__in=[one.value for one in Measure]),
                name="tally_measure_known",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.organ_id} {self.month:%Y-%m} {self.measure} {self.value}: {self.count}"
