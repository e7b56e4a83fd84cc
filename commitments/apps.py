from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class CommitmentsConfig(AppConfig):
    """What somebody has promised, until when, and whether it was kept."""

    name = "commitments"
    verbose_name = _("Commitments")
