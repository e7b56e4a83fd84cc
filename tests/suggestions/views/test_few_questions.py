"""The pages of a head and of who writes on a case ask the database no more than any other."""

import pytest
from django.urls import reverse

from members import roles
from suggestions.lifecycle import State
from tests.departments.factories import make_officer
from tests.suggestions.actions.test_drafting import ruled
from tests.suggestions.factories import suggestion_at
from tests.suggestions.views.counting import MOST_QUERIES, questions
from tests.suggestions.views.test_answers import answer


def test_what_waits_for_a_signature(scene, enter):
    head = make_officer(scene.unit, role=roles.Head)
    ruled(scene, sign_off="head")
    url = reverse("suggestions:unit")
    for _round in range(2):
        answer(scene, enter, suggestion_at(scene, State.IN_HANDLING))
        for person in (head, scene.bo):
            for show in ("?show=signing", ""):
                assert questions(enter(person), f"{url}{show}") <= MOST_QUERIES


@pytest.mark.parametrize("who", ["an", "bo", "clerk"])
def test_writing_on_a_case(scene, enter, who):
    ruled(scene, sign_off="head")
    case = suggestion_at(scene, State.IN_HANDLING)
    url = reverse("suggestions:talk", args=[case.code])
    for _round in range(2):
        assert questions(enter(getattr(scene, who)), url) <= MOST_QUERIES
        answer(scene, enter, case)
