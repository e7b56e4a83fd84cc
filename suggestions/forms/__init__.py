"""What people type, checked. Each form hands plain values to one action."""

from suggestions.forms.office import AssignForm
from suggestions.forms.plain import Plainly
from suggestions.forms.rating import RateForm
from suggestions.forms.unit import ContactForm, ReplyForm
from suggestions.forms.writing import AUTO, DraftForm, WriteForm

__all__ = [
    "AUTO",
    "AssignForm",
    "ContactForm",
    "DraftForm",
    "Plainly",
    "RateForm",
    "ReplyForm",
    "WriteForm",
]
