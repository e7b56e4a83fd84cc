import uuid

from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.db import models


class Draft(models.Model):
    """What a member writes and has not sent. One at a time; its key makes sending happen once."""

    author = models.OneToOneField(settings.AUTH_USER_MODEL, models.CASCADE, related_name="+")
    key = models.UUIDField(default=uuid.uuid4, editable=False)
    title = models.CharField(max_length=200, blank=True)
    situation = models.TextField(blank=True)
    ask = models.TextField(blank=True)
    place = models.CharField(max_length=6, blank=True)
    level = models.CharField(max_length=10, blank=True)
    wish = models.CharField(max_length=8, blank=True, default="", db_default="")
    category = models.CharField(max_length=6, blank=True, default="", db_default="")
    cosigners = ArrayField(models.CharField(max_length=12), default=list, db_default=[], blank=True)
    saved_at = models.DateTimeField()

    class Meta:
        ordering = ("id",)

    def __str__(self) -> str:
        return self.title or str(self.key)
