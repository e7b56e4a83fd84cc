import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    """An answer on its way keeps the rule that held when it set out."""

    dependencies = [("suggestions", "0094_answer_taken_back_checked")]

    operations = [
        migrations.AddField(
            model_name="draftanswer",
            name="rule",
            field=models.ForeignKey(
                blank=True,
                db_index=False,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="suggestions.answerpolicy",
            ),
        ),
    ]
