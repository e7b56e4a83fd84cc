"""Acts beside the way of a case: they go with any state and move none."""

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from suggestions.lifecycle.states import Desk
from suggestions.lifecycle.step import Step


def _beside(name: str, desk: Desk, label: Promise) -> Step:
    return Step(name, (), None, desk, label)


ASK_COSIGNER = _beside("ask_cosigner", Desk.MEMBER, _("Ask to co-sign"))
COSIGN = _beside("cosign", Desk.MEMBER, _("Co-sign"))
DECLINE_COSIGN = _beside("decline_cosign", Desk.MEMBER, _("Decline to co-sign"))
LAPSE_COSIGN = _beside("lapse_cosign", Desk.SYSTEM, _("Close an unanswered request to co-sign"))
JOIN = _beside("join", Desk.MEMBER, _("Join as co-signer"))
SEAL = _beside("seal", Desk.OFFICE, _("Seal"))
UNSEAL = _beside("unseal", Desk.OFFICE, _("Lift the seal"))
PUBLISH = _beside("publish", Desk.OFFICE, _("Publish"))
UNPUBLISH = _beside("unpublish", Desk.OFFICE, _("Recall from publication"))
CORRECT = _beside("correct", Desk.OFFICE, _("Correct title, place or category"))
LET_FOLLOW = _beside("let_follow", Desk.MEMBER, _("Let somebody follow this case"))
END_FOLLOW = _beside("end_follow", Desk.MEMBER, _("End a query code"))
TELL_SENDER = _beside("tell_sender", Desk.SYSTEM, _("Tell the office that passed it on"))

OVERLAY_STEPS: tuple[Step, ...] = (
    ASK_COSIGNER,
    COSIGN,
    DECLINE_COSIGN,
    LAPSE_COSIGN,
    JOIN,
    SEAL,
    UNSEAL,
    PUBLISH,
    UNPUBLISH,
    CORRECT,
    LET_FOLLOW,
    END_FOLLOW,
    TELL_SENDER,
)
