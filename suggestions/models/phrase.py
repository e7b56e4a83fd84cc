from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.db import models
from django.db.models import Q
from django.urls import reverse

from departments.policies import units_of
from members.codes import fresh_code
from members.policies import hats
from suggestions.lifecycle import PHRASE_KINDS, phrase_act_choices, phrase_choices

if TYPE_CHECKING:
    from members.models import User

MOST_KEPT = 100
"""How many texts a desk may keep."""
TITLE_LENGTH, TEXT_LENGTH = 40, 3000
type Desk = str | int
"""Whose texts: an organ's office by its code, a unit by its number; as of notes."""


def new_code() -> str:
    """A fresh public code; nine random signs, not to be guessed."""
    return fresh_code("T")


class PhraseQuerySet(models.QuerySet["Phrase"]):
    def of(self, desk: Desk) -> PhraseQuerySet:
        """Those of one desk, in its own order."""
        mine = {"department": desk} if isinstance(desk, int) else {"organ": desk}
        return self.filter(**mine).order_by("position", "id")

    def kept_by(self, user: User) -> PhraseQuerySet:
        """Those of the desks at which this person sits."""
        mine = Q(department__in=units_of(user)) | Q(organ__in=hats(user).office_of)
        return self.filter(mine)


class Phrase(models.Model):
    """A text that a desk keeps to write with: a template of a whole answer, or a text block.

    It belongs either to a unit or to an organ's office; templates of answers to units alone, for
    one part of the classification or for all. ``act``: for which page an office keeps it; "" for
    all. ``used``: how often it went out, of nobody's.
    """

    code = models.CharField(max_length=12, unique=True, default=new_code, editable=False)
    department = models.ForeignKey(
        "departments.Department", models.PROTECT, null=True, blank=True, related_name="+"
    )
    organ = models.ForeignKey(
        "members.Organ", models.PROTECT, null=True, blank=True, related_name="+"
    )
    kind = models.CharField(max_length=8, choices=phrase_choices)
    category = models.ForeignKey(
        "Category", models.PROTECT, null=True, blank=True, related_name="+", db_index=False
    )
    act = models.CharField(
        max_length=20, choices=phrase_act_choices, blank=True, default="", db_default=""
    )
    title = models.CharField(max_length=TITLE_LENGTH)
    text = models.TextField(max_length=TEXT_LENGTH)
    position = models.PositiveIntegerField()
    used = models.PositiveIntegerField(default=0, db_default=0)

    objects = PhraseQuerySet.as_manager()

    class Meta:
        ordering = ("position", "id")
        constraints = [
            models.CheckConstraint(
                condition=Q(department__isnull=False, organ__isnull=True)
                | Q(department__isnull=True, organ__isnull=False),
                name="phrase_of_one_desk",
            ),
            models.CheckConstraint(
                condition=Q(kind__in=list(PHRASE_KINDS)), name="phrase_kind_known"
            ),
            models.CheckConstraint(
                condition=Q(kind="block", category__isnull=True)
                | Q(kind="answer", department__isnull=False),
                name="phrase_answers_are_of_units",
            ),
            models.CheckConstraint(
                condition=~Q(title="") & ~Q(text=""), name="phrase_says_something"
            ),
        ]

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        """Where it is changed; with `department` at hand where it is a unit's."""
        of: dict[str, Any] = {"desk": "office", "owner": self.organ_id}
        if self.department:
            of = {"desk": "unit", "owner": self.department.code}
        return reverse("suggestions:text_edit", kwargs=of | {"text": self.code})

    @property
    def is_answer(self) -> bool:
        """Whether it is a template of a whole answer."""
        return self.kind == "answer"

    @property
    def desk(self) -> Desk:
        return self.department_id or self.organ_id or ""
