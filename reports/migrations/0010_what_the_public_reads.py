from django.contrib.postgres.operations import AddConstraintNotValid
from django.db import migrations, models

MEASURES = [
    "in",
    "state",
    "given",
    "due",
    "contact",
    "answer",
    "returned",
    "extended",
    "class",
    "asked",
    "attitude",
    "result",
    "promise",
    "promise_due",
]
KNOWN = models.Q(("measure__in", [*MEASURES, "timely", "published"]))


class Migration(migrations.Migration):
    """Two more figures: answers in time, and cases that are published."""

    dependencies = [("reports", "0001_initial")]

    operations = [
        migrations.RemoveConstraint("tally", "tally_measure_known"),
        AddConstraintNotValid(
            "tally", models.CheckConstraint(condition=KNOWN, name="tally_measure_known")
        ),
    ]
