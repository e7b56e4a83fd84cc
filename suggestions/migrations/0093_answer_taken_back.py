from django.contrib.postgres.operations import AddConstraintNotValid
from django.db import migrations, models


class Migration(migrations.Migration):
    """A unit takes an answer back before its head has signed it."""

    dependencies = [("suggestions", "0092_answer_rule_gives_way")]

    operations = [
        migrations.AddField(
            model_name="draftanswer",
            name="taken_back",
            field=models.BooleanField(db_default=False, default=False),
        ),
        AddConstraintNotValid(
            model_name="draftanswer",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("taken_back", False), ("returned_at__isnull", False), _connector="OR"
                ),
                name="draftanswer_taken_back_came_back",
            ),
        ),
    ]
