"""Who may fetch a result: whoever started it, while they may still see what it is about."""

from jobs.models import Job
from jobs.registry import kinds
from members.models import User


def may_fetch(user: User, job: Job) -> bool:
    """Whether this person may take the result away now. The kind's own rule decides."""
    kind = kinds().get(job.kind)
    own = user.is_active and job.by_id == user.pk
    return own and kind is not None and kind.may_see(user, job)
