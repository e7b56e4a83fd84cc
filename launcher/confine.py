"""Becomes another program that ends with its parent and, where asked, is not root.

Run as a script between the launcher and the program: `confine.py --parent 12 --signal 2 -- cmd …`.
`--namespace` enters a user namespace in which this user has the number 1000: PostgreSQL refuses to
run as root, and in there it is not root, while every file keeps its owner and its mode.
`--user UID:GID` becomes that account instead.
"""

import argparse
import ctypes
import os
import signal
import sys
from pathlib import Path

PR_SET_PDEATHSIG = 1
PR_SET_CHILD_SUBREAPER = 36
INSIDE = 1000


def prctl(option: int, value: int) -> None:
    """Linux's prctl; nothing on systems that have none."""
    call = getattr(ctypes.CDLL(None), "prctl", None)
    if call is not None:
        call(option, value, 0, 0, 0)


def enter_namespace() -> None:
    """A user namespace with one mapped id. Raises OSError where the system refuses."""
    user, group = os.geteuid(), os.getegid()
    os.unshare(os.CLONE_NEWUSER)
    Path("/proc/self/setgroups").write_text("deny")
    Path("/proc/self/uid_map").write_text(f"{INSIDE} {user} 1")
    Path("/proc/self/gid_map").write_text(f"{INSIDE} {group} 1")


def become(account: str) -> None:
    """Give up root for `UID:GID`, with no further groups."""
    user, group = (int(part) for part in account.split(":"))
    os.setgroups([])
    os.setgid(group)
    os.setuid(user)


def main(arguments: list[str]) -> None:
    """Confine this process and become the command; exits with 1 where the parent is gone."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--parent", type=int, required=True)
    parser.add_argument("--signal", type=int, required=True)
    parser.add_argument("--namespace", action="store_true")
    parser.add_argument("--user")
    parser.add_argument("command", nargs="+")
    asked = parser.parse_args(arguments)
    for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP, signal.SIGQUIT):
        signal.signal(number, signal.SIG_DFL)
    signal.pthread_sigmask(signal.SIG_SETMASK, [])
    if asked.namespace:
        enter_namespace()
    if asked.user:
        become(asked.user)
    prctl(PR_SET_PDEATHSIG, asked.signal)  # after the change of identity, which would clear it
    if os.getppid() != asked.parent:
        sys.exit(1)
    os.execvp(asked.command[0], asked.command)  # noqa: S606 - becoming the program is the purpose


if __name__ == "__main__":
    main(sys.argv[1:])
