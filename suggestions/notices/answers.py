"""Who is told of an answer on its way; its author only once it is delivered."""

from django.urls import reverse
from django.utils.translation import gettext_lazy

from departments.policies import heads_over
from events.models import Event
from notifications.registry import Notice
from suggestions import lifecycle
from suggestions.notices import readers as of
from suggestions.notices.making import TALK, notice


def where_it_is_signed(event: Event) -> str:
    """The page with its one button; of a unit that nobody heads, where the letter is recorded."""
    work = of.work_of(event)
    if work is None:
        return of.case_of(event).get_absolute_url()
    page = "sign_off" if heads_over(work.department) else "stamped"
    return reverse(f"suggestions:{page}", args=[work.code])


ANSWERS: dict[tuple[str, str], Notice | None] = {
    ("suggestion", lifecycle.CORRECT.name): notice(
        of.author_and_units,
        gettext_lazy("Corrected: {title}"),
        gettext_lazy("{office} has corrected {code}; what stood there before is kept."),
        mail=False,
    ),
    ("suggestion", lifecycle.CORRECT_ANSWER.name): notice(
        of.raters_author_and_office,
        gettext_lazy("Answer corrected: {title}"),
        gettext_lazy(
            "{unit} has corrected its answer to {code}; the earlier text is kept. No date moves."
        ),
        group=TALK,
    ),
    ("suggestion", lifecycle.ASK_AGREEMENT.name): notice(
        of.officers_to_agree,
        gettext_lazy("To be agreed to: {title}"),
        gettext_lazy("{lead} has its answer to {code} ready. Please agree or object by {day}."),
    ),
    ("suggestion", lifecycle.AGREE.name): notice(
        of.officers_of_the_lead,
        gettext_lazy("Agreed: {title}"),
        gettext_lazy("{unit} agrees to your answer to {code}."),
        mail=False,
    ),
    ("suggestion", lifecycle.OBJECT.name): notice(
        of.officers_of_the_lead,
        gettext_lazy("Objected to: {title}"),
        gettext_lazy("{unit} objects to your answer to {code} and says why."),
    ),
    ("suggestion", lifecycle.DISPENSE.name): notice(
        of.officers_and_lead,
        gettext_lazy("Goes on without the agreement: {title}"),
        gettext_lazy("{office} does without the agreement of {unit} to the answer to {code}."),
        mail=False,
    ),
    ("suggestion", lifecycle.ASK_SIGNOFF.name): notice(
        of.signers,
        gettext_lazy("To be signed off: {title}"),
        gettext_lazy("{unit} has an answer to {code} ready. Please sign it off by {day}."),
        url=where_it_is_signed,
    ),
    ("suggestion", lifecycle.SIGN_OFF.name): notice(
        of.officers,
        gettext_lazy("Signed off: {title}"),
        gettext_lazy("The head of {unit} has signed off the answer to {code}."),
        mail=False,
    ),
    ("suggestion", lifecycle.RECORD_SIGNOFF.name): None,
    ("suggestion", lifecycle.REFUSE_SIGNOFF.name): notice(
        of.officers,
        gettext_lazy("Not signed off: {title}"),
        gettext_lazy("The head of {unit} gives the answer to {code} back and says why."),
    ),
    ("suggestion", lifecycle.WITHDRAW_ANSWER.name): None,
    ("suggestion", lifecycle.URGE_HEAD.name): notice(
        of.signers,
        gettext_lazy("Waits for your signature: {title}"),
        gettext_lazy(
            "{unit} kindly reminds you of its answer to {code}. Please sign it off by {day}."
        ),
        url=where_it_is_signed,
    ),
    ("suggestion", lifecycle.HAND_IN.name): notice(
        of.office,
        gettext_lazy("To be checked: {title}"),
        gettext_lazy(
            "{unit} has handed in its answer to {code}. Please deliver it, or send it back, "
            "by {day}."
        ),
    ),
    ("suggestion", lifecycle.DELIVER.name): notice(
        of.officers,
        gettext_lazy("Delivered: {title}"),
        gettext_lazy("The answer of {unit} to {code} is with the author."),
        mail=False,
    ),
    ("suggestion", lifecycle.RETURN_ANSWER.name): notice(
        of.officers,
        gettext_lazy("Answer sent back: {title}"),
        gettext_lazy("{office} sends the answer to {code} back and says why. It is due by {day}."),
    ),
}
