from django.db import migrations, models

import suggestions.lifecycle.words


class Migration(migrations.Migration):
    """An office keeps a text for one act, or for all."""

    dependencies = [("suggestions", "0098_published_answers")]

    operations = [
        migrations.AddField(
            model_name="phrase",
            name="act",
            field=models.CharField(
                blank=True,
                choices=suggestions.lifecycle.words.phrase_act_choices,
                db_default="",
                default="",
                max_length=20,
            ),
        ),
    ]
