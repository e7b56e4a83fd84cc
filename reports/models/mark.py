from django.db import models


class Mark(models.Model):
    """How far the ledger had come at a moment, as one look at it found. The next look begins at a
    mark that is old enough for every transaction of then to be over."""

    event_id = models.BigIntegerField()
    at = models.DateTimeField(db_index=True)

    class Meta:
        ordering = ("-at",)

    def __str__(self) -> str:
        return f"{self.event_id} {self.at}"
