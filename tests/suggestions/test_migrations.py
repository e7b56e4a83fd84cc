"""What migrations do to rows that are there, and that they can be begun anew or refused."""

from datetime import date, timedelta

import pytest
from django.contrib.postgres.operations import AddConstraintNotValid
from django.db import connection
from django.db.migrations.exceptions import IrreversibleError
from django.db.migrations.loader import MigrationLoader
from django.db.migrations.operations import AddConstraint, RunPython, RunSQL
from django.db.models import CheckConstraint

from commitments.actions import keeping
from commitments.lifecycle import Claim
from suggestions.actions import channels, extending
from suggestions.lifecycle import State
from suggestions.models import ExtensionRequest, Suggestion
from tests.suggestions.factories import MORNING, promise, rate, redo, suggestion_at, work

INDEX = "assignment_once_to_a_unit"
NEW = f"{INDEX}_now"


@pytest.fixture(scope="module")
def loader():
    return MigrationLoader(None, replace_migrations=False)


def backwards(loader, app, name):
    """Begin to take a migration back."""
    last = loader.disk_migrations[app, name].operations[-1]
    assert isinstance(last, RunPython)
    state = loader.project_state((app, name))
    with connection.schema_editor() as editor:
        last.database_backwards(app, editor, state, state)


def ask(scene, suggestion):
    wanted = work(suggestion).due_at + timedelta(days=2)
    extending.ask(
        assignment=work(suggestion), reason="要勘察。", wanted=wanted, by=scene.bo, at=MORNING
    )


def test_a_request_from_before_is_one_of_the_round_whose_clock_had_begun(scene, loader):
    first = suggestion_at(scene, State.IN_HANDLING)
    again, old = (suggestion_at(scene, State.REPLIED) for _time in range(2))
    for suggestion in (again, old):
        redo(scene, suggestion)
    for suggestion in (first, again, old):
        ask(scene, suggestion)
    asked = ExtensionRequest.objects.all()
    asked.filter(assignment=work(old)).update(asked_at=MORNING - timedelta(days=1))
    asked.update(round=0)
    filled = loader.disk_migrations["suggestions", "0024_once_for_each_clock"].operations[-1]
    assert isinstance(filled, RunSQL)
    with connection.cursor() as cursor:
        cursor.execute(filled.sql)
    rounds = dict(asked.values_list("assignment__suggestion", "round"))
    assert rounds == {first.pk: 0, again.pk: 1, old.pk: 0}


def definitions():
    """Of the indexes on who has a case, and whether each is whole."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT relname, pg_get_indexdef(oid) LIKE '%%waived%%', indisvalid"
            " FROM pg_class JOIN pg_index ON indexrelid = oid WHERE relname LIKE %s",
            [f"{INDEX}%"],
        )
        return cursor.fetchall()


@pytest.mark.django_db(transaction=True)
def test_an_index_whose_making_was_cut_off_is_made_anew(loader):
    made = loader.disk_migrations["suggestions", "0028_waived_makes_room"].operations[0]
    with connection.cursor() as cursor:
        cursor.execute(f"CREATE INDEX {NEW} ON suggestions_assignment (id)")
    with connection.schema_editor(atomic=False) as editor:
        for operation in made.database_operations:
            operation.database_forwards("suggestions", editor, None, None)
    assert definitions() == [(INDEX, True, True)]


def test_since_rows_came_to_be_kept_no_check_reads_them_all_as_it_is_made(loader):
    """A check that is made and validated at once holds up everybody who writes meanwhile."""
    at_once = [
        (name, operation.constraint.name)
        for (app, name), migration in loader.disk_migrations.items()
        for operation in migration.operations
        if isinstance(operation, AddConstraint)
        and not isinstance(operation, AddConstraintNotValid)
        and isinstance(operation.constraint, CheckConstraint)
        and app == "suggestions"
        and name >= "0024"
    ]
    assert at_once == []


def test_in_the_end_every_check_holds_for_all_rows(db):
    with connection.cursor() as cursor:
        cursor.execute("SELECT conname FROM pg_constraint WHERE NOT convalidated")
        assert cursor.fetchall() == []


@pytest.mark.parametrize(
    ("app", "name", "words"),
    [
        ("suggestions", "0026_followed_by_an_office", "1 cases are followed by an office"),
        ("commitments", "0002_held_by_an_office", "1 promises are held by an office"),
    ],
)
def test_what_the_version_before_cannot_hold_bars_the_way_back(scene, loader, app, name, words):
    backwards(loader, app, name)
    suggestion = suggestion_at(scene, State.HANDED_OFF)
    promised = channels.Answer("年内更换。", "B", promised_on=date(2026, 6, 1))
    channels.write_back(suggestion=suggestion, answer=promised, by=scene.clerk, at=MORNING)
    suggestion.refresh_from_db()
    rate(scene, suggestion)
    with pytest.raises(IrreversibleError, match=words):
        backwards(loader, app, name)


def test_a_followed_case_whose_promise_was_not_kept_waits_until_a_new_day_is_named(scene, loader):
    case = suggestion_at(scene, State.FOLLOWUP)
    at = promise(case).due_at + timedelta(hours=20)
    said = {"claim": Claim.KEPT, "evidence": "已办。", "by": scene.bo, "at": at}
    keeping.report(commitment=promise(case), **said)
    keeping.contest(commitment=promise(case), words="没有。", by=scene.an, at=at)
    followed = Suggestion.objects.filter(pk=case.pk)
    held = followed.get().due_at
    followed.update(due_at=at)
    mend = loader.disk_migrations["suggestions", "0091_held_to_the_promised_day"].operations[-1]
    with connection.schema_editor() as editor:
        mend.code(None, editor)
    assert followed.get().due_at == held == promise(case).due_at
