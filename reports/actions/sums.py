"""One bucket counted from the rows themselves, in one statement."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from itertools import accumulate
from typing import Any

from django.db import connection

from reports.measures import CLASSES, GRADES, PROMISES, STATES
from reports.scopes import month_after
from suggestions.lifecycle import HELD, INSIDE, OUT_OF_FORCE, Part, State
from suggestions.models.timeliness import timeliness
from workdays.arithmetic import Calendar, due_moment

type Key = tuple[str, str, str, int]
"""Dimension, key in it, measure, value."""

# What is counted, from the cases of the bucket (`mine`) down. `wd` numbers the working days. What
# was not kept is late on any day, until a new one is named: see `CommitmentQuerySet.late`.
STATEMENT = """
WITH wd (day, number) AS (SELECT * FROM unnest(%(days)s::date[], %(numbers)s::int[])),
mine AS MATERIALIZED (
    SELECT s.id, s.code, s.state, s.place_id AS place, left(s.category_id, 2) AS category,
        d.code AS unit
    FROM suggestions_suggestion s LEFT JOIN departments_department d ON d.id = s.unit_id
    WHERE s.organ_id = %(organ)s AND s.sealed_at IS NULL
        AND s.submitted_at >= %(first)s AND s.submitted_at < %(end)s
),
work AS MATERIALIZED (
    SELECT a.id, a.code, a.state, a.due_at, mine.state AS of_case,
        (a.assigned_at AT TIME ZONE 'Asia/Shanghai')::date AS day,
        d.code AS unit, mine.category, mine.place
    FROM mine JOIN suggestions_assignment a ON a.suggestion_id = mine.id
    JOIN departments_department d ON d.id = a.department_id
    WHERE a.part = ANY(%(answering)s) AND a.undone_at IS NULL
),
spoken AS (
    SELECT work.id, min(c.held_on) AS day FROM work
    JOIN suggestions_contact c ON c.assignment_id = work.id GROUP BY work.id
),
said AS (
    SELECT work.id, (min(r.replied_at) AT TIME ZONE 'Asia/Shanghai')::date AS day FROM work
    JOIN suggestions_reply r ON r.assignment_id = work.id AND r.kind = 'answer' GROUP BY work.id
),
timed AS (
    SELECT work.id, {timeliness} AS value
    FROM work JOIN said USING (id) WHERE NOT work.state = ANY(%(gone)s)
),
promised AS (
    SELECT c.state, d.code AS unit, mine.category, mine.place,
        CASE WHEN c.state = 'not_kept' THEN date '1970-01-01' ELSE c.due_on END AS late_after
    FROM mine JOIN commitments_commitment c ON c.kind = 'suggestion' AND c.about = mine.code
    LEFT JOIN departments_department d ON d.id = c.holder_id
    WHERE c.state = ANY(%(promises)s)
),
found (unit, category, place, measure, value, count) AS (
    SELECT unit, category, place, 'in', 0, 1 FROM mine
    UNION ALL SELECT unit, category, place, 'state', array_position(%(states)s, state) - 1, 1
        FROM mine
    UNION ALL SELECT unit, category, place, 'given', 0, 1 FROM work
    UNION ALL SELECT unit, category, place, 'due', (extract(epoch FROM due_at) / 3600)::int, 1
        FROM work WHERE state = ANY(%(waiting)s) AND of_case <> %(on_hold)s
    UNION ALL SELECT unit, category, place, 'contact', greatest(0, wd.number - began.number), 1
        FROM work JOIN spoken USING (id) JOIN wd ON wd.day = spoken.day
        LEFT JOIN wd began ON began.day = work.day
    UNION ALL SELECT unit, category, place, 'answer', greatest(0, wd.number - began.number), 1
        FROM work JOIN said USING (id) JOIN wd ON wd.day = said.day
        LEFT JOIN wd began ON began.day = work.day
    UNION ALL SELECT unit, category, place, 'timely', timed.value, 1 FROM work JOIN timed USING (id)
    UNION ALL SELECT unit, category, place, 'published', 0, 1 FROM mine
        JOIN suggestions_publication b ON b.suggestion_id = mine.id WHERE b.state = 'published'
    UNION ALL SELECT unit, category, place, 'returned', 0, 1
        FROM work JOIN suggestions_returnrequest q ON q.assignment_id = work.id
        WHERE q.decision = 'approved' OR q.ruling = 'released'
    UNION ALL SELECT unit, category, place, 'extended', 0, 1
        FROM work JOIN suggestions_extensionrequest e ON e.assignment_id = work.id
        WHERE e.decision = 'granted' AND NOT work.state = ANY(%(gone)s)
    UNION ALL SELECT unit, category, place, 'class', array_position(%(classes)s, last.mark) - 1, 1
        FROM work CROSS JOIN LATERAL (
            SELECT r.outcome_class AS mark FROM suggestions_reply r
            WHERE r.assignment_id = work.id AND r.kind = 'answer' ORDER BY r.round DESC LIMIT 1
        ) last WHERE NOT work.state = ANY(%(gone)s)
    UNION ALL SELECT unit, category, place, 'asked', 0, 1
        FROM work JOIN suggestions_rating g ON g.assignment_id = work.id
    UNION ALL SELECT unit, category, place, kind, array_position(%(grades)s, grade) - 1, 1
        FROM work JOIN suggestions_rating g ON g.assignment_id = work.id
        CROSS JOIN LATERAL (VALUES ('attitude', g.attitude), ('result', g.result)) v (kind, grade)
        WHERE grade = ANY(%(grades)s)
    UNION ALL SELECT unit, category, place, 'promise', array_position(%(promises)s, state) - 1, 1
        FROM promised
    UNION ALL SELECT unit, category, place, 'promise_due', late_after - date '1970-01-01', 1
        FROM promised WHERE state IN ('open', 'not_kept')
)
SELECT dim, key, measure, value, sum(count)::int
FROM found CROSS JOIN LATERAL (
    VALUES ('', ''), ('unit', unit), ('category', category), ('place', place)
) d (dim, key)
WHERE key IS NOT NULL
GROUP BY dim, key, measure, value
""".replace("{timeliness}", timeliness("work.id", "work.code"))


@dataclass(frozen=True)
class Numbered:
    """The days of a span, each with how many working days there were up to and including it."""

    days: list[date]
    numbers: list[int]

    @classmethod
    def of(cls, first: date, last: date, calendar: Calendar) -> Numbered:
        """Number the days from one to another."""
        days = [first + timedelta(days=n) for n in range((last - first).days + 1)]
        return cls(days, list(accumulate(calendar.day(day).counts for day in days)))


def counted(organ: str, month: date, wd: Numbered) -> dict[Key, int]:
    """Count one bucket from the rows as they stand; what is under seal counts nowhere."""
    values: dict[str, Any] = {
        "organ": organ,
        "first": due_moment(month, 0),
        "end": due_moment(month_after(month), 0),
        "days": wd.days,
        "numbers": wd.numbers,
        "states": list(STATES),
        "answering": [one.value for one in (Part.SOLE, Part.LEAD, Part.SEPARATE)],
        "waiting": [one.value for one in (*HELD, *INSIDE)],
        "on_hold": State.ON_HOLD.value,
        "gone": [one.value for one in OUT_OF_FORCE],
        "classes": list(CLASSES),
        "grades": list(GRADES),
        "promises": list(PROMISES),
    }
    with connection.cursor() as cursor:
        cursor.execute(STATEMENT, values)
        return {(dim, key, measure, value): n for dim, key, measure, value, n in cursor}
