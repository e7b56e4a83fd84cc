"""Rescue: correcting a unit's remit, and who sits in it."""

from typing import Any

from django.contrib import admin
from django.http import HttpRequest

from departments.models import Department, Officer


class OfficerInline(admin.TabularInline):
    model = Officer
    extra = 0
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


@admin.register(Officer)
class OfficerAdmin(admin.ModelAdmin):
    list_display = ["user", "role", "department", "since", "until"]
    list_filter = ["role"]
    list_select_related = ["user", "department"]
    search_fields = ["user__name", "user__email", "department__name_zh"]
    autocomplete_fields = ["user", "department"]
    show_full_result_count = False

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """A seat is ended by a last day."""
        return False
