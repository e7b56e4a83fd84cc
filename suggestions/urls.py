from django.urls import path

from suggestions.views import (
    case,
    cosigning,
    department,
    desk,
    exporting,
    member,
    office,
    publication,
    sealing,
    talk,
    writing,
)

app_name = "suggestions"

urlpatterns = [
    path("desk/", desk.desk, name="desk"),
    path("suggestions/", member.mine, name="mine"),
    path("suggestions/write/", writing.write, name="write"),
    path("suggestions/draft/", writing.draft, name="draft"),
    path("suggestions/whose/", writing.whose_matter, name="whose"),
    path("suggestions/similar/", writing.similar, name="similar"),
    path("suggestions/fellows/", writing.fellows, name="fellows"),
    path("suggestions/here/", writing.here, name="here"),
    path("suggestions/<slug:code>/cosign/", cosigning.cosign, name="cosign"),
    path("suggestions/<slug:code>/join/", cosigning.join, name="join"),
    path("office/<slug:code>/publish/", publication.publish, name="publish"),
    path("office/<slug:code>/recall/", publication.recall, name="recall"),
    path("office/<slug:code>/seal/", sealing.seal, name="seal"),
    path("suggestions/<slug:code>/", case.case, name="case"),
    path("suggestions/<slug:code>/talk/", talk.talk, name="talk"),
    path("suggestions/<slug:code>/rate/", member.rate, name="rate"),
    path("office/", office.desk, name="office"),
    path("office/export/", exporting.export, {"desk": "office"}, name="export_office"),
    path("office/<slug:code>/decide/", office.decide, name="decide"),
    path("office/<slug:code>/accept/", office.accept, name="accept"),
    path("unit/", department.desk, name="unit"),
    path("unit/export/", exporting.export, {"desk": "unit"}, name="export_unit"),
    path("unit/<slug:code>/sign/", department.sign, name="sign"),
    path("unit/<slug:code>/contact/", department.contact, name="contact"),
    path("unit/<slug:code>/reply/", department.reply, name="reply"),
]
