"""Starting and ending other programs so that none outlives us."""

import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterable, Mapping, Sequence
from pathlib import Path
from types import FrameType

from launcher import confine
from launcher.places import ROOT
from launcher.trouble import Stopped

STOP_SIGNALS = (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)
LARGEST_LOG = 5 * 1024 * 1024
type Child = subprocess.Popen[bytes]


def listen_for_stop() -> None:
    """Our own handlers: a shell may have started us with SIGINT ignored. Only the first signal
    counts, so that an impatient second one does not cut the stopping short."""
    seen: list[int] = []

    def stop(number: int, frame: FrameType | None) -> None:
        if not seen:
            seen.append(number)
            raise Stopped(number)

    for number in STOP_SIGNALS:
        signal.signal(number, stop)
    if sys.platform == "linux":
        # Children of a child that was killed come to us, so that we can end them.
        confine.prctl(confine.PR_SET_CHILD_SUBREAPER, 1)
        if "MAKELEVEL" in os.environ:
            confine.prctl(confine.PR_SET_PDEATHSIG, signal.SIGTERM)


def confined(
    command: Sequence[str], *, dies_by: signal.Signals, identity: Sequence[str] = ()
) -> list[str]:
    """The command as it is started: ended by `dies_by` should this process vanish."""
    return [
        *(sys.executable, "-I", "-S", str(Path(confine.__file__))),
        *("--parent", str(os.getpid()), "--signal", str(int(dies_by))),
        *identity,
        "--",
        *command,
    ]


def spawn(
    command: Sequence[str],
    *,
    env: Mapping[str, str],
    log: Path | None,
    dies_by: signal.Signals = signal.SIGTERM,
    identity: Sequence[str] = (),
    cwd: Path = ROOT,
) -> Child:
    """Start a program in a session of its own, out of the terminal's reach, writing to `log`."""
    output = None
    if log is not None:
        log.parent.mkdir(parents=True, exist_ok=True)
        if log.exists() and log.stat().st_size > LARGEST_LOG:
            log.replace(log.with_suffix(".old.log"))
        output = log.open("ab")
    try:
        return subprocess.Popen(
            confined(command, dies_by=dies_by, identity=identity),
            env=dict(env),
            cwd=cwd,
            stdin=subprocess.DEVNULL,
            stdout=output,
            stderr=subprocess.STDOUT if output else None,
            start_new_session=True,
        )
    finally:
        if output:
            output.close()


def end(
    children: Iterable[Child], *, by: signal.Signals = signal.SIGTERM, within: float = 10
) -> None:
    """Ask all to stop, wait, then kill what is left of each one's group."""
    children = list(children)
    for child in children:
        if child.poll() is None:
            child.send_signal(by)
    until = time.monotonic() + within
    for child in children:
        try:
            child.wait(max(0.1, until - time.monotonic()))
        except subprocess.TimeoutExpired:
            kill_group(child.pid)
            child.wait()
        kill_group(child.pid)


def kill_group(leader: int) -> None:
    """SIGKILL to what is left of a child's process group."""
    try:
        os.killpg(leader, signal.SIGKILL)
    except (ProcessLookupError, PermissionError):
        return


def end_orphans() -> None:
    """SIGKILL to every process that is still a child of ours: orphans come to a subreaper."""
    for _ in range(5):
        orphans = children_of(os.getpid())
        if not orphans:
            return
        for orphan in orphans:
            try:
                os.kill(orphan, signal.SIGKILL)
                os.waitpid(orphan, 0)
            except (ProcessLookupError, ChildProcessError, PermissionError):
                continue


def children_of(parent: int) -> list[int]:
    """The processes whose parent is `parent`; empty where there is no /proc."""
    found = []
    for entry in Path("/proc").glob("[0-9]*/stat"):
        try:
            fields = entry.read_text().rpartition(")")[2].split()
        except OSError:
            continue
        if int(fields[1]) == parent:
            found.append(int(entry.parent.name))
    return found


def is_alive(number: int) -> bool:
    """Whether such a process runs (a dead one that nobody collected does not)."""
    try:
        os.kill(number, 0)
    except ProcessLookupError:
        return False
    except PermissionError:
        return True
    try:
        return Path(f"/proc/{number}/stat").read_text().rpartition(")")[2].split()[0] != "Z"
    except OSError:
        return True


def words_of(number: int) -> str:
    """The command line of a process; empty when it cannot be read."""
    try:
        return Path(f"/proc/{number}/cmdline").read_bytes().replace(b"\0", b" ").decode()
    except OSError:
        return ""


def wait_until(ready: Callable[[], bool], *, child: Child, seconds: float) -> bool:
    """Poll until ready; False once the child has ended or the time is over."""
    until = time.monotonic() + seconds
    while time.monotonic() < until:
        if ready():
            return True
        if child.poll() is not None:
            return False
        time.sleep(0.05)
    return False
