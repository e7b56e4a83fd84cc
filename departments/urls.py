from django.urls import path

from departments.views import absences, below, posting, units

app_name = "departments"
urlpatterns = [
    path("organ/units/", units.units, name="units"),
    path("organ/units/add/", units.add, name="unit_add"),
    path("organ/units/<slug:code>/", units.unit, name="unit"),
    path("organ/units/<slug:code>/edit/", units.edit, name="unit_edit"),
    path("organ/units/<slug:code>/switch/", units.switch, name="unit_switch"),
    path("organ/units/<slug:code>/post/", posting.post, name="post"),
    path("organ/units/<slug:code>/people/<slug:person>/<slug:role>/", posting.end, name="post_end"),
    path("absences/", absences.absences, name="absences"),
    path("absences/<slug:code>/", absences.change, name="absence"),
    path("absences/<slug:code>/end/", absences.end, name="absence_end"),
    *(
        path(
            f"absences/{kind}/<slug:place>/<slug:person>/",
            absences.enter,
            {"kind": kind},
            name=f"absence_{kind}",
        )
        for kind in ("unit", "office")
    ),
    path("organ/below/", below.below, name="below"),
    path("organ/below/<slug:code>/", below.organ_below, name="organ_below"),
]
