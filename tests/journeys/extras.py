"""People whom the demo lacks, and the facts that addresses are made of. Before the browser opens:
the models refuse to work in a thread in which one is driven."""

from datetime import date, datetime, timedelta
from email.message import EmailMessage
from importlib import import_module

from allauth.account.forms import EmailAwarePasswordResetTokenGenerator
from allauth.account.internal.flows import login
from allauth.account.models import EmailAddress, EmailConfirmationHMAC
from allauth.account.utils import user_pk_to_url_str
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from allauth.mfa.totp.internal.auth import TOTP, generate_totp_secret
from django.conf import settings
from django.test import RequestFactory, override_settings

from cppcc_cloud.demo.seed import PASSWORD
from departments.models import Officer
from jobs.models import Job
from members import documents
from members.models import Member, SavedFilter, User
from suggestions.actions import publishing
from suggestions.actions.publishing import PublicWords
from suggestions.models import Assignment, Cosigner, Phrase, Suggestion
from tests.files.samples import a_pdf, a_photo, attached_to
from tests.journeys import crowded, enrolments, outcomes, rules
from tests.journeys.visiting import (
    AFRESH,
    BEGINNER,
    CAREFUL,
    ELDER,
    HEAD,
    KEYS,
    MEMBER,
    MEMBER_2,
    NO_PASSWORD,
    OFFICE,
    UNIT,
)
from tests.served.people import sign_in
from tests.served.site import Site

HOUR = 3600
CASES = {
    "submitted": {"state": "submitted", "organ": "430000"},
    "accepted": {"state": "accepted", "organ": "430000"},
    "assigned": {"state": "assigned", "unit__code": "jyt"},
    "in_handling": {"state": "in_handling", "unit__code": "stsg"},
    "city": {"state": "in_handling", "organ": "430100"},
    "replied": {"state": "replied"},
    "english": {"state": "assigned", "title__startswith": "Bus"},
    "rework": {"state": "rework"},
    "followup": {"state": "followup", "author__email": MEMBER_2},
    "reported": {"state": "followup", "author__email": MEMBER},
    "closed": {"state": "closed", "author__email": MEMBER},
}


def make() -> dict[str, str]:
    """Make the people; returns the facts by the words that stand in the pages' addresses."""
    member, keys = User.objects.get(email=MEMBER), _person(KEYS, PASSWORD)
    _person(BEGINNER, PASSWORD)
    _person(NO_PASSWORD, None)
    _person(AFRESH, PASSWORD).with_agreed("")
    several = _person(ELDER, PASSWORD).with_elder("25")
    Member.objects.create(user=several, organ_id="430100", since=date(2026, 1, 1))
    careful = _person(CAREFUL, PASSWORD)
    User.objects.filter(pk=careful.pk).update(mobile="+8619900000088", text_step=True)
    TOTP.activate(keys, generate_totp_secret())
    RecoveryCodes.activate(keys)
    token = EmailAwarePasswordResetTokenGenerator().make_token(member)
    codes = {name: Suggestion.objects.filter(**which)[0].code for name, which in CASES.items()}
    _both_ends()
    return (
        codes
        | _beside()
        | outcomes.make()
        | rules.make()
        | enrolments.make()
        | {
            "text": Phrase.objects.filter(kind="answer")[0].code,
            "reset": f"{user_pk_to_url_str(member)}-{token}",
            "confirm": EmailConfirmationHMAC(EmailAddress.objects.get(user=member)).key,
        }
    )


def _both_ends() -> None:
    """Desks with five hundred cases, and desks with none."""
    full = (crowded.OFFICE_FULL, crowded.UNIT_FULL, crowded.MEMBER_FULL)
    quiet = (crowded.OFFICE_QUIET, crowded.UNIT_QUIET, crowded.MEMBER_QUIET)
    for organ, emails in ((crowded.FULL, full), (crowded.QUIET, quiet)):
        for email in emails:
            crowded.seated(_user(email, PASSWORD), organ)
    crowded.fill()


def _beside() -> dict[str, str]:
    """A published case, and one that the beginner is asked to co-sign."""
    own = {"author__email": MEMBER, "state": "in_handling", "organ": "430000"}
    case = Suggestion.objects.filter(**own)[0]
    beginner = User.objects.get(email=BEGINNER)
    at = case.submitted_at
    Suggestion.objects.filter(pk=case.pk).update(wish="public")
    case.refresh_from_db()
    clerk = User.objects.filter(seats__organ=case.organ_id, seats__role="office")[0]
    words = PublicWords(case.title, case.situation, "已到现场查看。")
    publishing.publish(suggestion=case, words=words, by=clerk, at=at)
    Cosigner.objects.create(
        suggestion=case, user=beginner, origin="invited", asked_by=case.author, asked_at=at
    )
    made = {"published": case.code, "asked": case.code, **_places()}
    return made | {"job": _under_way(at).code, "view": _kept().code}


def _places() -> dict[str, str]:
    """Where the head and an officer sit, and who they are; one case is the officer's by name."""
    places = {}
    for word, email in (("head_place", HEAD), ("unit_place", UNIT)):
        seat = Officer.objects.select_related("user", "department").filter(user__email=email)[0]
        places[word] = f"{seat.department.code}/{seat.user.code}"
        own = Assignment.objects.in_force().running().filter(department=seat.department)
        Assignment.objects.filter(pk__in=own.values("pk")[:1]).update(officer=seat.user)
    return places


def _kept() -> SavedFilter:
    """A view of the office's list under a name of its own."""
    clerk = User.objects.get(email=OFFICE)
    return SavedFilter.objects.create(owner=clerk, listing="office", name="逾期", query="show=late")


def _under_way(at: datetime) -> Job:
    """A long list that is being made for the office, by a worker that takes its time."""
    clerk = User.objects.get(email=OFFICE)
    moments = {"created_at": at, "started_at": at, "leased_until": at + timedelta(days=3650)}
    return Job.objects.create(
        kind="suggestions.list",
        by=clerk,
        organ="430000",
        state="running",
        total=2400,
        done=700,
        data={"desk": "office", "show": "all", "format": "xlsx"},
        **moments,
    )


def _person(email: str, password: str | None) -> User:
    user = _user(email, password)
    Member.objects.create(user=user, organ_id="430111", since=date(2026, 1, 1))
    return user


def _user(email: str, password: str | None) -> User:
    agreed = documents.current()
    user = User.objects.create_user(email, password, name="新委员", agreed_version=agreed)
    EmailAddress.objects.create(user=user, email=email, primary=True, verified=True)
    return user


def sessions() -> dict[str, str]:
    """The session cookie of everybody, by address; they have just shown who they are again."""
    return {user.email: _signed_in(user) for user in User.objects.all()}


def _signed_in(user: User) -> str:
    key = sign_in(user)
    request = RequestFactory().get("/")
    request.user = user
    request.session = import_module(settings.SESSION_ENGINE).SessionStore(key)
    method = "password" if user.has_usable_password() else "code"
    login.record_authentication(request, user, method=method, reauthenticated=True)
    # For as long as a crawl may take: pages about the account ask again after five minutes.
    request.session[login.AUTHENTICATION_METHODS_SESSION_KEY][-1]["at"] += HOUR
    request.session.save()
    return key


def attach_something(site: Site, code: str) -> None:
    """So that the page of a case shows a photo and a document."""
    case = Suggestion.objects.get(code=code)
    with override_settings(MEDIA_ROOT=site.folder / "var" / "files"):
        attached_to(case, a_photo(size=(640, 400)), name="路灯.jpg")
        attached_to(case, a_pdf(), name="说明.pdf")


def leave_a_mail(site: Site) -> None:
    """So that the page of mails has one to show."""
    mail = EmailMessage()
    mail["From"], mail["To"], mail["Subject"] = "no-reply@localhost", MEMBER, "已答复：换灯"
    mail.set_content("区住建局已答复您的建议。\n\nhttp://localhost/suggestions/2026-00001/\n")
    site.mail.mkdir(parents=True, exist_ok=True)
    (site.mail / "one.eml").write_bytes(bytes(mail))
