from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class FilesConfig(AppConfig):
    """Photos and documents that belong to things of the apps above."""

    name = "files"
    verbose_name = _("Files")
