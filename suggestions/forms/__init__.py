"""What people type, checked. Each form hands plain values to one action."""

from suggestions.forms.deciding import (
    DecideReturnForm,
    DecideTimeForm,
    HoldForm,
    RecallForm,
    RuleForm,
)
from suggestions.forms.office import AssignForm
from suggestions.forms.plain import Plainly
from suggestions.forms.rating import RateForm
from suggestions.forms.talk import TalkForm
from suggestions.forms.unit import (
    ContactForm,
    GiveBackForm,
    MoreTimeForm,
    NoteForm,
    OfficerForm,
    OpinionForm,
    ReplyForm,
    WhyForm,
)
from suggestions.forms.writing import AUTO, DraftForm, WriteForm

__all__ = [
    "AUTO",
    "AssignForm",
    "ContactForm",
    "DecideReturnForm",
    "DecideTimeForm",
    "DraftForm",
    "GiveBackForm",
    "HoldForm",
    "MoreTimeForm",
    "NoteForm",
    "OfficerForm",
    "OpinionForm",
    "Plainly",
    "RateForm",
    "RecallForm",
    "ReplyForm",
    "RuleForm",
    "TalkForm",
    "WhyForm",
    "WriteForm",
]
