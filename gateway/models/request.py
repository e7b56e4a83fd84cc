from datetime import datetime, timedelta
from typing import Any, Self

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

KEPT = timedelta(days=7)
KEY_LENGTH = 128
TARGET_LENGTH = 200


class IdempotentRequestQuerySet(models.QuerySet["IdempotentRequest"]):
    def outdated(self, at: datetime) -> Self:
        """Those whose answer is not promised any more."""
        return self.filter(created_at__lt=at - KEPT)


class IdempotentRequest(models.Model):
    """A request that changed something, and its answer: sent again under one key it gets it again.

    The row commits together with what the request did. `answer` holds codes, states and refusals,
    no text of a case and nothing that somebody typed.
    """

    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="+")
    key = models.CharField(max_length=KEY_LENGTH)
    target = models.CharField(max_length=TARGET_LENGTH)
    body_hash = models.CharField(max_length=64)
    status = models.PositiveSmallIntegerField(default=0)
    answer = models.JSONField(default=dict)
    headers = models.JSONField(default=dict)
    created_at = models.DateTimeField()

    objects = IdempotentRequestQuerySet.as_manager()

    class Meta:
        ordering = ("id",)
        verbose_name = _("repeatable request")
        verbose_name_plural = _("repeatable requests")
        constraints = [
            models.UniqueConstraint(fields=["user", "key"], name="request_key_once"),
        ]
        indexes = [models.Index(fields=["created_at"], name="request_oldest")]

    def __str__(self) -> str:
        return f"{self.target} {self.status}"

    def is_same(self, target: str, body_hash: str) -> bool:
        """Whether it asked for the same with the same words."""
        return (self.target, self.body_hash) == (target, body_hash)

    def keep(self, status: int, answer: Any, headers: dict[str, str]) -> None:
        """Keep the answer that was given."""
        self.status, self.answer, self.headers = status, answer, headers
        self.save(update_fields=["status", "answer", "headers"])
