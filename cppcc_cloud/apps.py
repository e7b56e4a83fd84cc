"""The roof: settings, URLs, the clock, the checks. It imports all floors, nobody imports it."""

from importlib import import_module

from django.apps import AppConfig

from cppcc_cloud.celery import app as celery_app


class RoofConfig(AppConfig):
    """Registers the system checks; has no models."""

    name = "cppcc_cloud"
    verbose_name = "CPPCC Cloud"
    # Loaded with the apps, so that every `send_task` and `shared_task` finds our broker.
    celery = celery_app
    reference = "cppcc_cloud.reference.PAGES"

    def ready(self) -> None:
        """Register the system checks, which ask the other apps."""
        import_module("cppcc_cloud.checks")
