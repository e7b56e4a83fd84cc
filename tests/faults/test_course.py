"""`make faults` itself, in small: the whole system with a database of its own, and its end."""

import os
import signal
import subprocess
import sys

import pytest

from launcher import surroundings
from tests.launcher.conftest import processes_of
from tests.served.site import soon


@pytest.fixture
def course(root, tmp_path):
    """Start it on some faults, with everything it writes in a folder of this test."""
    started = []

    def start(*arguments):
        env = surroundings.testing(os.environ, {"VAR_DIR": str(tmp_path)})
        env.pop("DATABASE_URL", None)
        child = subprocess.Popen(
            [sys.executable, "-m", "faults", *arguments],
            cwd=root,
            env=env,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
        )
        started.append(child)
        return child

    yield start
    for child in started:
        if child.poll() is None:
            child.kill()
        child.wait()


@pytest.mark.long
def test_everything_killed_at_once_loses_and_doubles_nothing(course, tmp_path):
    child = course("--writes", "40", "--seed", "1", "all")

    said, _nothing = child.communicate(timeout=240)

    assert child.returncode == 0, said
    report = (tmp_path / "faults" / "report.md").read_text("utf-8")
    (row,) = [line for line in report.splitlines() if line.startswith("| everything killed")]
    numbers = [int(cell.replace(",", "")) for cell in row.strip("| ").split(" | ")[1:]]
    acknowledged, retried, _errors, lost, doubled, mails = numbers[:6]
    assert acknowledged >= 40
    assert retried > 0, "people must have noticed, else nothing was broken"
    assert (lost, doubled) == (0, 0)
    assert mails > 0
    assert sorted(path.name for path in tmp_path.iterdir()) == ["faults"]
    assert processes_of(str(tmp_path)) == []


def test_ctrl_c_leaves_nothing_behind(course, tmp_path):
    child = course("web")
    assert soon(lambda: any(tmp_path.glob("test-faults-*/postgres/data/postmaster.pid")), 60)

    child.send_signal(signal.SIGINT)

    child.communicate(timeout=60)
    assert child.returncode == 130
    assert list(tmp_path.iterdir()) == []
    assert processes_of(str(tmp_path)) == []


def test_a_fault_that_does_not_exist_is_one_line(course):
    child = course("earthquake")

    said, _nothing = child.communicate(timeout=120)

    assert child.returncode == 1
    assert said.startswith("No such fault: earthquake. There are: web, worker, ")
