"""As whom PostgreSQL runs. It refuses root, and nothing above the project may be touched.

1. Not root: as ourselves.
2. Root: in a user namespace in which we are not root; files stay where and whose they are.
3. Root where that is refused: as a service account, with program and data outside the home, which
   such an account could not enter.
"""

import hashlib
import os
import pwd
import shutil
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

from launcher import confine
from launcher.places import ROOT
from launcher.trouble import Trouble, say

SERVICE_ACCOUNTS = ("postgres", "nobody")
SERVICE_HOME = Path("/var/lib/cppcc-cloud")


@dataclass(frozen=True)
class Account:
    """How a program of PostgreSQL is started, and where it may keep its data."""

    identity: tuple[str, ...] = ()
    home: Path | None = None
    owner: tuple[int, int] | None = None

    def own(self, path: Path) -> None:
        """Hand a file or folder of ours to the account."""
        if self.owner:
            os.chown(path, *self.owner)


def choose() -> Account:
    """The way that works on this machine."""
    if os.geteuid() != 0:
        return Account()
    if namespace_works():
        return Account(identity=("--namespace",))
    account = service()
    say(
        "This system refuses user namespaces: PostgreSQL runs as a service account and keeps its "
        f"data in {account.home}."
    )
    return account


def namespace_works() -> bool:
    """Try it with a program that does nothing."""
    command = [sys.executable, "-I", "-S", confine.__file__, "--parent", str(os.getpid())]
    command += ["--signal", "15", "--namespace", "--", "/bin/true"]
    return subprocess.run(command, capture_output=True, check=False).returncode == 0


def service(base: Path = SERVICE_HOME) -> Account:
    """The first service account there is, with a folder of its own for this checkout."""
    for name in SERVICE_ACCOUNTS:
        try:
            entry = pwd.getpwnam(name)
        except KeyError:
            continue
        mark = hashlib.sha256(str(ROOT).encode()).hexdigest()[:12]
        home = base / mark
        owner = (entry.pw_uid, entry.pw_gid)
        base.mkdir(parents=True, exist_ok=True)
        home.mkdir(mode=0o700, exist_ok=True)
        os.chown(home, *owner)
        return Account(identity=("--user", f"{owner[0]}:{owner[1]}"), home=home, owner=owner)
    accounts = " or ".join(SERVICE_ACCOUNTS)
    raise Trouble(f"PostgreSQL must not run as root and there is no account {accounts}.")


def reachable(program: Path, account: Account) -> Path:
    """The program's folder where the account can enter it: a copy in its home, if it has one."""
    if account.home is None:
        return program
    package = program.parents[1]
    copy = account.home / "program"
    stamp = copy / ".complete"
    if not stamp.exists() or stamp.read_text() != str(package.stat().st_mtime_ns):
        shutil.rmtree(copy, ignore_errors=True)
        for folder in (package, package.with_name(f"{package.name}.libs")):
            if folder.exists():
                shutil.copytree(folder, copy / folder.name, symlinks=True)
        stamp.write_text(str(package.stat().st_mtime_ns))
        for path in (copy, *copy.rglob("*")):
            os.chown(path, *(account.owner or (0, 0)), follow_symlinks=False)
    return copy / package.name / program.relative_to(package)
