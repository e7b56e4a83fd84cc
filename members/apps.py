from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class MembersConfig(AppConfig):
    """People, organs and who sits where; the sign-in pages; the page of the ledger."""

    name = "members"
    verbose_name = _("Members")
    navigation = "members.navigation.NAV"
    hats = "members.wearing.own"
    organ_pages = "members.navigation.ORGAN_PAGES"
    ledger_words = "members.registry.ACCOUNT_WORDS"
    ledger_names = "members.registry.LEDGER_NAMES"
