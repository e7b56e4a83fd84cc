from django.urls import path

from deadlines.views import calendar, lengths, loading

app_name = "deadlines"
urlpatterns = [
    path("calendar/", calendar.this_year, name="this_year"),
    path("calendar/<int:year>/", calendar.calendar, name="calendar"),
    path("organ/deadlines/", lengths.lengths, name="lengths"),
    path(
        "organ/deadlines/<slug:instrument>/<slug:phase>/<slug:urgency>/",
        lengths.length,
        name="length",
    ),
    path("organ/calendar/", loading.load, name="load"),
    path("organ/calendar/template/<int:year>/", loading.template, name="load_template"),
]
