"""The project's settings as tests see them: nothing has to be set but a database."""

import os

os.environ.setdefault("ENVIRONMENT", "test")
os.environ.setdefault("SECRET_KEY", "only-for-tests-" + "0123456789" * 4)

from cppcc_cloud.settings import *  # noqa: F403

# Static files are looked up when asked for, not scanned for each new test client.
WHITENOISE_AUTOREFRESH = True
