from django.contrib.postgres.operations import ValidateConstraint
from django.db import migrations


class Migration(migrations.Migration):
    """The rows that are there are looked at while everybody works on."""

    dependencies = [("suggestions", "0093_answer_taken_back")]

    operations = [ValidateConstraint("draftanswer", "draftanswer_taken_back_came_back")]
