from django.contrib.postgres.operations import AddConstraintNotValid
from django.db import migrations, models


class Migration(migrations.Migration):
    """Only an organ gives its rule up: the platform's default always holds."""

    dependencies = [("suggestions", "0095_rule_of_a_draft")]

    operations = [
        AddConstraintNotValid(
            model_name="answerpolicy",
            constraint=models.CheckConstraint(
                condition=models.Q(("gives_way", False), ("organ__isnull", False), _connector="OR"),
                name="answerpolicy_gives_way_to_the_default",
            ),
        ),
    ]
