"""/livez and /readyz: for whoever runs the site and for their load balancer.

Both say nothing about people and no secrets. A backlog is told but makes nobody unready: taking the
web servers away would not shorten it.
"""

import shutil
from http import HTTPStatus

from django.conf import settings
from django.db import DatabaseError, connection
from django.db.migrations.executor import MigrationExecutor
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from events.actions import outbox
from jobs.models import Job
from workdays import clock

MIGRATED: set[bool] = set()
"""Filled once all migrations were seen applied: in one process that cannot become untrue."""


@require_safe
@never_cache
def livez(request: HttpRequest) -> HttpResponse:
    """The process answers; nothing else is asked."""
    return JsonResponse({"live": True})


@require_safe
@never_cache
def readyz(request: HttpRequest) -> HttpResponse:
    """Whether this process can serve people: 200, or 503 with what is missing."""
    said: dict[str, object] = {"disk": enough_disk()}
    try:
        said |= {"database": True, "migrations": all_migrated()}
        waiting = oldest_pending_seconds() if said["migrations"] else 0
        stuck = stuck_jobs() if said["migrations"] else 0
    except DatabaseError:
        said |= {"database": False, "migrations": False}
        waiting = stuck = 0
    ready = all(said.values())
    said |= {
        "oldest_pending_seconds": waiting,
        "late": waiting > settings.READY_MAX_PENDING_MINUTES * 60,
        "stuck_jobs": stuck,
    }
    status = HTTPStatus.OK if ready else HTTPStatus.SERVICE_UNAVAILABLE
    return JsonResponse({"ready": ready, **said}, status=status)


def enough_disk() -> bool:
    """Whether what we write ourselves still finds room."""
    folder = settings.VAR_DIR
    while not folder.exists():
        folder = folder.parent
    return shutil.disk_usage(folder).free >= settings.READY_MIN_DISK_MB * 2**20


def all_migrated() -> bool:
    """Whether the tables are those that this code expects."""
    if not MIGRATED:
        executor = MigrationExecutor(connection)
        if executor.migration_plan(executor.loader.graph.leaf_nodes()):
            return False
        MIGRATED.add(True)
    connection.ensure_connection()
    return True


def oldest_pending_seconds() -> int:
    """Age of the oldest row that still waits for a worker, in seconds; 0 where none waits."""
    age = outbox.oldest_pending_age(clock.now())
    return max(0, int(age.total_seconds())) if age else 0


def stuck_jobs() -> int:
    """How much long work fails again and again, or has had no worker for a quarter of an hour."""
    return Job.objects.stuck(clock.now()).count()
