from typing import Any

from allauth.account.forms import default_token_generator
from allauth.account.utils import user_pk_to_url_str
from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.core.validators import validate_email
from django.urls import reverse

from members.actions import people
from members.imports import reference
from members.models import Organ, User
from workdays import clock


class Command(BaseCommand):
    help = (
        "Open an empty system: enrol the first administrator of an organ, with a seat in its "
        "office, and print a link with which they set their password. The link works once."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("organ", help="code of the organ, such as 430000 or 430111")
        parser.add_argument("email", help="address with which the administrator will sign in")

    def handle(self, *args: Any, **options: Any) -> None:
        email = options["email"].strip().lower()
        try:
            validate_email(email)
        except ValidationError:
            raise CommandError(f"{email} is no e-mail address.") from None
        organ = self._organ(options["organ"])
        try:
            user = people.open_system(organ=organ, email=email, since=clock.today(), at=clock.now())
        except people.AlreadyOpen:
            raise CommandError(
                f"{organ.office_name} has an administrator already; nothing was changed. "
                "Whoever forgot the password uses the link on the sign-in page."
            ) from None
        self.stdout.write(f"{email} administers {organ.office_name} and sits in its office.")
        self.stdout.write("Open this link within a day and set a password:")
        self.stdout.write(settings.SITE_URL + self._path(user))

    def _organ(self, code: str) -> Organ:
        organ = Organ.objects.filter(pk=code).first()
        if organ is None:
            reference.load()
            organ = Organ.objects.filter(pk=code).first()
        if organ is None:
            raise CommandError(f"There is no organ with the code {code}.")
        return organ

    @staticmethod
    def _path(user: User) -> str:
        key = default_token_generator.make_token(user)
        names = {"uidb36": user_pk_to_url_str(user), "key": key}
        return reverse("account_reset_password_from_key", kwargs=names)
