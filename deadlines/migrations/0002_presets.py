from django.apps.registry import Apps
from django.db import migrations
from django.db.backends.base.schema import BaseDatabaseSchemaEditor

from deadlines.phases import PRESETS

FROZEN = """
CREATE FUNCTION deadlines_policy_is_never_edited() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION 'a deadline rule is never edited: add its next version'
        USING ERRCODE = 'restrict_violation';
END $$;
CREATE TRIGGER deadlines_policy_is_never_edited BEFORE UPDATE ON deadlines_deadlinepolicy
    FOR EACH ROW EXECUTE FUNCTION deadlines_policy_is_never_edited();
"""
# What the tables could hold then; later phases come with the migration that lets them in.
PHASES = ("review", "assign", "sign", "return_window", "handle", "extension", "rate", "redo")
THAWED = """
DROP TRIGGER deadlines_policy_is_never_edited ON deadlines_deadlinepolicy;
DROP FUNCTION deadlines_policy_is_never_edited();
"""


def load(apps: Apps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    """Add the presets; rows that are there stay."""
    DeadlinePolicy = apps.get_model("deadlines", "DeadlinePolicy")
    DeadlinePolicy.objects.bulk_create(
        [
            DeadlinePolicy(
                phase=row.phase,
                instrument=row.instrument,
                urgency=row.urgency,
                working_days=row.working_days,
                version=row.version,
                since=row.since,
            )
            for row in PRESETS
            if row.phase in PHASES
        ],
        ignore_conflicts=True,
    )


class Migration(migrations.Migration):
    dependencies = [("deadlines", "0001_initial")]

    operations = [
        migrations.RunSQL(FROZEN, THAWED),
        migrations.RunPython(load, migrations.RunPython.noop),
    ]
