"""How the settings reach what is outside: the database, and the server that takes mails."""

from urllib.parse import parse_qs, unquote, urlsplit

from cppcc_cloud.environment import TEST, Environment


def mail_options(url: str, timeout: int) -> dict[str, object]:
    """SMTP options from EMAIL_URL. `smtp+starttls` and `smtps` encrypt; `smtp` does not."""
    parts = urlsplit(url)
    ports = {"smtp": 25, "smtp+starttls": 587, "smtps": 465}
    return {
        "host": parts.hostname or "localhost",
        "port": parts.port or ports.get(parts.scheme, 25),
        "username": unquote(parts.username or ""),
        "password": unquote(parts.password or ""),
        "use_tls": parts.scheme == "smtp+starttls",
        "use_ssl": parts.scheme == "smtps",
        "timeout": timeout,
    }


# How alike two titles are to count as alike: Chinese titles share few trigrams.
ALIKE = {"pg_trgm.similarity_threshold": "0.15"}
# What names its row in full joins nine tables: beyond eight, the planner puts the condition that
# keeps thirty rows last. Compiling a statement, and a second process for it, costs a page more than
# it saves. Not in tests: over a few rows any order will do, and weighing them all is what costs.
PLANNING = ALIKE | {
    "join_collapse_limit": "10",
    "from_collapse_limit": "10",
    "jit": "off",
    "max_parallel_workers_per_gather": "0",
}


def database(url: str, environment: Environment) -> dict[str, object]:
    """Django's DATABASES entry for a postgres:// URL; without one a database that answers nothing,
    so that pure commands (`makemigrations --check`, `check`) need none."""
    if not url:
        return {"ENGINE": "django.db.backends.dummy"}
    parts = urlsplit(url)
    milliseconds = {
        "statement_timeout": environment.number("DB_STATEMENT_TIMEOUT") * 1000,
        "lock_timeout": environment.number("DB_LOCK_TIMEOUT") * 1000,
        "idle_in_transaction_session_timeout": environment.number("DB_IDLE_TIMEOUT") * 1000,
    }
    parameters = milliseconds | (ALIKE if environment.name == TEST else PLANNING)
    options: dict[str, object] = {
        "connect_timeout": environment.number("DB_CONNECT_TIMEOUT"),
        "options": " ".join(f"-c {name}={value}" for name, value in parameters.items()),
    }
    query = {name: values[-1] for name, values in parse_qs(parts.query).items()}
    host = query.pop("host", "") or unquote(parts.hostname or "")
    return {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": unquote(parts.path.lstrip("/")),
        "USER": unquote(parts.username or ""),
        "PASSWORD": unquote(parts.password or ""),
        "HOST": host,
        "PORT": str(parts.port or ""),
        "OPTIONS": options | query,
        "CONN_MAX_AGE": environment.number("DB_CONN_MAX_AGE"),
        "CONN_HEALTH_CHECKS": True,
        "DISABLE_SERVER_SIDE_CURSORS": False,
    }
