"""The command that proves what the index says, and puts it right while people work on."""

from io import StringIO

import pytest
from django.core.management import CommandError, call_command

from suggestions.actions import publishing
from suggestions.actions.publishing import PublicWords
from suggestions.models import Suggestion
from suggestions.texts import CASE
from tests.suggestions.factories import MORNING, WORDS, make_scene, submit
from textindex.actions import following
from textindex.lookup import Search
from textindex.management.commands import reindex as command
from textindex.models import Entry

pytestmark = pytest.mark.django_db


@pytest.fixture
def scene(db):
    return make_scene()


@pytest.fixture
def cases(scene):
    return [submit(scene) for _one in range(5)]


def reindex(*arguments):
    out = StringIO()
    call_command("reindex", *arguments, stdout=out)
    return out.getvalue()


def check():
    with pytest.raises(CommandError) as refused:
        reindex("--check")
    return str(refused.value)


def found(words):
    return Search(words, CASE).first(Suggestion.objects.order_by("id"), 10)


def test_what_actions_wrote_agrees(scene, cases):
    case = submit(scene, wish="public")
    words = PublicWords("降低书架", "孩子够不着。")
    publishing.publish(suggestion=case, words=words, by=scene.clerk, at=MORNING)
    assert reindex("--check") == "The index agrees with the texts.\n"
    assert Entry.objects.count() == 7


def test_what_is_missing_wrong_or_too_much_is_told_and_put_right(cases):
    missing, reworded, half, gone = cases[:4]
    entries = Entry.objects
    entries.filter(code=missing.code).delete()
    Suggestion.objects.filter(pk=reworded.pk).update(title="修好路灯")
    entries.filter(code=half.code).update(segments="'书架'")
    Suggestion.objects.filter(pk=gone.pk).update(sealed_at=MORNING, sealed_by=gone.author)

    assert "4 differ" in check()
    assert found("修好路灯") == []
    assert "4 written anew" in reindex()
    assert found("路灯") == [reworded]
    assert found("书架") == [missing, reworded, half, cases[4]]
    assert not entries.filter(code=gone.code).exists()
    assert reindex() == "The index agrees with the texts.\n"


def test_an_empty_index_is_filled_in_batches(cases, monkeypatch):
    Entry.objects.all().delete()
    monkeypatch.setattr(following, "BATCH", 2)
    assert reindex().splitlines()[-1] == "5 written anew."
    assert found(WORDS.title) == cases


def test_stopped_on_the_way_it_says_where_to_go_on(cases, monkeypatch):
    Entry.objects.all().delete()
    monkeypatch.setattr(following, "BATCH", 2)
    whole = following.prove

    def interrupted(**arguments):
        yield next(whole(**arguments))
        raise KeyboardInterrupt

    monkeypatch.setattr(command.following, "prove", interrupted)
    with pytest.raises(CommandError, match=f"--kind suggestion --after {cases[1].pk}"):
        reindex()
    monkeypatch.undo()
    assert found("书架") == cases[:2]
    assert reindex("--kind", CASE, "--after", str(cases[1].pk)).startswith("3 written anew")
    assert found("书架") == cases
