from typing import Self

from django.conf import settings
from django.db import models
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from members.models import Organ

LONGEST_TITLE = 120
LONGEST_TEXT = 600


def language_choices() -> list[tuple[str, str | Promise]]:
    return list(settings.LANGUAGES)


class NoticeTextQuerySet(models.QuerySet["NoticeText"]):
    def of(self, organ: str, kind: str, step: str) -> Self:
        """Return what an organ says of a step in its own words, in each language."""
        return self.filter(organ=organ, kind=kind, step=step)


class NoticeText(models.Model):
    """An organ's own words for a notice in one language, in place of the platform's."""

    organ = models.ForeignKey(
        Organ, verbose_name=_("organ"), on_delete=models.PROTECT, related_name="+"
    )
    kind = models.CharField(_("kind"), max_length=40)
    step = models.CharField(_("step"), max_length=60)
    language = models.CharField(_("language"), max_length=10, choices=language_choices)
    title = models.CharField(_("title"), max_length=LONGEST_TITLE)
    text = models.TextField(_("text"), max_length=LONGEST_TEXT)

    objects = NoticeTextQuerySet.as_manager()

    class Meta:
        verbose_name = _("text of a notice")
        verbose_name_plural = _("texts of notices")
        constraints = [
            models.UniqueConstraint(
                fields=["organ", "kind", "step", "language"], name="noticetext_once_per_language"
            ),
            models.CheckConstraint(
                condition=models.Q(language__in=["zh-hans", "en"]), name="noticetext_language_known"
            ),
            models.CheckConstraint(
                condition=~models.Q(title="") & ~models.Q(text=""), name="noticetext_says_something"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.organ_id} {self.kind} {self.step} ({self.language})"
