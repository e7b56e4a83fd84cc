from django.db import migrations, models

ASKED_IN_THIS_ROUND = """
UPDATE suggestions_extensionrequest AS asked SET round = work.round
FROM suggestions_assignment AS work
WHERE work.id = asked.assignment_id AND work.round > 0 AND asked.asked_at >= (
    SELECT max(started_at) FROM deadlines_duedate
    WHERE kind = 'assignment' AND phase = 'redo' AND code = work.code
)
"""


class Migration(migrations.Migration):
    """One request for a clock: those that are there were asked in the round whose clock had begun.

    An older one may stand at 0, whichever round it was of: it bars no request of the present one.
    """

    dependencies = [
        ("deadlines", "0005_presets_of_more_phases"),
        ("suggestions", "0023_desks_at_a_million"),
    ]

    operations = [
        migrations.AddField(
            model_name="extensionrequest",
            name="earlier",
            field=models.JSONField(
                blank=True, db_default=models.Value([], models.JSONField()), default=list
            ),
        ),
        migrations.AddField(
            model_name="extensionrequest",
            name="round",
            field=models.PositiveSmallIntegerField(db_default=0, default=0),
        ),
        migrations.RunSQL(ASKED_IN_THIS_ROUND, migrations.RunSQL.noop),
    ]
