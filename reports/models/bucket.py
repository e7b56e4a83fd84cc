from django.db import models


class Bucket(models.Model):
    """The cases that came to one organ in one month (its first day), and when they were counted."""

    organ = models.ForeignKey("members.Organ", models.CASCADE, related_name="+", db_index=False)
    month = models.DateField()
    counted_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["organ", "month"], name="bucket_once"),
            models.CheckConstraint(
                condition=models.Q(month__day=1), name="bucket_begins_with_its_month"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.organ_id} {self.month:%Y-%m}"
