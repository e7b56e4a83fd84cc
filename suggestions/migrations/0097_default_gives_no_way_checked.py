from django.contrib.postgres.operations import ValidateConstraint
from django.db import migrations


class Migration(migrations.Migration):
    """The rows that are there are looked at while everybody works on."""

    dependencies = [("suggestions", "0096_default_gives_no_way")]

    operations = [ValidateConstraint("answerpolicy", "answerpolicy_gives_way_to_the_default")]
