"""The sign-in library's forms in our words: labels that say what to enter, no placeholders.

The settings ACCOUNT_FORMS and MFA_FORMS name these classes.
"""

import time
from collections.abc import Callable, Mapping
from typing import Any

from allauth.account import forms as account
from allauth.account.internal.flows.login import get_authentication_records
from allauth.core import context
from allauth.mfa.base import forms as mfa
from allauth.mfa.totp import forms as totp
from allauth.mfa.webauthn import forms as webauthn
from django import forms
from django.conf import settings
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from members import numbers
from members.actions import codes
from members.actions.codes import Kept
from members.identifiers import Kind, read
from members.models import User
from members.roles import Words
from members.second_step import ways_of

LABELS: Mapping[str, Words] = {
    "login": _("E-mail address, mobile number or sign-in code"),
    "email": _("E-mail address"),
    "password": _("Password"),
    "oldpassword": _("Present password"),
    "password1": _("New password"),
    "password2": _("New password, once more"),
    "code": _("Code of six digits"),
    "name": _("Name of the passkey"),
    "passwordless": _("May open the account without the password as well"),
}
HELP: Mapping[str, Words] = {
    "password1": _("At least ten characters, not only digits; not your name or address."),
    "name": _("So that you can tell your passkeys apart, such as “my phone”."),
    "passwordless": _("Your password stays as it is. Unticked, the passkey is a second step only."),
}


CODE_IS_NEW = 10 * 60
"""Seconds for which signing in by a code shows who somebody is when they set a new password."""


def came_by_code(request: HttpRequest, user: User) -> bool:
    """Tell whether somebody signed in by a code just now."""
    records = get_authentication_records(request, user)
    return any(
        record["method"] == "code" and time.time() - record["at"] < CODE_IS_NEW
        for record in records
    )


NO_TEXTS_THERE = _(
    "No text messages are sent to numbers of this country. Please use your e-mail address."
)
"""Of a number in a country to which none are sent."""


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


NAME = {
    "autocomplete": "username",
    "autocapitalize": "none",
    "spellcheck": "false",
    "enterkeyhint": "next",
}
"""Of the field for address, number or code: nothing a telephone would put right by itself."""

DIGITS = {"inputmode": "numeric", "autocomplete": "one-time-code", "class": "code-field"}


class LoginForm(InOurWords, account.LoginForm):
    """A password, and who it belongs to."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["login"].widget.attrs = {**NAME}

    def user_credentials(self) -> dict[str, str]:
        """What was typed, as address, number or code: never as two of them."""
        kind, value = read(self.cleaned_data["login"])
        return {kind.value: value, "password": self.cleaned_data["password"]}


class RequestLoginCodeForm(InOurWords, forms.Form):
    """Who wants a code: `kind` and `shown` say what was typed, `user` whose it is, if anybody's."""

    login = forms.CharField(max_length=254, widget=forms.TextInput(attrs=NAME))
    kind: Kind
    shown: str
    user: User | None = None

    def clean_login(self) -> str:
        """Look the person up; say nothing of whether there is one."""
        self.kind, self.shown = read(self.cleaned_data["login"])
        if self.kind is Kind.MOBILE and not settings.SMS_ENABLED:
            raise forms.ValidationError(
                _("No text messages are sent from here. Please enter your e-mail address.")
            )
        if self.kind is Kind.MOBILE and not numbers.may_be_texted(self.shown):
            raise forms.ValidationError(NO_TEXTS_THERE)
        found = User.objects.called(self.kind, self.shown)
        self.user = found if found and found.is_active else None
        return self.shown

    @property
    def way(self) -> str:
        """By which way the code goes: with an account's code, to the telephone rather than mail."""
        if self.kind is not Kind.CODE:
            return self.kind.value
        by_text = self.user and numbers.may_be_texted(self.user.mobile)
        return Kind.MOBILE.value if by_text else Kind.EMAIL.value


class CodeForm(InOurWords, forms.Form):
    """Six digits that were sent; `fits` tells whether they are the right ones."""

    code = forms.CharField(max_length=20, widget=forms.TextInput(attrs=DIGITS))

    def __init__(self, *args: Any, fits: Callable[[str], bool], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fits = fits

    def clean_code(self) -> str:
        """Refuse another code."""
        code: str = self.cleaned_data["code"]
        if not self.fits(code):
            raise forms.ValidationError(_("This code is not right, or not valid any more."))
        return code


class ConfirmLoginCodeForm(CodeForm):
    """The code somebody wants to sign in with; `code` is what is kept of it, if one was sent."""

    def __init__(self, *args: Any, code: Kept | None = None, **kwargs: Any) -> None:
        def fits(typed: str) -> bool:
            return code is not None and codes.fits(code, typed)

        super().__init__(*args, fits=fits, **kwargs)


class PasswordStepForm(InOurWords, forms.Form):
    """The password as second step, for who came in by a text message."""

    password = forms.CharField(
        strip=False, widget=forms.PasswordInput(attrs={"autocomplete": "current-password"})
    )


class MobileForm(InOurWords, forms.Form):
    """Another mobile number of one's own."""

    mobile = forms.CharField(
        label=_("New mobile number"),
        max_length=40,
        widget=forms.TextInput(attrs={"autocomplete": "tel", "inputmode": "tel", "type": "tel"}),
    )

    def __init__(self, *args: Any, user: User, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.user = user

    def clean_mobile(self) -> str:
        """Return the number as it is kept."""
        number = User._meta.get_field("mobile").clean(self.cleaned_data["mobile"], self.user)
        if number == self.user.mobile:
            raise forms.ValidationError(_("This is your present number."))
        if settings.SMS_ENABLED and not numbers.may_be_texted(str(number)):
            raise forms.ValidationError(NO_TEXTS_THERE)
        return str(number)


class ResetPasswordForm(InOurWords, account.ResetPasswordForm):
    """Asks where to mail the link; who typed a number learns of the way by text message."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        words = BY_MAIL_OR_CODE if settings.SMS_ENABLED else BY_MAIL_ONLY
        self.fields["email"].error_messages["invalid"] = words


BY_MAIL_OR_CODE = _(
    "The link comes by mail only: please enter your e-mail address. With a mobile number choose "
    "“Send me a code” on the page for signing in; you can set a new password then. Where a text "
    "message is your second step, ask the office of your organ instead."
)
BY_MAIL_ONLY = _(
    "The link comes by mail only: please enter your e-mail address. Without one, ask the office of "
    "your organ."
)
"""Of a name that is no address: with text messages, and without."""


class ResetPasswordKeyForm(InOurWords, account.ResetPasswordKeyForm):
    pass


class ChangePasswordForm(InOurWords, account.ChangePasswordForm):
    """Asks for the present password, unless a code has just shown who it is: it may be forgotten,
    and a mailed link would ask for it no more than that."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if came_by_code(context.request, self.user):
            del self.fields["oldpassword"]


class SetPasswordForm(InOurWords, account.SetPasswordForm):
    pass


class ReauthenticateForm(InOurWords, account.ReauthenticateForm):
    pass


class NewAddressForm(InOurWords, account.AddEmailForm):
    labels = {"email": _("New e-mail address")}


class ByCode(InOurWords):
    """Asks for a code that this person has, and for no other."""

    user: User

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        ways = ways_of(self.user)
        label = CODE_LABELS[ways.app, ways.codes]
        self.fields["code"].label = label  # type: ignore[attr-defined]


CODE_LABELS: Mapping[tuple[bool, bool], Words] = {
    (True, True): _("Code from the app, or a recovery code"),
    (True, False): _("Code from the app"),
    (False, True): _("Recovery code"),
    (False, False): _("Recovery code"),
}
"""By whether somebody has set up an app, and has recovery codes left."""


class AuthenticateForm(ByCode, mfa.AuthenticateForm):
    pass


class ReauthenticateByCodeForm(ByCode, mfa.ReauthenticateForm):
    pass


class ActivateAppForm(InOurWords, totp.ActivateTOTPForm):
    labels = {"code": _("Code that the app shows")}


class AddPasskeyForm(InOurWords, webauthn.AddWebAuthnForm):
    """A passkey opens the door by itself, unless somebody wants it as a second step only."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["passwordless"].initial = True


class RenamePasskeyForm(InOurWords, webauthn.EditWebAuthnForm):
    pass
