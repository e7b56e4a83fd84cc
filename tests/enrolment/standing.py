"""A person, a list and an invitation under codes that a table can name."""

from datetime import UTC, datetime

from enrolment.models import Intake, Invitation
from members.models import Organ, User
from tests.enrolment.lists import HEADER, gbk
from tests.members.factories import make_member, make_user

PERSON, LIST, INVITATION = "UACCESS22", "LACCESS22", "VACCESS22"
SEED = "0" * 32
MORNING = datetime(2026, 3, 5, 2, 0, tzinfo=UTC)
FILE = gbk([["王小明", "13800001111", "", ""]])


def make(organ: Organ, admin: User) -> None:
    """An invited member, and a list whose columns are to be confirmed."""
    user = make_member(
        organ.pk, user=make_user(name="访问", code=PERSON, email="zugang@example.org")
    )
    Invitation(
        code=INVITATION,
        person=user,
        organ=organ,
        by=admin,
        channel="card",
        seed=SEED,
        created_at=MORNING,
        expires_at=datetime(2026, 4, 5, tzinfo=UTC),
    ).with_secrets().save()
    Intake.objects.create(
        code=LIST,
        organ=organ,
        by=admin,
        kind="members",
        file_name="名单.csv",
        file=FILE,
        header=list(HEADER),
        mapping={"name": 0},
        since=MORNING.date(),
        created_at=MORNING,
        touched_at=MORNING,
    )
