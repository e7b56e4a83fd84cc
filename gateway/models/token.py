from __future__ import annotations

import hashlib
import secrets
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from gateway.scopes import LONGEST_DAYS, SCOPES

if TYPE_CHECKING:
    from members.models import User

MARK = "cppcc_"
"""What a token begins with, so that a leaked one is recognised in a file or a log."""
SHOWN = len(MARK) + 8
SECRET_BYTES = 32
USE_NOTED_EVERY = timedelta(hours=1)


def new_secret() -> str:
    """A fresh token: 256 random bits behind the mark."""
    return MARK + secrets.token_urlsafe(SECRET_BYTES)


def digest(secret: str) -> str:
    """What is kept of a token. A random one needs no slow hash."""
    return hashlib.sha256(secret.encode()).hexdigest()


class ApiTokenQuerySet(models.QuerySet["ApiToken"]):
    def of(self, user: User) -> ApiTokenQuerySet:
        return self.filter(user=user)

    def live(self, at: datetime) -> ApiTokenQuerySet:
        """Those that open the door at this moment."""
        return self.filter(revoked_at=None, expires_at__gt=at)

    def opening(self, secret: str, at: datetime) -> ApiToken | None:
        """The live token with this secret, with its owner; None for a closed account's too."""
        found = self.live(at).filter(hash=digest(secret), user__is_active=True)
        return found.select_related("user").first()


class ApiToken(models.Model):
    """A key for a program that acts in somebody's name. Only a hash of it is kept."""

    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="+")
    name = models.CharField(max_length=60)
    prefix = models.CharField(max_length=SHOWN, editable=False)
    hash = models.CharField(max_length=64, unique=True, editable=False)
    scopes = ArrayField(models.CharField(max_length=12))
    created_at = models.DateTimeField()
    expires_at = models.DateTimeField()
    last_used_at = models.DateTimeField(null=True, blank=True)
    revoked_at = models.DateTimeField(null=True, blank=True)

    objects = ApiTokenQuerySet.as_manager()

    class Meta:
        ordering = ("-id",)
        verbose_name = _("access token")
        verbose_name_plural = _("access tokens")
        constraints = [
            models.CheckConstraint(
                condition=Q(
                    expires_at__gt=F("created_at"),
                    expires_at__lte=F("created_at") + timedelta(days=LONGEST_DAYS),
                ),
                name="token_ends_within_a_year",
            ),
            models.UniqueConstraint(fields=["user", "prefix"], name="token_named_once"),
            models.CheckConstraint(
                condition=Q(scopes__contained_by=list(SCOPES)) & ~Q(scopes=[]),
                name="token_scopes_known",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.name} {self.prefix}…"

    def allows(self, scope: str) -> bool:
        """Whether it was made for this, too."""
        return scope in self.scopes

    @property
    def scope_words(self) -> list[Promise]:
        """What it may do, in words."""
        return [SCOPES[scope] for scope in SCOPES if scope in self.scopes]

    def note_use(self, at: datetime) -> None:
        """Note that it was used: once an hour, so that reading does not write each time."""
        if self.last_used_at is None or self.last_used_at < at - USE_NOTED_EVERY:
            ApiToken.objects.filter(pk=self.pk).update(last_used_at=at)

    def revoke(self, at: datetime) -> bool:
        """Close it for good; False where it was revoked before."""
        return bool(ApiToken.objects.filter(pk=self.pk, revoked_at=None).update(revoked_at=at))
