"""The project's own environment of packages: .venv, from requirements with hashes.

Rebuilt only when the requirements or the Python changed. What was interrupted half way has no
stamp and is made again from nothing.
"""

import hashlib
import importlib.util
import os
import shutil
import subprocess
import sys
from pathlib import Path

from launcher.locks import alone
from launcher.places import REQUIREMENTS, ROOT, RUN, VENV, python
from launcher.trouble import Trouble, say

STAMP = VENV / ".complete"


def fingerprint(version: str) -> str:
    """What the environment must be made of, for a Python such as "3.13"."""
    parts = [version.encode(), str(VENV).encode(), REQUIREMENTS.read_bytes()]
    return hashlib.sha256(b"\0".join(parts)).hexdigest()


def our_version() -> str:
    """The running Python's, as in "3.13"."""
    return f"{sys.version_info[0]}.{sys.version_info[1]}"


def is_complete() -> bool:
    """Whether .venv holds exactly what is asked for and its Python still starts."""
    if not STAMP.exists() or not made_of(STAMP.read_text().strip()):
        return False
    return Path(python()).exists() and run([python(), "-I", "-c", ""]).returncode == 0


def made_of(stamp: str) -> bool:
    """Whether the stamp is today's: of the running Python, or of the one inside .venv, which a
    newer or older `python3` in PATH does not make wrong."""
    inside = [path.name.removeprefix("python") for path in (VENV / "lib").glob("python3.*")]
    return stamp in {fingerprint(version) for version in [our_version(), *inside]}


def ensure() -> None:
    """Build .venv unless it is complete. Two starts at once build it once."""
    if is_complete():
        return
    with alone(RUN / "packages.lock"):
        if is_complete():
            return
        for module in ("venv", "ensurepip"):
            if importlib.util.find_spec(module) is None:
                raise Trouble(
                    f"{sys.executable} lacks the module {module}: on Debian and Ubuntu install "
                    f"python{our_version()}-venv."
                )
        build()


def build() -> None:
    """Make .venv anew; the stamp comes last."""
    say("Installing the packages into .venv (once; a minute or two) …")
    shutil.rmtree(VENV, ignore_errors=True)
    made = run([sys.executable, "-m", "venv", str(VENV)])
    if made.returncode:
        raise Trouble(f"The environment .venv could not be made: {reason(made)}")
    pip = [python(), "-m", "pip", "install", "--quiet", "--no-input", "--require-hashes"]
    # The lock is all there is: what a package asks for beside it (see NOT_WANTED) stays away.
    pip += ["--no-deps"]
    pip += ["--disable-pip-version-check", "--no-warn-script-location", "-r", str(REQUIREMENTS)]
    done = run(pip)
    if done.returncode:
        raise Trouble(f"The packages could not be installed: {reason(done)}")
    STAMP.write_text(fingerprint(our_version()))


def run(command: list[str]) -> subprocess.CompletedProcess[str]:
    """Run one of Python's own tools in the project's folder and keep what it says."""
    env = {name: value for name, value in os.environ.items() if not name.startswith("PYTHON")}
    return subprocess.run(command, cwd=ROOT, env=env, capture_output=True, text=True, check=False)


def reason(done: subprocess.CompletedProcess[str]) -> str:
    """The line of pip's output that says why, shortened."""
    lines = [line.strip() for line in (done.stderr + done.stdout).splitlines() if line.strip()]
    if any("No space left" in line for line in lines):
        return "the disk is full."
    errors = [line for line in lines if line.startswith(("ERROR:", "Error:", "error:"))]
    return (errors or lines or ["no reason given"])[0][:300]
