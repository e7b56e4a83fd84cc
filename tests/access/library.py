"""What there is at the unit of the case under codes that a table can name: its officer with a case
in hand, a colleague with an absence to come, a text block; and the clerk of the office."""

from datetime import timedelta

from departments.models import Absence, Department
from members.models import User
from suggestions.actions import handling
from suggestions.lifecycle import State
from suggestions.models import Phrase
from tests.departments.factories import make_officer
from tests.members.factories import make_user
from tests.suggestions.factories import MORNING, Scene, suggestion_at, work

OFFICER, COLLEAGUE, CLERK = "UFFCER222", "UCEAGUE22", "UCERK2222"
ABSENCE, TEXT = "LACCESS22", "TACCESS22"


def make(scene: Scene) -> None:
    """Set it all up; the colleague is away in May, the officer is their stand-in."""
    colleague = make_officer(scene.unit, user=make_user(name="同事", code=COLLEAGUE))
    mine = suggestion_at(scene, State.IN_HANDLING)
    handling.entrust(assignment=work(mine), officer=scene.bo, by=scene.bo, at=MORNING)
    _away(colleague, scene.unit, scene.bo)
    Phrase.objects.create(
        code=TEXT, department=scene.unit, kind="block", title="谢谢", text="谢谢您。", position=1
    )


def _away(user: User, unit: Department, stand_in: User) -> None:
    since = MORNING.date() + timedelta(days=60)
    Absence.objects.create(
        code=ABSENCE,
        user=user,
        unit=unit,
        stand_in=stand_in,
        since=since,
        until=since + timedelta(days=4),
        entered_by=user,
        entered_at=MORNING,
    )
