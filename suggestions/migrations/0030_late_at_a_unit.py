from django.contrib.postgres.operations import AddIndexConcurrently, RemoveIndexConcurrently
from django.db import migrations, models


class Migration(migrations.Migration):
    """What is late at a unit is found in the order of its dates, wherever in the unit it lies."""

    atomic = False

    dependencies = [
        ("suggestions", "0029_checked_beside_the_work"),
    ]

    operations = [
        # What an interrupted attempt has left goes.
        migrations.RunSQL(
            "DROP INDEX CONCURRENTLY IF EXISTS assignment_unit_dated", migrations.RunSQL.noop
        ),
        AddIndexConcurrently(
            model_name="assignment",
            index=models.Index(
                condition=models.Q(
                    (
                        "state__in",
                        ["pending_sign", "in_progress", "pending_cosign", "pending_signoff"],
                    )
                ),
                fields=["department", "due_at", "id"],
                name="assignment_unit_dated",
            ),
        ),
        RemoveIndexConcurrently(model_name="assignment", name="assignment_unit_desk"),
    ]
