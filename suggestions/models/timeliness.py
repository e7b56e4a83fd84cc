"""How a unit's first answer stood to its dates: one rule, for every count of it."""

from __future__ import annotations

TIMES = ("in_time", "extended", "late", "entered")
"""By the first date, by that of an extension, after it; or entered by the office from a paper."""


STATEMENT = """(
    SELECT CASE
        WHEN EXISTS (
            SELECT FROM suggestions_paper p LEFT JOIN suggestions_draftanswer w ON w.paper_id = p.id
            WHERE p.assignment_id = {work} AND p.step = 'reply'
                AND (w.id IS NULL OR w.delivered_at IS NOT NULL)
        ) THEN 3
        WHEN clock.stopped_at <= coalesce(clock.first, clock.due_at) THEN 0
        WHEN clock.stopped_at <= clock.due_at THEN 1 ELSE 2 END
    FROM (VALUES (1)) one LEFT JOIN LATERAL (
        SELECT k.stopped_at, k.due_at, (jsonb_path_query_first(k.changes,
            '$[*] ? (@.what == "extended").from') #>> '{}')::timestamptz AS first
        FROM deadlines_duedate k
        WHERE k.kind = 'assignment' AND k.phase IN ('handle', 'redo') AND k.code = {code}
        ORDER BY k.phase, CASE k.phase WHEN 'handle' THEN -k.id ELSE k.id END LIMIT 1
    ) clock ON true
)"""


def timeliness(work: str, code: str) -> str:
    """SQL of the index into `TIMES` for an answered assignment, of which these columns are key
    and code.

    Handed in is what counts, by the clock of the first answer; whoever took a case over while it
    was to be answered again has but the clock of that. The date that it had until more time was
    given stands in the clock's own history. Each row is looked up once.
    """
    return STATEMENT.replace("{work}", work).replace("{code}", code)
