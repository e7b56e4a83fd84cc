import django.db.models.deletion
from django.db import migrations, models
from django.db.migrations.exceptions import IrreversibleError


def refuse(apps, schema_editor):
    """Before it is taken back: a promise without a unit has no place in the table from before."""
    many = apps.get_model("commitments", "Commitment").objects.filter(holder=None).count()
    if many:
        raise IrreversibleError(
            f"{many} promises are held by an office and not by a unit, which the version before "
            "cannot hold. Stay with this version."
        )


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
        migrations.RunPython(migrations.RunPython.noop, refuse),
    ]
