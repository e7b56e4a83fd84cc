"""Addresses under /api/v1/; those of the steps come from the table of doors."""

from django.urls import path

from files.requests import takes_files
from suggestions.api import beside, filing, views
from suggestions.api.doors import DOORS
from suggestions.api.taking import Steps

urlpatterns = [
    path("suggestions/", views.Suggestions.as_view(), name="suggestions"),
    path("suggestions/<slug:code>/", views.Case.as_view(), name="suggestion"),
    path("files/", takes_files(filing.Files.as_view()), name="files"),
    path("files/<slug:code>/", filing.File.as_view(), name="file"),
    path("suggestions/<slug:code>/notes/", beside.Notes.as_view(), name="notes"),
    path("similar/", beside.Similar.as_view(), name="similar"),
    path("vacancies/", beside.Vacancies.as_view(), name="vacancies"),
    path("rules/<slug:code>/", beside.Rules.as_view(), name="rules"),
    path("draft/", views.MyDraft.as_view(), name="draft"),
    *[
        path(
            f"{door.on.prefix}/<slug:code>/{door.name}/",
            Steps.as_view(row=door),
            name=door.name,
        )
        for door in DOORS
    ],
]
