import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    """What another channel promises is followed by the office: such a promise has no unit."""

    dependencies = [
        ("commitments", "0001_initial"),
        ("departments", "0002_vacancies"),
    ]

    operations = [
        migrations.AlterField(
            model_name="commitment",
            name="holder",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="departments.department",
            ),
        ),
    ]
