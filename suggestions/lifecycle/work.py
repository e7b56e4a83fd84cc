"""The arrows of one unit's assignment (交办).

Source: the platform's domain rules, department assignments.
"""

from django.utils.translation import gettext_lazy as _

from suggestions.lifecycle.cases import STEPS
from suggestions.lifecycle.states import HELD, INSIDE, PAUSED, Desk, Part, Work
from suggestions.lifecycle.step import Step

HAND_OVER = Step("hand_over", (), Work.PENDING_SIGN, Desk.OFFICE, _("Hand over to a unit"))
SIGN = Step("sign", (Work.PENDING_SIGN,), Work.IN_PROGRESS, Desk.DEPARTMENT, _("Sign for"))
CONTACT = Step("contact", (Work.IN_PROGRESS,), None, Desk.DEPARTMENT, _("Record contact"))
ENTRUST = Step(
    "entrust",
    (Work.PENDING_SIGN, Work.IN_PROGRESS),
    None,
    Desk.DEPARTMENT,
    _("Say who handles it"),
)
REPLY = Step(
    "reply",
    (Work.IN_PROGRESS,),
    Work.DELIVERED,
    Desk.DEPARTMENT,
    _("Answer"),
    parts=(Part.SOLE, Part.LEAD, Part.SEPARATE),
)
ASK_RETURN = Step(
    "ask_return",
    (Work.IN_PROGRESS,),
    Work.RETURN_REQUESTED,
    Desk.DEPARTMENT,
    _("Give it back"),
    note=True,
)
APPROVE_RETURN = Step(
    "approve_return",
    (Work.RETURN_REQUESTED,),
    Work.CANCELLED,
    Desk.OFFICE,
    _("Take it from the unit"),
)
REFUSE_RETURN = Step(
    "refuse_return",
    (Work.RETURN_REQUESTED,),
    Work.IN_PROGRESS,
    Desk.OFFICE,
    _("Leave it with the unit"),
    note=True,
)
DISPUTE = Step(
    "dispute",
    (Work.IN_PROGRESS,),
    Work.DISPUTED,
    Desk.DEPARTMENT,
    _("Call the arbiter"),
    note=True,
)
RELEASE = Step(
    "release",
    (Work.DISPUTED,),
    Work.CANCELLED,
    Desk.ARBITER,
    _("Rule that it is another's"),
    note=True,
)
BIND = Step(
    "bind", (Work.DISPUTED,), Work.IN_PROGRESS, Desk.ARBITER, _("Rule that it stays"), note=True
)
RECALL = Step(
    "recall",
    (Work.PENDING_SIGN, Work.IN_PROGRESS, Work.RETURN_REQUESTED, *INSIDE),
    Work.CANCELLED,
    Desk.OFFICE,
    _("Take away and give to another"),
    note=True,
)
ASK_EXTENSION = Step(
    "ask_extension",
    (Work.IN_PROGRESS,),
    None,
    Desk.DEPARTMENT,
    _("Ask for more time"),
    note=True,
)
GRANT_EXTENSION = Step(
    "grant_extension", (Work.IN_PROGRESS,), None, Desk.OFFICE, _("Give more time")
)
REFUSE_EXTENSION = Step(
    "refuse_extension", (Work.IN_PROGRESS,), None, Desk.OFFICE, _("Refuse more time"), note=True
)
GIVE_OPINION = Step(
    "give_opinion",
    (Work.IN_PROGRESS,),
    Work.OPINION_GIVEN,
    Desk.DEPARTMENT,
    _("Give the opinion"),
    parts=(Part.CO,),
)
RETURN_OPINION = Step(
    "return_opinion",
    (Work.OPINION_GIVEN,),
    Work.IN_PROGRESS,
    Desk.LEAD,
    _("Send the opinion back"),
    note=True,
    parts=(Part.CO,),
)
WAIVE = Step(
    "waive",
    (Work.PENDING_SIGN, Work.IN_PROGRESS, Work.RETURN_REQUESTED, Work.DISPUTED),
    Work.WAIVED,
    Desk.OFFICE,
    _("Go on without this opinion"),
    note=True,
    parts=(Part.CO,),
)
SAY_UNIT = Step(
    "say_unit",
    (
        *HELD,
        *PAUSED,
        *INSIDE,
        Work.PENDING_CHECK,
        Work.OPINION_GIVEN,
        Work.DELIVERED,
        Work.DONE,
    ),
    None,
    Desk.DEPARTMENT,
    _("Write to the author"),
    note=True,
)
# Where a policy asks for it, an answer is agreed to by the co-handlers (会签) and signed off by the
# unit's head (审签) before it is handed in, and checked by the office before its author reads it.
ANSWERING = (Part.SOLE, Part.LEAD, Part.SEPARATE)
ASK_AGREEMENT = Step(
    "ask_agreement",
    (Work.IN_PROGRESS,),
    Work.PENDING_COSIGN,
    Desk.DEPARTMENT,
    _("Send the answer round"),
    parts=(Part.LEAD,),
)
AGREE = Step(
    "agree",
    (Work.OPINION_GIVEN,),
    None,
    Desk.DEPARTMENT,
    _("Agree to the answer"),
    parts=(Part.CO,),
)
OBJECT = Step(
    "object",
    (Work.OPINION_GIVEN,),
    None,
    Desk.DEPARTMENT,
    _("Object to the answer"),
    note=True,
    parts=(Part.CO,),
)
DISPENSE = Step(
    "dispense",
    (Work.OPINION_GIVEN,),
    None,
    Desk.OFFICE,
    _("Go on without this agreement"),
    note=True,
    parts=(Part.CO,),
)
TAKE_UP = Step(
    "take_up", (Work.PENDING_COSIGN,), Work.IN_PROGRESS, Desk.SYSTEM, _("Take it up again")
)
ASK_SIGNOFF = Step(
    "ask_signoff",
    (Work.IN_PROGRESS, Work.PENDING_COSIGN),
    Work.PENDING_SIGNOFF,
    Desk.DEPARTMENT,
    _("Lay the answer before the head"),
    parts=ANSWERING,
)
SIGN_OFF = Step("sign_off", (Work.PENDING_SIGNOFF,), None, Desk.HEAD, _("Sign off"))
RECORD_SIGNOFF = Step(
    "record_signoff",
    (Work.PENDING_SIGNOFF,),
    None,
    Desk.DEPARTMENT,
    _("Record the stamped letter"),
)
REFUSE_SIGNOFF = Step(
    "refuse_signoff",
    (Work.PENDING_SIGNOFF,),
    Work.IN_PROGRESS,
    Desk.HEAD,
    _("Give it back to the officer"),
    note=True,
)
# Until the head has signed it is the officer's to take back: the head may not have read it yet.
WITHDRAW_ANSWER = Step(
    "withdraw_answer",
    (Work.PENDING_SIGNOFF,),
    Work.IN_PROGRESS,
    Desk.DEPARTMENT,
    _("Take the answer back to change it"),
    parts=ANSWERING,
)
URGE_HEAD = Step(
    "urge_head",
    (Work.PENDING_SIGNOFF,),
    None,
    Desk.DEPARTMENT,
    _("Remind the head to sign"),
    parts=ANSWERING,
)
HAND_IN = Step(
    "hand_in",
    (Work.IN_PROGRESS, *INSIDE),
    Work.PENDING_CHECK,
    Desk.DEPARTMENT,
    _("Hand in the answer"),
    parts=ANSWERING,
)
DELIVER = Step(
    "deliver",
    (*INSIDE, Work.PENDING_CHECK),
    Work.DELIVERED,
    Desk.OFFICE,
    _("Deliver the answer"),
)
RETURN_ANSWER = Step(
    "return_answer",
    (Work.PENDING_CHECK,),
    Work.IN_PROGRESS,
    Desk.OFFICE,
    _("Send the answer back"),
    note=True,
)
# What comes on paper from a unit that does not log in: the office enters it in the unit's name.
ENTER = Step(
    "enter_for",
    (Work.PENDING_SIGN, Work.IN_PROGRESS),
    None,
    Desk.OFFICE,
    _("Enter for the unit"),
)
ENTERED: tuple[Step, ...] = (SIGN, CONTACT, REPLY, GIVE_OPINION, ASK_EXTENSION)
# What was sent stays readable as it was; neither state nor clock follows a correction.
CORRECT_ANSWER = Step(
    "correct_answer",
    (Work.DELIVERED, Work.DONE),
    None,
    Desk.DEPARTMENT,
    _("Correct the answer"),
    note=True,
    parts=ANSWERING,
)
AGAIN = Step("again", (Work.DELIVERED,), Work.IN_PROGRESS, Desk.SYSTEM, _("Answer once more"))
FINISH = Step("finish", (Work.DELIVERED, Work.OPINION_GIVEN), Work.DONE, Desk.SYSTEM, _("Finish"))
_WAIT = _("Wait for a rating again")
_UNFINISH = Step("unfinish", (Work.DONE,), Work.DELIVERED, Desk.SYSTEM, _WAIT)
_UNFINISH_CO = Step("unfinish_opinion", (Work.DONE,), Work.OPINION_GIVEN, Desk.SYSTEM, _WAIT)
# By the part: where it was before it was finished.
UNFINISH = dict.fromkeys(ANSWERING, _UNFINISH) | {Part.CO: _UNFINISH_CO}
CANCEL = Step(
    "cancel",
    (Work.PENDING_SIGN, Work.IN_PROGRESS, Work.RETURN_REQUESTED, Work.DISPUTED),
    Work.CANCELLED,
    Desk.SYSTEM,
    _("Fall away with the lead"),
)

WORK_STEPS: tuple[Step, ...] = (
    HAND_OVER,
    SIGN,
    CONTACT,
    ENTRUST,
    REPLY,
    ASK_RETURN,
    APPROVE_RETURN,
    REFUSE_RETURN,
    DISPUTE,
    RELEASE,
    BIND,
    RECALL,
    ASK_EXTENSION,
    GRANT_EXTENSION,
    REFUSE_EXTENSION,
    GIVE_OPINION,
    RETURN_OPINION,
    WAIVE,
    AGAIN,
    FINISH,
    _UNFINISH,
    _UNFINISH_CO,
    CANCEL,
    SAY_UNIT,
    ENTER,
    ASK_AGREEMENT,
    AGREE,
    OBJECT,
    DISPENSE,
    TAKE_UP,
    ASK_SIGNOFF,
    SIGN_OFF,
    RECORD_SIGNOFF,
    REFUSE_SIGNOFF,
    WITHDRAW_ANSWER,
    URGE_HEAD,
    HAND_IN,
    DELIVER,
    RETURN_ANSWER,
    CORRECT_ANSWER,
)

# The line of another act says these.
SILENT_WORK: tuple[Step, ...] = (AGAIN, FINISH, _UNFINISH, _UNFINISH_CO, CANCEL, TAKE_UP)


def step(name: str) -> Step:
    """The step of that name, of a suggestion or of an assignment.

    Raises:
        KeyError: there is no such step.
    """
    return {step.name: step for step in (*STEPS, *WORK_STEPS)}[name]
