"""For reading and rescue. The state is read-only here: it changes by the lifecycle's steps."""

from django.contrib import admin
from django.db import transaction
from django.db.models import Max, Model, QuerySet
from django.forms import ModelForm
from django.http import HttpRequest

from events.admin import ReadOnly
from suggestions.models import AnswerPolicy, Assignment, Recommendation, Reply, Suggestion


class AssignmentInline(ReadOnly, admin.StackedInline):
    model = Assignment
    extra = 0


class RecommendationInline(ReadOnly, admin.TabularInline):
    model = Recommendation
    extra = 0


@admin.register(Suggestion)
class SuggestionAdmin(ReadOnly, admin.ModelAdmin):
    list_display = ("code", "title", "state", "organ", "unit", "due_at")
    list_filter = ("state", "instrument")
    list_select_related = ("organ", "unit")
    search_fields = ("code",)
    show_full_result_count = False
    inlines = (AssignmentInline, RecommendationInline)


@admin.register(Reply)
class ReplyAdmin(ReadOnly, admin.ModelAdmin):
    """The answers of cases that are not sealed; a sealed case is not in its own list either."""

    list_display = ("assignment", "outcome_class", "replied_at")
    list_select_related = ("assignment__department",)
    show_full_result_count = False

    def get_queryset(self, request: HttpRequest) -> QuerySet:
        return super().get_queryset(request).filter(assignment__suggestion__sealed_at=None)


@admin.register(AnswerPolicy)
class AnswerPolicyAdmin(admin.ModelAdmin):
    """Rules are added, never edited: what is saved here is the next version from its first day."""

    list_display = ("instrument", "organ", "checks", "sign_off", "version", "since")
    list_filter = ("instrument",)
    list_select_related = ("organ",)
    raw_id_fields = ("organ",)
    fields = ("organ", "instrument", "checks", "sign_off", "since")

    def has_change_permission(self, request: HttpRequest, obj: Model | None = None) -> bool:
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Model | None = None) -> bool:
        return False

    @transaction.atomic
    def save_model(
        self, request: HttpRequest, obj: AnswerPolicy, form: ModelForm, change: bool
    ) -> None:
        same = AnswerPolicy.objects.filter(organ=obj.organ, instrument=obj.instrument)
        obj.version = (same.aggregate(newest=Max("version"))["newest"] or 0) + 1
        super().save_model(request, obj, form, change)
