import pytest

from tests.suggestions.factories import Scene, make_scene


@pytest.fixture
def scene(db: None) -> Scene:
    return make_scene()
