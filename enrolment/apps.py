from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class EnrolmentConfig(AppConfig):
    """How people come in, from a list or one by one, and how they go: invitations and terms."""

    name = "enrolment"
    verbose_name = _("Enrolment")
    navigation = "enrolment.navigation.NAV"
    organ_pages = "enrolment.navigation.ORGAN_PAGES"
    notices = "enrolment.notices.NOTICES"
    ledger_words = "enrolment.notices.LEDGER_WORDS"
    pending_handlers = "enrolment.tasks.HANDLERS"
    jobs = "enrolment.tasks.JOBS"
