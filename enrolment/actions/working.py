"""The long work with a list: checking it in batches, and enrolling everybody on it at once."""

from datetime import datetime

from django.db import transaction
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from enrolment.actions import applying, intakes
from enrolment.models import Intake
from enrolment.models.intake import APPLYING, CHECKING
from jobs.actions import starting
from jobs.lifecycle import Stop
from jobs.models import Job
from jobs.registry import Kind
from jobs.tables import Unreadable
from members.models import User
from members.policies import hats, require_admin
from workdays import clock

CHECK_KIND, APPLY_KIND = "enrolment.check", "enrolment.apply"
UNREADABLE, TOO_MANY = "unreadable", "too_many"


@transaction.atomic
def start_check(*, intake: Intake, by: User, at: datetime) -> None:
    """Let the worker check the list. Raises `TooMany`."""
    _start(CHECK_KIND, intake, by, at)


@transaction.atomic
def start_anew(*, intake: Intake, by: User, at: datetime) -> None:
    """Check a list again whose work was stopped or could not be done. Raises `TooMany`,
    and PermissionDenied unless `by` looks after the organ's people."""
    require_admin(by, intake.organ_id)
    if Job.objects.open().filter(code=intake.job).exists():
        return
    intake.move(to=CHECKING, source=APPLYING, checked_to=0, counts={}, touched_at=at)
    if intake.state == CHECKING:
        start_check(intake=intake, by=by, at=at)


@transaction.atomic
def start_apply(*, intake: Intake, by: User, at: datetime) -> bool:
    """Let the worker enrol everybody on it; tell whether the list was waiting for that.

    Raises `TooMany`.
    """
    if not applying.order(intake=intake, by=by, at=at):
        return False
    _start(APPLY_KIND, intake, by, at)
    return True


def _start(kind: str, intake: Intake, by: User, at: datetime) -> None:
    turn = intake.touched_at.isoformat()
    job = starting.start(
        kind=kind, by=by, organ=intake.organ_id, data={"list": intake.code, "turn": turn}, at=at
    )
    Intake.objects.filter(pk=intake.pk).update(job=job.code)
    intake.job = job.code


def _intake(job: Job) -> Intake:
    lists = Intake.objects.defer("file").select_related("organ", "by", "term")
    return lists.get(code=job.data["list"])


def may_see(user: User, job: Job) -> bool:
    """Whoever still looks after the organ's people."""
    return job.organ in hats(user).admin_of


def check_step(job: Job) -> None:
    """One batch: the file into rows first, then a thousand rows at a time."""
    intake = _intake(job)
    if intake.state != CHECKING:
        return job.end()
    if not job.cursor:
        try:
            job.total = intakes.load(intake)
        except Unreadable as refusal:
            raise Stop(UNREADABLE) from refusal
        except intakes.TooMany as refusal:
            raise Stop(TOO_MANY) from refusal
        job.done = intake.rows.filter(number__lte=intake.checked_to).count()
        job.cursor = {"to": intake.checked_to}
        return None
    found = intakes.check(intake, day=clock.today())
    job.done += found
    job.cursor = {"to": intake.checked_to}
    return None if found else job.end()


def apply_step(job: Job) -> None:
    """All of it in one transaction. Where the world has changed since, it is checked again."""
    intake, at = _intake(job), clock.now()
    if not applying.apply(intake=intake, at=at):
        intake.refresh_from_db()
        if intake.state == CHECKING:
            start_check(intake=intake, by=intake.by, at=at)
    job.done = job.total = intake.to_enrol
    job.end()


def _back(job: Job) -> str:
    return reverse("enrolment:list", args=[job.organ, job.data["list"]])


CHECK = Kind(
    label=_("Check a list of people"),
    step=check_step,
    may_see=may_see,
    counted=False,
    reasons={
        UNREADABLE: _("The file turned out to be damaged further down: save it anew."),
        TOO_MANY: _("There are more than 100,000 people in this file: divide it into several."),
    },
    back=_back,
)
APPLY = Kind(
    label=_("Enrol the people of a list"),
    step=apply_step,
    may_see=may_see,
    counted=False,
    back=_back,
    long=True,
)
