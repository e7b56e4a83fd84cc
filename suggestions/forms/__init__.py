"""What people type, checked. Each form hands plain values to one action."""

from suggestions.forms.again import RedoForm, ReopenForm
from suggestions.forms.office import AssignForm
from suggestions.forms.plain import Plainly
from suggestions.forms.promises import KeptForm, RenewForm, ReportForm
from suggestions.forms.rating import RateForm
from suggestions.forms.unit import ContactForm, ReplyForm
from suggestions.forms.writing import AUTO, DraftForm, WriteForm

__all__ = [
    "AUTO",
    "AssignForm",
    "ContactForm",
    "DraftForm",
    "KeptForm",
    "Plainly",
    "RateForm",
    "RedoForm",
    "RenewForm",
    "ReopenForm",
    "ReplyForm",
    "ReportForm",
    "WriteForm",
]
