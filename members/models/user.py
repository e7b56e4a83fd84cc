from collections.abc import Iterable
from typing import Any, ClassVar, Self

from django.conf import settings
from django.contrib.auth.hashers import UNUSABLE_PASSWORD_PREFIX
from django.contrib.auth.models import AbstractBaseUser, BaseUserManager, PermissionsMixin
from django.contrib.postgres.fields import ArrayField
from django.core.exceptions import ValidationError
from django.core.validators import RegexValidator
from django.db import models
from django.db.models.functions import Lower, Now
from django.utils.translation import gettext_lazy as _

from members import elder, numbers
from members.codes import fresh_code
from members.identifiers import Kind
from members.roles import Words

phone_number = RegexValidator(
    r"^\+?[0-9][0-9 -]{5,18}[0-9]$",
    _("Please write the number with digits, spaces and hyphens only, such as 0731-8221 0000."),
)


def mobile_number(text: str) -> None:
    """Refuse what can be no mobile number."""
    try:
        numbers.mobile(text)
    except ValueError:
        words = _("Please write a mobile number: 11 digits, or + and the country first.")
        raise ValidationError(words, code="mobile") from None


def new_code() -> str:
    """Return a fresh public code for a person; nine random signs, not to be guessed."""
    return fresh_code("U")


def language_choices() -> list[tuple[str, Words]]:
    return [("", _("As the browser says")), *settings.LANGUAGES]


def elder_choices() -> list[tuple[str, Words]]:
    return [
        ("", _("Not chosen")),
        (elder.OFF, _("Usual pages")),
        *[(size, _("Large type")) for size in elder.SIZES],
    ]


class AddressField(models.EmailField):
    """An e-mail address without upper-case letters, so that one person has one address.

    Whoever has none is kept as NULL. To ask for "" finds nobody: only what is kept is changed.
    """

    def to_python(self, value: Any) -> Any:
        value = super().to_python(value)
        return value.strip().lower() if isinstance(value, str) else value

    def get_prep_value(self, value: Any) -> Any:
        return self.to_python(super().get_prep_value(value))

    def pre_save(self, model_instance: models.Model, add: bool) -> Any:
        value = self.to_python(super().pre_save(model_instance, add)) or None
        setattr(model_instance, self.attname, value)
        return value


class MobileField(models.CharField):
    """A mobile number as `members.numbers` writes it; NULL where somebody has none."""

    def to_python(self, value: Any) -> Any:
        value = super().to_python(value)
        try:
            return numbers.mobile(value) if value else value
        except ValueError:
            return value  # The validator says what is wrong with it.

    def pre_save(self, model_instance: models.Model, add: bool) -> Any:
        value = self.to_python(super().pre_save(model_instance, add)) or None
        setattr(model_instance, self.attname, value)
        return value


class UserManager(BaseUserManager["User"]):
    def only_invited(self) -> Any:
        """Those who never came in: no password, no sign-in, nothing agreed to."""
        no_way_in = {"password__startswith": UNUSABLE_PASSWORD_PREFIX, "last_login": None}
        return self.filter(agreed_version="", **no_way_in)

    def create_user(self, email: str = "", password: str | None = None, **fields: Any) -> "User":
        """Make a person; without a password none can be used yet.

        Whoever has neither an address nor a mobile signs in with their code.
        """
        user = self.model(email=email or None, **fields)
        user.set_password(password)
        user.save(using=self._db)
        return user

    def create_superuser(self, email: str, password: str | None = None, **fields: Any) -> "User":
        """Make a person who may use Django's admin without limits: for rescue only."""
        return self.create_user(email, password, is_staff=True, is_superuser=True, **fields)

    def called(self, kind: Kind, value: str) -> "User | None":
        """Return whoever signs in with this, as `members.identifiers` reads what was typed."""
        field = {Kind.EMAIL: "email", Kind.MOBILE: "mobile", Kind.CODE: "code"}[kind]
        return self.filter(**{field: value}).first()

    def get_by_natural_key(self, username: str | None) -> "User":
        return self.get(email=username)


class User(AbstractBaseUser, PermissionsMixin):
    """A person with an account. What they may do comes from memberships and seats."""

    code = models.CharField(_("Code"), max_length=12, unique=True, default=new_code, editable=False)
    email = AddressField(
        _("E-mail address"),
        unique=True,
        null=True,
        blank=True,
        error_messages={"unique": _("There is an account with this e-mail address already.")},
    )
    mobile = MobileField(
        _("Mobile number"),
        max_length=20,
        unique=True,
        null=True,
        blank=True,
        validators=[mobile_number],
        help_text=_("Codes to sign in with are sent to it."),
        error_messages={"unique": _("There is an account with this mobile number already.")},
    )
    text_step = models.BooleanField(
        _("Second step by text message"), default=False, db_default=False, editable=False
    )
    name = models.CharField(_("Name"), max_length=60, blank=True)
    phone = models.CharField(_("Phone"), max_length=20, blank=True, validators=[phone_number])
    language = models.CharField(
        _("Language"), max_length=10, blank=True, default="", choices=language_choices
    )
    is_active = models.BooleanField(
        _("Active"), default=True, help_text=_("An inactive account cannot be used any more.")
    )
    is_staff = models.BooleanField(
        _("Technical staff"), default=False, help_text=_("May open the technical administration.")
    )
    agreed_version = models.CharField(
        _("Agreed to"), max_length=40, blank=True, default="", db_default="", editable=False
    )
    last_hat = models.CharField(
        _("Last role"), max_length=40, blank=True, default="", db_default="", editable=False
    )
    elder = models.CharField(
        _("Large type"),
        max_length=6,
        blank=True,
        default="",
        db_default="",
        editable=False,
        choices=elder_choices,
    )
    toured = ArrayField(
        models.CharField(max_length=20),
        verbose_name=_("Introductions put away"),
        blank=True,
        default=list,
        db_default=[],
        editable=False,
    )
    created_at = models.DateTimeField(_("Created"), db_default=Now(), editable=False)

    objects = UserManager()

    USERNAME_FIELD = "email"
    EMAIL_FIELD = "email"
    REQUIRED_FIELDS: ClassVar[list[str]] = []

    class Meta:
        verbose_name = _("person")
        verbose_name_plural = _("people")
        constraints = [
            models.CheckConstraint(
                condition=models.Q(email=Lower("email")) & ~models.Q(email=""),
                name="user_email_lower_case",
            ),
            models.CheckConstraint(
                condition=models.Q(mobile__regex=numbers.E164), name="user_mobile_shape"
            ),
            models.CheckConstraint(
                condition=models.Q(text_step=False) | models.Q(mobile__isnull=False),
                name="user_text_step_has_mobile",
            ),
            models.CheckConstraint(
                condition=models.Q(language__in=["", "zh-hans", "en"]), name="user_language_known"
            ),
            models.CheckConstraint(
                condition=models.Q(elder__in=["", "off", "20", "25", "30"]),
                name="user_elder_size_known",
            ),
            models.CheckConstraint(
                condition=models.Q(code__regex=r"^U[0-9A-Z]{7,11}$"), name="user_code_shape"
            ),
        ]

    @property
    def masked_email(self) -> str:
        """The address so that whoever knows it recognises it: z***@example.org."""
        name, _at, domain = (self.email or "").partition("@")
        return f"{name[:1]}***@{domain}" if domain else ""

    def __str__(self) -> str:
        return self.name or self.email or self.code

    def get_full_name(self) -> str:
        return str(self)

    def get_short_name(self) -> str:
        return str(self)

    def with_agreed(self, version: str) -> Self:
        """Keep which versions of the documents the person has agreed to."""
        self.agreed_version = version
        self.save(update_fields=["agreed_version"])
        return self

    def with_hat(self, key: str) -> Self:
        """Keep under which role the person worked last."""
        self.last_hat = key
        self.save(update_fields=["last_hat"])
        return self

    def with_elder(self, size: str) -> Self:
        """Keep the size of type that the person chose."""
        self.elder = size
        self.save(update_fields=["elder"])
        return self

    def with_toured(self, desks: Iterable[str]) -> Self:
        """Keep at which desks the introduction is not to be shown any more."""
        self.toured = sorted(set(desks))
        self.save(update_fields=["toured"])
        return self

    def with_language(self, language: str) -> Self:
        """Keep the person's choice of language."""
        self.language = language
        self.save(update_fields=["language"])
        return self
