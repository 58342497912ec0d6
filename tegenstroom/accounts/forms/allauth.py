"""allauth's forms with our words: it keeps the checks, we keep the sentences."""

from typing import Any, ClassVar

from allauth.account import forms as account
from allauth.account.internal.flows.login import record_authentication
from allauth.core import context as current
from allauth.mfa.base import forms as factor
from allauth.mfa.totp import forms as totp
from allauth.mfa.webauthn import forms as webauthn
from django import forms
from django.contrib.auth.base_user import AbstractBaseUser
from django.utils.translation import gettext_lazy as _

CODE_IN_THE_MAIL = _("Acht cijfers. Het streepje mag je weglaten.")
NEW_PASSWORD = _("Minstens 12 tekens. Vier woorden achter elkaar zijn sterk en makkelijk te onthouden.")


class OurWords(forms.Form):
    """Labels and help by field name; the field's own placeholder goes, because it hides what to type."""

    labels: ClassVar[dict[str, Any]] = {}
    helps: ClassVar[dict[str, Any]] = {}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name, field in self.fields.items():
            field.widget.attrs.pop("placeholder", None)
            field.label = self.labels.get(name, field.label)
            field.help_text = self.helps.get(name, "")


class CodeWords(OurWords):
    """A code is digits: phones then show their number keys."""

    labels = {"code": _("Code")}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["code"].widget.attrs |= {"inputmode": "numeric", "autocapitalize": "off"}


class NewPasswordWords(OurWords):
    """A new password, typed twice."""

    labels = {
        "oldpassword": _("Je wachtwoord van nu"),
        "password1": _("Je nieuwe wachtwoord"),
        "password2": _("Nog eens je nieuwe wachtwoord"),
    }
    helps = {"password1": NEW_PASSWORD}

    def clean(self) -> dict[str, Any] | None:
        # Before allauth compares: its sentence is not ours.
        first, second = self.cleaned_data.get("password1"), self.cleaned_data.get("password2")
        if first and second and first != second:
            self.add_error("password2", _("Dit is niet hetzelfde als hierboven."))
        return super().clean()


class EmailWords(OurWords):
    """An address."""

    labels = {"email": _("E-mailadres")}


class RequestLoginCodeForm(EmailWords, account.RequestLoginCodeForm):
    """Where the code must go."""


class ConfirmLoginCodeForm(CodeWords, account.ConfirmLoginCodeForm):
    """The code out of the mail."""

    helps = {"code": CODE_IN_THE_MAIL}


class LoginForm(OurWords, account.LoginForm):
    """For who chose a password."""

    labels = {"login": _("E-mailadres"), "password": _("Wachtwoord")}


class AddEmailForm(OurWords, account.AddEmailForm):
    """Another address: it counts after a click in the mail that goes there."""

    labels = {"email": _("Je nieuwe e-mailadres")}


class ChangePasswordForm(NewPasswordWords, account.ChangePasswordForm):
    """Another password."""


class SetPasswordForm(NewPasswordWords, account.SetPasswordForm):
    """A first password."""

    labels = {"password1": _("Je wachtwoord"), "password2": _("Nog eens je wachtwoord")}


class ResetPasswordForm(EmailWords, account.ResetPasswordForm):
    """Where the code for a new password must go."""


class ConfirmPasswordResetCodeForm(CodeWords, account.ConfirmPasswordResetCodeForm):
    """The code for a new password."""

    helps = {"code": CODE_IN_THE_MAIL}


class ResetPasswordKeyForm(NewPasswordWords, account.ResetPasswordKeyForm):
    """A new password after a code."""


class ReauthenticateForm(OurWords, account.ReauthenticateForm):
    """The password once more, before something that matters."""

    labels = {"password": _("Wachtwoord")}


class AuthenticateForm(CodeWords, factor.AuthenticateForm):
    """The second step of logging in."""

    labels = {"code": _("Code uit je app, of een reservecode")}


class ReauthenticateByFactorForm(CodeWords, factor.ReauthenticateForm):
    """The second factor once more, before something that matters."""

    labels = {"code": _("Code uit je app, of een reservecode")}


class ActivateTOTPForm(CodeWords, totp.ActivateTOTPForm):
    """Proof that the app works."""

    labels = {"code": _("De code die de app nu toont")}
    helps = {"code": _("Zes cijfers.")}

    def clean_code(self) -> str:
        code: str = super().clean_code()
        _proved_herself(self.user)
        return code


class AddWebAuthnForm(OurWords, webauthn.AddWebAuthnForm):
    """A key to add: a phone, a laptop, a key on your key ring."""

    labels = {
        "name": _("Naam van deze sleutel"),
        "passwordless": _("Aanmelden met deze sleutel alleen, zonder code"),
    }
    helps = {"name": _("Zo herken je hem later: mijn telefoon, de laptop van het werk.")}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["passwordless"].initial = True

    def clean(self) -> dict[str, Any] | None:
        data: dict[str, Any] | None = super().clean()
        if not self.errors:
            _proved_herself(self.user)
        return data


class EditWebAuthnForm(OurWords, webauthn.EditWebAuthnForm):
    """Another name for a key."""

    labels = {"name": _("Naam van deze sleutel")}


def _proved_herself(person: AbstractBaseUser) -> None:
    # She just used her new factor; else the next page, with her recovery codes, would ask for it once more.
    record_authentication(current.request, person, "mfa", reauthenticated=True)
