import django.contrib.postgres.search
from django.db import migrations, models


class Migration(migrations.Migration):
    initial = True

    dependencies = []

    operations = [
        migrations.CreateModel(
            name="Entry",
            fields=[
                (
                    "pk",
                    models.CompositePrimaryKey(
                        "kind",
                        "code",
                        blank=True,
                        editable=False,
                        primary_key=True,
                        serialize=False,
                    ),
                ),
                ("kind", models.CharField(max_length=20)),
                ("code", models.CharField(max_length=40)),
                ("is_public", models.BooleanField()),
                ("words", models.TextField()),
                ("segments", django.contrib.postgres.search.SearchVectorField()),
            ],
        ),
    ]
