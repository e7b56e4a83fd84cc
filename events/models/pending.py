import traceback
from datetime import datetime, timedelta
from pathlib import Path
from random import SystemRandom
from typing import Self

from django.db import models
from django.utils.translation import gettext_lazy as _

from events.models.event import Event

STUCK_AFTER = 5
"""Tries after which a row counts as stuck: people are to look at it, machines go on trying."""

FIRST_WAIT = timedelta(seconds=5)
LONGEST_WAIT = timedelta(hours=1)


def jittered(wait: timedelta) -> timedelta:
    """Return the wait ± 25 %, which keeps rows that failed together from coming back together."""
    return wait * SystemRandom().uniform(0.75, 1.25)


def wait_after(
    tries: int, *, first: timedelta = FIRST_WAIT, longest: timedelta = LONGEST_WAIT
) -> timedelta:
    """Return how long to wait after this many failed tries: doubling up to `longest`, jittered."""
    return jittered(min(first * 2 ** min(tries - 1, 20), longest))


def cause(error: BaseException) -> str:
    """Name an error by its type and place, without its words: those may hold personal data."""
    frames = traceback.extract_tb(error.__traceback__)
    if not frames:
        return type(error).__name__
    last = frames[-1]
    place = Path(last.filename)
    return f"{type(error).__name__} at {place.parent.name}/{place.name}:{last.lineno}"[:200]


class PendingQuerySet(models.QuerySet["Pending"]):
    def due(self, at: datetime) -> Self:
        """Return what may be tried at `at`; a row never tried is always due."""
        return self.filter(models.Q(not_before__isnull=True) | models.Q(not_before__lte=at))

    def in_turn(self) -> Self:
        """Sort as the worker takes them: new rows as they came, then those to be retried."""
        return self.order_by(models.F("not_before").asc(nulls_first=True), "id")

    def stuck(self) -> Self:
        """Return rows that failed so often that a person should look, oldest first."""
        return self.filter(tries__gte=STUCK_AFTER).select_related("event").order_by("id")


class Pending(models.Model):
    """Something still to be done about an event. Deleted in the transaction that does it."""

    id = models.BigAutoField(primary_key=True)
    event = models.ForeignKey(Event, on_delete=models.PROTECT, related_name="pending")
    handler = models.CharField(_("handler"), max_length=60)
    created_at = models.DateTimeField(_("created at"))
    not_before = models.DateTimeField(_("not before"), null=True, blank=True)
    tries = models.PositiveIntegerField(_("tries"), default=0)
    last_error = models.CharField(_("last error"), max_length=200, blank=True)

    objects = PendingQuerySet.as_manager()

    class Meta:
        verbose_name = _("pending work")
        verbose_name_plural = _("pending work")
        constraints = [
            models.UniqueConstraint(fields=["event", "handler"], name="pending_once"),
        ]
        indexes = [
            models.Index(
                models.F("not_before").asc(nulls_first=True),
                "id",
                name="pending_in_turn",
            ),
            models.Index(
                fields=["id"],
                condition=models.Q(tries__gte=STUCK_AFTER),
                name="pending_stuck",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.handler} ({self.event_id})"

    def postpone(self, *, error: BaseException, at: datetime) -> None:
        """Note a failed try and wait longer than the last time."""
        self.tries += 1
        self.last_error = cause(error)
        self.not_before = at + wait_after(self.tries)
        self.save(update_fields=["tries", "last_error", "not_before"])
