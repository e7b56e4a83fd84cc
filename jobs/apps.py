from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class JobsConfig(AppConfig):
    """Long work with progress, and tables that come in and go out."""

    name = "jobs"
    verbose_name = _("Long work")
    navigation = "jobs.navigation.NAV"
    ledger_words = "jobs.registry.LEDGER_WORDS"
