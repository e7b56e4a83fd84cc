"""Versions of what is agreed to: a major one is asked for anew, and says what changed."""

import datetime as dt

import pytest
from django.template.loader import get_template

from members import documents
from members.documents import Document, Version

DAY = dt.date(2026, 1, 1)
OLD = Document("terms", "Terms", (), (Version(1, 0, DAY),))
NEW = Document(
    "terms", "Terms", (), (Version(3, 1, DAY, "third"), Version(2, 0, DAY, "second"), *OLD.versions)
)


def test_nobody_has_agreed_until_they_did():
    assert documents.missing("") == list(documents.DOCUMENTS)
    assert documents.missing(documents.current()) == []


def test_one_of_two_may_be_missing():
    privacy = next(one for one in documents.DOCUMENTS if one.key == "privacy")

    assert [one.key for one in documents.missing(f"privacy:{privacy.current.major}")] == ["terms"]


def test_what_is_kept_of_another_time_harms_nobody():
    assert documents.agreed_to("terms:x nonsense privacy:2") == {"privacy": 2}


def test_a_later_agreement_than_the_one_in_force_is_enough():
    kept = " ".join(f"{one.key}:{one.current.major + 1}" for one in documents.DOCUMENTS)

    assert documents.missing(kept) == []


def test_the_news_since_a_version_are_those_of_all_later_ones():
    assert NEW.news_since(1) == ["third", "second"]
    assert NEW.news_since(2) == ["third"]
    assert NEW.news_since(3) == []
    assert OLD.news_since(0) == []


@pytest.mark.parametrize("document", documents.DOCUMENTS, ids=lambda one: one.key)
def test_every_version_is_written_in_both_languages_and_all_but_the_first_say_what_changed(
    document,
):
    majors = [one.major for one in document.versions]
    assert majors == sorted(majors, reverse=True)
    for version in document.versions:
        assert bool(version.news) == (version != document.versions[-1])
        for language in ("en", "zh-hans"):
            name = f"members/documents/{document.key}/{version.major}.{language}.html"
            assert get_template(name)
