"""What the gallery shows, in groups: the anchor, which is the template's name too, the heading, and
when the piece is used."""

from typing import Any

from django.utils.translation import gettext_lazy as _

# (anchor, heading, when to use it); the words are lazy, which the type does not say.
type Section = tuple[str, Any, Any]

GROUND: tuple[Section, ...] = (
    ("colour", _("Colour"), _("Paper, ink, lake and seal. The seal is no button and no error.")),
    ("type", _("Type"), _("Sans for the tool, serif for what is said in somebody’s name.")),
    ("drawings", _("Drawings"), _("One a page, where there is nothing else to look at.")),
)
CASE: tuple[Section, ...] = (
    ("sentence", _("The sentence"), _("Who has it, until when, what happens next.")),
    ("receipt", _("Receipt"), _("What was sent, its number, and what happens next.")),
    ("river", _("The river"), _("Where a case stands; upright on a phone.")),
    ("lights", _("Light and seal"), _("Shape, word, number and colour; the seal for an act.")),
    ("file", _("The file"), _("Words in serif, acts of the system in one soft line.")),
    ("changes", _("What was changed"), _("The earlier text stays readable, folded.")),
)
DESK: tuple[Section, ...] = (
    ("slips", _("Slips"), _("The member’s desk: one thumb.")),
    ("rows", _("Rows"), _("The office’s desk: dense; slips on a phone.")),
    ("numbers", _("Numbers"), _("The figure, what it counts, its period, its weeks.")),
    (
        "charts",
        _("Charts"),
        _("Labelled at the bar; what still runs is paler. A table beside it."),
    ),
    ("tiles", _("County tiles"), _("One tile a county, in its place; the table has the figures.")),
    ("bars", _("Bars"), _("At the foot of a phone: where one is, and what waits.")),
    ("shortcuts", _("Keys"), _("On the desks of those who decide many cases a day.")),
)
FORMS: tuple[Section, ...] = (
    ("buttons", _("Buttons"), _("Verbs. One dark button a page.")),
    ("form", _("Form"), _("One column; the error beside its field and in the summary.")),
    ("finding", _("Type to find"), _("What fits stands below the box; also when nothing does.")),
    ("files", _("Files"), _("Kept, on its way, and refused with what to do.")),
    ("steps", _("Steps"), _("Where one is in a task of several pages.")),
)
SAYING: tuple[Section, ...] = (
    ("messages", _("Notices and questions"), _("What happened and what to do. No cheering.")),
    ("progress", _("Long work"), _("How far it is; the page can be closed.")),
    ("strips", _("Strips and tour"), _("Who one is here, how large the type is, where to begin.")),
    ("empty", _("Empty"), _("A sentence and the next step.")),
    ("errors", _("Error pages"), _("What it is, whose it is, and where to go on.")),
)
PAPER: tuple[Section, ...] = (
    ("letter", _("Letter"), _("A letter of reply, on the screen and on paper.")),
)
GROUPS: tuple[tuple[str, Any, tuple[Section, ...]], ...] = (
    ("ground", _("What everything stands on"), GROUND),
    ("case", _("A case"), CASE),
    ("desk", _("A desk"), DESK),
    ("filling", _("To fill in"), FORMS),
    ("saying", _("What the platform says"), SAYING),
    ("paper", _("On paper"), PAPER),
)
