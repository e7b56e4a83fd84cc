"""Mail of the sign-in library, sent the way of all other mail."""

from datetime import timedelta
from types import SimpleNamespace
from typing import Any

from allauth.core import context as allauth_context
from django.conf import settings
from django.utils import translation
from django.utils.translation import gettext_lazy as _

from members.actions import codes
from members.adapters import SignInAdapter
from members.models import User
from notifications.actions import letters
from notifications.models import Contact
from notifications.models.notification import SMS
from notifications.registry import Reader
from workdays import clock


class AccountAdapter(SignInAdapter):
    """What the library would send at once becomes a row, and is sent by a worker."""

    def send_mail(self, template_prefix: str, email: str, context: dict[str, Any]) -> None:
        """Write the mail in the reader's language and leave it to be sent."""
        reader = _reader(email, context.get("user"))
        site = SimpleNamespace(name=_("CPPCC Cloud"), domain=settings.SITE_HOST)
        request = allauth_context.request
        everything = {"request": request, "email": email, "current_site": site, **context}
        with translation.override(_language(reader)):
            mail = self.render_mail(template_prefix, email, everything)
        letters.post(
            reader=reader,
            code=getattr(reader, "code", ""),
            step=template_prefix.rpartition("/")[2],
            subject=mail.subject,
            body=str(mail.body),
            at=clock.now(),
        )

    def send_verification_code_sms(self, user: User, phone: str, code: str, **kwargs: Any) -> None:
        """Leave a text message with a code to be sent, to the person's number or to a new one."""
        reader: Reader = user if user.mobile == phone else Contact.objects.at(phone, channel=SMS)
        with translation.override(user.language or translation.get_language() or ""):
            words = _(
                "Your code is {code}, valid for ten minutes. Nobody from the platform will ever "
                "ask you for it."
            ).format(code=code)
        letters.post(
            reader=reader,
            code=user.code,
            step="code_by_text",
            subject="",
            body=words,
            at=clock.now(),
            channel=SMS,
            useful_for=timedelta(seconds=codes.VALID_SECONDS),
        )

    def format_email_subject(self, subject: str) -> str:
        """The sender's name says which site it is; the subject says what it is about."""
        return str(subject)


def _reader(email: str, user: User | None) -> Reader:
    """The account with this address; an address that is none's (any more) is a contact."""
    if user is None or (user.email or "") != email.lower():
        user = User.objects.filter(email=email.lower()).first()
    language = translation.get_language() or ""
    return user or Contact.objects.at(email, language=language)


def _language(reader: Reader) -> str:
    return reader.language or translation.get_language() or settings.DEFAULT_LANGUAGE
