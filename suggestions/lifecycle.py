"""The life of a suggestion and of an assignment: one row for each arrow of the diagrams.

Buttons, checks, notices, the ledger's names and the drawn diagram all read these rows, so they
cannot disagree. Source of the states: the platform's domain rules, micro-suggestions (微建议).
"""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from django.utils.functional import Promise
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class Desk(StrEnum):
    """Whose turn it is. SYSTEM is the platform itself (routing, a window that closes)."""

    MEMBER = "member"
    OFFICE = "office"
    DEPARTMENT = "department"
    SYSTEM = "system"


class State(StrEnum):
    """Where a suggestion stands."""

    SUBMITTED = "submitted"
    ACCEPTED = "accepted"
    ASSIGNED = "assigned"
    IN_HANDLING = "in_handling"
    REPLIED = "replied"
    CLOSED = "closed"


class Work(StrEnum):
    """Where one unit's assignment stands."""

    PENDING_SIGN = "pending_sign"
    IN_PROGRESS = "in_progress"
    DELIVERED = "delivered"
    DONE = "done"


STATE_LABELS: dict[State, Promise] = {
    State.SUBMITTED: _("To be reviewed"),
    State.ACCEPTED: _("To be assigned"),
    State.ASSIGNED: _("To be signed for"),
    State.IN_HANDLING: _("In handling"),
    State.REPLIED: _("To be rated"),
    State.CLOSED: pgettext_lazy("state of a case", "Closed"),
}

WORK_LABELS: dict[Work, Promise] = {
    Work.PENDING_SIGN: _("To be signed for"),
    Work.IN_PROGRESS: _("In handling"),
    Work.DELIVERED: _("Answered"),
    Work.DONE: _("Done"),
}

# Every open state is somebody's turn; a closed case waits for nobody.
TURN: dict[State, Desk | None] = {
    State.SUBMITTED: Desk.OFFICE,
    State.ACCEPTED: Desk.OFFICE,
    State.ASSIGNED: Desk.DEPARTMENT,
    State.IN_HANDLING: Desk.DEPARTMENT,
    State.REPLIED: Desk.MEMBER,
    State.CLOSED: None,
}

# The clock that runs in each open state; its due date is the date of the case.
CLOCKS: dict[State, str] = {
    State.SUBMITTED: "review",
    State.ACCEPTED: "assign",
    State.ASSIGNED: "handle",
    State.IN_HANDLING: "handle",
    State.REPLIED: "rate",
}

OPEN_STATES = tuple(state for state, desk in TURN.items() if desk)


@dataclass(frozen=True)
class Step:
    """One arrow. ``source`` is None where a thing begins; a loop is an act that moves nothing."""

    name: str
    source: StrEnum | None
    target: StrEnum
    desk: Desk
    label: Promise


class NotNow(Exception):
    """The step does not start from the state in which the thing is now."""


SUBMIT = Step("submit", None, State.SUBMITTED, Desk.MEMBER, _("Submit"))
ROUTE = Step("route", State.SUBMITTED, State.SUBMITTED, Desk.SYSTEM, _("Propose units"))
ACCEPT = Step("accept", State.SUBMITTED, State.ACCEPTED, Desk.OFFICE, _("Accept"))
ASSIGN = Step("assign", State.ACCEPTED, State.ASSIGNED, Desk.OFFICE, _("Assign"))
SIGN = Step("sign", State.ASSIGNED, State.IN_HANDLING, Desk.DEPARTMENT, _("Sign for"))
CONTACT = Step(
    "contact", State.IN_HANDLING, State.IN_HANDLING, Desk.DEPARTMENT, _("Record contact")
)
REPLY = Step("reply", State.IN_HANDLING, State.REPLIED, Desk.DEPARTMENT, _("Answer"))
RATE = Step("rate", State.REPLIED, State.CLOSED, Desk.MEMBER, _("Rate"))
LAPSE = Step("lapse", State.REPLIED, State.CLOSED, Desk.SYSTEM, _("Close unrated"))

STEPS: tuple[Step, ...] = (SUBMIT, ROUTE, ACCEPT, ASSIGN, SIGN, CONTACT, REPLY, RATE, LAPSE)

HAND_OVER = Step("hand_over", None, Work.PENDING_SIGN, Desk.OFFICE, _("Hand over to a unit"))
TAKE = Step("take", Work.PENDING_SIGN, Work.IN_PROGRESS, Desk.DEPARTMENT, _("Sign for"))
DELIVER = Step("deliver", Work.IN_PROGRESS, Work.DELIVERED, Desk.DEPARTMENT, _("Answer"))
FINISH = Step("finish", Work.DELIVERED, Work.DONE, Desk.SYSTEM, _("Finish"))

WORK_STEPS: tuple[Step, ...] = (HAND_OVER, TAKE, DELIVER, FINISH)

# What the ledger's page calls the lines of this app.
LEDGER_WORDS: dict[str | tuple[str, str], Promise] = {
    "suggestion": _("Suggestion"),
    "assignment": _("Assignment"),
    **{("suggestion", row.name): row.label for row in STEPS},
    ("suggestion", "due_moved"): _("date moved by a new calendar"),
    ("assignment", "due_moved"): _("date moved by a new calendar"),
    ("assignment", "remind_unsigned"): _("reminded: not signed for"),
    ("assignment", "remind_due_soon"): _("reminded: nearly due"),
    ("assignment", "remind_due_today"): _("reminded: due today"),
    ("assignment", "remind_overdue"): _("reminded: overdue"),
}

# The proposer's word on one answer. "Not rated" is a value of its own, never a default of another.
RATINGS: dict[str, Promise] = {
    "satisfied": _("Satisfied"),
    "basically_satisfied": _("Basically satisfied"),
    "dissatisfied": _("Dissatisfied"),
    "not_rated": _("Not rated"),
}
GIVEN_RATINGS = ("satisfied", "basically_satisfied", "dissatisfied")

# A solved or adopted. B (under way or planned) and C (cannot now) come with promises and reasons.
OUTCOME_CLASSES: dict[str, Promise] = {"A": _("Solved or adopted")}

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


def state_choices() -> list[tuple[str, Promise]]:
    """(value, label) of every state; handed to fields as a callable: wording is no migration."""
    return [(state.value, label) for state, label in STATE_LABELS.items()]


def work_choices() -> list[tuple[str, Promise]]:
    return [(work.value, label) for work, label in WORK_LABELS.items()]


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


def step(name: str) -> Step:
    """The suggestion's step of that name.

    Raises:
        KeyError: there is no such step.
    """
    return {step.name: step for step in STEPS}[name]


def open_to(desk: Desk, state: str) -> tuple[Step, ...]:
    """The steps that a desk can take from a state, in the order of the table."""
    return tuple(step for step in STEPS if step.desk is desk and step.source == state)


def diagram(steps: Sequence[Step] = STEPS) -> str:
    """The rows as a Mermaid state diagram: the reference page is generated from it."""
    lines = ["stateDiagram-v2"]
    for row in steps:
        source = row.source.value if row.source else "[*]"
        lines.append(f"    {source} --> {row.target.value}: {row.name} ({row.desk})")
    sources = {row.source for row in steps if row.source != row.target}
    ends = [row.target for row in steps if row.target not in sources]
    lines += [f"    {end.value} --> [*]" for end in dict.fromkeys(ends)]
    return "\n".join(lines) + "\n"


class Overlay(StrEnum):
    """Acts beside the way of a case: they go with any state and move none."""

    ANY = "any"


def _beside(name: str, desk: Desk, label: Promise) -> Step:
    return Step(name, Overlay.ANY, Overlay.ANY, desk, label)


ASK_COSIGNER = _beside("ask_cosigner", Desk.MEMBER, _("Ask to co-sign"))
COSIGN = _beside("cosign", Desk.MEMBER, _("Co-sign"))
DECLINE_COSIGN = _beside("decline_cosign", Desk.MEMBER, _("Decline to co-sign"))
JOIN = _beside("join", Desk.MEMBER, _("Join as co-signer"))
SEAL = _beside("seal", Desk.OFFICE, _("Seal"))
UNSEAL = _beside("unseal", Desk.OFFICE, _("Lift the seal"))
PUBLISH = _beside("publish", Desk.OFFICE, _("Publish"))
RECALL = _beside("recall", Desk.OFFICE, _("Recall from publication"))

OVERLAY_STEPS: tuple[Step, ...] = (
    ASK_COSIGNER,
    COSIGN,
    DECLINE_COSIGN,
    JOIN,
    SEAL,
    UNSEAL,
    PUBLISH,
    RECALL,
)
LEDGER_WORDS |= {("suggestion", row.name): row.label for row in OVERLAY_STEPS}

# Who may know of a suggestion: the author's wish, and what the office may make of it.
WISHES: dict[str, Promise] = {
    "private": _("Only those who handle it"),
    "members": _("Members here may know what it is called and where it stands"),
    "public": _("It may be published, once the office has looked it over"),
}


def wish_choices() -> list[tuple[str, Promise]]:
    return list(WISHES.items())
