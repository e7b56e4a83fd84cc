from datetime import datetime

from django.db import models
from django.db.models import F


class BucketQuerySet(models.QuerySet["Bucket"]):
    def to_count(self) -> models.QuerySet["Bucket"]:
        """Those whose sums are not what the rows say any more: the longest neglected first."""
        return self.filter(is_stale=True).order_by(
            F("counted_at").asc(nulls_first=True), "organ", "month"
        )


class Bucket(models.Model):
    """The cases that came to one organ in one month (its first day), and when they were counted.

    What happened to one of them makes it stale, until it has been counted again.
    """

    organ = models.ForeignKey("members.Organ", models.CASCADE, related_name="+", db_index=False)
    month = models.DateField()
    counted_at = models.DateTimeField(null=True, blank=True)
    is_stale = models.BooleanField(default=True)

    objects = BucketQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["organ", "month"], name="bucket_once"),
            models.CheckConstraint(
                condition=models.Q(month__day=1), name="bucket_begins_with_its_month"
            ),
            models.CheckConstraint(
                condition=models.Q(is_stale=True) | models.Q(counted_at__isnull=False),
                name="bucket_fresh_once_counted",
            ),
        ]
        indexes = [
            models.Index(
                fields=["organ"], condition=models.Q(is_stale=True), name="bucket_to_count"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.organ_id} {self.month:%Y-%m}"

    def is_counted(self, at: datetime) -> None:
        """Note that its sums are what the rows say."""
        self.is_stale, self.counted_at = False, at
        self.save(update_fields=["is_stale", "counted_at"])
