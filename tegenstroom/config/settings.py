"""Settings of one installation. Whatever differs between machines comes from the environment."""

import os
from datetime import timedelta
from pathlib import Path

import dj_database_url
from django.utils.csp import CSP
from django.utils.translation import gettext_lazy as _

from tegenstroom.accounts.rules import Bucket
from tegenstroom.base import sqlite
from tegenstroom.config.environment import ROOT, flag, secret_key, var_folder, words
from tegenstroom.config.logs import LOGGING_CONFIG_DICT

sqlite.take_over()
# Read by numpy when it comes in. Our matrices are small: to share one out over the cores costs more than it saves,
# and the site wants them too.
os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")

VAR = var_folder()
DEMO = flag("TEGENSTROOM_DEMO")
DEBUG = flag("DEBUG")
HTTPS = flag("TEGENSTROOM_HTTPS", default=not DEMO)
SECRET_KEY = secret_key(VAR)
# The master keys of the sealed fields (docs/keys.md).
KEY_FILE = Path(os.environ.get("TEGENSTROOM_KEY_FILE", VAR / "keys.json"))
ALLOWED_HOSTS = words("ALLOWED_HOSTS", "localhost,127.0.0.1,[::1]")
SITE_URL = os.environ.get("SITE_URL", "http://127.0.0.1:8000").rstrip("/")
CSRF_TRUSTED_ORIGINS = [SITE_URL]

INSTALLED_APPS = [
    "tegenstroom.front",
    "tegenstroom.dialogue",
    "tegenstroom.measurement",
    "tegenstroom.training",
    "tegenstroom.library",
    "tegenstroom.coaches",
    "tegenstroom.billing",
    "tegenstroom.organisations",
    "tegenstroom.accounts",
    "tegenstroom.base",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "django.forms",
    "django_htmx",
    "django_tasks_db",
    "allauth",
    "allauth.account",
    "allauth.mfa",
]

MIDDLEWARE = [
    "tegenstroom.base.middleware.RequestLog",
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "django.middleware.gzip.GZipMiddleware",
    "tegenstroom.base.middleware.SafeHeaders",
    "django.middleware.csp.ContentSecurityPolicyMiddleware",
    "tegenstroom.dialogue.polling.QuietPoll",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "tegenstroom.accounts.middleware.ChosenLanguage",
    # Only what is behind it knows who someone is.
    "tegenstroom.measurement.short_way.ShortWay",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.auth.middleware.LoginRequiredMiddleware",
    "tegenstroom.accounts.middleware.StaffSecondFactor",
    "django.contrib.messages.middleware.MessageMiddleware",
    "tegenstroom.base.middleware.MissingFigure",
    "tegenstroom.base.middleware.ButtonOnly",
    "allauth.account.middleware.AccountMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
]

ROOT_URLCONF = "tegenstroom.config.urls"
WSGI_APPLICATION = "tegenstroom.config.wsgi.application"

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "tegenstroom.base.context.site",
            ],
            "builtins": [
                "django.templatetags.i18n",
                "django.templatetags.static",
                "tegenstroom.base.templatetags.parts",
            ],
        },
    }
]
FORM_RENDERER = "tegenstroom.base.forms.Renderer"

DATABASES = {
    "default": dj_database_url.config(
        default=f"sqlite:///{VAR / 'tegenstroom.sqlite3'}", conn_max_age=600, conn_health_checks=True
    )
}
if DATABASES["default"]["ENGINE"] == "django.db.backends.sqlite3":
    DATABASES["default"]["ENGINE"] = "tegenstroom.base.sqlite"
    DATABASES["default"]["OPTIONS"] = dict(sqlite.OPTIONS)
    DATABASES["default"]["CONN_HEALTH_CHECKS"] = False  # a file does not hang up
    # In memory, as with Django's own name for it, which pytest-django looks for.
    DATABASES["default"]["TEST"] = {"NAME": ":memory:"}
elif DATABASES["default"]["ENGINE"] == "django.db.backends.postgresql":
    DATABASES["default"]["ENGINE"] = "tegenstroom.base.postgresql"
    # What is asked all the time is planned once. A pooler in between must let prepared questions through.
    DATABASES["default"].setdefault("OPTIONS", {}).update(server_side_binding=True, prepare_threshold=5)
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

CACHES = {
    # Shared by all processes: rate limits must count every guess.
    "default": {"BACKEND": "django.core.cache.backends.db.DatabaseCache", "LOCATION": "cache"},
    # Public pages, kept by each process and dropped when the programme's stamp moves.
    "pages": {
        "BACKEND": "django.core.cache.backends.locmem.LocMemCache",
        "LOCATION": "pages",
        "OPTIONS": {"MAX_ENTRIES": 500},
        "TIMEOUT": 3600,
    },
    # What people said in a dialogue as it stands on a page: sealed, see base/keepsafe.py.
    "words": {
        "BACKEND": "django.core.cache.backends.locmem.LocMemCache",
        "LOCATION": "words",
        "OPTIONS": {"MAX_ENTRIES": 5000},
        "TIMEOUT": 3600,
    },
}
# Long analyses have a queue of their own (base/queues.py); each queue has a worker.
TASKS = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend", "QUEUES": ["default", "analyses"]}}

STATIC_URL = "/static/"
STATIC_ROOT = VAR / "static"
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "tegenstroom.base.staticfiles.Storage"},
}
WHITENOISE_MAX_AGE = 3600
DATA_UPLOAD_MAX_MEMORY_SIZE = 2 * 1024 * 1024
FILE_UPLOAD_HANDLERS = [
    "tegenstroom.base.uploads.Sieve",
    "django.core.files.uploadhandler.MemoryFileUploadHandler",
    "django.core.files.uploadhandler.TemporaryFileUploadHandler",
]

LANGUAGE_CODE = "nl"
LANGUAGES = [("nl", _("Nederlands")), ("en", _("Engels")), ("fr", _("Frans"))]
LOCALE_PATHS = [ROOT / "locale"]
TIME_ZONE = "Europe/Brussels"
USE_TZ = True

# The demo writes its mail to files, which a page shows.
MAILERS = {
    "default": {
        "BACKEND": "django.core.mail.backends.filebased.EmailBackend",
        "OPTIONS": {"file_path": VAR / "mail"},
    }
    if DEMO
    else {
        "BACKEND": "django.core.mail.backends.smtp.EmailBackend",
        "OPTIONS": {
            "host": os.environ.get("MAIL_HOST", "localhost"),
            "port": int(os.environ.get("MAIL_PORT", "25")),
            "username": os.environ.get("MAIL_USER", ""),
            "password": os.environ.get("MAIL_PASSWORD", ""),
            "use_tls": flag("MAIL_TLS"),
            "timeout": 20,
        },
    }
}
DEFAULT_FROM_EMAIL = os.environ.get("MAIL_FROM", "Tegenstroom <post@tegenstroom.example>")

DEMO_ADDRESS = "Verzonnenkaai 1\n2000 Antwerpen"
# Who sends the letters: on every letterhead and under every mail. Lines of the address end in \n.
NETWORK = {
    "name": os.environ.get("NETWORK_NAME", "Bind-Kracht"),
    "email": os.environ.get("NETWORK_EMAIL", "post@tegenstroom.example"),
    "phone": os.environ.get("NETWORK_PHONE", "0470 00 00 00" if DEMO else ""),
    "address": os.environ.get("NETWORK_ADDRESS", DEMO_ADDRESS if DEMO else "").replace("\\n", "\n"),
    "enterprise_number": os.environ.get("NETWORK_ENTERPRISE_NUMBER", ""),
    # The account that pays; the BIC only for a bank outside Belgium. The demo's is an example that banks publish.
    "iban": os.environ.get("NETWORK_IBAN", "BE71 0961 2345 6769" if DEMO else ""),
    "bic": os.environ.get("NETWORK_BIC", ""),
}

AUTH_USER_MODEL = "accounts.Person"
AUTHENTICATION_BACKENDS = ["tegenstroom.accounts.backends.Backend"]
PASSWORD_HASHERS = ["django.contrib.auth.hashers.Argon2PasswordHasher"]
# Of Argon2, for the card and its PIN: memory in KiB. About 50 ms and 46 MiB a guess, on one core.
CARD_HASH = {"time_cost": 2, "memory_cost": 46 * 1024}
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 12}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
]
LOGIN_URL = "account_request_login_code"
LOGIN_REDIRECT_URL = "front:my_page"

# How many of our own proxies add to X-Forwarded-For: guesses and forms are counted per address.
ALLAUTH_TRUSTED_PROXY_COUNT = int(os.environ.get("TRUSTED_PROXIES", "0"))
ACCOUNT_ADAPTER = "tegenstroom.accounts.adapter.AccountAdapter"
ACCOUNT_FORMS = {
    "login": "tegenstroom.accounts.forms.LoginForm",
    "request_login_code": "tegenstroom.accounts.forms.RequestLoginCodeForm",
    "confirm_login_code": "tegenstroom.accounts.forms.ConfirmLoginCodeForm",
    "add_email": "tegenstroom.accounts.forms.AddEmailForm",
    "change_password": "tegenstroom.accounts.forms.ChangePasswordForm",
    "set_password": "tegenstroom.accounts.forms.SetPasswordForm",
    "reset_password": "tegenstroom.accounts.forms.ResetPasswordForm",
    "confirm_password_reset_code": "tegenstroom.accounts.forms.ConfirmPasswordResetCodeForm",
    "reset_password_from_key": "tegenstroom.accounts.forms.ResetPasswordKeyForm",
    "reauthenticate": "tegenstroom.accounts.forms.ReauthenticateForm",
}
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*", "password1"]  # signing up is closed; this only says that a password may exist
ACCOUNT_EMAIL_VERIFICATION = "none"
ACCOUNT_EMAIL_NOTIFICATIONS = True
ACCOUNT_EMAIL_SUBJECT_PREFIX = ""
ACCOUNT_CHANGE_EMAIL = True
ACCOUNT_REAUTHENTICATION_REQUIRED = True
# Eight digits are 26 bits: with three tries in ten minutes nobody guesses one.
ACCOUNT_LOGIN_BY_CODE_ENABLED = True
ACCOUNT_LOGIN_BY_CODE_FORMAT = {"numeric": True, "length": 8}
ACCOUNT_LOGIN_BY_CODE_TIMEOUT = 10 * 60
ACCOUNT_LOGIN_BY_CODE_MAX_ATTEMPTS = 3
ACCOUNT_LOGIN_BY_CODE_SUPPORTS_RESEND = True
ACCOUNT_PASSWORD_RESET_BY_CODE_ENABLED = True
ACCOUNT_PASSWORD_RESET_BY_CODE_CODE_FORMAT = ACCOUNT_LOGIN_BY_CODE_FORMAT
ACCOUNT_PASSWORD_RESET_BY_CODE_TIMEOUT = ACCOUNT_LOGIN_BY_CODE_TIMEOUT
ACCOUNT_LOGOUT_REDIRECT_URL = "/"
ACCOUNT_SESSION_REMEMBER = True
MFA_ADAPTER = "tegenstroom.accounts.adapter.MFAAdapter"
MFA_FORMS = {
    "authenticate": "tegenstroom.accounts.forms.AuthenticateForm",
    "reauthenticate": "tegenstroom.accounts.forms.ReauthenticateByFactorForm",
    "activate_totp": "tegenstroom.accounts.forms.ActivateTOTPForm",
    "add_webauthn": "tegenstroom.accounts.forms.AddWebAuthnForm",
    "edit_webauthn": "tegenstroom.accounts.forms.EditWebAuthnForm",
}
MFA_TOTP_ISSUER = "Tegenstroom"
MFA_SUPPORTED_TYPES = ["totp", "webauthn", "recovery_codes"]
MFA_PASSKEY_LOGIN_ENABLED = True
MFA_WEBAUTHN_ALLOW_INSECURE_ORIGIN = not HTTPS
STAFF_SECOND_FACTOR_REQUIRED = flag("STAFF_SECOND_FACTOR", default=not DEMO)

SESSION_ENGINE = "tegenstroom.base.sessions"
# Twenty hours and more: nobody is thrown out half-way a form on a slow phone.
SESSION_COOKIE_AGE = 7 * 24 * 3600
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Lax"
CSRF_COOKIE_HTTPONLY = True
CSRF_FAILURE_VIEW = "tegenstroom.base.views.csrf_failure"
if HTTPS:
    SESSION_COOKIE_NAME = "__Host-sessionid"
    CSRF_COOKIE_NAME = "__Host-csrftoken"
    LANGUAGE_COOKIE_NAME = "__Host-taal"
    SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = LANGUAGE_COOKIE_SECURE = True
    SECURE_SSL_REDIRECT = flag("SSL_REDIRECT", default=True)
    SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
    SECURE_HSTS_SECONDS = 2 * 365 * 24 * 3600
    SECURE_HSTS_INCLUDE_SUBDOMAINS = True
    SECURE_HSTS_PRELOAD = True

# The forms that anyone may fill in, from one neighbourhood of addresses: a training centre or a whole team behind
# one address passes at once. A script gets one a minute after that, and the desk sees it before it does harm.
PUBLIC_FORMS = Bucket(capacity=60, interval=timedelta(minutes=1))

SECURE_REFERRER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"
SECURE_CSP = {
    "default-src": [CSP.NONE],
    "script-src": [CSP.SELF],
    "style-src": [CSP.SELF],
    "img-src": [CSP.SELF],
    "font-src": [CSP.SELF],
    "connect-src": [CSP.SELF],
    "form-action": [CSP.SELF],
    "base-uri": [CSP.NONE],
    "frame-ancestors": [CSP.NONE],
}

LOGGING = LOGGING_CONFIG_DICT
SILENCED_SYSTEM_CHECKS = [
    "auth.W004",  # an e-mail address is unique and may be absent
]
