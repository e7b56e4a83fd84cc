"""All rows that a step could touch, to compare them before and after."""

from django.db import connection

from commitments.models import Commitment, GivenDate
from deadlines.models import DueDate
from events.models import Event, Pending, Remark
from notifications.models import Notification
from suggestions.models import (
    Assignment,
    Contact,
    Decline,
    Diversion,
    Draft,
    ExtensionRequest,
    HandOff,
    Hold,
    Note,
    Rating,
    Recommendation,
    Reply,
    ReturnRequest,
    Revision,
    Rule,
    RuleDraft,
    RuleSet,
    Suggestion,
    Transfer,
)

TABLES = (
    Suggestion,
    Assignment,
    Recommendation,
    Contact,
    Reply,
    Rating,
    Draft,
    ReturnRequest,
    ExtensionRequest,
    Hold,
    Note,
    Decline,
    Diversion,
    HandOff,
    Revision,
    Transfer,
    Commitment,
    GivenDate,
    RuleSet,
    Rule,
    RuleDraft,
    DueDate,
    Event,
    Remark,
    Pending,
    Notification,
)


ROWS = "SELECT '{}', one::text FROM {} AS one"
EVERY = " UNION ALL ".join(ROWS.format(one.__name__, one._meta.db_table) for one in TABLES)


def everything() -> list[tuple[str, str]]:
    """Whole rows, each with the name of its table, in one question."""
    with connection.cursor() as cursor:
        cursor.execute(f"{EVERY} ORDER BY 1, 2")
        return list(cursor.fetchall())
