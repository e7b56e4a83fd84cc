"""The values that fields hold, with their words, and what the ledger's page calls each line."""

from django.utils.functional import Promise
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from commitments.lifecycle import STEPS as PROMISE_STEPS
from suggestions.lifecycle.beside import OVERLAY_STEPS
from suggestions.lifecycle.cases import (
    DECLINE,
    DIVERT,
    HAND_OFF,
    HOLD,
    SEND_BACK,
    SILENT,
    STEPS,
    TRANSFER,
)
from suggestions.lifecycle.states import PART_LABELS, STATE_LABELS, WORK_LABELS
from suggestions.lifecycle.undo import UNDO_STEPS
from suggestions.lifecycle.work import SILENT_WORK, WORK_STEPS

# What the ledger calls the rungs of a ladder of reminders; see `suggestions.reminders`.
RUNGS: dict[str, Promise] = {
    "soon": _("reminded: nearly due"),
    "today": _("reminded: due today"),
    "late": _("reminded: overdue"),
    "late_5": _("reminded: overdue"),
    "weekly": _("reminded: overdue"),
}

LEDGER_WORDS: dict[str | tuple[str, str], Promise] = {
    "suggestion": _("Suggestion"),
    "assignment": _("Assignment"),
    "list": _("List"),
    "unit": _("Handling unit"),
    "organ": _("Office of an organ"),
    **{(kind, "emptied"): _("nobody sits there any more") for kind in ("unit", "organ")},
    **{(kind, "filled"): _("somebody sits there again") for kind in ("unit", "organ")},
    ("unit", "desk_handed_over"): _("one officer’s cases handed to another"),
    ("unit", "desk_taken_back"): _("handing over undone"),
    ("list", "export"): _("taken away"),
    "casefile": _("Case file"),
    ("casefile", "export"): _("taken away"),
    "rules": _("Rules for routing"),
    ("rules", "save"): _("saved as a new version"),
    ("rules", "restore"): _("an earlier version restored"),
    "texts": _("Templates and text blocks"),
    ("texts", "add"): _("added"),
    ("texts", "change"): _("changed"),
    ("texts", "remove"): _("removed"),
    ("texts", "order"): _("put in another order"),
    "answer_rule": _("Rule for answers"),
    ("answer_rule", "answer_rule_set"): _("saved as a new version"),
    ("answer_rule", "answer_rule_given_up"): _("own rule given up"),
    **{("suggestion", row.name): row.label for row in STEPS if row not in SILENT},
    **{("suggestion", row.name): row.label for row in WORK_STEPS if row not in SILENT_WORK},
    **{("suggestion", row.name): row.label for row in OVERLAY_STEPS},
    **{("suggestion", row.name): row.label for row in UNDO_STEPS},
    "commitment": _("Promise"),
    **{("suggestion", row.name): row.label for row in PROMISE_STEPS},
    ("commitment", "due_moved"): _("date moved by a new calendar"),
    **{
        ("commitment", f"remind_{name}"): _("reminded: a promise")
        for name in (
            "promise_soon",
            "promise_today",
            "promise_late",
            "promise_late_5",
            "promise_weekly",
            "promise_undated",
            "promise_undated_weekly",
            "confirm_soon",
        )
    },
    ("suggestion", "due_moved"): _("date moved by a new calendar"),
    ("assignment", "due_moved"): _("date moved by a new calendar"),
    "cosigner": _("Request to co-sign"),
    ("cosigner", "due_moved"): _("date moved by a new calendar"),
    ("cosigner", "remind_cosigner_soon"): _("reminded: nearly due"),
    ("cosigner", "remind_cosigner_today"): _("reminded: due today"),
    ("assignment", "remind_unsigned"): _("reminded: not signed for"),
    ("assignment", "remind_due_soon"): _("reminded: nearly due"),
    ("assignment", "remind_due_today"): _("reminded: due today"),
    ("assignment", "remind_overdue"): _("reminded: overdue"),
    ("assignment", "remind_overdue_5"): _("reminded: overdue"),
    ("assignment", "remind_overdue_weekly"): _("reminded: overdue"),
    ("assignment", "remind_opinion_soon"): _("reminded: nearly due"),
    ("assignment", "remind_opinion_today"): _("reminded: opinion due today"),
    ("assignment", "remind_opinion_overdue"): _("reminded: opinion overdue"),
    ("assignment", "remind_opinion_overdue_5"): _("reminded: opinion overdue"),
    ("assignment", "remind_opinion_weekly"): _("reminded: opinion overdue"),
    ("suggestion", "remind_hold_soon"): _("reminded: the hold ends soon"),
    ("suggestion", "remind_rate_soon"): _("reminded: nearly due"),
    ("suggestion", "remind_complete_soon"): _("reminded: nearly due"),
    ("suggestion", "remind_complete_today"): _("reminded: due today"),
    ("suggestion", "remind_appeal_soon"): _("reminded: nearly due"),
    **{
        (kind, f"remind_{name}_{rung}"): word
        for kind, names in (
            ("suggestion", ("review", "transfer", "assign", "reassign", "check")),
            ("assignment", ("return", "extension", "dispute", "answer_check", "signoff", "cosign")),
        )
        for name in names
        for rung, word in RUNGS.items()
    },
}

# The proposer's word on one answer. "Not rated" is a value of its own, never a default of another.
RATINGS: dict[str, Promise] = {
    "satisfied": _("Satisfied"),
    "basically_satisfied": _("Basically satisfied"),
    "dissatisfied": _("Dissatisfied"),
    "not_rated": _("Not rated"),
}
GIVEN_RATINGS = ("satisfied", "basically_satisfied", "dissatisfied")

# A promise (B) is followed until it is kept; what cannot be done now (C) needs its reason.
OUTCOME_CLASSES: dict[str, Promise] = {
    "A": _("Solved or adopted"),
    "B": _("Under way or planned"),
    "C": _("Cannot be done now"),
}

CONTACT_KINDS: dict[str, Promise] = {
    "phone": _("Telephone"),
    "meeting": _("Face to face"),
    "visit": _("Visit to the place"),
    "message": _("Text message"),
}

URGENCIES: dict[str, Promise] = {
    "simple": _("Simple"),
    "ordinary": _("Ordinary"),
    "complex": _("Complex"),
}

INSTRUMENTS: dict[str, Promise] = {
    "micro": _("Micro-suggestion"),
    "proposal": _("Proposal"),
}

# What a desk keeps to write with.
PHRASE_KINDS: dict[str, Promise] = {
    "answer": _("Template of an answer"),
    "block": _("Text block"),
}

# For which page of its acts an office keeps a text; by the names of their addresses.
PHRASE_ACTS: dict[str, Promise] = {
    "send_back": SEND_BACK.label,
    "decline": DECLINE.label,
    "divert": DIVERT.label,
    "transfer": TRANSFER.label,
    "hand_off": HAND_OFF.label,
    "decide_return": _("Decide on a return"),
    "decide_extension": _("Decide on more time"),
    "hold": HOLD.label,
}

# Who may know of a suggestion: the author's wish, and what the office may make of it.
WISHES: dict[str, Promise] = {
    "private": _("Only those who handle it"),
    "members": _("Members here may know what it is called and where it stands"),
    "public": _("It may be published, once the office has looked it over"),
}


def state_choices() -> list[tuple[str, Promise]]:
    """(value, label) of every state; handed to fields as a callable: wording is no migration."""
    return [(state.value, label) for state, label in STATE_LABELS.items()]


def work_choices() -> list[tuple[str, Promise]]:
    return [(work.value, label) for work, label in WORK_LABELS.items()]


def part_choices() -> list[tuple[str, Promise]]:
    return [(part.value, label) for part, label in PART_LABELS.items()]


def rating_choices() -> list[tuple[str, Promise]]:
    return list(RATINGS.items())


def given_rating_choices() -> list[tuple[str, Promise]]:
    """What a person may choose: everything but "not rated", which only time decides."""
    return [(value, RATINGS[value]) for value in GIVEN_RATINGS]


def outcome_choices() -> list[tuple[str, Promise]]:
    """(letter, "A · what it means")."""
    return [(mark, format_lazy("{} · {}", mark, word)) for mark, word in OUTCOME_CLASSES.items()]


def contact_choices() -> list[tuple[str, Promise]]:
    return list(CONTACT_KINDS.items())


def urgency_choices() -> list[tuple[str, Promise]]:
    return list(URGENCIES.items())


def instrument_choices() -> list[tuple[str, Promise]]:
    return list(INSTRUMENTS.items())


def phrase_choices() -> list[tuple[str, Promise]]:
    return list(PHRASE_KINDS.items())


def phrase_act_choices() -> list[tuple[str, Promise]]:
    return list(PHRASE_ACTS.items())


def wish_choices() -> list[tuple[str, Promise]]:
    return list(WISHES.items())
