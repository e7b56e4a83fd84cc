from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from files.models import Attachment, brought
from suggestions.lifecycle import CHANNELS, OUT_OF_FORCE, OUTCOME_CLASSES, outcome_choices

if TYPE_CHECKING:
    from suggestions.models.suggestion import Suggestion

ANSWER, OPINION = "answer", "opinion"
KINDS: dict[str, Promise] = {ANSWER: _("Answer"), OPINION: _("Opinion")}


def kind_choices() -> list[tuple[str, Promise]]:
    return list(KINDS.items())


class ReplyQuerySet(models.QuerySet["Reply"]):
    def answers_to(self, *suggestions: Suggestion) -> ReplyQuerySet:
        """What was answered to these cases, the first first: by units in force and other channels.

        Two walks along indexes: one condition over both ways would read every answer there is.
        """
        rows, cases = Reply.objects.order_by(), [one.pk for one in suggestions]
        units = rows.filter(assignment__suggestion__in=cases)
        units = units.exclude(assignment__state__in=OUT_OF_FORCE)
        channels = rows.filter(hand_off__suggestion__in=cases)
        found = self.filter(pk__in=units.values("pk").union(channels.values("pk")), kind=ANSWER)
        ways = ("assignment__department", "hand_off__suggestion")
        return found.select_related(*ways).order_by("id")

    def last_answers_to(self, suggestion: Suggestion) -> list[Reply]:
        """The last answer of each assignment and each hand-off of a case."""
        return list({reply.source: reply for reply in self.answers_to(suggestion)}.values())


class Reply(models.Model):
    """The formal answer (答复) with its class mark, or an opinion to the lead (会办意见).

    It is a unit's, on its assignment; or it came back from another channel, on its hand-off.

    A promise (B) has its date, what cannot be done (C) its reason. ``no_contact`` says why nobody
    spoke with the author, where that is so. ``round`` counts the redos before it.
    """

    assignment = models.ForeignKey(
        "Assignment", models.PROTECT, null=True, blank=True, related_name="replies"
    )
    hand_off = models.OneToOneField(
        "HandOff", models.PROTECT, null=True, blank=True, related_name="reply"
    )
    kind = models.CharField(max_length=8, choices=kind_choices, default=ANSWER, db_default=ANSWER)
    round = models.PositiveSmallIntegerField(default=0, db_default=0)
    author = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    text = models.TextField(max_length=5000)
    outcome_class = models.CharField(max_length=1, choices=outcome_choices, blank=True)
    promised_on = models.DateField(null=True, blank=True)
    reason = models.TextField(max_length=1000, blank=True, db_default="")
    no_contact = models.TextField(max_length=1000, blank=True, db_default="")
    replied_at = models.DateTimeField()

    objects = ReplyQuerySet.as_manager()

    class Meta:
        ordering = ("id",)
        verbose_name_plural = "replies"
        constraints = [
            models.CheckConstraint(
                condition=Q(kind=ANSWER, outcome_class__in=list(OUTCOME_CLASSES))
                | Q(kind=OPINION, outcome_class=""),
                name="reply_class_known",
            ),
            models.CheckConstraint(
                condition=Q(outcome_class="B", promised_on__isnull=False)
                | (~Q(outcome_class="B") & Q(promised_on__isnull=True)),
                name="reply_promise_has_a_date",
            ),
            models.CheckConstraint(
                condition=~Q(outcome_class="C") | ~Q(reason=""), name="reply_refusal_has_a_reason"
            ),
            models.CheckConstraint(
                condition=Q(assignment__isnull=False, hand_off__isnull=True)
                | Q(assignment__isnull=True, hand_off__isnull=False, kind=ANSWER),
                name="reply_of_a_unit_or_a_channel",
            ),
            models.UniqueConstraint(
                fields=["assignment", "round"],
                condition=Q(kind=ANSWER),
                name="reply_one_answer_in_a_round",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.outcome_class} · {self.assignment or self.hand_off}"

    @property
    def case_id(self) -> int | None:
        """The key of the case that it answers."""
        way = self.assignment or self.hand_off
        return way.suggestion_id if way else None

    @property
    def source(self) -> tuple[int | None, int | None]:
        """What it answers for: one assignment, or one hand-off."""
        return self.assignment_id, self.hand_off_id

    @property
    def called(self) -> str:
        """What it answers for, in a word: the code of its assignment, or of its hand-off."""
        way = self.assignment or self.hand_off
        return way.code if way else ""

    @property
    def mark(self) -> str:
        """Stands for these words of this day and class: another answer has another."""
        said = (self.round, self.replied_at, self.outcome_class, self.promised_on, self.text)
        return f"{self.called}.{hashlib.sha256(repr(said).encode()).hexdigest()[:12]}"

    @property
    def files(self) -> list[Attachment]:
        """Its photos and files, where they were read with it (`enclosed.answers`)."""
        return brought(self)

    @property
    def whose(self) -> str:
        """The name of the unit or of the channel that it came from."""
        if self.assignment:
            return self.assignment.department.name
        return str(CHANNELS.get(self.hand_off.channel, "")) if self.hand_off else ""
