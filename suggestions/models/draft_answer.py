from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any, Self

from django.conf import settings
from django.db import models
from django.db.models import OuterRef, Q, Subquery
from django.db.models.fields.json import KT
from django.db.models.functions import JSONObject

from events.models import Event
from files.models import Attachment, brought, listed, read
from suggestions.lifecycle import OUTCOME_CLASSES, outcome_choices

# By these acts an answer comes back to its unit; what is said there is between units and office.
BACK = ("refuse_signoff", "return_answer", "object", "withdraw_answer")
TYPED = ("text", "outcome_class", "promised_on", "reason", "no_contact")


@dataclass(frozen=True)
class CameBack:
    """An answer that came back to its unit to be changed: what had been handed in, by which act it
    came back, and the words of that; "" once they were erased. ``files`` can go along again."""

    text: str
    outcome_class: str
    promised_on: date | None
    reason: str
    no_contact: str
    step: str
    words: str
    code: str = ""
    files: tuple[Attachment, ...] = ()

    @classmethod
    def read(cls, row: dict[str, Any]) -> Self:
        day, why = row["promised_on"], row["why"] or {}
        given = {name: row[name] for name in TYPED}
        given["promised_on"] = date.fromisoformat(day) if day else None
        files = tuple(read(row["files"]))
        given |= {"step": why.get("step") or "", "words": why.get("words") or ""}
        return cls(**given, code=row["code"], files=files)


class DraftAnswerQuerySet(models.QuerySet["DraftAnswer"]):
    def on_their_way(self) -> DraftAnswerQuerySet:
        """Those that wait for somebody's word: neither delivered nor sent back."""
        return self.filter(returned_at=None, delivered_at=None)

    def with_files(self) -> DraftAnswerQuerySet:
        """Each with what its unit attached."""
        return self.annotate(attached=listed("draft", OuterRef("code")))

    def sent_back(self) -> DraftAnswerQuerySet:
        """Those that somebody sent back to their unit to be changed."""
        return self.came_back().filter(taken_back=False)

    def came_back(self) -> DraftAnswerQuerySet:
        """The same, and those that the unit itself took back."""
        return self.filter(returned_at__isnull=False)

    def last_back(self) -> Subquery:
        """Of an assignment the answer of its round that came back last, for `CameBack.read`."""
        acts = Event.objects.filter(kind="suggestion", step__in=BACK)
        acts = acts.annotate(draft=KT("data__draft")).filter(
            draft=OuterRef("code"), code=OuterRef("assignment__suggestion__code")
        )
        why = acts.order_by("-id").values(row=JSONObject(step="step", words="remark__text"))
        here = self.came_back().filter(assignment=OuterRef("pk"), round=OuterRef("round"))
        row = JSONObject(
            **{name: name for name in (*TYPED, "code")},
            why=Subquery(why[:1]),
            files=listed("draft", OuterRef("code")),
        )
        return Subquery(here.order_by("-id").values(row=row)[:1])


class DraftAnswer(models.Model):
    """A unit's answer (拟复) before its author reads it; delivered, it becomes a Reply.

    It stands apart from replies, so that nothing which shows those can show one too early. The scan
    of a stamped letter hangs on ``code``; what the office entered for the unit came on ``paper``,
    which is that letter. Why it was returned stands beside the ledger.
    """

    code = models.CharField(max_length=28, unique=True, editable=False)
    assignment = models.ForeignKey("Assignment", models.PROTECT, related_name="drafts")
    round = models.PositiveSmallIntegerField(default=0)
    text = models.TextField(max_length=5000)
    outcome_class = models.CharField(max_length=1, choices=outcome_choices)
    promised_on = models.DateField(null=True, blank=True)
    reason = models.TextField(max_length=1000, blank=True)
    no_contact = models.TextField(max_length=1000, blank=True)
    paper = models.OneToOneField(
        "Paper", models.PROTECT, null=True, blank=True, related_name="draft"
    )
    rule = models.ForeignKey(
        "AnswerPolicy", models.PROTECT, null=True, blank=True, related_name="+", db_index=False
    )
    """What held when it set out, by which it goes on; none of what set out before this was kept."""
    drafted_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    drafted_at = models.DateTimeField()
    signed_off_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+"
    )
    signed_off_at = models.DateTimeField(null=True, blank=True)
    handed_in_at = models.DateTimeField(null=True, blank=True)
    returned_at = models.DateTimeField(null=True, blank=True)
    taken_back = models.BooleanField(default=False, db_default=False)
    delivered_at = models.DateTimeField(null=True, blank=True)

    objects = DraftAnswerQuerySet.as_manager()

    class Meta:
        ordering = ("id",)
        constraints = [
            models.UniqueConstraint(
                fields=["assignment"],
                condition=Q(returned_at__isnull=True, delivered_at__isnull=True),
                name="draftanswer_one_on_its_way",
            ),
            models.CheckConstraint(
                condition=Q(outcome_class__in=list(OUTCOME_CLASSES)),
                name="draftanswer_class_known",
            ),
            models.CheckConstraint(
                condition=Q(returned_at__isnull=True) | Q(delivered_at__isnull=True),
                name="draftanswer_ends_once",
            ),
            models.CheckConstraint(
                condition=Q(taken_back=False) | Q(returned_at__isnull=False),
                name="draftanswer_taken_back_came_back",
            ),
            models.CheckConstraint(
                condition=Q(signed_off_at__isnull=True, signed_off_by__isnull=True)
                | Q(signed_off_at__isnull=False, signed_off_by__isnull=False),
                name="draftanswer_signed_off_by_somebody",
            ),
            models.CheckConstraint(
                condition=Q(paper__isnull=True) | Q(signed_off_at__isnull=False),
                name="draftanswer_letter_counts_as_signed_off",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.code}: {self.outcome_class}"

    @property
    def files(self) -> list[Attachment]:
        """What its unit attached, where it was read with it (`with_files`)."""
        return brought(self)
