from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class SuggestionsConfig(AppConfig):
    name = "suggestions"
    verbose_name = _("Suggestions")
    navigation = "suggestions.navigation.NAV"
    notices = "suggestions.notices.NOTICES"
    pending_handlers = "suggestions.tasks.HANDLERS"
    ledger_words = "suggestions.lifecycle.LEDGER_WORDS"
    due_moved = ("suggestions.due_moved",)
    reminder_rules = "suggestions.reminders.RULES"
    reference = "suggestions.reference.PAGES"
    commitment_subjects = "suggestions.subjects.SUBJECTS"
