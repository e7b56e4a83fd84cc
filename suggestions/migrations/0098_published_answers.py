from django.db import migrations, models


class Migration(migrations.Migration):
    """Where several units answered, whose of the published words are which."""

    dependencies = [("suggestions", "0097_default_gives_no_way_checked")]

    operations = [
        migrations.AddField(
            model_name="publication",
            name="answers",
            field=models.JSONField(
                blank=True, db_default=models.Value([], models.JSONField()), default=list
            ),
        ),
    ]
