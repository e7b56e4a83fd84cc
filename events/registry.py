"""Who follows up on events: the handlers that the apps above name in their AppConfig.

An app says `pending_handlers = "suggestions.tasks.HANDLERS"`, a dict from a handler's name to
`callable(event, at)`. Handlers are idempotent and work inside the transaction they are called in.
"""

from collections.abc import Callable, Mapping
from datetime import datetime
from functools import cache

from django.apps import apps
from django.core.exceptions import ImproperlyConfigured
from django.utils.module_loading import import_string

from events.models import Event

Handler = Callable[[Event, datetime], object]


class UnknownHandler(LookupError):
    """A pending row names a handler that no app registers."""


@cache
def handlers() -> Mapping[str, Handler]:
    """Return all handlers by name. Raises `ImproperlyConfigured` if a name is taken twice."""
    found: dict[str, Handler] = {}
    for config in apps.get_app_configs():
        path = getattr(config, "pending_handlers", None)
        table = import_string(path) if path else {}
        if twice := found.keys() & table.keys():
            raise ImproperlyConfigured(f"{path}: handlers registered twice: {sorted(twice)}")
        found |= table
    return found


def handler(name: str) -> Handler:
    """Return the handler of that name. Raises `UnknownHandler`."""
    try:
        return handlers()[name]
    except KeyError:
        raise UnknownHandler(name) from None
