from django.contrib.postgres.operations import AddIndexConcurrently
from django.db import migrations, models


class Migration(migrations.Migration):
    """What everybody reads is of all organs together, and is found by an index of its own."""

    atomic = False

    dependencies = [("reports", "0011_counted_once_more")]

    operations = [
        # What an interrupted attempt has left goes.
        migrations.RunSQL(
            "DROP INDEX CONCURRENTLY IF EXISTS tally_of_all_organs", migrations.RunSQL.noop
        ),
        AddIndexConcurrently(
            model_name="tally",
            index=models.Index(
                fields=["dim", "measure", "month", "key", "value"],
                include=["count"],
                name="tally_of_all_organs",
            ),
        ),
    ]
