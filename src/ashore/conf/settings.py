"""Django settings: environment first, then ``ashore.toml`` in the installation folder, then defaults that work
alone."""

import os
from pathlib import Path

import django.conf.locale
from django.utils.functional import SimpleLazyObject

from ashore.conf import databases, logs
from ashore.conf.home import file_settings, home, seal_key, secret_key, trusted_servers
from ashore.conf.outside import oidc_provider

HOME = home()
_file = file_settings(HOME)


def _setting(name: str, default: str = "") -> str:
    return os.environ.get(name, str(_file.get(name.removeprefix("ASHORE_").lower(), default)))


def _flag(name: str, default: bool = False) -> bool:
    return _setting(name, str(default)).lower() in {"1", "true", "yes", "on"}


PACKAGE = Path(__file__).resolve().parent.parent
# Lazily, so that merely looking at the settings (a test run, a documentation build) writes nothing.
SECRET_KEY = SimpleLazyObject(lambda: secret_key(HOME))
SEAL_KEY = SimpleLazyObject(lambda: seal_key(HOME))
DEBUG = False
ALLOWED_HOSTS = ["127.0.0.1", "localhost", "[::1]", *_file.get("allowed_hosts", [])]
if extra := os.environ.get("ASHORE_ALLOWED_HOSTS"):
    ALLOWED_HOSTS += extra.split(",")
HTTPS = _flag("ASHORE_HTTPS")
PORT = int(_setting("ASHORE_PORT", "8765"))

INSTALLED_APPS = [
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.humanize",
    "django.contrib.staticfiles",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "allauth.socialaccount",
    "allauth.socialaccount.providers.openid_connect",
    "allauth.usersessions",
    "django_htmx",
    "lucide",
    "django_tasks",
    "django_tasks_db",
    "ninja",
    "ashore.store",
    "ashore.jobs",
    "ashore.web",
]
MIDDLEWARE = [
    "ashore.web.metering.metered",
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "ashore.conf.policy.content_security_policy",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.locale.LocaleMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
]
ROOT_URLCONF = "ashore.conf.urls"
WSGI_APPLICATION = "ashore.conf.wsgi.application"
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [PACKAGE / "web" / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.template.context_processors.i18n",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
            ]
        },
    }
]

DATABASES = {"default": databases.database(_setting("DATABASE_URL") or str(_file.get("database_url", "")), HOME)}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

AUTH_USER_MODEL = "store.User"
AUTHENTICATION_BACKENDS = [
    "django.contrib.auth.backends.ModelBackend",
    "allauth.account.auth_backends.AuthenticationBackend",
]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 10}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
]
LOGIN_REDIRECT_URL = "/"
LOGIN_URL = "account_login"
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*", "password1*", "password2*"]
ACCOUNT_EMAIL_VERIFICATION = "none"
ACCOUNT_ADAPTER = "ashore.conf.accounts.ClosedDoor"
ACCOUNT_SESSION_REMEMBER = True
ACCOUNT_PREVENT_ENUMERATION = True
ACCOUNT_RATE_LIMITS = {"login": "30/m/ip", "login_failed": "20/m/ip,5/5m/key"}
"""Five wrong passwords for an address shut it for five minutes, from wherever they come."""
MFA_SUPPORTED_TYPES = ["totp", "webauthn", "recovery_codes"]
MFA_PASSKEY_LOGIN_ENABLED = True
MFA_WEBAUTHN_ALLOW_INSECURE_ORIGIN = not HTTPS
"""Browsers give keys to https and to this machine alone, whatever is written here."""
MFA_TOTP_TOLERANCE = 1
MFA_TOTP_ISSUER = "Ashore"
MFA_ADAPTER = "ashore.conf.accounts.Factors"
MFA_ALLOW_UNVERIFIED_EMAIL = True
SOCIALACCOUNT_ADAPTER = "ashore.conf.accounts.OutsideDoor"
SOCIALACCOUNT_PROVIDERS = oidc_provider(_file, HOME)
SOCIALACCOUNT_LOGIN_ON_GET = True
SOCIALACCOUNT_STORE_TOKENS = False
ALLAUTH_TRUSTED_PROXY_COUNT = 1 if HTTPS else 0
"""With https = true a proxy stands before us and says who comes; without it nobody is believed."""

LANGUAGE_CODE = "en"
LANGUAGES = [("en", "English"), ("ru", "Русский"), ("sk", "Slovenčina"), ("fil", "Filipino")]
django.conf.locale.LANG_INFO.setdefault(
    "fil", {"bidi": False, "code": "fil", "name": "Filipino", "name_local": "Filipino"}
)
LOCALE_PATHS = [PACKAGE / "locale"]
USE_I18N = True
USE_TZ = True
TIME_ZONE = "UTC"

STATIC_URL = "static/"
STATIC_ROOT = HOME / "static"
STATICFILES_DIRS = [path for path in [PACKAGE / "web" / "static"] if path.is_dir()]
WHITENOISE_USE_FINDERS = True

SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Lax"
SESSION_COOKIE_AGE = 60 * 60 * 24 * 30
SESSION_COOKIE_NAME = "ashore"
CSRF_COOKIE_HTTPONLY = True
CSRF_COOKIE_SAMESITE = "Lax"
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = HTTPS
SECURE_SSL_REDIRECT = False
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if HTTPS else None
SECURE_HSTS_SECONDS = 60 * 60 * 24 * 30 if HTTPS else 0
SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_REFERRER_POLICY = "same-origin"
X_FRAME_OPTIONS = "SAMEORIGIN"

TASKS = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend", "QUEUES": ["default", "mail"]}}
# Children of a worker; 0: the processors, shared out among the workers of this machine.
WORKER_PROCESSES = int(_setting("ASHORE_WORKER_PROCESSES", "0"))
# With a token whoever shows it reads /metrics; without one only this machine does.
METRICS_TOKEN = _setting("ASHORE_METRICS_TOKEN")
SMTP = dict(_file.get("smtp", {}))
SMTP_SOURCE = "environment" if os.environ.get("ASHORE_SMTP_HOST") else "ashore.toml"
if smtp_host := os.environ.get("ASHORE_SMTP_HOST"):
    SMTP = {
        "host": smtp_host,
        "port": int(os.environ.get("ASHORE_SMTP_PORT", "587")),
        "security": os.environ.get("ASHORE_SMTP_SECURITY", "starttls"),
        "user": os.environ.get("ASHORE_SMTP_USER", ""),
        "password": os.environ.get("ASHORE_SMTP_PASSWORD", ""),
    }
# The mail servers whose Authentication-Results count; none: mail is taken for ours by its From alone.
TRUSTED_SERVERS = trusted_servers(_file, HOME)
# Whether replies may be posted to messengers within a private network; off, so that no form reaches into one.
PRIVATE_TARGETS = bool(_file.get("channels", {}).get("private_targets", False))

LOGGING = logs.config(_setting("ASHORE_LOG"))
# auth.W004: addresses are unique whatever their case, by a constraint on LOWER(email) that the check does not see.
SILENCED_SYSTEM_CHECKS = ["auth.W004", "security.W004", "security.W008", "security.W012", "security.W016"]
