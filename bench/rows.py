"""Runs inside Django: some people, the rows, and their sessions."""

import json
import sys
import time
from importlib import import_module

from django.conf import settings
from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY
from django.db import connection, transaction

from bench.databases import SEED
from deadlines.actions import clocks
from departments.models import Department, Officer
from members import documents, roles
from members.middleware import SEEN
from members.models import Member, Organ, Seat, User
from textindex.actions import following
from textindex.registry import sources
from workdays.clock import now, today

PEOPLE = {
    "member": "member@bench.example",
    "office": "office@bench.example",
    "county": "county@bench.example",
}
OFFICER = "officer@bench.example"
OF_DEMO = {
    "member": "member@demo.example",
    "office": "office@demo.example",
    "county": "office.yuhua@demo.example",
    "officer": "officer@demo.example",
}


def fill(size: int) -> None:
    """Seed `size` suggestions and what belongs to them, set by set, and gather statistics."""
    with transaction.atomic():
        agreed = {"agreed_version": documents.current()}
        term = {"since": today().replace(month=1, day=1)}
        author = User.objects.create_user(PEOPLE["member"], name="安", **agreed)
        Member.objects.create(user=author, organ_id="430000", **term)
        fellow = User.objects.create_user("fellow@bench.example", name="周", **agreed)
        Member.objects.create(user=fellow, organ_id="430000", **term)
        clerk = User.objects.create_user(PEOPLE["office"], name="文书", **agreed)
        Seat.objects.create(user=clerk, organ_id="430000", role=roles.Office.key, **term)
        below = User.objects.create_user(PEOPLE["county"], name="岳", **agreed)
        Seat.objects.create(user=below, organ_id="430104", role=roles.Office.key, **term)
        officer = User.objects.create_user(OFFICER, name="博", **agreed)
        unit = Department.objects.get(code="jyt")
        Officer.objects.create(user=officer, department=unit, role=roles.Officer.key, **term)
        organ = Organ.objects.get(pk="430000")
        basis = clocks.preview(organ=organ, phase="handle", at=now()).basis
        with connection.cursor() as cursor:
            cursor.execute("SET LOCAL statement_timeout = 0")
            cursor.execute(
                SEED.read_text(encoding="utf-8"),
                {
                    "rows": size,
                    "at": now(),
                    "author": author.pk,
                    "fellow": fellow.pk,
                    "clerk": clerk.pk,
                    "basis": json.dumps(basis),
                },
            )
    for kind in sources():
        for _batch in following.prove(kind=kind, repair=True):
            pass
    settle()


def settle() -> None:
    """What the database does by itself some minutes after so many rows."""
    with connection.cursor() as cursor:
        cursor.execute("SET statement_timeout = 0")
        cursor.execute("VACUUM ANALYZE")


def sign_in(*, demo: bool = False) -> None:
    """Print a session cookie for each of the people who are measured."""
    store = import_module(settings.SESSION_ENGINE).SessionStore
    cookies = {}
    people = OF_DEMO if demo else {**PEOPLE, "officer": OFFICER}
    for role, email in people.items():
        user = User.objects.get(email=email)
        session = store()
        session[SESSION_KEY] = str(user.pk)
        session[BACKEND_SESSION_KEY] = settings.AUTHENTICATION_BACKENDS[0]
        session[HASH_SESSION_KEY] = user.get_session_auth_hash()
        session[SEEN] = time.time()
        session.create()
        cookies[role] = session.session_key
    sys.stdout.write(json.dumps(cookies) + "\n")
