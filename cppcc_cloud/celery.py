"""The clock and the worker's application.

Redis only makes work sooner: every task is a sweep over rows, so a lost message costs at most the
few seconds until beat asks again. The schedule is code; there is no table to keep in step.
"""

import os
from typing import Any

from celery import Celery
from celery.signals import (
    beat_init,
    before_task_publish,
    celeryd_init,
    setup_logging,
    task_postrun,
)

from cppcc_cloud import heartbeat
from cppcc_cloud.environment import Environment

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "cppcc_cloud.settings")

# A request may wait this long for the broker at most; the sweep does the rest.
PUBLISH_TIMEOUT = 0.1
PATIENT_TIMEOUT = 10

# A message that nobody took within its interval is of no use: the next one is on its way. One of a
# short interval waits its turn behind a sweep that works all its time, or it would never come.
PATIENCE = 30.0
BEAT: dict[str, dict[str, Any]] = {
    "sweep": {"task": "events.tasks.sweep", "schedule": 2.0},
    "deliver": {"task": "notifications.tasks.deliver", "schedule": 2.0},
    "bundle": {"task": "notifications.tasks.bundle", "schedule": 60.0},
    "remind": {"task": "deadlines.tasks.remind", "schedule": 60.0},
    "recompute": {"task": "deadlines.tasks.recompute", "schedule": 3600.0},
    "forget answers": {"task": "gateway.tasks.forget_answers", "schedule": 3600.0},
    "work jobs": {"task": "jobs.tasks.work", "schedule": 2.0},
    "work long jobs": {"task": "jobs.tasks.work_long", "schedule": 5.0},
    "sweep results": {"task": "jobs.tasks.sweep", "schedule": 3600.0},
    "forget limits": {"task": "members.tasks.forget_limits", "schedule": 3600.0},
    "sweep lists of people": {"task": "enrolment.tasks.sweep", "schedule": 3600.0},
    "sweep files": {"task": "files.tasks.sweep", "schedule": 3600.0},
    "close rating windows": {
        "task": "suggestions.tasks.close_rating_windows",
        "schedule": 60.0,
    },
    "end holds": {"task": "suggestions.tasks.end_holds", "schedule": 60.0},
    "notice vacancies": {"task": "suggestions.tasks.notice_vacancies", "schedule": 600.0},
    "keep sums": {"task": "reports.tasks.keep_sums", "schedule": 30.0},
    "count figures": {"task": "suggestions.tasks.count_figures", "schedule": 600.0},
    "end what was left": {
        "task": "suggestions.tasks.end_what_was_left",
        "schedule": 60.0,
    },
}

app = Celery("cppcc_cloud", set_as_current=True)
app.conf.update(
    broker_url=Environment(os.environ).text("REDIS_URL") or "memory://",
    broker_connection_retry_on_startup=True,
    broker_connection_timeout=PUBLISH_TIMEOUT,
    broker_transport_options={
        "socket_timeout": PUBLISH_TIMEOUT,
        "socket_connect_timeout": PUBLISH_TIMEOUT,
        # Without this kombu sleeps for two seconds and tries again, `retry=False` or not.
        "max_retries": 0,
    },
    broker_heartbeat=10,
    task_serializer="json",
    accept_content=["json"],
    task_ignore_result=True,
    task_acks_late=True,
    task_reject_on_worker_lost=True,
    task_time_limit=300,
    task_soft_time_limit=240,
    task_publish_retry=False,
    task_default_queue="cppcc_cloud",
    worker_prefetch_multiplier=1,
    worker_hijack_root_logger=False,
    worker_cancel_long_running_tasks_on_connection_loss=True,
    timezone="UTC",
    enable_utc=True,
    beat_schedule={
        name: {**row, "options": {"expires": max(row["schedule"], PATIENCE)}}
        for name, row in BEAT.items()
    },
    # Kept in memory: every entry is an idempotent sweep, nothing is worth remembering on disk.
    beat_scheduler="celery.beat:Scheduler",
)
app.autodiscover_tasks()


@celeryd_init.connect
def be_patient_as_worker(conf=None, **_) -> None:
    """A worker waits for the broker; only those who publish in a request must not."""
    conf.broker_connection_timeout = PATIENT_TIMEOUT
    conf.broker_transport_options = {
        "socket_timeout": PATIENT_TIMEOUT,
        "socket_connect_timeout": PATIENT_TIMEOUT,
    }


@beat_init.connect
def be_patient_as_beat(sender=None, **_) -> None:
    """Beat publishes on nobody's time, so it may wait as the worker does."""
    be_patient_as_worker(conf=sender.app.conf)
    before_task_publish.connect(lambda **_: heartbeat.beat("beat"), weak=False)


@task_postrun.connect
def leave_sign_of_life(**_) -> None:
    """The worker did something."""
    heartbeat.beat("worker")


@setup_logging.connect
def keep_djangos_logging(**_) -> None:
    """Being connected is enough: Celery then leaves the log to Django's settings."""
