"""Whoever runs the platform is told while words are found in no text at all."""

import pytest

from suggestions.models import Suggestion
from tests.suggestions.factories import make_scene, submit
from textindex.checks import texts_have_their_index
from textindex.models import Entry

pytestmark = pytest.mark.django_db


def told():
    return [(one.id, one.msg) for one in texts_have_their_index(None, databases=["default"])]


def test_an_empty_index_beside_texts_is_told():
    submit(make_scene())
    assert told() == []

    Entry.objects.all().delete()

    assert told() == [("textindex.W001", "Words are found in no text of: suggestion.")]


def test_nothing_is_told_where_there_is_no_text():
    assert not Suggestion.objects.exists()
    assert told() == []


def test_a_check_that_may_not_ask_the_database_says_nothing():
    assert texts_have_their_index(None) == []
