"""What a page of a case reads along is put into SQL once, and only for the table itself."""

import pytest
from django.db.models import Exists, F, OuterRef

from suggestions.lifecycle import State
from suggestions.models import Suggestion
from suggestions.models.settled import Settled
from tests.suggestions.factories import suggestion_at


def test_each_case_has_its_own_rows_each_time(scene):
    replied, diverted = suggestion_at(scene, State.REPLIED), suggestion_at(scene, State.DIVERTED)
    for _time in range(2):
        first, second = Suggestion.objects.for_page().order_by("pk")
        assert [row["author"] for row in first.backer_rows] == [scene.an.pk]
        assert (first.pk, first.past.diverted) == (replied.pk, "")
        assert (second.pk, second.past.diverted) == (diverted.pk, "opinion")


def test_it_does_not_speak_of_another_query(scene):
    """Inside of another question the table has another name: to be silent would mix the rows up."""
    inner = Suggestion.objects.for_case().filter(pk=OuterRef("pk")).values("past_rows")
    with pytest.raises(ValueError, match="of its table alone"):
        Suggestion.objects.filter(Exists(inner.filter(past_rows__isnull=False))).exists()


def test_it_leans_on_no_other_table():
    """Its joins would not be part of the page's question, and another row would be read."""
    with pytest.raises(ValueError, match="no other table"):
        Suggestion.objects.annotate(where=Settled(lambda: F("place__name_zh")))
