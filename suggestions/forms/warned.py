"""Texts that may hold secrets or personal data."""

import hashlib

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from suggestions import privacy
from suggestions.forms.plain import Plainly


class Warned(Plainly):
    """A form whose text may hold secrets or personal data: they are shown, and pass on a second,
    explicit word that holds for just these words.

    Which kinds are looked for, in which fields, and which names, says the form.
    """

    warned_of: tuple[str, ...] = ()
    warned_in: tuple[str, ...] = ()
    names: tuple[str, ...] = ()

    # Drawn as a box beside the words in question; its value stands for just these words.
    sure = forms.CharField(label=_("Please look at these words"), required=False, max_length=16)

    def said(self) -> dict[str, str]:
        """The texts as they stand in the form."""
        return {name: str(self[name].value() or "") for name in self.warned_in}

    def typed_text(self) -> str:
        """Everything said, as one text to read words from."""
        return "\n".join(self.said().values())

    @property
    def found(self) -> list[privacy.Found]:
        """What in the text might be a secret or personal data."""
        return privacy.find(self.typed_text(), self.warned_of, self.names)

    @property
    def fingerprint(self) -> str:
        """Stands for what was found: a yes holds for these words and no others."""
        words = "\n".join(f"{one.kind} {one.words}" for one in self.found)
        return hashlib.sha256(words.encode()).hexdigest()[:16]

    @property
    def is_sure(self) -> bool:
        """Whether somebody has said that just these words may stay."""
        return self.data.get("sure") == self.fingerprint

    def marked(self) -> list[list[privacy.Piece]]:
        """The places in question, each with the words around it."""
        return privacy.around(self.typed_text(), self.found)

    def ask_to_look(self) -> None:
        """Refuse what has not been looked at yet; nothing that was typed is lost."""
        if self.found and not self.is_sure:
            text = _("Please change them, or say that they may stay.")
            self.add_error("sure", ValidationError(text))
