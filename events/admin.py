from django.contrib import admin, messages
from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from events.actions import outbox
from events.models import Event, Pending


class ReadOnly:
    """Looking, not touching: the tables behind are written by actions only. For all apps' pages."""

    def has_add_permission(self, request: HttpRequest, obj: object = None) -> bool:
        return False

    def has_change_permission(self, request: HttpRequest, obj: object = None) -> bool:
        return False

    def has_delete_permission(self, request: HttpRequest, obj: object = None) -> bool:
        return False


@admin.register(Event)
class EventAdmin(ReadOnly, admin.ModelAdmin):
    list_display = ("at", "kind", "code", "step", "actor", "role", "organ")
    list_filter = ("kind", "role")
    search_fields = ("=code", "=actor")
    ordering = ("-id",)
    show_full_result_count = False


@admin.register(Pending)
class PendingAdmin(ReadOnly, admin.ModelAdmin):
    list_display = (
        "id",
        "handler",
        "event",
        "created_at",
        "not_before",
        "tries",
        "last_error",
    )
    list_filter = ("handler", "tries")
    list_select_related = ("event",)
    ordering = ("id",)
    actions = ("try_again",)

    @admin.action(description=_("Try again now"))
    def try_again(self, request: HttpRequest, queryset: QuerySet) -> None:
        count = outbox.redrive(pks=list(queryset.values_list("pk", flat=True)))
        self.message_user(
            request,
            ngettext("%(n)s row is due again.", "%(n)s rows are due again.", count) % {"n": count},
            messages.INFO,
        )
