"""What must be there once: asked of the rows themselves."""

from collections import Counter

from events.models import Event, Pending
from notifications.models import Notification
from suggestions.models import Suggestion
from tests.served.site import soon


def all_told(count: int, seconds: float = 45) -> bool:
    """Whether so many suggestions are routed and nothing waits for a worker, in time."""

    def is_over() -> bool:
        routed = Suggestion.objects.filter(routed_at__isnull=False)
        return routed.count() == count and all_done()

    return soon(is_over, seconds)


def all_done() -> bool:
    """Whether nothing waits for a worker."""
    return not Pending.objects.exists()


def more_than_once(rows: object) -> dict[object, int]:
    """What occurs more than once among rows."""
    return {row: times for row, times in Counter(rows).items() if times > 1}


def doubled() -> dict[object, int]:
    """Whatever any worker did twice: steps, proposals, lines to a reader."""
    lines = Notification.objects.values_list("kind", "code", "step", "user", "channel")
    proposals = Suggestion.objects.filter(recommendations__isnull=False)
    steps = Event.objects.exclude(step="contact").values_list("kind", "code", "step")
    return (
        more_than_once(lines)
        | more_than_once(steps)
        | more_than_once(proposals.values_list("code", "recommendations__rank"))
        | more_than_once(proposals.values_list("code", "recommendations__department"))
    )
