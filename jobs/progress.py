"""What pages say of long work."""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext as _

from jobs import registry
from jobs.lifecycle import LABELS, TRIED_IN_VAIN, State
from jobs.models import Job

STEP = 10
"""Percent between two sentences that a screen reader says."""


@dataclass(frozen=True)
class Line:
    """One piece of work as its starter sees it.

    `said` is what a screen reader is told while it goes on: only every tenth of the way.
    """

    job: Job
    label: str | Promise
    about: str
    state: str | Promise
    how_far: str
    said: str
    tenth: str
    why: str | Promise
    back: str


def line(job: Job) -> Line:
    """Put one piece of work into words."""
    kind = registry.kinds().get(job.kind)
    tenth = "" if job.percent is None else str(job.percent - job.percent % STEP)
    return Line(
        job=job,
        label=registry.label(job.kind),
        about=kind.about(job) if kind else "",
        state=LABELS[State(job.state)],
        how_far=_how_far(job),
        said=_said(job, tenth),
        tenth=tenth if job.is_open else job.state,
        why=(registry.reason_words(job) or TRIED_IN_VAIN) if job.state == State.FAILED else "",
        back=kind.back(job) if kind else "",
    )


def _how_far(job: Job) -> str:
    kind = registry.kinds().get(job.kind)
    if job.total and job.is_open and job.done >= job.total and kind and kind.finish:
        return _("All %(total)s are gathered; the file is being written.") % {
            "total": f"{job.total:,}"
        }
    if job.total and job.is_open:
        return _("%(done)s of %(total)s, %(percent)s %%") % {
            "done": f"{job.done:,}",
            "total": f"{job.total:,}",
            "percent": job.percent,
        }
    if job.state != State.DONE or not job.done:
        return ""
    return kind.unit(job.done) if kind else f"{job.done:,}"


def _said(job: Job, tenth: str) -> str:
    if job.state == State.RUNNING and tenth:
        return _("%s %% are done.") % tenth
    return f"{LABELS[State(job.state)]}"
