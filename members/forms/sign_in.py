"""The sign-in library's forms in our words: labels that say what to enter, no placeholders.

The settings ACCOUNT_FORMS and MFA_FORMS name these classes.
"""

from collections.abc import Mapping
from typing import Any

from allauth.account import forms as account
from allauth.mfa.base import forms as mfa
from allauth.mfa.totp import forms as totp
from allauth.mfa.webauthn import forms as webauthn
from django.utils.translation import gettext_lazy as _

from members.roles import Words

LABELS: Mapping[str, Words] = {
    "login": _("E-mail address"),
    "email": _("E-mail address"),
    "password": _("Password"),
    "oldpassword": _("Present password"),
    "password1": _("New password"),
    "password2": _("New password, once more"),
    "code": _("Code from the mail"),
    "name": _("Name of the passkey"),
    "passwordless": _("Sign in with this passkey alone, without a password"),
}
HELP: Mapping[str, Words] = {
    "password1": _("At least ten characters, not only digits; not your name or address."),
    "name": _("So that you can tell your passkeys apart, such as “my phone”."),
}


class InOurWords:
    """Puts our labels and help on the fields of a form of the library."""

    labels: Mapping[str, Words] = {}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name, field in self.fields.items():  # type: ignore[attr-defined]
            field.label = self.labels.get(name) or LABELS.get(name, field.label)
            field.help_text = HELP.get(name, "")
            field.error_messages["required"] = _("Please fill this in.")
            field.widget.attrs.pop("placeholder", None)


class LoginForm(InOurWords, account.LoginForm):
    pass


class RequestLoginCodeForm(InOurWords, account.RequestLoginCodeForm):
    pass


class ConfirmLoginCodeForm(InOurWords, account.ConfirmLoginCodeForm):
    pass


class ResetPasswordForm(InOurWords, account.ResetPasswordForm):
    pass


class ResetPasswordKeyForm(InOurWords, account.ResetPasswordKeyForm):
    pass


class ChangePasswordForm(InOurWords, account.ChangePasswordForm):
    pass


class SetPasswordForm(InOurWords, account.SetPasswordForm):
    pass


class ReauthenticateForm(InOurWords, account.ReauthenticateForm):
    pass


class NewAddressForm(InOurWords, account.AddEmailForm):
    labels = {"email": _("New e-mail address")}


class AuthenticateForm(InOurWords, mfa.AuthenticateForm):
    labels = {"code": _("Code from the app, or a recovery code")}


class ReauthenticateByCodeForm(InOurWords, mfa.ReauthenticateForm):
    labels = {"code": _("Code from the app, or a recovery code")}


class ActivateAppForm(InOurWords, totp.ActivateTOTPForm):
    labels = {"code": _("Code that the app shows")}


class AddPasskeyForm(InOurWords, webauthn.AddWebAuthnForm):
    """A passkey opens the door by itself, unless somebody wants it as a second step only."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["passwordless"].initial = True


class RenamePasskeyForm(InOurWords, webauthn.EditWebAuthnForm):
    pass
