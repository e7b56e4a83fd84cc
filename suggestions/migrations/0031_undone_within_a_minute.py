from django.contrib.postgres.operations import AddConstraintNotValid
from django.db import migrations, models


class Migration(migrations.Migration):
    """An assignment that the office undid before its unit knew of it."""

    dependencies = [("suggestions", "0030_late_at_a_unit")]

    operations = [
        migrations.AddField(
            model_name="assignment",
            name="undone_at",
            field=models.DateTimeField(blank=True, null=True),
        ),
        AddConstraintNotValid(
            model_name="assignment",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("undone_at__isnull", True),
                    models.Q(("signed_at__isnull", True), ("state", "cancelled")),
                    _connector="OR",
                ),
                name="assignment_undone_before_anybody_signed",
            ),
        ),
    ]
