from django.contrib.postgres.operations import AddIndexConcurrently, RemoveIndexConcurrently
from django.db import migrations, models

import suggestions.lifecycle.states


class Migration(migrations.Migration):
    atomic = False

    dependencies = [("suggestions", "0015_whole_life")]

    operations = [
        RemoveIndexConcurrently(
            model_name="suggestion",
            name="suggestion_office_desk",
        ),
        RemoveIndexConcurrently(
            model_name="suggestion",
            name="suggestion_at_units",
        ),
        RemoveIndexConcurrently(
            model_name="suggestion",
            name="suggestion_open_by_date",
        ),
        RemoveIndexConcurrently(
            model_name="suggestion",
            name="suggestion_author_desk",
        ),
        AddIndexConcurrently(
            model_name="assignment",
            index=models.Index(
                condition=models.Q(("state", suggestions.lifecycle.states.Work["DISPUTED"])),
                fields=["due_at", "id"],
                name="assignment_disputes",
            ),
        ),
        AddIndexConcurrently(
            model_name="assignment",
            index=models.Index(
                condition=models.Q(
                    ("state", suggestions.lifecycle.states.Work["RETURN_REQUESTED"])
                ),
                fields=["suggestion"],
                name="assignment_returns",
            ),
        ),
        AddIndexConcurrently(
            model_name="rating",
            index=models.Index(
                condition=models.Q(("rated_at__isnull", True)),
                fields=["rater"],
                name="rating_asked_of",
            ),
        ),
        AddIndexConcurrently(
            model_name="suggestion",
            index=models.Index(
                condition=models.Q(
                    ("state__in", ("submitted", "accepted", "handed_off", "reassigning", "on_hold"))
                ),
                fields=["organ", "due_at", "id"],
                name="suggestion_office_desk",
            ),
        ),
        AddIndexConcurrently(
            model_name="suggestion",
            index=models.Index(
                condition=models.Q(
                    ("state__in", ("assigned", "in_handling", "rework", "followup"))
                ),
                fields=["organ", "due_at", "id"],
                name="suggestion_at_units",
            ),
        ),
        AddIndexConcurrently(
            model_name="suggestion",
            index=models.Index(
                condition=models.Q(
                    (
                        "state__in",
                        (
                            suggestions.lifecycle.states.State["SUBMITTED"],
                            suggestions.lifecycle.states.State["RETURNED"],
                            suggestions.lifecycle.states.State["ACCEPTED"],
                            suggestions.lifecycle.states.State["HANDED_OFF"],
                            suggestions.lifecycle.states.State["ASSIGNED"],
                            suggestions.lifecycle.states.State["REASSIGNING"],
                            suggestions.lifecycle.states.State["IN_HANDLING"],
                            suggestions.lifecycle.states.State["ON_HOLD"],
                            suggestions.lifecycle.states.State["REPLIED"],
                            suggestions.lifecycle.states.State["REWORK"],
                            suggestions.lifecycle.states.State["FOLLOWUP"],
                        ),
                    )
                ),
                fields=["organ", "due_at", "id"],
                name="suggestion_open_by_date",
            ),
        ),
        AddIndexConcurrently(
            model_name="suggestion",
            index=models.Index(
                condition=models.Q(
                    (
                        "state__in",
                        (
                            suggestions.lifecycle.states.State["SUBMITTED"],
                            suggestions.lifecycle.states.State["RETURNED"],
                            suggestions.lifecycle.states.State["ACCEPTED"],
                            suggestions.lifecycle.states.State["HANDED_OFF"],
                            suggestions.lifecycle.states.State["ASSIGNED"],
                            suggestions.lifecycle.states.State["REASSIGNING"],
                            suggestions.lifecycle.states.State["IN_HANDLING"],
                            suggestions.lifecycle.states.State["ON_HOLD"],
                            suggestions.lifecycle.states.State["REPLIED"],
                            suggestions.lifecycle.states.State["REWORK"],
                            suggestions.lifecycle.states.State["FOLLOWUP"],
                        ),
                    )
                ),
                fields=["author", "due_at", "id"],
                name="suggestion_author_desk",
            ),
        ),
        AddIndexConcurrently(
            model_name="suggestion",
            index=models.Index(
                condition=models.Q(("state", "on_hold")), fields=["due_at"], name="suggestion_held"
            ),
        ),
        AddIndexConcurrently(
            model_name="suggestion",
            index=models.Index(
                condition=models.Q(("state", "returned")),
                fields=["due_at"],
                name="suggestion_to_complete",
            ),
        ),
        AddIndexConcurrently(
            model_name="suggestion",
            index=models.Index(
                condition=models.Q(
                    (
                        "state__in",
                        (
                            suggestions.lifecycle.states.State["SUBMITTED"],
                            suggestions.lifecycle.states.State["RETURNED"],
                            suggestions.lifecycle.states.State["ACCEPTED"],
                            suggestions.lifecycle.states.State["HANDED_OFF"],
                            suggestions.lifecycle.states.State["ASSIGNED"],
                            suggestions.lifecycle.states.State["REASSIGNING"],
                            suggestions.lifecycle.states.State["IN_HANDLING"],
                            suggestions.lifecycle.states.State["ON_HOLD"],
                            suggestions.lifecycle.states.State["REPLIED"],
                            suggestions.lifecycle.states.State["REWORK"],
                            suggestions.lifecycle.states.State["FOLLOWUP"],
                        ),
                    ),
                    ("supervised_at__isnull", False),
                ),
                fields=["organ", "due_at", "id"],
                name="suggestion_supervised",
            ),
        ),
        AddIndexConcurrently(
            model_name="suggestion",
            index=models.Index(
                condition=models.Q(("state", "followup")),
                fields=["organ", "due_at", "id"],
                name="suggestion_promised",
            ),
        ),
        AddIndexConcurrently(
            model_name="suggestion",
            index=models.Index(
                condition=models.Q(("merged_into__isnull", False)),
                fields=["merged_into"],
                name="suggestion_merged",
            ),
        ),
    ]
