from django.contrib.postgres.operations import ValidateConstraint
from django.db import migrations


class Migration(migrations.Migration):
    """The rows that are there are looked at while everybody works on."""

    dependencies = [("deadlines", "0007_default_gives_no_way")]

    operations = [ValidateConstraint("deadlinepolicy", "deadlinepolicy_gives_way_to_what_is_above")]
