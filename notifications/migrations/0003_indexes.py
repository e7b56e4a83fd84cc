from django.contrib.postgres.operations import AddIndexConcurrently
from django.db import migrations, models


class Migration(migrations.Migration):
    # Built beside running work, which a transaction does not allow.
    atomic = False
    dependencies = [("notifications", "0002_choices")]

    operations = [
        AddIndexConcurrently(
            model_name="notification",
            index=models.Index(
                condition=models.Q(("state", "waiting")),
                fields=["channel", "user"],
                name="notification_waiting",
            ),
        ),
        AddIndexConcurrently(
            model_name="notification",
            index=models.Index(
                condition=models.Q(("digest__isnull", False)),
                fields=["digest"],
                name="notification_of_digest",
            ),
        ),
    ]
