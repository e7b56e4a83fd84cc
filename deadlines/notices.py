"""What this app writes into the ledger: its words, and that it tells nobody by itself."""

from django.utils.translation import gettext_lazy as _

# Who is concerned sees the date on the case itself; a date that moves is told by `due_moved`.
NOTICES: dict[tuple[str, str], None] = {
    ("deadline_rule", "length_set"): None,
    ("deadline_rule", "length_given_up"): None,
    ("calendar", "loaded"): None,
}
LEDGER_WORDS = {
    "deadline_rule": _("Time limit"),
    ("deadline_rule", "length_set"): _("new number of working days"),
    ("deadline_rule", "length_given_up"): _("own number of working days given up"),
    "calendar": _("Working-day calendar"),
    ("calendar", "loaded"): _("a year’s notice loaded"),
}
