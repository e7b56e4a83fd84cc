from django.db import migrations, models

import deadlines.phases


class Migration(migrations.Migration):
    dependencies = [("deadlines", "0002_presets")]

    operations = [
        migrations.AlterField(
            model_name="deadlinepolicy",
            name="phase",
            field=models.CharField(
                choices=deadlines.phases.phase_choices, max_length=24, verbose_name="phase"
            ),
        ),
        migrations.AlterField(
            model_name="duedate",
            name="phase",
            field=models.CharField(
                choices=deadlines.phases.phase_choices, max_length=24, verbose_name="phase"
            ),
        ),
    ]
