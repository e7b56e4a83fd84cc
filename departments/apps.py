from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class DepartmentsConfig(AppConfig):
    """Handling units (承办单位), what they are responsible for, and who sits in them."""

    name = "departments"
    verbose_name = _("Handling units")
    navigation = "departments.navigation.NAV"
    hats = "departments.wearing.own"
    notices = "departments.notices.NOTICES"
    ledger_words = "departments.notices.LEDGER_WORDS"
    ledger_names = "departments.reports.LEDGER_NAMES"
    organ_pages = "departments.navigation.ORGAN_PAGES"
    reference_loaders = ("departments.imports.reference.load",)
    demo_loaders = ("departments.imports.reference.load_demo",)
