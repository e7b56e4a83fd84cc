from django.contrib import admin

from events.admin import ReadOnly
from jobs.models import Job


@admin.register(Job)
class JobAdmin(ReadOnly, admin.ModelAdmin):
    """How long work gets on; never what it has written."""

    list_display = ("code", "kind", "state", "done", "total", "tries", "error", "created_at")
    list_filter = ("state", "kind")
    search_fields = ("=code", "=by__code")
    ordering = ("-id",)
    fields = (*list_display, "organ", "started_at", "worked_at", "finished_at", "leased_until")
    show_full_result_count = False
