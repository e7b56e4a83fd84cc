from django.urls import path

from suggestions.views import (
    case,
    department,
    desk,
    disputes,
    exporting,
    extensions,
    holds,
    member,
    notes,
    office,
    opinions,
    outcomes,
    own,
    returns,
    talk,
)

app_name = "suggestions"

urlpatterns = [
    path("desk/", desk.desk, name="desk"),
    path("suggestions/", member.mine, name="mine"),
    path("suggestions/write/", member.write, name="write"),
    path("suggestions/draft/", member.draft, name="draft"),
    path("suggestions/whose/", member.whose_matter, name="whose"),
    path("suggestions/<slug:code>/", case.case, name="case"),
    path("suggestions/<slug:code>/talk/", talk.talk, name="talk"),
    path("suggestions/<slug:code>/rate/", member.rate, name="rate"),
    path("suggestions/<slug:code>/complete/", own.complete, name="complete"),
    path("suggestions/<slug:code>/withdraw/", own.withdraw, name="withdraw"),
    path("suggestions/<slug:code>/appeal/", own.appeal, name="appeal"),
    path("office/", office.desk, name="office"),
    path("office/export/", exporting.export, {"desk": "office"}, name="export_office"),
    path("office/<slug:code>/decide/", office.decide, name="decide"),
    path("office/<slug:code>/accept/", office.accept, name="accept"),
    *(
        path(
            f"office/<slug:code>/{name.replace('_', '-')}/",
            outcomes.page,
            {"name": name},
            name=name,
        )
        for name in outcomes.OUTCOMES
    ),
    path("unit/", department.desk, name="unit"),
    path("unit/export/", exporting.export, {"desk": "unit"}, name="export_unit"),
    path("unit/<slug:code>/sign/", department.sign, name="sign"),
    path("unit/<slug:code>/contact/", department.contact, name="contact"),
    path("unit/<slug:code>/reply/", department.reply, name="reply"),
    # Several units on one case, and what they ask of office and arbiter.
    path("suggestions/<slug:code>/notes/", notes.notes, name="notes"),
    path("unit/<slug:code>/officer/", department.officer, name="officer"),
    path("unit/<slug:code>/give-back/", returns.give_back, name="give_back"),
    path("unit/<slug:code>/dispute/", disputes.dispute, name="dispute"),
    path("unit/<slug:code>/opinion/", opinions.opinion, name="opinion"),
    path("unit/<slug:code>/opinion/back/", opinions.send_back, name="opinion_back"),
    path("unit/<slug:code>/more-time/", extensions.extension, name="extension"),
    path("office/<slug:code>/return/", returns.decide_return, name="decide_return"),
    path("office/<slug:code>/recall/", returns.recall, name="recall"),
    path("office/<slug:code>/waive/", opinions.waive, name="waive"),
    path("office/<slug:code>/more-time/", extensions.decide_extension, name="decide_extension"),
    path("office/<slug:code>/hold/", holds.hold, name="hold"),
    path("office/<slug:code>/go-on/", holds.resume, name="resume"),
    path("disputes/", disputes.disputes, name="disputes"),
    path("disputes/<slug:code>/", disputes.rule, name="rule"),
]
