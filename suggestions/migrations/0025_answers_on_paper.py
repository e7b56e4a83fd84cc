from django.contrib.postgres.operations import AddConstraintNotValid
from django.db import migrations, models


class Migration(migrations.Migration):
    """An answer that came on paper goes the way of any other; its letter is the head's word."""

    dependencies = [("suggestions", "0024_once_for_each_clock")]

    operations = [
        migrations.AddField(
            model_name="draftanswer",
            name="paper",
            field=models.OneToOneField(
                blank=True,
                null=True,
                on_delete=models.deletion.PROTECT,
                related_name="draft",
                to="suggestions.paper",
            ),
        ),
        AddConstraintNotValid(
            model_name="draftanswer",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("paper__isnull", True), ("signed_off_at__isnull", False), _connector="OR"
                ),
                name="draftanswer_letter_counts_as_signed_off",
            ),
        ),
    ]
