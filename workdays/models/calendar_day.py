from django.db import models
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from workdays.arithmetic import DayKind
from workdays.festivals import FESTIVALS, festival_choices


def kind_choices() -> list[tuple[str, Promise]]:
    return [
        (DayKind.WORKDAY.value, _("Working day")),
        (DayKind.REST.value, _("Day off")),
        (DayKind.STATUTORY.value, _("Public holiday")),
    ]


class CalendarDay(models.Model):
    """A day named by the State Council's yearly notice: off, or worked although a weekend.

    A year of which one day stands here has its notice; the days it does not name are ordinary.
    """

    date = models.DateField(_("Calendar date"), unique=True)
    kind = models.CharField(_("Kind"), max_length=9, choices=kind_choices)
    festival = models.CharField(
        _("Festival"), max_length=15, choices=festival_choices, blank=True, default=""
    )
    source = models.CharField(_("Source"), max_length=200)
    notice_no = models.CharField(_("Notice number"), max_length=40, blank=True, default="")

    class Meta:
        verbose_name = _("day of the calendar")
        verbose_name_plural = _("days of the calendar")
        ordering = ["date"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(kind__in=[kind.value for kind in DayKind]),
                name="calendarday_kind_known",
            ),
            models.CheckConstraint(
                condition=models.Q(festival__in=["", *FESTIVALS]), name="calendarday_festival_known"
            ),
            models.CheckConstraint(condition=~models.Q(source=""), name="calendarday_source_named"),
        ]

    def __str__(self) -> str:
        return f"{self.date.isoformat()} {self.get_kind_display()}"
