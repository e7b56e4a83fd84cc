"""The key on which the files of an answer hang until it is sent."""

import uuid

import pytest

from suggestions.models.enclosed import key_of, work_of


@pytest.mark.parametrize(
    ("work", "round_", "draft", "held"),
    [
        (1, 0, "", (1, 0)),
        (7, 2, "2026-00001-1-d3", (7, 2)),
        (2**40, 1, "2026-00001-1-d255", (2**40, 1)),
    ],
)
def test_a_key_says_whose_answer_it_is_for(work, round_, draft, held):
    assert work_of(key_of(work, round_, draft)) == held


def test_each_answer_has_a_key_of_its_own():
    sent = [(1, 0, ""), (1, 0, "x-d1"), (1, 0, "x-d2"), (1, 1, ""), (2, 0, "")]
    assert len({key_of(*one) for one in sent}) == len(sent)


def test_any_other_key_says_nothing():
    assert work_of(uuid.uuid4()) is None
    assert work_of(uuid.UUID(int=0)) is None
