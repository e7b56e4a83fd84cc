from django.contrib.postgres.indexes import GinIndex
from django.contrib.postgres.operations import AddIndexConcurrently
from django.db import migrations, models

NAMES = {"entry_segments": False, "entry_public_segments": True}


class Migration(migrations.Migration):
    """What is public is indexed apart. The rows that are there get theirs by `reindex`."""

    atomic = False

    dependencies = [("textindex", "0001_initial")]

    operations = [
        operation
        for name, is_public in NAMES.items()
        for operation in (
            # What an interrupted attempt has left goes.
            migrations.RunSQL(f"DROP INDEX CONCURRENTLY IF EXISTS {name}", migrations.RunSQL.noop),
            AddIndexConcurrently(
                model_name="entry",
                index=GinIndex(
                    fields=["segments"],
                    condition=models.Q(is_public=is_public),
                    fastupdate=False,
                    name=name,
                ),
            ),
        )
    ]
