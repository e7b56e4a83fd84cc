from django.urls import path

from reports.views import overview, public, unit

app_name = "reports"

urlpatterns = [
    path("overview/", overview.overview, name="overview"),
    path("overview/rows/", overview.rows, name="rows"),
    path("overview/tables/<slug:name>/", overview.table, name="table"),
    path("unit/figures/", unit.figures, name="unit"),
    path("unit/figures/rows/", unit.rows, name="unit_rows"),
    path("unit/figures/tables/<slug:name>/", unit.table, name="unit_table"),
    # For everybody.
    path("figures/<int:year>/", public.year, name="year"),
    path("figures/<int:year>/<slug:name>/", public.year_table, name="year_table"),
    path("places/", public.places, name="places"),
    path("places/<slug:code>/", public.place, name="place"),
]
