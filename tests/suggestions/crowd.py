"""Many cases at once, by one statement a table: for lists, whose rows nobody walked through."""

from collections.abc import Iterable
from datetime import datetime, timedelta

from django.db import connection

from suggestions.lifecycle import ENDED_STATES, State, Work
from tests.suggestions.factories import MORNING, WALKS, Scene

WORK_IN = {
    State.ASSIGNED: Work.PENDING_SIGN,
    State.IN_HANDLING: Work.IN_PROGRESS,
    State.ON_HOLD: Work.IN_PROGRESS,
    State.REPLIED: Work.DELIVERED,
    State.REWORK: Work.IN_PROGRESS,
    State.FOLLOWUP: Work.DONE,
    State.CLOSED: Work.DONE,
}
# A merged one needs its main.
ALONE = tuple(state for state in WALKS if state is not State.MERGED)
DELIVERED = (State.REPLIED, State.FOLLOWUP, State.CLOSED)
SIGNED = (State.IN_HANDLING, State.ON_HOLD, State.REWORK, *DELIVERED)
CASES = """
INSERT INTO suggestions_suggestion (
    code, instrument, title, situation, ask, place_id, organ_id, organ_chosen_by_author, author_id,
    author_organ_id, submission_key, state, unit_id, due_at, submitted_at, closed_at
)
SELECT 'T-' || %(letter)s || n, 'micro', '第' || n || '条', '情况', '', %(organ)s, %(organ)s, false,
       %(author)s, %(organ)s, gen_random_uuid(), %(state)s, %(unit)s,
       CASE WHEN %(closed)s::timestamptz IS NULL
            THEN %(due)s::timestamptz + make_interval(hours => n %% 50) END,
       %(at)s, %(closed)s
FROM generate_series(1, %(many)s) AS n
"""
WORK = """
INSERT INTO suggestions_assignment (
    code, suggestion_id, department_id, part, round, state, urgency, assigned_by_id,
    assigned_at, due_at, signed_by_id, signed_at, delivered_at
)
SELECT code || '-1', id, unit_id, 'sole', 0, %(work)s, 'ordinary', %(clerk)s, %(at)s,
       coalesce(due_at, %(at)s), %(signer)s, %(signed)s, %(delivered)s
FROM suggestions_suggestion WHERE state = %(state)s AND code LIKE 'T-%%'
"""
ASKED = """
INSERT INTO suggestions_rating (
    suggestion_id, assignment_id, round, rater_id, attitude, result, comment
)
SELECT suggestion_id, suggestions_assignment.id, 0, %(author)s, '', '', ''
FROM suggestions_assignment JOIN suggestions_suggestion AS one ON one.id = suggestion_id
WHERE one.state = 'replied' AND one.code LIKE 'T-%%'
"""
PROMISED = """
INSERT INTO commitments_commitment (
    code, kind, about, organ_id, holder_id, instrument, words, state, due_on, due_at, made_by_id,
    made_at, claim, evidence
)
SELECT code || '-1-p0', 'suggestion', code, organ_id, unit_id, 'micro', '承诺', 'open',
       %(at)s::date, due_at, %(signer)s, %(at)s, '', ''
FROM suggestions_suggestion WHERE state = 'followup' AND code LIKE 'T-%%'
"""
PROPOSED = """
INSERT INTO suggestions_recommendation (suggestion_id, department_id, rank, score, because)
SELECT id, %(proposed)s, 1, 3.5, ARRAY['书架']
FROM suggestions_suggestion WHERE state = %(state)s AND code LIKE 'T-%%'
"""

FILLED = (
    "suggestions_suggestion, suggestions_assignment, suggestions_rating,"
    " suggestions_recommendation, commitments_commitment"
)


def crowd(
    scene: Scene, many: int, *, at: datetime = MORNING, states: Iterable[State] = ALONE
) -> None:
    """`many` cases in each of the states, by 安, with 博's unit; some of them late."""
    for state in states:
        values = {
            "state": state.value,
            "letter": "ABCDEFGHIJKLMNOP"[list(State).index(state)],
            "many": many,
            "organ": scene.organ.code,
            "author": scene.an.pk,
            "proposed": scene.unit.pk,
            "unit": scene.unit.pk if state in WORK_IN else None,
            "due": at - timedelta(hours=20),
            "at": at,
            "closed": at if state in ENDED_STATES else None,
            "clerk": scene.clerk.pk,
            "work": WORK_IN[state].value if state in WORK_IN else "",
            "signer": scene.bo.pk if state in SIGNED else None,
            "signed": at if state in SIGNED else None,
            "delivered": at if state in DELIVERED else None,
        }
        with connection.cursor() as cursor:
            cursor.execute(CASES, values)
            if state in WORK_IN:
                cursor.execute(WORK, values)
                if state is State.REPLIED:
                    cursor.execute(ASKED, values)
                if state is State.FOLLOWUP:
                    cursor.execute(PROMISED, values)
            else:
                cursor.execute(PROPOSED, values)
    with connection.cursor() as cursor:
        # As the database does by itself after a while; without, it reads every row for each row.
        cursor.execute(f"ANALYZE {FILLED}")
