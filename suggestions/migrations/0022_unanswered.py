from django.db import migrations, models


class Migration(migrations.Migration):
    """Who was asked to co-sign and says nothing in time is closed as not answered."""

    dependencies = [("suggestions", "0021_corrections")]

    operations = [
        migrations.RemoveConstraint(
            model_name="cosigner",
            name="cosigner_answer_has_its_time",
        ),
        migrations.AddConstraint(
            model_name="cosigner",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("answered_at__isnull", True), ("state__in", ["asked", "lapsed"])),
                    models.Q(
                        ("answered_at__isnull", False), ("state__in", ["accepted", "declined"])
                    ),
                    _connector="OR",
                ),
                name="cosigner_answer_has_its_time",
            ),
        ),
    ]
