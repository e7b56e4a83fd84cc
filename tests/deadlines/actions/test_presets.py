import pytest

from deadlines.actions import presets
from deadlines.models import DeadlinePolicy
from deadlines.phases import PRESETS


@pytest.mark.django_db
def test_presets_are_added_where_missing_and_never_twice() -> None:
    DeadlinePolicy.objects.filter(phase="handle").delete()
    for _run in range(2):
        presets.load()

    assert DeadlinePolicy.objects.count() == len(PRESETS)
