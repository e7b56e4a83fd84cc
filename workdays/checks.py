import os
from collections.abc import Sequence
from typing import Any

from django.conf import settings
from django.core import checks


@checks.register(checks.Tags.security)
def clock_runs_by_itself(app_configs: Any, **kwargs: Any) -> Sequence[checks.CheckMessage]:
    """Refuse a production system that was told to move its clock, although it would not."""
    asked = settings.CLOCK_FILE or os.environ.get("CLOCK_FILE")
    if settings.ENVIRONMENT != "production" or not asked:
        return []
    return [
        checks.Error(
            "CLOCK_FILE is set in production.",
            hint="Remove it: deadlines, reminders and the ledger go by the true time there.",
            id="workdays.E001",
        )
    ]
