"""Rescue: looking people up and putting right what an organ's office cannot reach.

Everyday work with people and seats belongs to the pages of the platform.
"""

from typing import Any, cast

from django import forms
from django.contrib import admin
from django.http import HttpRequest

from members.actions import account, people
from members.models import Member, Organ, Seat, Sector, User
from workdays import clock


class UserForm(forms.ModelForm):
    class Meta:
        model = User
        fields = ["email", "name", "phone", "language", "is_active", "is_staff"]


class SeatInline(admin.TabularInline):
    model = Seat
    extra = 0
    autocomplete_fields = ["organ"]


class MemberInline(admin.TabularInline):
    model = Member
    extra = 0
    autocomplete_fields = ["organ", "sector"]


@admin.register(User)
class UserAdmin(admin.ModelAdmin):
    """People. Passwords are neither shown nor set here: there is the mailed link."""

    form = UserForm
    inlines = [SeatInline, MemberInline]
    list_display = ["name", "email", "code", "is_active", "is_staff", "last_login"]
    list_filter = ["is_active", "is_staff"]
    search_fields = ["name", "email", "code"]
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
                email=obj.email, name=obj.name, phone=obj.phone, language=obj.language, by=by, at=at
            )
            obj.pk, obj.code = made.pk, made.code
            obj.password = made.password
        changed = set(form.changed_data)
        rest = changed - {"email", "is_active"} if change else changed & {"is_staff"}
        account.change_profile(user=obj, fields=sorted(rest), by=by, at=at)
        if change and "email" in changed:
            people.move_address(user=obj, email=obj.email, by=by, at=at)
        if "is_active" in changed:
            (account.reopen if obj.is_active else account.close)(user=obj, by=by, at=at)


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


class PeriodAdmin(admin.ModelAdmin):
    """Seats and memberships are ended by a last day, not deleted."""

    list_select_related = ["user", "organ"]
    autocomplete_fields = ["user", "organ"]
    search_fields = ["user__name", "user__email", "user__code"]
    show_full_result_count = False

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False


@admin.register(Seat)
class SeatAdmin(PeriodAdmin):
    list_display = ["user", "role", "organ", "since", "until"]
    list_filter = ["role", ("until", admin.EmptyFieldListFilter)]


@admin.register(Member)
class MemberAdmin(PeriodAdmin):
    list_display = ["user", "organ", "sector", "since", "until"]
    autocomplete_fields = ["user", "organ", "sector"]
    list_filter = [("until", admin.EmptyFieldListFilter)]
