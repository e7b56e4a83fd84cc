"""Being signed in without typing a password: the session row is written as sign-in would."""

import time
from importlib import import_module

from django.conf import settings
from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY

from members.middleware import SEEN
from members.models import User


def sign_in(user: User) -> str:
    """Return the session cookie of a person who has just signed in on a served site."""
    session = import_module(settings.SESSION_ENGINE).SessionStore()
    session[SESSION_KEY] = str(user.pk)
    session[BACKEND_SESSION_KEY] = settings.AUTHENTICATION_BACKENDS[0]
    session[HASH_SESSION_KEY] = user.get_session_auth_hash()
    session[SEEN] = time.time()
    session.create()
    return str(session.session_key)
