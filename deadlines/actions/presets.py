from deadlines.models import DeadlinePolicy
from deadlines.phases import PRESETS


def load() -> int:
    """Add the presets that are missing; return how many there are. Run as often as you like."""
    rows = DeadlinePolicy.objects.bulk_create(
        [
            DeadlinePolicy(
                phase=row.phase,
                instrument=row.instrument,
                urgency=row.urgency,
                working_days=row.working_days,
                version=row.version,
                since=row.since,
            )
            for row in PRESETS
        ],
        ignore_conflicts=True,
    )
    return len(rows)
