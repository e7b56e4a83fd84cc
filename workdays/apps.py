from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class WorkdaysConfig(AppConfig):
    """Working-day arithmetic, the calendar, and the one clock of the rules."""

    name = "workdays"
    verbose_name = _("Working days")
