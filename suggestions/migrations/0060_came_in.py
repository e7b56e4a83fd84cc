from django.contrib.postgres.operations import AddIndexConcurrently
from django.db import migrations, models


class Migration(migrations.Migration):
    """What came to an organ in a month is found by an index."""

    atomic = False

    dependencies = [
        ("suggestions", "0032_undone_checked_beside_the_work"),
    ]

    operations = [
        # What an interrupted attempt has left goes.
        migrations.RunSQL(
            "DROP INDEX CONCURRENTLY IF EXISTS suggestion_came_in", migrations.RunSQL.noop
        ),
        AddIndexConcurrently(
            model_name="suggestion",
            index=models.Index(fields=["organ", "submitted_at"], name="suggestion_came_in"),
        ),
    ]
