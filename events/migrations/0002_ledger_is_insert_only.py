from django.db import migrations

# Not even the session's replication role switches it off (ENABLE ALWAYS). The one door is for
# `manage.py flush` in a database named test_…, see events/management/commands/flush.py.
GUARD = """
CREATE FUNCTION events_ledger_refuse() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF TG_OP = 'TRUNCATE'
       AND current_setting('cppcc.flush', true) = 'on'
       AND starts_with(current_database(), 'test_') THEN
        RETURN NULL;
    END IF;
    RAISE EXCEPTION 'The ledger is insert-only: % is refused.', TG_OP
        USING ERRCODE = 'restrict_violation';
END
$$;
CREATE TRIGGER events_event_insert_only
    BEFORE UPDATE OR DELETE OR TRUNCATE ON events_event
    FOR EACH STATEMENT EXECUTE FUNCTION events_ledger_refuse();
ALTER TABLE events_event ENABLE ALWAYS TRIGGER events_event_insert_only;
"""

OPEN = """
DROP TRIGGER events_event_insert_only ON events_event;
DROP FUNCTION events_ledger_refuse();
"""


class Migration(migrations.Migration):
    """The ledger is append-only at database level."""

    dependencies = [("events", "0001_initial")]

    operations = [migrations.RunSQL(GUARD, OPEN)]
