"""All rows that a step could touch, to compare them before and after."""

from typing import Any

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


def everything() -> dict[str, list[dict[str, Any]]]:
    """Whole rows by table."""
    return {model.__name__: list(model.objects.order_by("pk").values()) for model in TABLES}
