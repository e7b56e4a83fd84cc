"""What people do, one row for each kind of write. A new step of the lifecycle is a new row here.

A row says who sends which form where, which lines of the platform's ledger one such write leaves,
and where its words are found again.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.db.models import QuerySet

from faults.ledger import Case, Fields
from suggestions.models import Assignment, Contact, Rating, Reply, Suggestion
from workdays.clock import today

ORGAN, UNIT = "430000", "faults"
MEMBER, OFFICE, OFFICER = "member", "office", "officer"
WORDS = {
    "situation": "夜里看不清路面，老人和孩子不敢出门。",
    "ask": "换灯，并写明报修电话。",
    "place": ORGAN,
    "level": "province",
    "wish": "members",
}


@dataclass(frozen=True)
class Step:
    """One kind of write. `leaves`: lines of the ledger; `rows`: must hold exactly one."""

    name: str
    by: str
    path: Callable[[Case], str]
    fields: Callable[[Case], Fields]
    leaves: tuple[str, ...] = ()
    rows: Callable[[Case, Fields], QuerySet[Any]] | None = None


DRAFT = Step(
    "draft",
    MEMBER,
    path=lambda case: "/suggestions/draft/",
    fields=lambda case: {"key": case.key, "title": case.title, **WORDS},
)
SUBMIT = Step(
    "submit",
    MEMBER,
    path=lambda case: "/suggestions/write/",
    fields=lambda case: {
        "key": case.key,
        "title": case.title,
        "confirm": "on",
        **WORDS,
    },
    leaves=("submit",),
    rows=lambda case, said: Suggestion.objects.filter(submission_key=case.key, title=case.title),
)
DECIDE = Step(
    "decide",
    OFFICE,
    path=lambda case: f"/office/{case.code}/decide/",
    fields=lambda case: {"unit": "other", "other": UNIT, "urgency": "ordinary"},
    leaves=("accept", "assign", "hand_over"),
    rows=lambda case, said: Assignment.objects.filter(
        suggestion__code=case.code, department__code=UNIT
    ),
)
SIGN = Step(
    "sign",
    OFFICER,
    path=lambda case: f"/unit/{case.work}/sign/",
    fields=lambda case: {},
    leaves=("sign",),
    rows=lambda case, said: Assignment.objects.filter(code=case.work, signed_at__isnull=False),
)
CONTACT = Step(
    "contact",
    OFFICER,
    path=lambda case: f"/unit/{case.work}/contact/",
    fields=lambda case: {
        "talk-kind": "phone",
        "talk-held_on": today().isoformat(),
        "talk-note": f"电话里说好了看{case.title}。",
    },
    leaves=("contact",),
    rows=lambda case, said: Contact.objects.filter(
        assignment__code=case.work, note=said["talk-note"]
    ),
)
REPLY = Step(
    "reply",
    OFFICER,
    path=lambda case: f"/unit/{case.work}/reply/",
    fields=lambda case: {"text": f"{case.title}：灯已换好。", "outcome_class": "A"},
    leaves=("reply",),
    rows=lambda case, said: Reply.objects.filter(assignment__code=case.work, text=said["text"]),
)
RATE = Step(
    "rate",
    MEMBER,
    path=lambda case: f"/suggestions/{case.code}/rate/",
    fields=lambda case: {
        "attitude": "satisfied",
        "result": "basically_satisfied",
        "comment": f"{case.title}，谢谢。",
    },
    leaves=("rate",),
    rows=lambda case, said: Rating.objects.filter(
        suggestion__code=case.code, comment=said["comment"], attitude="satisfied"
    ),
)

STEPS = (DRAFT, SUBMIT, DECIDE, SIGN, CONTACT, REPLY, RATE)
"""All of them: what they leave stands in the platform's ledger only because somebody wrote."""

STRAIGHT = (DRAFT, SUBMIT, DECIDE, SIGN, CONTACT, REPLY, RATE)
"""The whole way, from the draft to the rating. Another way is another such row of steps."""

UNRATED = STRAIGHT[:-1]
"""The author does not rate at once: the word of the answer, which nothing settles, is mailed."""

WAYS = (UNRATED, STRAIGHT)
"""The ways that one person's cases go, one after the other."""
