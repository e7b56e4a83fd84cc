"""Rescue: looking people up and putting right what an organ's office cannot reach.

Everyday work with people and seats belongs to the pages of the platform.
"""

import datetime as dt
from collections.abc import Callable
from typing import Any, cast

import allauth.mfa.admin
import allauth.usersessions.admin  # noqa: F401 - both register what is registered otherwise here
from allauth.mfa.models import Authenticator
from allauth.usersessions.models import UserSession
from django import forms
from django.contrib import admin
from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from members.actions import account, people
from members.models import Member, Organ, Seat, Sector, User
from workdays import clock


class UserForm(forms.ModelForm):
    class Meta:
        model = User
        fields = ["email", "mobile", "name", "phone", "language", "is_active", "is_staff"]


class PeriodInline(admin.TabularInline):
    """Places somebody has or is given. They are ended on their own page."""

    extra = 0
    can_delete = False
    show_change_link = True

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False


class SeatInline(PeriodInline):
    model = Seat
    autocomplete_fields = ["organ"]


class MemberInline(PeriodInline):
    model = Member
    autocomplete_fields = ["organ", "sector"]


@admin.register(User)
class UserAdmin(admin.ModelAdmin):
    """People. Passwords are neither shown nor set here: there is the mailed link."""

    form = UserForm
    inlines = [SeatInline, MemberInline]
    list_display = ["name", "email", "mobile", "code", "is_active", "is_staff", "last_login"]
    list_filter = ["is_active", "is_staff"]
    search_fields = ["name", "email", "mobile", "code"]
    readonly_fields = ["code", "last_login", "created_at"]
    ordering = ["-id"]
    show_full_result_count = False

    def get_readonly_fields(self, request: HttpRequest, obj: User | None = None) -> list[str]:
        """Only a superuser decides who may come here."""
        fixed = list(self.readonly_fields)
        return fixed if request.user.is_superuser else [*fixed, "is_staff"]

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """People are closed, never deleted: the ledger speaks of them."""
        return False

    def save_model(self, request: HttpRequest, obj: User, form: Any, change: bool) -> None:
        """Go through the actions, so that the ledger tells who changed what."""
        by, at = cast(User, request.user), clock.now()
        if not change:
            made = people.enrol(
                email=obj.email or "",
                mobile=obj.mobile or "",
                name=obj.name,
                phone=obj.phone,
                language=obj.language,
                by=by,
                at=at,
            )
            obj.pk, obj.code = made.pk, made.code
            obj.password = made.password
        changed = set(form.changed_data)
        rest = changed - {"email", "mobile", "is_active"} if change else changed & {"is_staff"}
        account.change_profile(user=obj, fields=sorted(rest), by=by, at=at)
        if change and "email" in changed:
            people.move_address(user=obj, email=obj.email or "", by=by, at=at)
        if change and "mobile" in changed:
            people.move_mobile(user=obj, mobile=obj.mobile or "", by=by, at=at)
        if "is_active" in changed:
            (account.reopen if obj.is_active else account.close)(user=obj, by=by, at=at)

    def save_formset(self, request: HttpRequest, form: Any, formset: Any, change: bool) -> None:
        """Seats and memberships, each with its line."""
        for place in formset.save(commit=False):
            people.give(place=place, by=cast(User, request.user), at=clock.now())


@admin.register(Organ)
class OrganAdmin(admin.ModelAdmin):
    """Organs come from a file; only their names are corrected here."""

    list_display = ["code", "name_zh", "name_en", "level", "parent"]
    list_filter = ["level"]
    list_select_related = ["parent"]
    search_fields = ["code", "name_zh", "name_en"]
    readonly_fields = ["code", "level", "parent", "seat_lon", "seat_lat"]

    def has_add_permission(self, request: HttpRequest) -> bool:
        """New areas come with the file."""
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """What has happened in an area stays there."""
        return False


@admin.register(Sector)
class SectorAdmin(admin.ModelAdmin):
    list_display = ["position", "name_zh", "name_en"]
    list_display_links = ["name_zh"]
    search_fields = ["code", "name_zh", "name_en"]


class PeriodForm(forms.ModelForm):
    """A new place, or the last day of one that was given; its other fields stand fixed then."""

    def clean_until(self) -> dt.date | None:
        until: dt.date | None = self.cleaned_data["until"]
        if self.instance.until and not until:
            raise forms.ValidationError(_("It has a last day. To give it again, add a new one."))
        if until and self.instance.pk and until < self.instance.since:
            raise forms.ValidationError(_("The last day cannot be before the first."))
        return until


class PeriodAdmin(admin.ModelAdmin):
    """Places are given and ended through the actions, so that the ledger tells of both."""

    form = PeriodForm
    give: Callable[..., None] = staticmethod(people.give)
    end: Callable[..., None] = staticmethod(people.end)
    list_select_related = ["user", "organ"]
    autocomplete_fields = ["user", "organ"]
    search_fields = ["user__name", "user__email", "user__code"]
    show_full_result_count = False

    def get_readonly_fields(self, request: HttpRequest, obj: Any = None) -> list[str]:
        """Who has had which place from which day stays as it was."""
        fixed = [one.name for one in self.opts.fields if one.editable and one.name != "until"]
        return fixed if obj else []

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """A place is ended by a last day."""
        return False

    def save_model(self, request: HttpRequest, obj: Any, form: Any, change: bool) -> None:
        """Go through the actions, as everybody else does."""
        by, at = cast(User, request.user), clock.now()
        if not change:
            self.give(place=obj, by=by, at=at)
        elif "until" in form.changed_data:
            self.end(place=obj, until=obj.until, by=by, at=at)


@admin.register(Seat)
class SeatAdmin(PeriodAdmin):
    list_display = ["user", "role", "organ", "since", "until"]
    list_filter = ["role", ("until", admin.EmptyFieldListFilter)]


@admin.register(Member)
class MemberAdmin(PeriodAdmin):
    list_display = ["user", "organ", "sector", "since", "until"]
    autocomplete_fields = ["user", "organ", "sector"]
    list_filter = [("until", admin.EmptyFieldListFilter)]


# The library's page of sessions searches by a user name, which nobody has here.
admin.site.unregister([Authenticator, UserSession])


@admin.register(Authenticator)
class AuthenticatorAdmin(admin.ModelAdmin):
    """Rescue for a lost telephone: take a second step away. Its secret is never shown."""

    list_display = ["user", "type", "created_at", "last_used_at"]
    list_filter = ["type"]
    list_select_related = ["user"]
    exclude = ["data"]
    search_fields = ["user__email", "user__code"]
    show_full_result_count = False
    STEPS = {"totp": "totp_removed", "webauthn": "passkey_removed"}

    def has_add_permission(self, request: HttpRequest) -> bool:
        """Only its owner has it."""
        return False

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    def delete_model(self, request: HttpRequest, obj: Authenticator) -> None:
        """Take it away and say so in the ledger, which tells its owner."""
        by = cast(User, request.user)
        step = self.STEPS.get(obj.type)
        obj.delete()
        if step:
            account.note(user=obj.user, step=step, by=by, at=clock.now())

    def delete_queryset(self, request: HttpRequest, queryset: QuerySet[Authenticator]) -> None:
        """One by one, so that each has its line."""
        for one in queryset:
            self.delete_model(request, one)
