"""What people type, checked. Each form hands plain values to one action."""

from suggestions.forms.again import RedoForm, ReopenForm
from suggestions.forms.deciding import (
    DecideReturnForm,
    DecideTimeForm,
    HoldForm,
    RecallForm,
    RuleForm,
)
from suggestions.forms.office import AssignForm
from suggestions.forms.plain import Plainly
from suggestions.forms.promises import KeptForm, RenewForm, ReportForm
from suggestions.forms.rating import RateForm
from suggestions.forms.review import (
    AppealForm,
    BounceForm,
    CheckForm,
    CompleteForm,
    DeclineForm,
    DivertForm,
    HandOffForm,
    MergeForm,
    SendBackForm,
    TakeBackForm,
    TransferForm,
    WithdrawForm,
    WriteBackForm,
)
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
    "AppealForm",
    "AssignForm",
    "BounceForm",
    "CheckForm",
    "CompleteForm",
    "ContactForm",
    "DecideReturnForm",
    "DecideTimeForm",
    "DeclineForm",
    "DivertForm",
    "DraftForm",
    "GiveBackForm",
    "HandOffForm",
    "HoldForm",
    "KeptForm",
    "MergeForm",
    "MoreTimeForm",
    "NoteForm",
    "OfficerForm",
    "OpinionForm",
    "Plainly",
    "RateForm",
    "RecallForm",
    "RedoForm",
    "RenewForm",
    "ReopenForm",
    "ReplyForm",
    "ReportForm",
    "RuleForm",
    "SendBackForm",
    "TakeBackForm",
    "TalkForm",
    "TransferForm",
    "WhyForm",
    "WithdrawForm",
    "WriteBackForm",
    "WriteForm",
]
