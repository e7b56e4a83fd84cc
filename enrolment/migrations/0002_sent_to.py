from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("enrolment", "0001_invitations_and_lists"),
    ]

    operations = [
        migrations.AddField(
            model_name="invitation",
            name="sent_to",
            field=models.CharField(
                blank=True, db_default="", default="", editable=False, max_length=64
            ),
        ),
    ]
