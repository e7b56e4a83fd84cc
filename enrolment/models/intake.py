from __future__ import annotations

from datetime import date

from django.conf import settings
from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from enrolment import lists
from members.codes import fresh_code
from members.models import Organ, Term
from members.roles import Words

# The states of a list.
UPLOADED, CHECKING, CHECKED = "uploaded", "checking", "checked"
APPLYING, APPLIED, LEFT = "applying", "applied", "left"
STATES = {
    UPLOADED: _("columns to confirm"),
    CHECKING: _("being checked"),
    CHECKED: _("checked"),
    APPLYING: _("being enrolled"),
    APPLIED: _("enrolled"),
    LEFT: _("left"),
}
# What a row means for the organ.
NEW, KNOWN, CHANGED, ERROR = "new", "known", "changed", "error"
# Beside the numbers: enrolling was begun and found that the world had changed since the check.
AGAIN = "again"


def new_code() -> str:
    """Return a fresh public code for a list."""
    return fresh_code("L")


def state_choices() -> list[tuple[str, Words]]:
    return list(STATES.items())


def kind_choices() -> list[tuple[str, Words]]:
    return list(lists.KINDS.items())


def verdict_choices() -> list[tuple[str, Words]]:
    return [
        (NEW, _("new")),
        (KNOWN, _("already here")),
        (CHANGED, _("changed")),
        (ERROR, _("to be fixed")),
    ]


class Intake(models.Model):
    """A list of people that somebody uploaded: it is checked row by row, then applied whole."""

    code = models.CharField(_("Code"), max_length=12, unique=True, default=new_code)
    organ = models.ForeignKey(
        Organ, verbose_name=_("Organ"), on_delete=models.PROTECT, related_name="intakes"
    )
    kind = models.CharField(_("Kind"), max_length=8, choices=kind_choices)
    state = models.CharField(_("State"), max_length=8, choices=state_choices, default=UPLOADED)
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("Uploaded by"),
        on_delete=models.PROTECT,
        related_name="intakes",
    )
    file_name = models.CharField(_("File name"), max_length=200)
    # The file itself, until its rows are in the table.
    file = models.BinaryField(null=True, editable=False)
    header = models.JSONField(default=list)
    # Its first rows, as long as the columns are to be confirmed.
    samples = models.JSONField(default=list)
    mapping = models.JSONField(default=dict)
    term = models.ForeignKey(
        Term,
        verbose_name=_("Term"),
        on_delete=models.PROTECT,
        related_name="intakes",
        null=True,
        blank=True,
    )
    since = models.DateField(_("First day"))
    by_mail = models.BooleanField(_("Invite by mail"), default=True)
    by_sms = models.BooleanField(_("Invite by text message"), default=True)
    by_card = models.BooleanField(_("Cards for the rest"), default=True)
    # How far the check has come, and what it found: {"new": 297, "error": 3}.
    checked_to = models.PositiveIntegerField(default=0)
    counts = models.JSONField(default=dict)
    job = models.CharField(max_length=16, blank=True)
    created_at = models.DateTimeField(_("Uploaded"))
    touched_at = models.DateTimeField(_("Last step"))

    class Meta:
        verbose_name = _("list of people")
        verbose_name_plural = _("lists of people")
        constraints = [
            models.CheckConstraint(
                condition=models.Q(
                    state__in=["uploaded", "checking", "checked", "applying", "applied", "left"]
                ),
                name="intake_state_known",
            ),
            models.CheckConstraint(
                condition=models.Q(kind__in=["members", "units", "seats"]),
                name="intake_kind_known",
            ),
        ]
        indexes = [models.Index(fields=["organ", "-id"], name="intake_by_organ")]

    def __str__(self) -> str:
        return f"{self.code} · {self.organ.short_office_name}"

    def get_absolute_url(self) -> str:
        return reverse("enrolment:list", args=[self.organ_id, self.code])

    def move(self, *, to: str, source: str, **changes: object) -> bool:
        """Change the state if it still is `source`; tell whether it was."""
        here = Intake.objects.filter(pk=self.pk, state=source)
        moved = bool(here.update(state=to, **changes))
        if moved:
            self.refresh_from_db(fields=["state", *changes])
        return moved

    def first_day(self, row: IntakeRow) -> date:
        """From which day on the place of a row is: its own, else the one of the whole list."""
        said = row.place.get(lists.SINCE)
        return date.fromisoformat(said) if said else self.since

    @property
    def to_enrol(self) -> int:
        """How many people are enrolled or changed when it is applied."""
        return int(self.counts.get(NEW, 0)) + int(self.counts.get(CHANGED, 0))

    @property
    def errors(self) -> int:
        return int(self.counts.get(ERROR, 0))


class IntakeRow(models.Model):
    """A row of a list: as it was written, as it was understood, and what is wrong with it."""

    intake = models.ForeignKey(Intake, on_delete=models.CASCADE, related_name="rows")
    number = models.PositiveIntegerField(_("Row"))
    cells = models.JSONField(default=list)
    name = models.CharField(_("Name"), max_length=60, blank=True)
    mobile = models.CharField(_("Mobile number"), max_length=20, blank=True)
    email = models.CharField(_("E-mail address"), max_length=254, blank=True)
    place = models.JSONField(default=dict)
    verdict = models.CharField(max_length=8, blank=True, choices=verdict_choices)
    problems = models.JSONField(default=list)
    person = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, related_name="+", null=True
    )

    class Meta:
        verbose_name = _("row of a list")
        verbose_name_plural = _("rows of lists")
        constraints = [
            models.UniqueConstraint(fields=["intake", "number"], name="intake_row_once"),
            models.CheckConstraint(
                condition=models.Q(verdict__in=["", "new", "known", "changed", "error"]),
                name="intake_row_verdict_known",
            ),
        ]
        indexes = [
            models.Index(fields=["intake", "verdict", "number"], name="intake_row_by_verdict")
        ]

    def __str__(self) -> str:
        return f"{self.intake_id} · {self.number}"
