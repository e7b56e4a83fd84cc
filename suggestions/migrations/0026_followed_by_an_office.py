from django.contrib.postgres.operations import AddConstraintNotValid
from django.db import migrations, models
from django.db.migrations.exceptions import IrreversibleError


def refuse(apps, schema_editor):
    """Before it is taken back: no rule from before knows of these cases."""
    cases = apps.get_model("suggestions", "Suggestion").objects
    many = cases.filter(state="followup", unit=None).count()
    if many:
        raise IrreversibleError(
            f"{many} cases are followed by an office without a unit, which the version before "
            "cannot hold. Let their promises be settled first, or stay with this version."
        )


class Migration(migrations.Migration):
    """A promise of another channel is followed with no unit: the office holds it."""

    dependencies = [("suggestions", "0025_answers_on_paper")]

    operations = [
        migrations.RemoveConstraint(
            model_name="suggestion", name="suggestion_has_a_unit_once_assigned"
        ),
        AddConstraintNotValid(
            model_name="suggestion",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(
                        models.Q(
                            (
                                "state__in",
                                (
                                    "submitted",
                                    "returned",
                                    "accepted",
                                    "handed_off",
                                    "reassigning",
                                ),
                            ),
                            _negated=True,
                        ),
                        ("unit__isnull", True),
                        _connector="OR",
                    ),
                    models.Q(
                        models.Q(
                            ("state__in", ("assigned", "in_handling", "on_hold", "rework")),
                            _negated=True,
                        ),
                        ("unit__isnull", False),
                        _connector="OR",
                    ),
                ),
                name="suggestion_has_a_unit_once_assigned",
            ),
        ),
        migrations.RunPython(migrations.RunPython.noop, refuse),
    ]
