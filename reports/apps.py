from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class ReportsConfig(AppConfig):
    """An organ's figures at a glance, kept as sums that a worker brings up to date."""

    name = "reports"
    verbose_name = _("Reports")
    navigation = "reports.navigation.NAV"
