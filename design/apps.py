from django.apps import AppConfig


class DesignConfig(AppConfig):
    """What all pages share. Other apps bring navigation along by naming a table in their own."""

    name = "design"
