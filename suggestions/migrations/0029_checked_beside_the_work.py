from django.contrib.postgres.operations import ValidateConstraint
from django.db import migrations


class Migration(migrations.Migration):
    """The rows that are there are looked at while everybody works on."""

    dependencies = [("suggestions", "0028_waived_makes_room")]

    operations = [
        ValidateConstraint("draftanswer", "draftanswer_letter_counts_as_signed_off"),
        ValidateConstraint("suggestion", "suggestion_has_a_unit_once_assigned"),
    ]
