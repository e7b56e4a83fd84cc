from importlib import import_module

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class DeadlinesConfig(AppConfig):
    """How long things may take, until when they are due, and who was reminded."""

    name = "deadlines"
    verbose_name = _("Deadlines")
    reference_loaders = ("deadlines.actions.presets.load",)

    def ready(self) -> None:
        import_module("deadlines.checks")
