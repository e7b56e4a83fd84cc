from django.urls import path

from enrolment.views import cards, intakes, invitations, joining, people, person, terms

app_name = "enrolment"
OF = "organ/people/<slug:organ>"

urlpatterns = [
    path("organ/people/", people.desk, name="desk"),
    path(f"{OF}/", people.index, name="people"),
    path(f"{OF}/new/", people.enrol, name="enrol"),
    path(f"{OF}/person/<slug:code>/", person.person, name="person"),
    path(f"{OF}/person/<slug:code>/contact/", person.contact, name="contact"),
    path(f"{OF}/person/<slug:code>/invite/", person.invite, name="invite"),
    path(f"{OF}/person/<slug:code>/suspend/", person.suspend, name="suspend"),
    path(f"{OF}/person/<slug:code>/resume/", person.resume, name="resume"),
    path(f"{OF}/person/<slug:code>/end/", person.end, name="end"),
    path(f"{OF}/lists/", intakes.index, name="lists"),
    path(f"{OF}/lists/new/", intakes.new, name="list_new"),
    path(f"{OF}/lists/template/<slug:kind>/", intakes.template, name="template"),
    path(f"{OF}/lists/<slug:code>/", intakes.show, name="list"),
    path(f"{OF}/lists/<slug:code>/columns/", intakes.columns, name="columns"),
    path(f"{OF}/lists/<slug:code>/fix/", intakes.fix, name="fix"),
    path(f"{OF}/lists/<slug:code>/apply/", intakes.apply, name="apply"),
    path(f"{OF}/lists/<slug:code>/leave/", intakes.leave, name="leave"),
    path(f"{OF}/lists/<slug:code>/marked/", intakes.marked, name="marked"),
    path(f"{OF}/invitations/", invitations.index, name="invitations"),
    path(f"{OF}/invitations/<slug:code>/revoke/", invitations.revoke, name="revoke"),
    path(f"{OF}/cards/", cards.cards, name="cards"),
    path(f"{OF}/terms/", terms.index, name="terms"),
    path(f"{OF}/terms/new/", terms.new, name="term_new"),
    path(f"{OF}/terms/correct/", terms.correct, name="term_correct"),
    path("join/", joining.by_code, name="join"),
    path("join/<slug:token>/", joining.by_link, name="join_by_link"),
]
