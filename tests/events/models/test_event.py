import pytest
from django.core.management import CommandError, call_command
from django.db import DatabaseError, IntegrityError, connection, transaction

from events.actions.ledger import record
from events.models import Event

pytestmark = pytest.mark.django_db


@pytest.fixture
def event(an, at):
    return record(kind="suggestion", code="S1", step="submit", by=an, at=at, pending=())


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE events_event SET step = 'forged'",
        "UPDATE events_event SET step = 'forged' WHERE false",
        "DELETE FROM events_event",
        "TRUNCATE events_event CASCADE",
        "INSERT INTO events_event SELECT * FROM events_event "
        "ON CONFLICT (id) DO UPDATE SET step = 'forged'",
        "SET LOCAL session_replication_role = replica; DELETE FROM events_event",
    ],
)
def test_ledger_is_insert_only(event, statement):
    with (
        pytest.raises(IntegrityError, match="The ledger is insert-only"),
        transaction.atomic(),
        connection.cursor() as cursor,
    ):
        cursor.execute(statement)

    assert Event.objects.get().step == "submit"


def test_orm_cannot_change_a_line_either(event):
    event.step = "forged"
    with pytest.raises(DatabaseError), transaction.atomic():
        event.save()
    with pytest.raises(DatabaseError), transaction.atomic():
        event.delete()

    assert Event.objects.get().step == "submit"


def test_an_event_says_what_happened_to_what(an, at):
    with pytest.raises(IntegrityError, match="event_says_what"), transaction.atomic():
        record(kind="suggestion", code="", step="submit", by=an, at=at, pending=())


def test_history_is_of_one_thing_newest_first(an, at):
    for code, step in [("S1", "submit"), ("S2", "submit"), ("S1", "accept")]:
        record(kind="suggestion", code=code, step=step, by=an, at=at, pending=())
    record(kind="assignment", code="S1", step="sign", by=an, at=at, pending=())

    assert [e.step for e in Event.objects.of("suggestion", "S1")] == [
        "accept",
        "submit",
    ]


@pytest.mark.parametrize("count", [1, 3])
def test_history_with_its_words_is_one_query(an, at, count, django_assert_num_queries):
    for n in range(count):
        record(kind="k", code="c", step="s", by=an, at=at, remark=f"word {n}", pending=())

    with django_assert_num_queries(1):
        words = [event.words for event in Event.objects.of("k", "c")]

    assert words == [f"word {n}" for n in reversed(range(count))]


@pytest.mark.django_db(transaction=True)
def test_flush_empties_a_test_database_only_when_asked_by_the_command(an, at):
    with transaction.atomic():
        record(kind="k", code="c", step="s", by=an, at=at)

    call_command("flush", interactive=False, verbosity=0)

    assert not Event.objects.exists()
    with connection.cursor() as cursor:
        cursor.execute("SELECT current_setting('cppcc.flush', true)")
        assert cursor.fetchone() == ("off",)


@pytest.mark.django_db(transaction=True)
def test_flush_is_refused_where_people_work(an, at):
    with transaction.atomic():
        record(kind="k", code="c", step="s", by=an, at=at, pending=())
    with connection.cursor() as cursor:  # what a database of another name would answer
        cursor.execute(
            "CREATE FUNCTION public.current_database() RETURNS name LANGUAGE sql "
            "AS $$ SELECT 'cppcc'::name $$; SET search_path = public, pg_catalog"
        )
    try:
        with pytest.raises(CommandError):
            call_command("flush", interactive=False, verbosity=0)
        assert Event.objects.count() == 1
    finally:
        with connection.cursor() as cursor:
            cursor.execute("RESET search_path; DROP FUNCTION public.current_database()")
