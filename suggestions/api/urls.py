"""Addresses under /api/v1/; those of the steps come from the table of doors."""

from django.urls import path

from suggestions.api import views
from suggestions.api.doors import DOORS
from suggestions.api.taking import Steps

urlpatterns = [
    path("suggestions/", views.Suggestions.as_view(), name="suggestions"),
    path("suggestions/<slug:code>/", views.Case.as_view(), name="suggestion"),
    path("draft/", views.MyDraft.as_view(), name="draft"),
    *[
        path(
            f"{door.on.prefix}/<slug:code>/{door.step.name}/",
            Steps.as_view(row=door),
            name=door.step.name,
        )
        for door in DOORS
    ],
]
