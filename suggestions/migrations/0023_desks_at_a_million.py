from django.contrib.postgres.operations import AddIndexConcurrently, RemoveIndexConcurrently
from django.db import migrations, models

import suggestions.lifecycle.states


class Migration(migrations.Migration):
    atomic = False

    dependencies = [("suggestions", "0022_unanswered")]

    operations = [
        AddIndexConcurrently(
            model_name="assignment",
            index=models.Index(
                condition=models.Q(
                    (
                        "state__in",
                        (
                            suggestions.lifecycle.states.Work["RETURN_REQUESTED"],
                            suggestions.lifecycle.states.Work["PENDING_CHECK"],
                        ),
                    )
                ),
                fields=["suggestion"],
                name="assignment_asking",
            ),
        ),
        RemoveIndexConcurrently(
            model_name="assignment",
            name="assignment_returns",
        ),
        AddIndexConcurrently(
            model_name="suggestion",
            index=models.Index(
                condition=models.Q(("state", "returned")),
                fields=["author", "due_at", "id"],
                name="suggestion_author_returned",
            ),
        ),
    ]
