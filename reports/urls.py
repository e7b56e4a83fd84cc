from django.urls import path

from reports.views import overview

app_name = "reports"

urlpatterns = [
    path("overview/", overview.overview, name="overview"),
    path("overview/rows/", overview.rows, name="rows"),
    path("overview/<slug:name>.csv", overview.table, name="table"),
]
