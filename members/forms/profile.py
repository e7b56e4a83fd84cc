from django import forms
from django.utils.translation import gettext_lazy as _

from design.lines import LineField
from members.models import User


class ProfileForm(forms.ModelForm):
    """What people change about themselves. The address is changed on its own page."""

    class Meta:
        model = User
        fields = ["name", "phone", "language"]
        field_classes = {"name": LineField, "phone": LineField}
        help_texts = {
            "name": _("As colleagues should see it."),
            "phone": _("For questions about a case. Only those who handle one see it."),
        }
        widgets = {
            "name": forms.TextInput(attrs={"autocomplete": "name"}),
            "phone": forms.TextInput(attrs={"autocomplete": "tel", "inputmode": "tel"}),
        }

    def __init__(self, *args: object, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)  # type: ignore[arg-type]
        self.fields["name"].required = True
