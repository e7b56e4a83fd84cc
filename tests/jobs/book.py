"""Kinds of long work for tests: counting in batches, with whatever goes wrong on the way."""

import json
import threading

from jobs import store
from jobs.lifecycle import Stop
from jobs.registry import Kind
from members.models import User

BATCH = 10
GATE = threading.Barrier(2, timeout=5)


def count(job):
    """Put the next ten numbers by."""
    start = job.cursor.get("at", 0)
    stop = min(start + BATCH, job.data["most"])
    store.append(job, ([number] for number in range(start, stop)))
    job.cursor["at"] = stop
    job.done = stop
    if stop == job.data["most"]:
        job.end()


def count_then_fail(job):
    """Do what is done before it breaks, so that it has to be undone."""
    count(job)
    broken = job.data["breaks_at"]
    if job.done > broken and not Broken.mended:
        raise ValueError("Zhang San, 13800000000")


class Broken:
    mended = False


def stop_at_once(job):
    raise Stop("no_table")


def stand_still(job):
    return


def has_name(user, job):
    return User.objects.filter(pk=user.pk).exclude(name="").exists()


def write(job, file):
    file.write(json.dumps([row[0] for row in store.rows(job)]).encode())
    job.keep_result("numbers.json", "application/json")


JOBS = {
    "count": Kind(label="Counting", step=count, may_see=has_name, finish=write, counted=False),
    "break": Kind(
        label="Breaking", step=count_then_fail, may_see=has_name, finish=write, counted=False
    ),
    "stop": Kind(
        label="Stopping", step=stop_at_once, may_see=has_name, reasons={"no_table": "No table."}
    ),
    "long": Kind(label="Counting long", step=count, may_see=has_name, counted=False, long=True),
    "still": Kind(label="Standing still", step=stand_still, may_see=has_name),
}
