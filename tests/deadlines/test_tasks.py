from datetime import datetime

import pytest

from deadlines import tasks
from workdays import clock
from workdays.arithmetic import SHANGHAI


@pytest.mark.django_db
def test_beat_s_task_with_nothing_to_remind_of() -> None:
    with clock.moved(datetime(2026, 3, 12, 9, tzinfo=SHANGHAI)):
        assert tasks.remind() == 0
