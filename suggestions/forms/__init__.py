"""What people type, checked. Each form hands plain values to one action."""

from suggestions.forms.again import RedoForm, ReopenForm
from suggestions.forms.answers import (
    AgreeForm,
    CheckAnswerForm,
    LetterForm,
    ReadAndSignForm,
    SignOffForm,
)
from suggestions.forms.correcting import CorrectAnswerForm, CorrectForm
from suggestions.forms.deciding import (
    DecideReturnForm,
    DecideTimeForm,
    HoldForm,
    RecallForm,
    RuleForm,
)
from suggestions.forms.enclosed import EnclosedForm
from suggestions.forms.office import AssignForm
from suggestions.forms.paper import PaperForm
from suggestions.forms.phrases import PhraseForm
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
from suggestions.forms.rules import AssignManyForm, RoutingRuleForm
from suggestions.forms.sealing import SealForm
from suggestions.forms.talk import TalkForm
from suggestions.forms.unit import (
    ContactForm,
    GiveBackForm,
    MoreTimeForm,
    NoteForm,
    OfficerForm,
    OpinionForm,
    ReplyForm,
    TakerForm,
    WhyForm,
)
from suggestions.forms.warned import Warned

__all__ = [
    "EnclosedForm",
    "AgreeForm",
    "AppealForm",
    "AssignForm",
    "AssignManyForm",
    "BounceForm",
    "CheckAnswerForm",
    "CheckForm",
    "CompleteForm",
    "ContactForm",
    "CorrectAnswerForm",
    "CorrectForm",
    "DecideReturnForm",
    "DecideTimeForm",
    "DeclineForm",
    "DivertForm",
    "GiveBackForm",
    "HandOffForm",
    "HoldForm",
    "KeptForm",
    "LetterForm",
    "MergeForm",
    "MoreTimeForm",
    "NoteForm",
    "OfficerForm",
    "OpinionForm",
    "PaperForm",
    "PhraseForm",
    "Plainly",
    "RateForm",
    "RecallForm",
    "RedoForm",
    "RenewForm",
    "ReopenForm",
    "ReplyForm",
    "ReportForm",
    "RoutingRuleForm",
    "RuleForm",
    "SealForm",
    "SendBackForm",
    "ReadAndSignForm",
    "SignOffForm",
    "TakeBackForm",
    "TakerForm",
    "TalkForm",
    "TransferForm",
    "Warned",
    "WhyForm",
    "WithdrawForm",
    "WriteBackForm",
]
