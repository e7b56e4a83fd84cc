from django.db import migrations, models

import suggestions.lifecycle.states


class Migration(migrations.Migration):
    """What was there once is there once in each round: whatever the old rules let in stands."""

    dependencies = [("suggestions", "0016_whole_life_indexes")]

    operations = [
        migrations.RemoveConstraint(
            model_name="assignment",
            name="assignment_one_sole_unit",
        ),
        migrations.RemoveConstraint(
            model_name="rating",
            name="rating_once",
        ),
        migrations.RemoveConstraint(
            model_name="reply",
            name="reply_one_for_an_assignment",
        ),
        migrations.AddConstraint(
            model_name="assignment",
            constraint=models.UniqueConstraint(
                condition=models.Q(
                    (
                        "part__in",
                        [
                            suggestions.lifecycle.states.Part["SOLE"],
                            suggestions.lifecycle.states.Part["LEAD"],
                        ],
                    ),
                    models.Q(
                        (
                            "state__in",
                            (
                                suggestions.lifecycle.states.Work["CANCELLED"],
                                suggestions.lifecycle.states.Work["DONE"],
                            ),
                        ),
                        _negated=True,
                    ),
                ),
                fields=("suggestion",),
                name="assignment_one_that_leads",
            ),
        ),
        migrations.AddConstraint(
            model_name="assignment",
            constraint=models.UniqueConstraint(
                condition=models.Q(
                    (
                        "state__in",
                        (
                            suggestions.lifecycle.states.Work["CANCELLED"],
                            suggestions.lifecycle.states.Work["DONE"],
                        ),
                    ),
                    _negated=True,
                ),
                fields=("suggestion", "department"),
                name="assignment_once_to_a_unit",
            ),
        ),
        migrations.AddConstraint(
            model_name="rating",
            constraint=models.UniqueConstraint(
                fields=("suggestion", "rater", "assignment", "round"),
                name="rating_once_for_an_answer",
                nulls_distinct=False,
            ),
        ),
        migrations.AddConstraint(
            model_name="reply",
            constraint=models.UniqueConstraint(
                condition=models.Q(("kind", "answer")),
                fields=("assignment", "round"),
                name="reply_one_answer_in_a_round",
            ),
        ),
        # What is answered and waits asks its author from now on by a row, for each answer.
        migrations.RunSQL(
            """
            UPDATE suggestions_rating AS rating SET assignment_id = work.id
            FROM suggestions_assignment AS work
            WHERE work.suggestion_id = rating.suggestion_id
              AND work.part <> 'co' AND work.state <> 'cancelled' AND rating.assignment_id IS NULL;
            INSERT INTO suggestions_rating
                (suggestion_id, assignment_id, round, rater_id, attitude, result, comment, rated_at)
            SELECT suggestion.id, work.id, work.round, suggestion.author_id, '', '', '', NULL
            FROM suggestions_suggestion AS suggestion
            JOIN suggestions_assignment AS work ON work.suggestion_id = suggestion.id
            WHERE suggestion.state = 'replied' AND work.state = 'delivered' AND work.part <> 'co'
            ON CONFLICT DO NOTHING;
            """,
            reverse_sql="DELETE FROM suggestions_rating WHERE rated_at IS NULL",
        ),
    ]
