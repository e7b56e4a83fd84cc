from django.db import migrations, models


class Migration(migrations.Migration):
    """A promise of another channel is followed with no unit: the office holds it."""

    dependencies = [("suggestions", "0025_answers_on_paper")]

    operations = [
        migrations.RemoveConstraint(
            model_name="suggestion", name="suggestion_has_a_unit_once_assigned"
        ),
        migrations.AddConstraint(
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
    ]
