from importlib import import_module

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class TextindexConfig(AppConfig):
    """Finding words in texts, in Chinese and in any other language.

    Apps name what can be found in their own `apps.py` (`texts`, a table of `registry.Source`).
    """

    name = "textindex"
    verbose_name = _("Index of texts")

    def ready(self) -> None:
        import_module("textindex.checks")
