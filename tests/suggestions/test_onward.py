"""From one case of a unit's list on to the next one."""

from datetime import timedelta

from suggestions.filters import Asked
from suggestions.lifecycle import State
from suggestions.onward import next_work
from tests.suggestions.factories import MORNING, answer, suggestion_at, work


def test_after_an_answer_that_promises_what_was_due_next_follows(scene):
    first, second, third = (
        suggestion_at(scene, State.IN_HANDLING, at=MORNING + timedelta(days=days))
        for days in (0, 1, 4)
    )
    at = MORNING + timedelta(days=4)
    promised_on = at.date() + timedelta(days=90)
    answer(scene, second, outcome_class="B", promised_on=promised_on, at=at)
    for show in ("waiting", "open"):
        found = next_work(scene.bo, second.code, asked=Asked(show), at=at)
        assert found == work(third), show
        found = next_work(scene.bo, third.code, asked=Asked(show), at=at)
        assert found == work(second if show == "open" else first), show
