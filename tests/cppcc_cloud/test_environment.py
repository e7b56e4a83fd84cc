"""Settings of the environment: each declared once, each missing one named."""

import os
import subprocess
import sys

import pytest

from cppcc_cloud.connections import database, mail_options
from cppcc_cloud.environment import SETTINGS, Environment

FIT = {
    "ENVIRONMENT": "production",
    "SECRET_KEY": "k" * 64,
    "DATABASE_URL": "postgres://cppcc:secret@db:5432/cppcc",
    "REDIS_URL": "redis://redis:6379/0",
    "SITE_URL": "https://cppcc.example.cn",
    "EMAIL_URL": "smtps://user:secret@mail.example.cn",
    "EMAIL_FROM": "no-reply@cppcc.example.cn",
    "ADMIN_PATH": "rescue-7f3k/",
}
REQUIRED = {setting.name for setting in SETTINGS if setting.required}


def named(values):
    return {problem.name for problem in Environment(values).problems()}


def test_an_unset_environment_is_production():
    assert Environment({}).is_production
    assert Environment({"ENVIRONMENT": "staging"}).is_production
    assert not Environment({"ENVIRONMENT": "local"}).is_production


def test_what_is_fit_for_production_has_no_problem():
    assert Environment(FIT).problems() == []
    assert set(FIT) - {"ENVIRONMENT"} == REQUIRED


@pytest.mark.parametrize("name", sorted(REQUIRED))
def test_each_missing_one_is_named_and_has_no_default_in_production(name):
    values = {key: value for key, value in FIT.items() if key != name}
    assert named(values) == {name}
    assert Environment(values).text(name) == ""


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("SECRET_KEY", "short"),
        ("DATABASE_URL", "postgres://cppcc:change-me@db:5432/cppcc"),
        ("EMAIL_URL", "smtps://user:change-me@mail.example.cn"),
        ("ADMIN_PATH", "admin/"),
        ("ADMIN_PATH", "rescue-change-me/"),
        ("SITE_URL", "http://cppcc.example.cn"),
        ("ALLOWED_HOSTS", "*"),
        ("CLOCK_FILE", "var/clock"),
        ("PORT", "eighty"),
        ("ENVIRONMENT", "staging"),
    ],
)
def test_each_unsafe_one_is_named(name, value):
    assert named(FIT | {name: value}) == {name}


@pytest.mark.parametrize(
    ("given", "wrong"),
    [
        ({"SMS_URL": "https://sms.example.cn/", "SMS_KEY": "k" * 32}, set()),
        ({"SMS_URL": "https://sms.example.cn/"}, {"SMS_KEY"}),
        ({"SMS_URL": "http://sms.example.cn/", "SMS_KEY": "k" * 32}, {"SMS_URL"}),
    ],
)
def test_a_gateway_is_spoken_to_by_https_and_signed(given, wrong):
    assert named(FIT | given) == wrong


def test_nothing_undeclared_can_be_read():
    with pytest.raises(KeyError):
        Environment({}).text("SOMETHING_ELSE")


def test_locally_nothing_has_to_be_set():
    local = Environment({"ENVIRONMENT": "local", "PORT": "8123"})
    assert local.problems() == []
    assert local.site_url() == "http://localhost:8123"
    assert len(local.secret_key()) >= 50


def test_a_database_url_is_read_with_all_timeouts():
    read = database("postgres://me:p%40ss@db.example:6543/name?sslmode=require", Environment(FIT))

    assert (read["USER"], read["PASSWORD"], read["HOST"], read["PORT"], read["NAME"]) == (
        *("me", "p@ss", "db.example", "6543", "name"),
    )
    assert read["OPTIONS"] == {
        "connect_timeout": 5,
        "options": "-c statement_timeout=30000 -c lock_timeout=5000 "
        "-c idle_in_transaction_session_timeout=60000 "
        "-c pg_trgm.similarity_threshold=0.15 "
        "-c join_collapse_limit=10 -c from_collapse_limit=10 "
        "-c jit=off -c max_parallel_workers_per_gather=0",
        "sslmode": "require",
    }


@pytest.mark.parametrize(
    ("url", "port", "starttls", "tls"),
    [
        ("smtp://mail.example", 25, False, False),
        ("smtp+starttls://mail.example", 587, True, False),
        ("smtps://mail.example", 465, False, True),
        ("smtps://mail.example:2465", 2465, False, True),
    ],
)
def test_a_mail_url_is_read(url, port, starttls, tls):
    read = mail_options(url, 10)
    assert (read["port"], read["use_tls"], read["use_ssl"]) == (port, starttls, tls)
    assert read["timeout"] == 10


def run(root, *command, **values):
    env = {"PATH": os.environ["PATH"]} | values
    return subprocess.run(
        [sys.executable, *command], cwd=root, env=env, capture_output=True, text=True, check=False
    )


@pytest.mark.parametrize("part", ["web", "worker", "beat"])
def test_no_process_starts_in_production_with_something_missing(root, part):
    done = run(root, "-m", "cppcc_cloud.start", part)

    assert done.returncode == 1
    assert {line.split()[2] for line in done.stderr.splitlines()} == REQUIRED


def test_the_web_application_refuses_too(root):
    done = run(root, "-c", "import cppcc_cloud.wsgi", **FIT | {"SECRET_KEY": ""})
    assert done.returncode == 1
    assert done.stderr == "Not started: SECRET_KEY is missing.\n"


def test_the_deploy_check_names_each_missing_setting(root):
    command = ["manage.py", "check", "--deploy", "--tag", "security"]
    done = run(root, *command, ENVIRONMENT="production")

    assert done.returncode == 1
    for name in REQUIRED:
        assert f"(cppcc_cloud.E001) {name} is missing." in done.stderr
