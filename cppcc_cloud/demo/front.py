"""What the front of the demo needs beside its cases: a rule for answers, somebody who is away."""

from __future__ import annotations

from datetime import datetime, timedelta

from cppcc_cloud.demo.cast import workdays_back
from departments.actions import absences
from departments.models import Absence, Department, Officer
from members.models import Organ, User
from suggestions.actions import handling, ruling_answers
from suggestions.lifecycle import Work
from suggestions.models import AnswerPolicy, Assignment
from suggestions.models.answer_policy import HEAD
from workdays.arithmetic import local_date

PROVINCE, ADMIN = "430000", "admin@demo.example"
UNIT, OFFICER, HEAD_OF_UNIT = "jyt", "officer@demo.example", "head@demo.example"
RULED = timedelta(days=40)
TAKEN = 1
AWAY_SINCE, AWAY_FOR = 2, timedelta(days=9)
"""Working days ago, and days from then on."""


def prepare(*, at: datetime) -> None:
    """In the province heads sign answers off, and one officer is away with a stand-in."""
    _ask_heads(at - RULED)
    _leave(at)


def _ask_heads(at: datetime) -> None:
    if AnswerPolicy.objects.filter(organ=PROVINCE).exists():
        return
    admin, organ = User.objects.get(email=ADMIN), Organ.objects.get(pk=PROVINCE)
    ruling_answers.set_rule(
        organ=organ,
        instrument="micro",
        checks=False,
        sign_off=HEAD,
        co_sign=False,
        since=local_date(at),
        base=0,
        by=admin,
        at=at,
    )


def _leave(at: datetime) -> None:
    """A colleague of the officer who signs in is on the road for some days."""
    unit = Department.objects.get(code=UNIT)
    known = [OFFICER, HEAD_OF_UNIT]
    colleague = Officer.objects.filter(department=unit).exclude(user__email__in=known).first()
    if colleague is None or Absence.objects.filter(unit=unit).exists():
        return
    began: datetime = workdays_back(at, AWAY_SINCE, unit.code)(0)
    # What has been theirs waits for whoever stands in.
    mine = Assignment.objects.filter(department=unit, state=Work.IN_PROGRESS, officer=None)
    mine = mine.filter(signed_at__lt=began)
    for work in mine.select_related("suggestion__organ", "department").order_by("pk")[:TAKEN]:
        stand_in = User.objects.get(email=OFFICER)
        handling.entrust(assignment=work, officer=colleague.user, by=stand_in, at=began)
    absences.enter(
        user=colleague.user,
        place=unit,
        stand_in=User.objects.get(email=OFFICER),
        since=local_date(began),
        until=local_date(began + AWAY_FOR),
        note="下乡督导，急事请找代理人。",
        by=User.objects.get(email=HEAD_OF_UNIT),
        at=began,
    )
