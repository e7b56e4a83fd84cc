from django.urls import path, register_converter
from django.urls.converters import StringConverter

from suggestions.filters import VIEWS
from suggestions.views import (
    agreeing,
    answer_rules,
    answers,
    arranging,
    bulk,
    case,
    correcting,
    cosigning,
    department,
    desk,
    desk_over,
    disputes,
    entering,
    exporting,
    extensions,
    following,
    holds,
    member,
    notes,
    office,
    opinions,
    outcomes,
    own,
    promises,
    publication,
    rating,
    redoing,
    reopening,
    returns,
    rules,
    sealing,
    talk,
    texts,
    undoing,
    urging,
    vacancies,
    writing,
)

app_name = "suggestions"


class WorkingDesk(StringConverter):
    """A desk whose list can be arranged and taken away."""

    regex = "|".join(VIEWS)


register_converter(WorkingDesk, "desk")

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
    path("suggestions/<slug:code>/invite/", cosigning.invite, name="invite"),
    path("suggestions/<slug:code>/join/", cosigning.join, name="join"),
    path("office/<slug:code>/publish/", publication.publish, name="publish"),
    path("office/<slug:code>/unpublish/", publication.unpublish, name="unpublish"),
    path("office/<slug:code>/seal/", sealing.seal, name="seal"),
    path("suggestions/<slug:code>/", case.case, name="case"),
    path("suggestions/<slug:code>/file/", exporting.casefile, name="casefile"),
    path("suggestions/<slug:code>/follow/", following.follow, name="follow"),
    path("suggestions/<slug:code>/talk/", talk.talk, name="talk"),
    path("suggestions/<slug:code>/complete/", own.complete, name="complete"),
    path("suggestions/<slug:code>/withdraw/", own.withdraw, name="withdraw"),
    path("suggestions/<slug:code>/appeal/", own.appeal, name="appeal"),
    path("suggestions/<slug:code>/rate/", rating.rate, name="rate"),
    path("suggestions/<slug:code>/again/", redoing.redo, name="redo"),
    path("office/", office.desk, name="office"),
    path("office/export/", exporting.export, {"desk": "office"}, name="export_office"),
    path("office/next/", office.following, name="next"),
    path("office/undo/", undoing.undo, name="undo"),
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
    path("office/<slug:code>/reopen/", reopening.reopen, name="reopen"),
    path("promises/<slug:code>/report/", promises.report, name="promise_report"),
    path("promises/<slug:code>/renew/", promises.renew, name="promise_renew"),
    path("promises/<slug:code>/kept/", promises.kept, name="promise_kept"),
    path("unit/", department.desk, name="unit"),
    path("unit/export/", exporting.export, {"desk": "unit"}, name="export_unit"),
    path("unit/hand-over/<slug:unit>/<slug:person>/", desk_over.hand_over, name="desk_over"),
    path("unit/hand-over/<slug:unit>/<slug:person>/back/", desk_over.take_back, name="desk_back"),
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
    path("office/<slug:code>/correct/", correcting.correct, name="correct"),
    path("unit/<slug:code>/correct/", correcting.correct_answer, name="correct_answer"),
    path("unit/<slug:code>/agree/", agreeing.agree, name="agree"),
    path("office/<slug:code>/dispense/", agreeing.dispense, name="dispense"),
    path("unit/<slug:code>/sign-off/", answers.sign_off, name="sign_off"),
    path("unit/<slug:code>/stamped/", answers.stamped, name="stamped"),
    path("office/<slug:code>/answer/", answers.check, name="check_answer"),
    path("office/<slug:code>/enter/", entering.enter, name="enter"),
    *(
        path(
            f"office/<slug:code>/enter/{name.replace('_', '-')}/",
            entering.page,
            {"name": name},
            name=f"enter_{name}",
        )
        for name in entering.ENTERINGS
    ),
    path("office/<slug:code>/urge/", urging.urge, name="urge"),
    path("office/<slug:code>/hold/", holds.hold, name="hold"),
    path("office/<slug:code>/go-on/", holds.resume, name="resume"),
    # Several cases in one act, and the office's own rules for routing.
    path("office/together/", bulk.together, name="assign_many"),
    path("office/rules/", rules.first, name="rules"),
    path("office/rules/<slug:organ>/", rules.book, name="rules_of"),
    path("office/rules/<slug:organ>/add/", rules.add, name="rule_add"),
    path("office/rules/<slug:organ>/change/", rules.change, name="rules_change"),
    path("office/rules/<slug:organ>/trial/", rules.trial, name="rules_trial"),
    path("office/rules/<slug:organ>/save/", rules.save, name="rules_save"),
    path("office/rules/<slug:organ>/versions/", rules.versions, name="rule_versions"),
    path("office/rules/<slug:organ>/versions/<int:number>/", rules.version, name="rule_version"),
    path("office/rules/<slug:organ>/rule/<slug:key>/", rules.edit, name="rule_edit"),
    # A working desk's list as somebody wants it.
    path("lists/<desk:desk>/keep/", arranging.save, name="filter_save"),
    path("lists/<desk:desk>/views/", arranging.mine, name="filters"),
    path("lists/<desk:desk>/columns/", arranging.columns, name="columns"),
    path("lists/views/<slug:code>/", arranging.rename, name="filter_rename"),
    path("lists/views/<slug:code>/delete/", arranging.drop, name="filter_drop"),
    # What a desk keeps to write with.
    path("texts/", texts.first, name="texts"),
    path("texts/<slug:text>/for/<slug:code>/", texts.text, name="text"),
    path("texts/<desk:desk>/<slug:owner>/", texts.kept, name="texts_of"),
    path("texts/<desk:desk>/<slug:owner>/add/", texts.add, name="text_add"),
    path("texts/<desk:desk>/<slug:owner>/order/", texts.order, name="texts_order"),
    path("texts/<desk:desk>/<slug:owner>/<slug:text>/", texts.edit, name="text_edit"),
    path("texts/<desk:desk>/<slug:owner>/<slug:text>/remove/", texts.remove, name="text_remove"),
    # The organ administrator's desk.
    path("organ/answers/", answer_rules.rules, name="answer_rules"),
    path("organ/answers/<slug:instrument>/", answer_rules.rule, name="answer_rule"),
    path("vacancies/", vacancies.vacancies, name="vacancies"),
    path("disputes/", disputes.disputes, name="disputes"),
    path("disputes/<slug:code>/", disputes.rule, name="rule"),
]
