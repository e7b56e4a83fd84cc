from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class GatewayConfig(AppConfig):
    """The door for machines: tokens, repeated requests, problems, and its pages."""

    name = "gateway"
    verbose_name = _("Door for machines")
    ledger_words = "gateway.scopes.LEDGER_WORDS"
    navigation = "gateway.navigation.NAV"
