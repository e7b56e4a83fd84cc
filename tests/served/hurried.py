"""`python -m tests.served.hurried beat`: the project's beat with its own schedule, every second."""

import sys

import django

from cppcc_cloud.celery import PATIENCE, app

INTERVAL = 1.0

if __name__ == "__main__":
    django.setup()
    for row in app.conf.beat_schedule.values():
        row["schedule"] = INTERVAL
        row["options"] = {"expires": PATIENCE}
    app.start([sys.argv[1], "--loglevel", "WARNING", "--pidfile="])
