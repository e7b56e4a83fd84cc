"""Rescue: correcting a unit's remit, and who sits in it."""

from typing import Any, cast

from django.contrib import admin
from django.http import HttpRequest

from departments.actions import officers
from departments.models import Department, Officer
from members.admin import PeriodAdmin, PeriodInline
from members.models import User
from workdays import clock


class OfficerInline(PeriodInline):
    model = Officer
    autocomplete_fields = ["user"]


@admin.register(Department)
class DepartmentAdmin(admin.ModelAdmin):
    inlines = [OfficerInline]
    list_display = ["code", "name_zh", "name_en", "organ", "parent", "is_active"]
    list_filter = ["is_active", "kind"]
    list_select_related = ["organ", "parent"]
    search_fields = ["code", "name_zh", "short_zh", "name_en"]
    autocomplete_fields = ["organ", "parent"]

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """A unit is switched off, never deleted: its answers stay."""
        return False

    def save_model(self, request: HttpRequest, obj: Department, form: Any, change: bool) -> None:
        """What a person corrects here no list overwrites."""
        obj.edited_at = clock.now()
        super().save_model(request, obj, form, change)

    def save_formset(self, request: HttpRequest, form: Any, formset: Any, change: bool) -> None:
        """Whoever gets a place here, each with a line in the ledger."""
        for place in formset.save(commit=False):
            officers.give(place=place, by=cast(User, request.user), at=clock.now())


@admin.register(Officer)
class OfficerAdmin(PeriodAdmin):
    give = staticmethod(officers.give)
    end = staticmethod(officers.end)
    list_display = ["user", "role", "is_deputy", "department", "since", "until"]
    list_filter = ["role"]
    list_select_related = ["user", "department"]
    search_fields = ["user__name", "user__email", "department__name_zh"]
    autocomplete_fields = ["user", "department"]
