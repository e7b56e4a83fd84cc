from dataclasses import asdict
from typing import Any

from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.db.models import Max, Model, QuerySet
from django.forms import ModelForm
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import URLPattern, path
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from deadlines.actions import calendars, clocks
from deadlines.forms import NoticeForm
from deadlines.models import DeadlinePolicy, DueDate, Reminder
from deadlines.policies import calendar_gap
from events.admin import ReadOnly
from members.models import User
from workdays import clock
from workdays.models import CalendarDay


@admin.register(DeadlinePolicy)
class DeadlinePolicyAdmin(admin.ModelAdmin):
    """Rules are added, never edited: what is saved here is the next version from its first day."""

    list_display = ["phase", "organ", "instrument", "urgency", "working_days", "version", "since"]
    list_filter = ["phase", "instrument", "urgency"]
    list_select_related = ["organ"]
    search_fields = ["organ__code", "organ__name_zh"]
    raw_id_fields = ["organ"]
    fields = ["organ", "instrument", "urgency", "phase", "working_days", "since"]

    def has_change_permission(self, request: HttpRequest, obj: Model | None = None) -> bool:
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Model | None = None) -> bool:
        return False

    @transaction.atomic
    def save_model(
        self, request: HttpRequest, obj: DeadlinePolicy, form: ModelForm, change: bool
    ) -> None:
        same = DeadlinePolicy.objects.filter(
            organ=obj.organ, instrument=obj.instrument, urgency=obj.urgency, phase=obj.phase
        )
        obj.version = (same.aggregate(newest=Max("version"))["newest"] or 0) + 1
        super().save_model(request, obj, form, change)


@admin.register(DueDate)
class DueDateAdmin(ReadOnly, admin.ModelAdmin):
    """Reading, and one rescue: stopping a clock whose thing is gone."""

    list_display = ["kind", "code", "phase", "due_at", "provisional", "stopped_at", "organ"]
    list_filter = ["kind", "phase", "provisional", ("stopped_at", admin.EmptyFieldListFilter)]
    list_select_related = ["organ"]
    search_fields = ["=code"]
    ordering = ["-pk"]
    show_full_result_count = False
    actions = ["stop_clocks"]

    def has_rescue_permission(self, request: HttpRequest) -> bool:
        return request.user.has_perm("deadlines.change_duedate")

    @admin.action(description=_("Stop these clocks"), permissions=["rescue"])
    def stop_clocks(self, request: HttpRequest, queryset: QuerySet[DueDate]) -> None:
        rows = queryset.filter(stopped_at__isnull=True)
        by = request.user if isinstance(request.user, User) else None
        for due in rows:
            clocks.stop(kind=due.kind, code=due.code, phase=due.phase, by=by, at=clock.now())
        words = ngettext("%(count)d clock stopped.", "%(count)d clocks stopped.", len(rows))
        self.message_user(request, words % {"count": len(rows)}, messages.INFO)


@admin.register(Reminder)
class ReminderAdmin(ReadOnly, admin.ModelAdmin):
    list_display = ["rule", "kind", "code", "due_at", "at"]
    list_filter = ["kind", "rule"]
    search_fields = ["=code"]
    ordering = ["-at"]
    show_full_result_count = False


@admin.register(CalendarDay)
class CalendarDayAdmin(ReadOnly, admin.ModelAdmin):
    """Days are looked at one by one but loaded a year at a time: half a year would be wrong."""

    list_display = ["date", "kind", "festival", "notice_no", "source"]
    list_filter = ["kind", "festival"]
    date_hierarchy = "date"
    change_list_template = "deadlines/admin/calendar_list.html"

    def get_urls(self) -> list[URLPattern]:
        load = path(
            "load/", self.admin_site.admin_view(self.load), name="workdays_calendarday_load"
        )
        return [load, *super().get_urls()]

    def has_load_permission(self, request: HttpRequest) -> bool:
        return request.user.has_perm("workdays.add_calendarday")

    def changelist_view(
        self, request: HttpRequest, extra_context: dict[str, Any] | None = None
    ) -> HttpResponse:
        seen = {
            "gap": calendar_gap(clock.today()),
            "may_load": self.has_load_permission(request),
        }
        return super().changelist_view(request, seen | (extra_context or {}))

    def load(self, request: HttpRequest) -> HttpResponse:
        """Take a notice as a file, load it, and say what it moved."""
        if not self.has_load_permission(request):
            raise PermissionDenied
        form = NoticeForm(request.POST or None, request.FILES or None)
        if form.is_valid():
            by = request.user if isinstance(request.user, User) else None
            done = calendars.load(notice=form.notice, by=by, at=clock.now())
            words = _(
                "%(days)d days changed; deadlines confirmed: %(confirmed)d, "
                "moved later: %(later)d, moved earlier: %(earlier)d."
            )
            counts = asdict(done) | {"days": len(done.differences)}
            self.message_user(request, words % counts, messages.SUCCESS)
            return redirect("admin:workdays_calendarday_changelist")
        context = self.admin_site.each_context(request) | {
            "form": form,
            "title": _("Load a year’s notice"),
        }
        return render(request, "deadlines/admin/load.html", context)
