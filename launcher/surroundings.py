"""The environment variables that our programs are started with."""

import os
import secrets
from collections.abc import Mapping

from cppcc_cloud.environment import LOCAL, SETTINGS, TEST
from launcher.places import VAR, VENV

KEY = VAR / "secret_key"
OURS = frozenset(setting.name for setting in SETTINGS)
STEERING = ("PYTEST_", "DJANGO_", "CELERY_", "GRANIAN_", "PYTHON")


def secret_key() -> str:
    """The key of this folder, made once and readable by its owner only."""
    VAR.mkdir(parents=True, exist_ok=True)
    if not KEY.exists():
        new = KEY.with_name("secret_key.new")
        new.touch(mode=0o600)
        new.write_text(secrets.token_urlsafe(64))
        new.replace(KEY)
    return KEY.read_text().strip()


def local(given: Mapping[str, str]) -> dict[str, str]:
    """For `make run` and manage.py: what is given, with the folder's own secret."""
    env = dict(given)
    env["ENVIRONMENT"] = LOCAL
    env["DJANGO_SETTINGS_MODULE"] = "cppcc_cloud.settings"
    env["SECRET_KEY"] = env.get("SECRET_KEY") or secret_key()
    return with_packages(env)


def testing(given: Mapping[str, str], services: Mapping[str, str]) -> dict[str, str]:
    """For tests and checks: nothing of ours is taken over from outside."""
    env = {
        name: value
        for name, value in given.items()
        if name not in OURS and not name.startswith(STEERING)
    }
    env |= {
        "ENVIRONMENT": TEST,
        "DJANGO_SETTINGS_MODULE": "cppcc_cloud.settings",
        "SECRET_KEY": "only-for-tests-" + "0123456789" * 4,
    }
    return with_packages(env | dict(services))


def with_packages(env: dict[str, str]) -> dict[str, str]:
    """Put the project's own programs first."""
    env["PATH"] = os.pathsep.join([str(VENV / "bin"), env.get("PATH", os.defpath)])
    env["VIRTUAL_ENV"] = str(VENV)
    env.pop("PYTHONHOME", None)
    return env
