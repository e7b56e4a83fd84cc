from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class NotificationsConfig(AppConfig):
    """One line, one reader, once; and the channels that carry it."""

    name = "notifications"
    verbose_name = _("Notifications")
    navigation = "notifications.navigation.NAV"
    notices = "notifications.notices.NOTICES"
    notice_occasions = "notifications.notices.OCCASIONS"
    organ_pages = "notifications.navigation.ORGAN_PAGES"
    ledger_words = "notifications.notices.LEDGER_WORDS"
    reference = "notifications.reference.PAGES"
    pending_handlers = "notifications.tasks.HANDLERS"
