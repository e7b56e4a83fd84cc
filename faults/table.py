"""Every fault, one row each: its name, what happens, and what the system is started with."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from functools import partial

from events.models import Pending
from faults import WRITES, contests, reminders
from faults.drill import Drill, unsent
from faults.steps import DECIDE, DRAFT, SUBMIT

KILLS = 6
OFFICERS = 4
NOTICES = 2_000
# Thursday 5 March 2026, ten o'clock in Hunan: a working day with no holiday near.
MORNING = datetime(2026, 3, 5, 2, 0, tzinfo=UTC)
HURRIED: Mapping[str, object] = {"hurried": True}


@dataclass(frozen=True)
class Fault:
    """`break_it` does it while people write. `served` goes to the site, `cast` to the crowd."""

    name: str
    what: str
    break_it: Callable[[Drill], None]
    served: Mapping[str, object] = field(default_factory=dict)
    cast: Mapping[str, int] = field(default_factory=dict)
    begins: datetime | None = None
    excuses_errors: bool = False
    """Whether an answer may be an error of ours meanwhile: only with the database away."""


def again_and_again(do: Callable[[Drill], None], times: int = KILLS) -> Callable[[Drill], None]:
    """Do it several times at random moments while people write; twice where they write little."""

    def break_it(drill: Drill) -> None:
        with drill.writing():
            for _time in range(max(2, times * min(drill.writes, WRITES) // WRITES)):
                drill.wait(0.2, 2.0)
                do(drill)

    return break_it


def kill_web(drill: Drill) -> None:
    """The whole web server, or only the process behind it."""
    if drill.dice.random() < 0.5:
        drill.kill("web")
    else:
        drill.kill_child("web")
        drill.wait(0.1, 0.5)
        drill.tend()


def kill_worker(drill: Drill) -> None:
    """The worker with its pool."""
    drill.kill("worker-1")


def kill_pool_child(drill: Drill) -> None:
    """One process of the worker's pool, in whatever it does."""
    drill.kill_child("worker-1")


def kill_beat(drill: Drill) -> None:
    """Beat."""
    drill.kill("beat-1")


def kill_broker(drill: Drill) -> None:
    """The broker, for some seconds."""
    drill.broker.kill()
    drill.wait(0.5, 3.0)
    drill.broker.start()


def kill_all(drill: Drill) -> None:
    """The machine's power fails."""
    parts = list(drill.site.running)
    for part in parts:
        drill.site.kill(part)
    drill.broker.kill()
    drill.crash_database()
    drill.broker.start()
    drill.site.start(*parts)


def mail_down(drill: Drill) -> None:
    """Nobody answers for a day; hours pass while people write."""
    drill.mailbox.stop()
    with drill.writing():
        for _hour in range(8):
            drill.wait(0.5, 1.5)
            drill.advance(timedelta(hours=3))
    drill.advance(timedelta(hours=1))
    drill.expect("all notices written", lambda: not Pending.objects.exists())
    drill.mailbox.start()


def mail_slow(drill: Drill) -> None:
    """Each mail takes its time, and some are taken while nobody listens any more."""
    drill.mailbox.pause = 0.1
    drill.mailbox.late, drill.mailbox.too_long = 0.03, 3.0
    with drill.writing():
        pass


def mail_unwilling(drill: Drill) -> None:
    """One mail in twenty is wanted later."""
    drill.mailbox.refuses = 0.05
    with drill.writing():
        pass


def killed_while_sending(drill: Drill) -> None:
    """2,000 notices go out while the worker is killed ten times."""
    drill.site.stop("worker-1")
    path = (DRAFT, SUBMIT, DECIDE)
    drill.writes = drill.writes * NOTICES // OFFICERS // WRITES * len(path)
    with drill.writing(ways=(path,)):
        pass
    drill.site.start("worker-1", ready=False)
    drill.expect("all notices written", lambda: not Pending.objects.exists())
    step = unsent() // 12
    for _kill in range(10):
        left = unsent() - step
        drill.sees(partial(sent_down_to, left), 30)
        drill.site.kill("worker-1")
        # What it had claimed is free again when the lease ends.
        drill.advance(timedelta(minutes=3))
        drill.site.start("worker-1", ready=False)


def sent_down_to(left: int) -> bool:
    """Whether no more than so many mails still have to go out."""
    return unsent() <= left


def clock_jumps(drill: Drill) -> None:
    """Three days forward and two hours back, while people write."""
    with drill.writing():
        drill.wait(2, 4)
        drill.advance(timedelta(days=3))
        drill.wait(2, 4)
        drill.advance(-timedelta(hours=2))
        drill.wait(2, 4)


def double_submits(drill: Drill) -> None:
    """Every single form is sent twice at the same moment."""
    with drill.writing(twice=True):
        pass


FAULTS: tuple[Fault, ...] = (
    Fault("web", "web server killed at random", again_and_again(kill_web)),
    Fault("worker", "worker killed at random", again_and_again(kill_worker)),
    Fault("beat", "beat killed at random", again_and_again(kill_beat)),
    Fault("child", "pool child killed at random", again_and_again(kill_pool_child, 12)),
    Fault(
        "database",
        "PostgreSQL restarted immediately",
        again_and_again(Drill.crash_database),
        excuses_errors=True,
    ),
    Fault("broker", "broker killed", again_and_again(kill_broker)),
    Fault("emptied", "broker emptied", again_and_again(Drill.empty_broker, 12)),
    Fault("all", "everything killed at once", again_and_again(kill_all, 4), excuses_errors=True),
    Fault("mail-down", "mail server down for a day", mail_down),
    Fault("mail-slow", "mail server slow", mail_slow, {"EMAIL_TIMEOUT": "2"}),
    Fault("mail-unwilling", "mail server refuses 5 %", mail_unwilling),
    Fault(
        "sending",
        "worker killed ten times, 2,000 notices out",
        killed_while_sending,
        cast={"officers": OFFICERS},
    ),
    Fault(
        "reminders",
        "10,000 reminders due at one moment",
        reminders.all_at_once,
        HURRIED,
        cast={"officers": 1},
    ),
    Fault(
        "beats",
        "three beats",
        reminders.three_beats,
        {**HURRIED, "beats": 3, "workers": 2},
        cast={"daily": True},
    ),
    Fault("clock", "clock 3 days forward, 2 hours back", clock_jumps, HURRIED, begins=MORNING),
    Fault("double", "every form sent twice at once", double_submits),
    Fault("officers", "two officers on one case, 100 rounds", contests.two_officers),
    Fault("decisions", "20 parallel decisions", contests.decisions, cast={"clerks": 4}),
)
