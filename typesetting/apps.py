from importlib import import_module

from django.apps import AppConfig


class TypesettingConfig(AppConfig):
    """What leaves the house as a document to be printed and kept."""

    name = "typesetting"

    def ready(self) -> None:
        import_module("typesetting.checks")
