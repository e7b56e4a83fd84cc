from django.contrib.postgres.operations import AddIndexConcurrently
from django.db import migrations, models


class Migration(migrations.Migration):
    """The promises of an organ that are owed, by their day: its desk shows which are late."""

    atomic = False

    dependencies = [("commitments", "0002_held_by_an_office")]

    operations = [
        AddIndexConcurrently(
            model_name="commitment",
            index=models.Index(
                condition=models.Q(("state__in", ("open", "not_kept"))),
                fields=["organ", "due_on"],
                name="commitment_owed_in_organ",
            ),
        ),
    ]
