from typing import ClassVar

from django import forms
from django.utils.translation import gettext_lazy as _

from design.lines import LineField
from members.models import Organ


class ContactForm(forms.ModelForm):
    """Whom people call at an organ's office. All of it is shown to everybody."""

    class Meta:
        model = Organ
        fields: ClassVar[list[str]] = [
            "contact_name",
            "contact_phone",
            "contact_mail",
            "contact_address",
            "contact_hours",
        ]
        field_classes: ClassVar[dict[str, type[forms.Field]]] = {
            "contact_name": LineField,
            "contact_phone": LineField,
            "contact_address": LineField,
            "contact_hours": LineField,
        }
        help_texts: ClassVar[dict[str, object]] = {
            "contact_name": _("A person or a desk, such as the committee for members’ liaison."),
            "contact_phone": _("The office’s line. A private number is shown to everybody, too."),
            "contact_hours": _("Such as: working days, 8:30–12:00 and 14:30–17:30."),
        }
        widgets: ClassVar[dict[str, forms.Widget]] = {
            "contact_phone": forms.TextInput(attrs={"inputmode": "tel"}),
        }
