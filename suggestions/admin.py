"""For reading and rescue. The state is read-only here: it changes by the lifecycle's steps."""

from django.contrib import admin
from django.db.models import QuerySet
from django.http import HttpRequest

from events.admin import ReadOnly
from suggestions.models import Assignment, Recommendation, Reply, Suggestion


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
