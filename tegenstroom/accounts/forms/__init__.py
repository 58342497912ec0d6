"""Forms of logging in, of cards and of people."""

from tegenstroom.accounts.forms.allauth import (
    ActivateTOTPForm,
    AddEmailForm,
    AddWebAuthnForm,
    AuthenticateForm,
    ChangePasswordForm,
    ConfirmLoginCodeForm,
    ConfirmPasswordResetCodeForm,
    EditWebAuthnForm,
    LoginForm,
    ReauthenticateByFactorForm,
    ReauthenticateForm,
    RequestLoginCodeForm,
    ResetPasswordForm,
    ResetPasswordKeyForm,
    SetPasswordForm,
)
from tegenstroom.accounts.forms.cards import CardForm, PinForm
from tegenstroom.accounts.forms.people import (
    ErasureForm,
    LanguageForm,
    OwnDataForm,
    PersonForm,
    RoleForm,
    SearchForm,
)

__all__ = [
    "ActivateTOTPForm",
    "AddEmailForm",
    "AddWebAuthnForm",
    "AuthenticateForm",
    "CardForm",
    "ChangePasswordForm",
    "ConfirmLoginCodeForm",
    "ConfirmPasswordResetCodeForm",
    "EditWebAuthnForm",
    "ErasureForm",
    "LanguageForm",
    "LoginForm",
    "OwnDataForm",
    "PersonForm",
    "PinForm",
    "ReauthenticateByFactorForm",
    "ReauthenticateForm",
    "RequestLoginCodeForm",
    "ResetPasswordForm",
    "ResetPasswordKeyForm",
    "RoleForm",
    "SearchForm",
    "SetPasswordForm",
]
