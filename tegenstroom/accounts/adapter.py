"""Where allauth meets our rules and our words."""

from typing import Any, ClassVar

import structlog
from allauth.account.adapter import DefaultAccountAdapter
from allauth.account.models import EmailAddress
from allauth.core import context as current
from allauth.core.exceptions import ImmediateHttpResponse
from allauth.mfa.adapter import DefaultMFAAdapter
from allauth.mfa.models import Authenticator
from django.conf import settings
from django.contrib.auth.base_user import AbstractBaseUser
from django.http import HttpRequest
from django.shortcuts import render
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from tegenstroom.accounts.models import Person
from tegenstroom.accounts.sealed import sealed, unsealed
from tegenstroom.base import audit
from tegenstroom.base.mail import signature

log = structlog.get_logger("tegenstroom.accounts")

WRONG_CODE = _("Deze code klopt niet. Kijk ze nog eens na.")
TOO_MANY_TRIES = _("Dat was een paar keer fout. Wacht vijf minuten, of vraag een nieuwe code.")

# The page that follows asks for what stands in these; the others only tell what happened.
MUST_ARRIVE = frozenset(
    f"account/email/{name}"
    for name in ("login_code", "password_reset_code", "unknown_account", "email_confirmation")
)

NEW_ADDRESS = "account/email/email_changed"


class AccountAdapter(DefaultAccountAdapter):
    """Nobody signs herself up: people come in through an enrolment, an import or the desk."""

    error_messages: ClassVar[dict[str, Any]] = DefaultAccountAdapter.error_messages | {
        "account_inactive": _("Met dit adres kan je niet meer aanmelden. Bel of mail ons als dat niet klopt."),
        "duplicate_email": _("Dit is al je e-mailadres."),
        "email_password_mismatch": _("Dit e-mailadres en dit wachtwoord horen niet samen."),
        "email_taken": _("Iemand anders gebruikt dit e-mailadres al."),
        "enter_current_password": _("Dit is niet je wachtwoord van nu."),
        "incorrect_code": WRONG_CODE,
        "incorrect_password": _("Dit wachtwoord klopt niet."),
        "too_many_login_attempts": TOO_MANY_TRIES,
        "rate_limited": TOO_MANY_TRIES,
    }

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        return False

    def get_password_change_redirect_url(self, request: HttpRequest) -> str:
        return reverse("accounts:ways_in")

    def send_notification_mail(
        self,
        template_prefix: str,
        user: AbstractBaseUser,
        context: dict[str, Any] | None = None,
        email: str | None = None,
    ) -> None:
        """Whatever changes in how she comes in leaves an audit row, also when she has no address to tell it to."""
        # An address is written down where it is confirmed: a first one is told to nobody.
        if template_prefix != NEW_ADDRESS:
            _write_down(template_prefix, user)
        super().send_notification_mail(template_prefix, user, context, email)

    def confirm_email(self, request: HttpRequest, email_address: EmailAddress) -> bool:
        confirmed: bool = super().confirm_email(request, email_address)
        if confirmed:
            _write_down(NEW_ADDRESS, email_address.user)
        return confirmed

    def send_mail(self, template_prefix: str, email: str, context: dict[str, Any]) -> None:
        """In the language of the person, if we know her. When no mail can leave, the page says so."""
        person = Person.objects.by_email(email)
        language = person.language if person else translation.get_language()
        try:
            with translation.override(language):
                super().send_mail(template_prefix, email, {**context, "person": person, "signature": signature()})
        except OSError as error:
            # Its text can hold the address; the kind of error is enough.
            log.error("login mail failed", error=type(error).__name__)
            if template_prefix in MUST_ARRIVE:
                page = render(current.request, "accounts/mail_failed.html", status=503)
                raise ImmediateHttpResponse(page) from error


def _write_down(template_prefix: str, person: AbstractBaseUser) -> None:
    """`mfa/email/totp_activated` becomes the verb `accounts.totp_activated`; by herself, about herself."""
    audit.record(f"accounts.{template_prefix.rpartition('/')[2]}", by=person, about=person)


class MFAAdapter(DefaultMFAAdapter):
    """Second factors, in our words."""

    error_messages: ClassVar[dict[str, Any]] = DefaultMFAAdapter.error_messages | {
        "cannot_generate_recovery_codes": _("Reservecodes kan je pas maken als je een app of een sleutel hebt."),
        "incorrect_code": WRONG_CODE,
        "unverified_email": _("Bevestig eerst je nieuwe e-mailadres, of maak die wijziging ongedaan."),
        "rate_limited": TOO_MANY_TRIES,
    }

    def build_totp_svg(self, url: str) -> str:
        """Nothing: the page draws the code itself, because our pages load no `data:` pictures."""
        return ""

    def encrypt(self, text: str) -> str:
        return sealed(text)

    def decrypt(self, encrypted_text: str) -> str:
        return unsealed(encrypted_text)

    def generate_authenticator_name(self, user: AbstractBaseUser, type: Authenticator.Type) -> str:  # noqa: A002
        number = Authenticator.objects.filter(user_id=user.pk, type=type).count() + 1
        return gettext("Sleutel %(number)s") % {"number": number}

    def get_public_key_credential_rp_entity(self) -> dict[str, str]:
        entity: dict[str, str] = super().get_public_key_credential_rp_entity()
        return entity | {"name": settings.MFA_TOTP_ISSUER}
