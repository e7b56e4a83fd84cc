"""Taking back what was said of a thing that nobody may see any more."""

from collections.abc import Iterable

from django.db.models import Q

from notifications.models import Notification


def withdraw(things: Iterable[tuple[str, str]]) -> int:
    """Delete every line about these things, (kind, code) each: inbox lines and unsent mails.

    Return how many. A mail that is being handed to the server at this moment still goes.
    """
    about = Q(pk__in=[])
    for kind, code in things:
        about |= Q(kind=kind, code=code)
    return Notification.objects.filter(about).delete()[0]
