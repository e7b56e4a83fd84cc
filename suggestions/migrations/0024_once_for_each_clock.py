from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("suggestions", "0023_desks_at_a_million")]

    operations = [
        migrations.AddField(
            model_name="extensionrequest",
            name="earlier",
            field=models.JSONField(
                blank=True, db_default=models.Value([], models.JSONField()), default=list
            ),
        ),
        migrations.AddField(
            model_name="extensionrequest",
            name="round",
            field=models.PositiveSmallIntegerField(db_default=0, default=0),
        ),
    ]
