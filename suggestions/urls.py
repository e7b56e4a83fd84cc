from django.urls import path

from suggestions.views import (
    case,
    department,
    desk,
    member,
    office,
    promises,
    rating,
    redoing,
    reopening,
)

app_name = "suggestions"

urlpatterns = [
    path("desk/", desk.desk, name="desk"),
    path("suggestions/", member.mine, name="mine"),
    path("suggestions/write/", member.write, name="write"),
    path("suggestions/draft/", member.draft, name="draft"),
    path("suggestions/whose/", member.whose_matter, name="whose"),
    path("suggestions/<slug:code>/", case.case, name="case"),
    path("suggestions/<slug:code>/rate/", rating.rate, name="rate"),
    path("suggestions/<slug:code>/again/", redoing.redo, name="redo"),
    path("office/", office.desk, name="office"),
    path("office/<slug:code>/decide/", office.decide, name="decide"),
    path("office/<slug:code>/accept/", office.accept, name="accept"),
    path("office/<slug:code>/reopen/", reopening.reopen, name="reopen"),
    path("promises/<slug:code>/report/", promises.report, name="promise_report"),
    path("promises/<slug:code>/renew/", promises.renew, name="promise_renew"),
    path("promises/<slug:code>/kept/", promises.kept, name="promise_kept"),
    path("unit/", department.desk, name="unit"),
    path("unit/<slug:code>/sign/", department.sign, name="sign"),
    path("unit/<slug:code>/contact/", department.contact, name="contact"),
    path("unit/<slug:code>/reply/", department.reply, name="reply"),
]
