import pytest

from members import roles
from members.models import Sector
from tests.enrolment.lists import MORNING
from tests.members.factories import make_organ, make_seat, make_user
from workdays import clock


@pytest.fixture
def organ(db):
    return make_organ("430100")


@pytest.fixture
def admin(organ):
    return make_seat(roles.OrganAdmin, organ.code, user=make_user(name="管理"))


@pytest.fixture
def _sectors(db):
    Sector.objects.update_or_create(
        code="education", defaults={"name_zh": "教育界", "name_en": "Education", "position": 1}
    )


@pytest.fixture
def morning():
    with clock.moved(MORNING):
        yield MORNING
