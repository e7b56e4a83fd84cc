from django.db import migrations

# Few are followed at a time, and of these few were contested.
CONTESTED = """
UPDATE suggestions_suggestion AS s SET due_at = first.due_at
FROM (
    SELECT about, min(due_at) AS due_at
    FROM commitments_commitment
    WHERE kind = 'suggestion' AND state IN ('open', 'reported', 'not_kept')
    GROUP BY about
    HAVING bool_or(state = 'not_kept')
) AS first
WHERE s.state = 'followup' AND s.code = first.about AND s.due_at <> first.due_at
"""


def hold_to_the_day(apps, schema_editor):
    """The date of a followed case is that of the promise whose next word is due first; of one that
    was not kept, that by which a new day is to be named."""
    with schema_editor.connection.cursor() as cursor:
        cursor.execute(CONTESTED)


class Migration(migrations.Migration):
    """What was promised and not kept waits for a new day by a date of its own."""

    dependencies = [("suggestions", "0090_query_code"), ("commitments", "0003_owed_in_organ")]

    operations = [
        migrations.RunPython(hold_to_the_day, migrations.RunPython.noop, elidable=True),
    ]
