from __future__ import annotations

import secrets
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Self

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.urls import reverse

from jobs.lifecycle import OPEN_STATES, State, state_choices
from members.codes import fresh_code

if TYPE_CHECKING:
    from members.models import User

WORDS = "words"
KEPT = timedelta(days=7)
"""How long a result can be fetched."""
MOST_TRIES = 5
"""Failures one after the other, without any progress between them, after which it is given up."""


def new_code() -> str:
    """A fresh public code; nine random signs, not to be guessed."""
    return fresh_code("J")


def new_place() -> str:
    """A random folder for what the work writes."""
    return secrets.token_hex(20)


class JobQuerySet(models.QuerySet["Job"]):
    def of(self, user: User) -> Self:
        """What this person started, the newest first."""
        return self.filter(by=user).order_by("-id")

    def open(self) -> Self:
        return self.filter(state__in=OPEN_STATES)

    def due(self, at: datetime) -> Self:
        """What a worker may take now: neither in another's hands nor waiting to be tried again."""
        return self.open().filter(
            Q(leased_until=None) | Q(leased_until__lte=at),
            Q(not_before=None) | Q(not_before__lte=at),
        )

    def in_turn(self) -> Self:
        """What was worked on least lately first, so that a long one keeps no short one waiting."""
        return self.order_by(F("worked_at").asc(nulls_first=True), "id")

    def outdated(self, at: datetime) -> Self:
        """What has ended, and whose result is to be cleared away."""
        return self.filter(Q(finished_at__lt=at - KEPT), swept_at=None).exclude(result="")

    def stuck(self, at: datetime) -> Self:
        """What is open and has failed, or has had no worker for long."""
        late = at - timedelta(minutes=15)
        return self.open().filter(
            Q(tries__gte=2) | Q(worked_at__lt=late) | Q(worked_at=None, created_at__lt=late)
        )


class Job(models.Model):
    """Long work that somebody started: how far it is, and what came of it.

    A worker takes it for the length of a lease, does one batch after the other, each in a
    transaction together with `cursor` and `done`, and leaves it to the next one when killed.
    `data` and `cursor` hold codes and numbers; what somebody typed stands in `data["words"]` alone,
    which goes when the work ends. What it writes lies below `place`.
    """

    code = models.CharField(max_length=12, unique=True, default=new_code, editable=False)
    kind = models.CharField(max_length=40)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="+")
    organ = models.CharField(max_length=6, blank=True)
    state = models.CharField(max_length=10, choices=state_choices, default=State.QUEUED.value)
    total = models.PositiveIntegerField(default=0)
    done = models.PositiveIntegerField(default=0)
    data = models.JSONField(default=dict, blank=True)
    cursor = models.JSONField(default=dict, blank=True)
    place = models.CharField(max_length=40, unique=True, default=new_place, editable=False)
    result = models.CharField(max_length=40, blank=True)
    result_name = models.CharField(max_length=120, blank=True)
    result_type = models.CharField(max_length=100, blank=True)
    created_at = models.DateTimeField()
    started_at = models.DateTimeField(null=True, blank=True)
    worked_at = models.DateTimeField(null=True, blank=True)
    finished_at = models.DateTimeField(null=True, blank=True)
    swept_at = models.DateTimeField(null=True, blank=True)
    leased_until = models.DateTimeField(null=True, blank=True)
    not_before = models.DateTimeField(null=True, blank=True)
    claim = models.PositiveIntegerField(default=0)
    tries = models.PositiveSmallIntegerField(default=0)
    reason = models.CharField(max_length=40, blank=True)
    error = models.CharField(max_length=200, blank=True)

    objects = JobQuerySet.as_manager()

    class Meta:
        ordering = ("-id",)
        constraints = [
            models.CheckConstraint(
                condition=Q(state__in=[state.value for state in State]), name="job_state_known"
            ),
            models.CheckConstraint(
                condition=Q(state__in=OPEN_STATES, finished_at__isnull=True)
                | (~Q(state__in=OPEN_STATES) & Q(finished_at__isnull=False)),
                name="job_ended_has_its_moment",
            ),
            models.CheckConstraint(
                condition=Q(state=State.RUNNING) | Q(leased_until__isnull=True),
                name="job_leased_while_running",
            ),
            models.CheckConstraint(
                condition=Q(result="") | Q(state=State.DONE), name="job_result_once_done"
            ),
            models.CheckConstraint(
                condition=Q(result="", result_name="") | (~Q(result="") & ~Q(result_name="")),
                name="job_result_has_a_name",
            ),
            models.CheckConstraint(
                condition=Q(reason="") | Q(state=State.FAILED), name="job_reason_of_a_failure"
            ),
            models.CheckConstraint(
                condition=Q(code__regex=r"^J[0-9A-Z]{7,11}$") & ~Q(kind=""), name="job_code_shape"
            ),
        ]
        indexes = [
            models.Index(fields=["by", "-id"], name="job_of_its_starter"),
            models.Index(
                F("worked_at").asc(nulls_first=True),
                "id",
                condition=Q(state__in=OPEN_STATES),
                name="job_in_turn",
            ),
            models.Index(
                fields=["finished_at"],
                condition=~Q(result="") & Q(swept_at=None),
                name="job_to_be_swept",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.code} {self.kind}"

    def get_absolute_url(self) -> str:
        return reverse("jobs:job", args=[self.code])

    @property
    def is_open(self) -> bool:
        return self.state in OPEN_STATES

    @property
    def has_result(self) -> bool:
        """Whether there is something to fetch."""
        return bool(self.result) and self.swept_at is None

    @property
    def kept_until(self) -> datetime | None:
        """Until when the result can be fetched."""
        return self.finished_at + KEPT if self.finished_at else None

    @property
    def percent(self) -> int | None:
        """How much is done, of a hundred; None where nobody knows how much there is."""
        if not self.total:
            return None
        return min(100, 100 * self.done // self.total)

    def end(self) -> None:
        """Said by a step: there is nothing left to be done. Kept by whoever called the step."""
        self.has_ended = True

    has_ended = False
    is_new = False
    """Whether `start` has just begun it, and not found it under way."""

    def close(self, state: State, at: datetime) -> None:
        """Save that it has ended: nobody holds it, and what somebody typed is gone."""
        self.state, self.finished_at = state.value, at
        self.leased_until, self.not_before = None, None
        self.cursor = {}
        self.data = {name: value for name, value in self.data.items() if name != WORDS}
        self.save()

    def keep_result(self, name: str, content_type: str) -> None:
        """Say how the result is called that `Kind.finish` writes, and what it is."""
        self.result_name, self.result_type = name, content_type
