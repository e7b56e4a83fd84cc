"""The broker only makes things sooner: its absence costs a request a tenth of a second at most."""

import socket
import time
from datetime import timedelta

import celery
import pytest
from kombu.exceptions import OperationalError

from cppcc_cloud.celery import PATIENCE, PATIENT_TIMEOUT, app, be_patient_as_worker
from events.actions import outbox
from launcher.ports import free_port
from notifications.actions import delivery


def publisher(port: int) -> celery.Celery:
    """An application like ours with another broker."""
    other = celery.Celery("other", set_as_current=False)
    other.conf.update(
        broker_url=f"redis://127.0.0.1:{port}/0",
        broker_transport_options=app.conf.broker_transport_options,
        broker_connection_timeout=app.conf.broker_connection_timeout,
    )
    return other


def seconds_to_fail(port: int) -> float:
    other = publisher(port)
    began = time.monotonic()
    with pytest.raises(OperationalError):
        other.send_task("events.tasks.sweep", retry=False)
    return time.monotonic() - began


def test_a_broker_that_is_down_is_noticed_at_once():
    assert seconds_to_fail(free_port()) < 1


def test_a_broker_that_hangs_is_noticed_at_once():
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        listener.listen()
        assert seconds_to_fail(listener.getsockname()[1]) < 1


def test_a_killed_worker_loses_nothing_and_nothing_is_fetched_ahead():
    wanted = {
        "task_acks_late": True,
        "task_reject_on_worker_lost": True,
        "worker_prefetch_multiplier": 1,
        "task_ignore_result": True,
        "result_backend": None,
        "accept_content": ["json"],
        "broker_connection_retry_on_startup": True,
    }
    assert {name: app.conf[name] for name in wanted} == wanted


def test_the_schedule_is_code_and_old_messages_expire():
    times = {entry["task"]: entry["schedule"] for entry in app.conf.beat_schedule.values()}
    assert times == {
        "events.tasks.sweep": 2.0,
        "notifications.tasks.deliver": 2.0,
        "notifications.tasks.bundle": 60.0,
        "deadlines.tasks.remind": 60.0,
        "deadlines.tasks.recompute": 3600.0,
        "gateway.tasks.forget_answers": 3600.0,
        "jobs.tasks.work": 2.0,
        "jobs.tasks.work_long": 5.0,
        "jobs.tasks.sweep": 3600.0,
        "members.tasks.forget_limits": 3600.0,
        "enrolment.tasks.sweep": 3600.0,
        "reports.tasks.keep_sums": 30.0,
        "files.tasks.sweep": 3600.0,
        "suggestions.tasks.close_rating_windows": 60.0,
        "suggestions.tasks.end_what_was_left": 60.0,
        "suggestions.tasks.end_holds": 60.0,
        "suggestions.tasks.notice_vacancies": 600.0,
        "suggestions.tasks.count_figures": 600.0,
    }
    assert all(
        entry["options"] == {"expires": max(entry["schedule"], PATIENCE)}
        for entry in app.conf.beat_schedule.values()
    )


def test_a_message_outlives_the_sweep_that_it_waits_behind():
    assert max(outbox.BUDGET, delivery.BUDGET) <= timedelta(seconds=PATIENCE)


def test_a_worker_waits_longer_than_a_request():
    other = publisher(1)
    be_patient_as_worker(conf=other.conf)
    assert other.conf.broker_transport_options == {
        "socket_timeout": PATIENT_TIMEOUT,
        "socket_connect_timeout": PATIENT_TIMEOUT,
    }
