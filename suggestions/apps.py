from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class SuggestionsConfig(AppConfig):
    name = "suggestions"
    verbose_name = _("Suggestions")
    navigation = "suggestions.navigation.NAV"
    last_act = "suggestions.context.last_act"
    organ_pages = "suggestions.navigation.ORGAN_PAGES"
    notices = "suggestions.notices.NOTICES"
    notice_samples = "suggestions.notices.samples.SAMPLES"
    notice_occasions = "suggestions.notices.occasions.OCCASIONS"
    notice_groups = "suggestions.notices.GROUPS"
    pending_handlers = "suggestions.tasks.HANDLERS"
    jobs = "suggestions.exports.many.JOBS"
    ledger_words = "suggestions.lifecycle.LEDGER_WORDS"
    ledger_names = "suggestions.phrases.LEDGER_NAMES"
    texts = "suggestions.texts.TEXTS"
    due_moved = ("suggestions.due_moved",)
    attachments = "suggestions.attachments.KINDS"
    reminder_rules = "suggestions.reminders.RULES"
    reference_noun = "categories"
    reference_loaders = ("suggestions.imports.categories.load",)
    reference = "suggestions.reference.PAGES"
    remit_trial = "suggestions.rulebook.remits.try_remit"
    unit_work = "suggestions.subjects.work_of_unit"
    open_work = "suggestions.leaving.OPEN_WORK"
    commitment_subjects = "suggestions.subjects.SUBJECTS"
