from django.conf import settings
from django.db import migrations

# Few are followed at a time, and of these few were contested.
CONTESTED = """
UPDATE suggestions_suggestion AS s SET due_at = first.due_at
FROM (
    SELECT about, min(
        CASE WHEN state = 'not_kept'
        THEN least(due_at, (due_on + make_time(%s, 0, 0)) AT TIME ZONE 'Asia/Shanghai')
        ELSE due_at END
    ) AS due_at
    FROM commitments_commitment
    WHERE kind = 'suggestion' AND state IN ('open', 'reported', 'not_kept')
    GROUP BY about
    HAVING bool_or(state = 'not_kept')
) AS first
WHERE s.state = 'followup' AND s.code = first.about AND s.due_at > first.due_at
"""


def hold_to_the_day(apps, schema_editor):
    """The date of a followed case is the promised day also where that was not kept."""
    with schema_editor.connection.cursor() as cursor:
        cursor.execute(CONTESTED, [settings.DUE_HOUR])


class Migration(migrations.Migration):
    """What was promised and not kept is late since its day, until a new one is given."""

    dependencies = [("suggestions", "0090_query_code"), ("commitments", "0003_owed_in_organ")]

    operations = [
        migrations.RunPython(hold_to_the_day, migrations.RunPython.noop, elidable=True),
    ]
