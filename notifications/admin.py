from django.contrib import admin, messages
from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from events.admin import ReadOnly
from notifications.actions import delivery
from notifications.models import Notification


@admin.register(Notification)
class NotificationAdmin(ReadOnly, admin.ModelAdmin):
    """What was told to whom, and what did not arrive; never a letter, which holds secrets."""

    list_display = (
        "id",
        "created_at",
        "channel",
        "kind",
        "code",
        "step",
        "state",
        "tries",
        "last_error",
    )
    list_filter = ("state", "channel", "kind")
    search_fields = ("=code", "=user__code")
    ordering = ("-id",)
    show_full_result_count = False
    exclude = ("data",)
    actions = ("send_again",)

    @admin.action(description=_("Send failed ones again"))
    def send_again(self, request: HttpRequest, queryset: QuerySet) -> None:
        count = delivery.redrive(pks=list(queryset.values_list("pk", flat=True)))
        self.message_user(
            request,
            ngettext("%(n)s mail will be sent again.", "%(n)s mails will be sent again.", count)
            % {"n": count},
            messages.INFO,
        )
