from django.contrib.postgres.operations import AddConstraintNotValid
from django.db import migrations, models


class Migration(migrations.Migration):
    """Only an organ gives its rule up: what is above it always holds."""

    dependencies = [("deadlines", "0006_gives_way")]

    operations = [
        AddConstraintNotValid(
            model_name="deadlinepolicy",
            constraint=models.CheckConstraint(
                condition=models.Q(("gives_way", False), ("organ__isnull", False), _connector="OR"),
                name="deadlinepolicy_gives_way_to_what_is_above",
            ),
        ),
    ]
