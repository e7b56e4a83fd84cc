import pytest

from members import roles
from members.models import Organ, User
from tests.members.factories import make_organ, make_seat
from tests.suggestions.factories import Scene, make_scene


@pytest.fixture
def scene(db) -> Scene:
    """A case, and the people around it."""
    return make_scene()


@pytest.fixture
def organ(db) -> Organ:
    """The city whose units are looked after."""
    return make_organ("430100")


@pytest.fixture
def admin(organ) -> User:
    """Its administrator."""
    return make_seat(roles.OrganAdmin, "430100")
