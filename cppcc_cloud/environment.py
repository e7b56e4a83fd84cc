"""Every setting that comes from the environment, each declared once.

The table below is the only place that knows a name, its default outside production and whether
production may start without it. `docs/reference/settings.md` and `.env.example` are written from
it, `cppcc_cloud.checks` names what is missing or unsafe from it, and `settings.py` reads nothing
that is not declared here.
"""

import secrets
from collections.abc import Mapping
from dataclasses import dataclass

PRODUCTION, LOCAL, TEST = "production", "local", "test"
ENVIRONMENTS = (PRODUCTION, LOCAL, TEST)
SHORTEST_SECRET = 50
SHORTEST_KEY = 32
ALL = "0.0.0.0"  # noqa: S104 - inside a container, where only the proxy can reach it


@dataclass(frozen=True)
class Setting:
    """One environment variable: its name, its default, and one sentence for the reader.

    `default` holds everywhere unless `required` (then production has none and says so).
    `example` is what `.env.example` shows where the default would be wrong in production.
    """

    name: str
    default: str
    sentence: str
    required: bool = False
    secret: bool = False
    example: str | None = None


SETTINGS: tuple[Setting, ...] = (
    Setting(
        "ENVIRONMENT",
        PRODUCTION,
        "What this process serves: production, local (make run) or test; unset means production.",
    ),
    Setting(
        "SECRET_KEY",
        "",
        "Signs sessions and links; at least 50 random characters.",
        required=True,
        secret=True,
    ),
    Setting(
        "SECRET_KEY_FALLBACKS",
        "",
        "Older secret keys still accepted while one is exchanged, separated by commas.",
        secret=True,
    ),
    Setting(
        "DATABASE_URL",
        "",
        "PostgreSQL 16 or newer as postgres://user:password@host:5432/name; locally empty means "
        "the embedded one.",
        required=True,
        secret=True,
        example="postgres://cppcc:change-me@db:5432/cppcc",
    ),
    Setting(
        "REDIS_URL",
        "",
        "Redis or Valkey that only makes background work sooner; locally empty means the "
        "embedded one.",
        required=True,
        secret=True,
        example="redis://redis:6379/0",
    ),
    Setting(
        "SITE_URL",
        "",
        "Where people reach the site, with scheme and without a slash at the end; links in mails "
        "start with it; locally empty means http://localhost:PORT.",
        required=True,
        example="https://cppcc.example.cn",
    ),
    Setting(
        "ALLOWED_HOSTS",
        "",
        "Further host names that may be asked for besides SITE_URL's, separated by commas.",
    ),
    Setting(
        "TRUSTED_PROXY_COUNT",
        "0",
        "How many proxies of ours stand in front; so many entries of X-Forwarded-For are believed.",
        example="1",
    ),
    Setting(
        "EMAIL_URL",
        "",
        "Mail server as smtp+starttls://user:password@host:587, smtps://… or smtp://…; locally "
        "empty means mail is written to var/mail.",
        required=True,
        secret=True,
        example="smtp+starttls://user:change-me@mail.example.cn:587",
    ),
    Setting(
        "EMAIL_FROM",
        "政协云 CPPCC Cloud <no-reply@localhost>",
        "Sender of every mail.",
        required=True,
        example="政协云 <no-reply@cppcc.example.cn>",
    ),
    Setting("EMAIL_TIMEOUT", "10", "Seconds to wait for the mail server."),
    Setting(
        "SMS_URL",
        "",
        "Gateway for text messages, https://…, as docs/how-to/operate.md describes it; without one "
        "production sends none and offers no sign-in by them, and locally they are written to "
        "var/sms.",
    ),
    Setting("SMS_KEY", "", "Signs what is handed to that gateway.", secret=True),
    Setting("SMS_SENDER", "政协云", "Who a text message says it is from: its signature in 【】."),
    Setting("SMS_TIMEOUT", "10", "Seconds to wait for the gateway."),
    Setting(
        "SMS_MAX_PER_DAY",
        "2000",
        "Codes sent by text message in 24 hours at most; the last fifth is for those who gave "
        "their password or come with a browser they have signed in with before.",
    ),
    Setting(
        "SMS_INVITATIONS_PER_DAY",
        "500",
        "Invitations that one organ may send by text message in 24 hours; whoever is invited "
        "beyond that gets a mail or a card.",
    ),
    Setting(
        "SMS_COUNTRIES",
        "+86",
        "Countries to which text messages are sent, by their codes such as +86,+852, separated by "
        "commas; none is sent to any other.",
    ),
    Setting(
        "MFA_MORE_ROLES",
        "",
        "Roles that need a second step in production besides office, arbiter, organ_admin and "
        "auditor, separated by commas: member, officer, head.",
    ),
    Setting(
        "MFA_SMS_ROLES",
        "member",
        "Roles for which a code by text message suffices as second step, separated by commas: "
        "member, office, arbiter, organ_admin, auditor; officers and heads of units always may.",
    ),
    Setting(
        "OIDC_SERVER_URL",
        "",
        "Issuer of an outside sign-on by OpenID Connect, such as a government's; empty: there is "
        "none. Its way back is SITE_URL/account/sign-on/back/.",
    ),
    Setting("OIDC_NAME", "OpenID", "What the button for the outside sign-on calls it."),
    Setting("OIDC_CLIENT_ID", "", "The name that the outside sign-on knows the platform by."),
    Setting("OIDC_CLIENT_SECRET", "", "The secret that belongs to it.", secret=True),
    Setting("OIDC_SCOPE", "openid", "What is asked of the outside sign-on, with blanks between."),
    Setting(
        "OIDC_PERSON_CLAIM",
        "",
        "Claim that holds an enrolled person's code, verified mobile or verified address here; "
        "empty: only those get in who linked both while they were signed in.",
    ),
    Setting(
        "OIDC_TWO_FACTORS",
        "0",
        "1 where the outside sign-on itself asks for two factors: then we ask for no second step.",
    ),
    Setting(
        "ADMIN_PATH",
        "admin/",
        "Path of the rescue admin, with a slash at the end; choose one that nobody guesses.",
        required=True,
        example="rescue-change-me/",
    ),
    Setting("HOST", "127.0.0.1", "Address that the web server listens on.", example=ALL),
    Setting("PORT", "8000", "Port that the web server listens on."),
    Setting("WEB_WORKERS", "1", "Web server processes; one per two cores is plenty."),
    Setting("WEB_THREADS", "4", "Threads of each web server process; each holds one connection."),
    Setting("WORKER_CONCURRENCY", "2", "Processes of the background worker."),
    Setting("VAR_DIR", "var", "Folder for what the project writes: mail, collected files, logs."),
    Setting(
        "MEDIA_ROOT",
        "",
        "Folder for what people attach, backed up with the database; empty means VAR_DIR/files.",
    ),
    Setting("UPLOAD_MAX_COUNT", "9", "How many photos and files belong to one form at most."),
    Setting("UPLOAD_MAX_MB", "10", "Largest single photo or file, in MB."),
    Setting("UPLOAD_MAX_REQUEST_MB", "40", "Largest request that brings photos or files, in MB."),
    Setting(
        "EXPORT_AT_ONCE",
        "1000",
        "Rows of a list that are handed out at once; a longer one is made in the background.",
    ),
    Setting("FONTS_DIR", "", "Folder of documents' fonts; empty means those of a package."),
    Setting("LOG_LEVEL", "INFO", "Least severe log line that is written."),
    Setting("DB_CONNECT_TIMEOUT", "5", "Seconds to wait for a connection to the database."),
    Setting("DB_STATEMENT_TIMEOUT", "30", "Seconds after which one statement is given up."),
    Setting("DB_LOCK_TIMEOUT", "5", "Seconds that a statement waits for a lock."),
    Setting("DB_IDLE_TIMEOUT", "60", "Seconds that a transaction may stay open doing nothing."),
    Setting("DB_CONN_MAX_AGE", "60", "Seconds that a database connection is kept for reuse."),
    Setting("HSTS_SECONDS", "31536000", "Seconds that browsers keep to HTTPS, in production."),
    Setting(
        "SESSION_IDLE_MINUTES",
        "60",
        "Minutes without a click after which a person has to sign in again; typed text is kept.",
    ),
    Setting(
        "DEFAULT_LANGUAGE",
        "zh-hans",
        "Language of mails to people who chose none: zh-hans or en.",
    ),
    Setting(
        "UNDO_SECONDS",
        "60",
        "Seconds for which an office can undo the decision it has just taken; the mails about it "
        "wait for so long. 0: decisions stand at once.",
    ),
    Setting("DUE_HOUR", "18", "Hour of the last day, Asia/Shanghai, at which a deadline ends."),
    Setting(
        "CLOCK_FILE",
        "",
        "For drills only: a file with an ISO time or an offset in seconds that moves the rules' "
        "clock; refused in production.",
    ),
    Setting("READY_MIN_DISK_MB", "200", "Free space in VAR_DIR below which /readyz says no."),
    Setting(
        "READY_MAX_PENDING_MINUTES",
        "15",
        "Age of the oldest waiting background row from which on /readyz reports it as late.",
    ),
)
BY_NAME = {setting.name: setting for setting in SETTINGS}


@dataclass(frozen=True)
class Problem:
    """A setting that production must not start with, and why."""

    name: str
    why: str


class Environment:
    """Reads the declared settings from a mapping such as `os.environ`.

    Asking for an undeclared name is a KeyError: the table above is the whole truth.
    """

    def __init__(self, values: Mapping[str, str]) -> None:
        self._values = values

    @property
    def name(self) -> str:
        """production, local or test; anything unknown counts as production."""
        name = self.text("ENVIRONMENT")
        return name if name in ENVIRONMENTS else PRODUCTION

    @property
    def is_production(self) -> bool:
        """Whether the strict defaults hold."""
        return self.name == PRODUCTION

    def text(self, name: str) -> str:
        """The value as it stands, or the default. A required one has no default in production."""
        setting = BY_NAME[name]
        value = self._values.get(name, "").strip()
        if value:
            return value
        if setting.required and self.is_production:
            return ""
        return setting.default

    def number(self, name: str) -> int:
        """The value as a whole number; the default where it is none, which is a problem."""
        value = self.text(name)
        return int(value) if is_number(value) else int(BY_NAME[name].default)

    def names(self, name: str) -> list[str]:
        """The value as a list separated by commas."""
        return [part.strip() for part in self.text(name).split(",") if part.strip()]

    def secret_key(self) -> str:
        """The signing key. Without one a key of this process alone, so that checks can run and
        name what is missing; servers refuse to start then."""
        return self.text("SECRET_KEY") or secrets.token_urlsafe(SHORTEST_SECRET)

    def site_url(self) -> str:
        """Where people reach the site; outside production localhost, which passkeys accept."""
        return (self.text("SITE_URL") or f"http://localhost:{self.text('PORT')}").rstrip("/")

    def problems(self) -> list[Problem]:
        """What production must not start with: missing, unreadable or unsafe settings."""
        found = [
            Problem(setting.name, "is not a whole number")
            for setting in SETTINGS
            if is_number(setting.default) and not is_number(self.text(setting.name))
        ]
        given = self._values.get("ENVIRONMENT", "").strip()
        if given and given not in ENVIRONMENTS:
            found.append(Problem("ENVIRONMENT", f"is none of {', '.join(ENVIRONMENTS)}"))
        if not self.is_production:
            return found
        found += [
            Problem(setting.name, "is missing")
            for setting in SETTINGS
            if setting.required and not self.text(setting.name)
        ]
        return found + self._unsafe() + self._unsafe_gateway() + self._unsafe_outside()

    def _unsafe(self) -> list[Problem]:
        key, found = self.text("SECRET_KEY"), []
        if key and (len(key) < SHORTEST_SECRET or "change-me" in key):
            found.append(Problem("SECRET_KEY", f"is shorter than {SHORTEST_SECRET} characters"))
        for name in ("DATABASE_URL", "EMAIL_URL", "ADMIN_PATH"):
            if "change-me" in self.text(name):
                found.append(Problem(name, "still holds the example's value"))
        site = self.text("SITE_URL")
        if site and not site.startswith("https://"):
            found.append(Problem("SITE_URL", "does not start with https://"))
        if self.text("ADMIN_PATH") == BY_NAME["ADMIN_PATH"].default:
            found.append(Problem("ADMIN_PATH", "is the path that everybody guesses"))
        if self.text("CLOCK_FILE"):
            found.append(Problem("CLOCK_FILE", "would move the clock of the rules"))
        if "*" in self.names("ALLOWED_HOSTS"):
            found.append(Problem("ALLOWED_HOSTS", "allows every host"))
        return found

    def _unsafe_gateway(self) -> list[Problem]:
        found: list[Problem] = []
        url = self.text("SMS_URL")
        if not url:
            return found
        if not url.startswith("https://"):
            found.append(Problem("SMS_URL", "does not start with https://"))
        if len(self.text("SMS_KEY")) < SHORTEST_KEY:
            found.append(Problem("SMS_KEY", f"is shorter than {SHORTEST_KEY} characters"))
        return found

    def _unsafe_outside(self) -> list[Problem]:
        found: list[Problem] = []
        url = self.text("OIDC_SERVER_URL")
        if not url:
            return found
        if not url.startswith("https://"):
            found.append(Problem("OIDC_SERVER_URL", "does not start with https://"))
        for name in ("OIDC_CLIENT_ID", "OIDC_CLIENT_SECRET"):
            if not self.text(name):
                found.append(Problem(name, "is missing"))
        return found


def is_number(value: str) -> bool:
    """Whether it is a whole number, in plain digits."""
    return value.isascii() and value.isdigit()
