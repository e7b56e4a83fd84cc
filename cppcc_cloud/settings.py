"""Django's settings. Whatever depends on the machine is declared in `cppcc_cloud.environment`."""

import os
from pathlib import Path
from urllib.parse import urlsplit

from django.utils.csp import CSP

from cppcc_cloud import logs
from cppcc_cloud.connections import database, mail_options
from cppcc_cloud.environment import TEST, Environment

BASE_DIR = Path(__file__).resolve().parent.parent
ENV = Environment(os.environ)
ENVIRONMENT = ENV.name
IS_PRODUCTION = ENV.is_production
IS_TEST = ENVIRONMENT == TEST
VAR_DIR = BASE_DIR / ENV.text("VAR_DIR")

# ─── who we are ───────────────────────────────────────────────────────────────────────────────
DEBUG = False
SECRET_KEY = ENV.secret_key()
SECRET_KEY_FALLBACKS = ENV.names("SECRET_KEY_FALLBACKS")
SITE_URL = ENV.site_url()
SITE_HOST = urlsplit(SITE_URL).hostname or "localhost"
ALLOWED_HOSTS = [SITE_HOST, *ENV.names("ALLOWED_HOSTS")]
if not IS_PRODUCTION:
    ALLOWED_HOSTS += ["localhost", "127.0.0.1", "[::1]", "testserver"]
CSRF_TRUSTED_ORIGINS = [SITE_URL]
ROOT_URLCONF = "cppcc_cloud.urls"
WSGI_APPLICATION = "cppcc_cloud.wsgi.application"
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
ADMIN_PATH = ENV.text("ADMIN_PATH") or "admin/"
TRUSTED_PROXY_COUNT = ENV.number("TRUSTED_PROXY_COUNT")

# ─── the house, top to bottom ─────────────────────────────────────────────────────────────────
HOUSE = [
    "cppcc_cloud",
    "portal",
    "reports",
    "suggestions",
    "commitments",
    "enrolment",
    "departments",
    "gateway",
    "notifications",
    "deadlines",
    "files",
    "jobs",
    "members",
    "events",
    "workdays",
    "design",
    "typesetting",
    "textindex",
]
INSTALLED_APPS = [
    *HOUSE,
    "django.forms",
    "django.contrib.admin",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "django.contrib.postgres",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "allauth.usersessions",
    "rest_framework",
    "django_htmx",
    "lucide",
]
if IS_TEST:
    INSTALLED_APPS.append("django_migration_linter")
MIDDLEWARE = [
    "cppcc_cloud.middleware.RequestIdMiddleware",
    "cppcc_cloud.middleware.HealthMiddleware",
    "cppcc_cloud.middleware.SmallPagesMiddleware",
    "cppcc_cloud.middleware.StrangerMiddleware",
    "gateway.middleware.ProblemMiddleware",
    "django.middleware.security.SecurityMiddleware",
    "django.middleware.csp.ContentSecurityPolicyMiddleware",
    "cppcc_cloud.middleware.PermissionsPolicyMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "cppcc_cloud.middleware.SoundRequestMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.locale.LocaleMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "allauth.usersessions.middleware.UserSessionsMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
]
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.template.context_processors.i18n",
                "django.template.context_processors.csp",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "design.context.page",
                "members.context.reader",
            ],
        },
    },
]
FORM_RENDERER = "django.forms.renderers.TemplatesSetting"

# ─── where things are kept ────────────────────────────────────────────────────────────────────
DATABASES = {"default": database(ENV.text("DATABASE_URL"), ENV)}
if not ENV.text("DATABASE_URL"):
    # Commands that need no database are told of one that can do nothing: no news to anybody.
    SILENCED_SYSTEM_CHECKS = [f"models.W0{number}" for number in (27, 36, 37, 38, 39, 40, 43, 44)]
    SILENCED_SYSTEM_CHECKS += ["models.W045", "models.W046", "models.W047"]
CACHES = {
    # Rate limits live in the default cache: they must hold over several processes and with Redis
    # down, hence the database. The table comes with a migration of this app.
    "default": {
        "BACKEND": "django.core.cache.backends.db.DatabaseCache",
        "LOCATION": "cppcc_cloud_cache",
        "OPTIONS": {"MAX_ENTRIES": 50_000, "CULL_FREQUENCY": 10},
    },
}
SESSION_ENGINE = "django.contrib.sessions.backends.db"
MESSAGE_STORAGE = "django.contrib.messages.storage.session.SessionStorage"

STATIC_URL = "/static/"
STATIC_ROOT = None if IS_TEST else VAR_DIR / "static"
STATICFILES_DIRS = [BASE_DIR / "static"]
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {
        # Tests serve the sources as they stand: nothing has to be collected first.
        "BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"
        if IS_TEST
        else "design.bundle.Bundled"
    },
}
WHITENOISE_USE_FINDERS = IS_TEST
WHITENOISE_MAX_AGE = 600

# ─── language and time ────────────────────────────────────────────────────────────────────────
LANGUAGE_CODE = "en"
DEFAULT_LANGUAGE = ENV.text("DEFAULT_LANGUAGE")
LANGUAGES = [("zh-hans", "简体中文"), ("en", "English")]
LOCALE_PATHS = [BASE_DIR / "locale"]
LANGUAGE_COOKIE_HTTPONLY = True
LANGUAGE_COOKIE_SAMESITE = "Lax"
TIME_ZONE = "Asia/Shanghai"
USE_TZ = True
USE_I18N = True
DUE_HOUR = ENV.number("DUE_HOUR")
UNDO_SECONDS = ENV.number("UNDO_SECONDS")
CLOCK_FILE = "" if IS_PRODUCTION else ENV.text("CLOCK_FILE")
# Of the demo's invented people; printed by the demo, so it opens nothing in production.
DEMO_PASSWORD = "zhengxie-cloud-demo"  # noqa: S105

# ─── people ───────────────────────────────────────────────────────────────────────────────────
AUTH_USER_MODEL = "members.User"
AUTHENTICATION_BACKENDS = ["members.adapters.Backend"]
PASSWORD_HASHERS = [
    "django.contrib.auth.hashers.Argon2PasswordHasher",
    "django.contrib.auth.hashers.PBKDF2PasswordHasher",
]
if IS_TEST:
    # Hashing slowly on purpose is for attackers, not for a thousand test sign-ins.
    PASSWORD_HASHERS.insert(0, "django.contrib.auth.hashers.MD5PasswordHasher")
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
    {
        "NAME": "django.contrib.auth.password_validation.MinimumLengthValidator",
        "OPTIONS": {"min_length": 10},
    },
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
    {"NAME": "django.contrib.auth.password_validation.NumericPasswordValidator"},
]

# ─── sign-in (allauth) ────────────────────────────────────────────────────────────────────────
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "/desk/"
LOGOUT_REDIRECT_URL = "/"
SESSION_IDLE_SECONDS = ENV.number("SESSION_IDLE_MINUTES") * 60
PASSWORD_RESET_TIMEOUT = 24 * 60 * 60

ACCOUNT_ADAPTER = "notifications.adapters.AccountAdapter"
# One field takes an address, a mobile number or the account's code.
ACCOUNT_LOGIN_METHODS = {"email", "phone", "username"}
ACCOUNT_SIGNUP_FIELDS = ["email*", "password1*", "password2*"]
ACCOUNT_USER_MODEL_USERNAME_FIELD = "code"
ACCOUNT_USER_MODEL_EMAIL_FIELD = "email"
# One address each; another one has to be confirmed from its mailbox before it counts.
ACCOUNT_CHANGE_EMAIL = True
# Addresses are entered by an organ's office, so nobody has to prove one before signing in.
ACCOUNT_EMAIL_VERIFICATION = "none"
# The same answer whether an address has an account or not, also to those who are signed in.
ACCOUNT_PREVENT_ENUMERATION = "strict"
ACCOUNT_EMAIL_UNKNOWN_ACCOUNTS = False
ACCOUNT_EMAIL_NOTIFICATIONS = True
ACCOUNT_SESSION_REMEMBER = False
ACCOUNT_REAUTHENTICATION_REQUIRED = True
ACCOUNT_LOGOUT_ON_GET = False
# A stranger's wrong tries must never lock the owner out. Wrong passwords are therefore counted by
# account and network address together (`members.adapters` sees to it), codes as said in
# `members.actions.codes`, mailed links by network address, and a passkey by neither; each door has
# a limit of its own.
ACCOUNT_LOGIN_BY_CODE_ENABLED = True
ACCOUNT_LOGIN_BY_CODE_TIMEOUT = 10 * 60
ACCOUNT_LOGIN_BY_CODE_MAX_ATTEMPTS = 5
ACCOUNT_LOGIN_BY_CODE_SUPPORTS_RESEND = True
ACCOUNT_RATE_LIMITS = {
    "login": "60/m/ip",
    "login_failed": "30/m/ip,5/5m/key",
    "reset_password": "10/m/ip",
    "reset_password_from_key": "10/m/ip",
    # Of the door for machines: wrong tokens only, a right one always opens.
    "api_token": "30/5m/ip",
}
ACCOUNT_DEFAULT_HTTP_PROTOCOL = urlsplit(SITE_URL).scheme
ALLAUTH_TRUSTED_PROXY_COUNT = TRUSTED_PROXY_COUNT
MFA_ADAPTER = "members.adapters.SecondFactorAdapter"
MFA_SUPPORTED_TYPES = ["totp", "webauthn", "recovery_codes"]
MFA_PASSKEY_LOGIN_ENABLED = True
MFA_ALLOW_UNVERIFIED_EMAIL = True
MFA_RATE_LIMITS = {"webauthn_login": "30/m/ip"}
MFA_TOTP_TOLERANCE = 1
# Only for addresses such as localhost: with TLS the origin is checked in full.
MFA_WEBAUTHN_ALLOW_INSECURE_ORIGIN = not IS_PRODUCTION
MFA_SMS_ROLES = tuple(ENV.names("MFA_SMS_ROLES"))
MFA_REQUIRED_ROLES = (
    ("office", "arbiter", "organ_admin", "auditor", *ENV.names("MFA_MORE_ROLES"))
    if IS_PRODUCTION
    else ()
)
USERSESSIONS_ADAPTER = "members.adapters.SessionsAdapter"
ACCOUNT_FORMS = {
    "login": "members.forms.sign_in.LoginForm",
    "request_login_code": "members.forms.sign_in.RequestLoginCodeForm",
    "confirm_login_code": "members.forms.sign_in.ConfirmLoginCodeForm",
    "reset_password": "members.forms.sign_in.ResetPasswordForm",
    "reset_password_from_key": "members.forms.sign_in.ResetPasswordKeyForm",
    "change_password": "members.forms.sign_in.ChangePasswordForm",
    "set_password": "members.forms.sign_in.SetPasswordForm",
    "reauthenticate": "members.forms.sign_in.ReauthenticateForm",
    "add_email": "members.forms.sign_in.NewAddressForm",
}
MFA_FORMS = {
    "authenticate": "members.forms.sign_in.AuthenticateForm",
    "reauthenticate": "members.forms.sign_in.ReauthenticateByCodeForm",
    "activate_totp": "members.forms.sign_in.ActivateAppForm",
    "add_webauthn": "members.forms.sign_in.AddPasskeyForm",
    "edit_webauthn": "members.forms.sign_in.RenamePasskeyForm",
}
# The library would write at every click; IdleMiddleware notes the last one once a minute.
USERSESSIONS_TRACK_ACTIVITY = False
MIDDLEWARE += [
    "members.middleware.PrivatePagesMiddleware",
    "members.middleware.LanguageMiddleware",
    "members.middleware.IdleMiddleware",
    "members.middleware.SecondFactorMiddleware",
    "members.middleware.AgreementMiddleware",
    "members.middleware.FreshCodeMiddleware",
    # Inside those that make a page private and put it into the reader's language.
    "cppcc_cloud.middleware.WrongMethodMiddleware",
]
# ─── end of sign-in ───────────────────────────────────────────────────────────────────────────

# ─── the door for machines ────────────────────────────────────────────────────────────────────
REST_FRAMEWORK = {
    "DEFAULT_AUTHENTICATION_CLASSES": [
        "gateway.api.authentication.TokenAuthentication",
        "gateway.api.authentication.BrowserAuthentication",
    ],
    "DEFAULT_PERMISSION_CLASSES": ["gateway.api.authentication.MayUseDoor"],
    "DEFAULT_PARSER_CLASSES": ["gateway.api.wire.SoundJsonParser"],
    "DEFAULT_RENDERER_CLASSES": ["gateway.api.wire.PlainJsonRenderer"],
    "DEFAULT_CONTENT_NEGOTIATION_CLASS": "gateway.api.wire.OnlyJson",
    "DEFAULT_METADATA_CLASS": None,
    "EXCEPTION_HANDLER": "gateway.api.exceptions.answer",
    "URL_FORMAT_OVERRIDE": None,
}

# ─── mail ─────────────────────────────────────────────────────────────────────────────────────
EMAIL_URL = ENV.text("EMAIL_URL")
MAIL_DIR = VAR_DIR / "mail"
DEFAULT_FROM_EMAIL = ENV.text("EMAIL_FROM") or "no-reply@localhost"
SERVER_EMAIL = DEFAULT_FROM_EMAIL
MAILERS = {
    "default": {
        "BACKEND": "django.core.mail.backends.smtp.EmailBackend",
        "OPTIONS": mail_options(EMAIL_URL, ENV.number("EMAIL_TIMEOUT")),
    }
    if EMAIL_URL
    else {
        "BACKEND": "notifications.channels.email.folder.EmailBackend",
        "OPTIONS": {"file_path": str(MAIL_DIR)},
    }
}

# ─── the outside door ─────────────────────────────────────────────────────────────────────────
OIDC_SERVER_URL, OIDC_NAME = ENV.text("OIDC_SERVER_URL").rstrip("/"), ENV.text("OIDC_NAME")
OIDC_CLIENT_ID, OIDC_CLIENT_SECRET = ENV.text("OIDC_CLIENT_ID"), ENV.text("OIDC_CLIENT_SECRET")
OIDC_SCOPE, OIDC_PERSON_CLAIM = ENV.text("OIDC_SCOPE"), ENV.text("OIDC_PERSON_CLAIM")
OIDC_TWO_FACTORS = ENV.number("OIDC_TWO_FACTORS") == 1
OIDC_ENABLED = bool(OIDC_SERVER_URL)

# ─── text messages ────────────────────────────────────────────────────────────────────────────
SMS_URL, SMS_KEY, SMS_SENDER = ENV.text("SMS_URL"), ENV.text("SMS_KEY"), ENV.text("SMS_SENDER")
SMS_TIMEOUT, SMS_DIR = ENV.number("SMS_TIMEOUT"), VAR_DIR / "sms"
SMS_MAX_PER_DAY = ENV.number("SMS_MAX_PER_DAY")
SMS_INVITATIONS_PER_DAY = ENV.number("SMS_INVITATIONS_PER_DAY")
SMS_COUNTRIES = ENV.names("SMS_COUNTRIES")
# Files are no messages: production has none without a gateway, and no door that needs one.
SMS_ENABLED = bool(SMS_URL) or not IS_PRODUCTION

# ─── what a browser is told ───────────────────────────────────────────────────────────────────
SECURE_CSP = {
    "default-src": [CSP.NONE],
    "script-src": [CSP.SELF, CSP.NONCE],
    "style-src": [CSP.SELF],
    "img-src": [CSP.SELF, "data:"],
    "font-src": [CSP.SELF],
    "connect-src": [CSP.SELF],
    "manifest-src": [CSP.SELF],
    "form-action": [CSP.SELF],
    "frame-ancestors": [CSP.NONE],
    "base-uri": [CSP.NONE],
    "object-src": [CSP.NONE],
}
SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_REFERRER_POLICY = "same-origin"
SECURE_CROSS_ORIGIN_OPENER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"
PERMISSIONS_POLICY = (
    "camera=(), display-capture=(), geolocation=(self), microphone=(), payment=(), usb=()"
)
KNOWN_COOKIE_NAME = "known"
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Lax"
SESSION_COOKIE_SECURE = IS_PRODUCTION
CSRF_COOKIE_SAMESITE = "Lax"
CSRF_COOKIE_HTTPONLY = True
CSRF_COOKIE_SECURE = IS_PRODUCTION
LANGUAGE_COOKIE_SECURE = IS_PRODUCTION
if IS_PRODUCTION:
    # Names that a sibling host cannot overwrite.
    SESSION_COOKIE_NAME = "__Host-session"
    KNOWN_COOKIE_NAME = "__Host-known"
    CSRF_COOKIE_NAME = "__Host-csrf"
    SECURE_HSTS_SECONDS = ENV.number("HSTS_SECONDS")
    SECURE_HSTS_INCLUDE_SUBDOMAINS = True
    SECURE_HSTS_PRELOAD = True
    SECURE_SSL_REDIRECT = True
    if TRUSTED_PROXY_COUNT:
        SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
DATA_UPLOAD_MAX_MEMORY_SIZE = 2 * 1024 * 1024
# A tick for each member of the largest organ who does not go on at a new term, 2,169 of them. It is
# for every address, as Django counts before a view is known, and harmless: reading so many fields
# takes 5 ms, in parts (multipart) 70 ms, half of what one field of the size above takes (140 ms).
DATA_UPLOAD_MAX_NUMBER_FIELDS = 2_500

# ─── what people attach ───────────────────────────────────────────────────────────────────────
# Outside everything that is served: a view hands each file out to whoever may see it.
MEDIA_ROOT = BASE_DIR / (ENV.text("MEDIA_ROOT") or VAR_DIR / "files")
UPLOAD_MAX_COUNT = ENV.number("UPLOAD_MAX_COUNT")
UPLOAD_MAX_BYTES = ENV.number("UPLOAD_MAX_MB") * 1024 * 1024
UPLOAD_MAX_REQUEST_BYTES = ENV.number("UPLOAD_MAX_REQUEST_MB") * 1024 * 1024
# In memory until they are looked at: what is cut off leaves nothing on the disk.
FILE_UPLOAD_MAX_MEMORY_SIZE = UPLOAD_MAX_REQUEST_BYTES
# More than that in one request is no choice of photos; a few too many get a sentence each.
DATA_UPLOAD_MAX_NUMBER_FILES = 50

# ─── what people take away ────────────────────────────────────────────────────────────────────
EXPORT_AT_ONCE = ENV.number("EXPORT_AT_ONCE")
FONTS_DIR = ENV.text("FONTS_DIR")

# ─── what is said about how it runs ───────────────────────────────────────────────────────────
READY_MIN_DISK_MB = ENV.number("READY_MIN_DISK_MB")
READY_MAX_PENDING_MINUTES = ENV.number("READY_MAX_PENDING_MINUTES")
LOGGING = logs.configuration(level=ENV.text("LOG_LEVEL"), is_production=IS_PRODUCTION)
