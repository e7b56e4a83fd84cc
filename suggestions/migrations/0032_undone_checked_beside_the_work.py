from django.contrib.postgres.operations import ValidateConstraint
from django.db import migrations


class Migration(migrations.Migration):
    """The rows that are there are looked at while everybody works on."""

    dependencies = [("suggestions", "0031_undone_within_a_minute")]

    operations = [ValidateConstraint("assignment", "assignment_undone_before_anybody_signed")]
