from typing import Any

from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import RangeOperators
from django.db import models
from django.db.models.functions import Cast
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from design.dates import in_chinese
from members.models.organ import Organ
from members.models.period import Period

DIGITS = "零一二三四五六七八九"


def in_han(number: int) -> str:
    """Return a number up to 99 in Han characters, as terms are counted: 13 is 十三."""
    tens, ones = divmod(number, 10)
    head = {0: "", 1: "十"}.get(tens, f"{DIGITS[tens % 10]}十")
    return head + (DIGITS[ones] if ones or not tens else "")


def _range(name: str, *fields: Any) -> models.Func:
    return models.Func(*fields, models.Value("[]"), function=name)


_organ = Cast("organ_id", models.IntegerField())


class Term(models.Model):
    """A term of an organ (届): its members are appointed for it."""

    organ = models.ForeignKey(
        Organ, verbose_name=_("Organ"), on_delete=models.PROTECT, related_name="terms"
    )
    number = models.PositiveSmallIntegerField(_("Number"))
    since = models.DateField(_("First day"))
    until = models.DateField(_("Last day"), null=True, blank=True)

    class Meta:
        verbose_name = _("term")
        verbose_name_plural = _("terms")
        ordering = ["organ_id", "-number"]
        constraints = [
            Period.in_order("term_until_not_before_since"),
            models.CheckConstraint(
                condition=models.Q(number__range=(1, 99)), name="term_number_in_range"
            ),
            models.UniqueConstraint(fields=["organ", "number"], name="term_number_once_per_organ"),
            models.UniqueConstraint(
                fields=["organ"], condition=models.Q(until__isnull=True), name="term_one_open"
            ),
            # The organ's code as a range of one number: so it needs no extension of PostgreSQL.
            ExclusionConstraint(
                name="term_no_overlap",
                expressions=[
                    (_range("int4range", _organ, _organ), RangeOperators.OVERLAPS),
                    (_range("daterange", "since", "until"), RangeOperators.OVERLAPS),
                ],
            ),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def name(self) -> str:
        """第十三届 / Term 13."""
        if in_chinese():
            return f"第{in_han(self.number)}届"
        return gettext("Term %(number)s") % {"number": self.number}
