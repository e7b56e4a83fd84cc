from importlib import import_module

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class DeadlinesConfig(AppConfig):
    """How long things may take, until when they are due, and who was reminded."""

    name = "deadlines"
    verbose_name = _("Deadlines")
    notices = "deadlines.notices.NOTICES"
    ledger_words = "deadlines.notices.LEDGER_WORDS"
    organ_pages = "deadlines.navigation.ORGAN_PAGES"
    reference_loaders = ("deadlines.actions.presets.load",)

    def ready(self) -> None:
        import_module("deadlines.checks")
