"""Where everything stands. All that is written lies under var/ (or VAR_DIR) and .venv/."""

import os
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
VENV = ROOT / ".venv"
VAR = ROOT / (os.environ.get("VAR_DIR") or "var")
RUN = VAR / "run"
LOGS = VAR / "log"
REQUIREMENTS = ROOT / "requirements" / "dev.txt"
LEAST_FREE_MB = 300


def python() -> str:
    """The interpreter that has the packages."""
    return str(VENV / "bin" / "python")


def site_packages() -> Path:
    """The folder of installed packages: the project's own, else the running interpreter's."""
    found = sorted((VENV / "lib").glob("python3.*/site-packages"))
    if found:
        return found[-1]
    return Path(next((path for path in sys.path if path.endswith("site-packages")), sys.prefix))
