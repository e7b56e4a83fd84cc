"""What the placeholders of this app's notices stand for, with a value as it could be."""

from django.utils.translation import gettext_lazy

from notifications.registry import Sample

_UNIT = gettext_lazy("Department of Education")
_OFFICE = gettext_lazy("CPPCC Hunan Provincial Committee")
_LEAD = gettext_lazy("Department of Transport")
_OTHER = gettext_lazy("CPPCC Changsha Municipal Committee")
_DAY = gettext_lazy("Thu 19 March")
_FROM = gettext_lazy("Thu 5 March")
_LATER = gettext_lazy("Thu 12 March")

SAMPLES = {
    "code": Sample(gettext_lazy("number of the suggestion"), "2026-00012"),
    "title": Sample(gettext_lazy("its title"), gettext_lazy("A crossing at the school gate")),
    "office": Sample(gettext_lazy("the organ"), _OFFICE),
    "unit": Sample(gettext_lazy("the unit"), _UNIT),
    "lead": Sample(gettext_lazy("the unit that leads"), _LEAD),
    "day": Sample(gettext_lazy("the date"), _DAY),
    "what": Sample(gettext_lazy("what the date is for"), gettext_lazy("the answer")),
    "task": Sample(gettext_lazy("what is asked"), gettext_lazy("Please answer by Thu 19 March.")),
    "who": Sample(gettext_lazy("the person"), gettext_lazy("An Ran")),
    "name": Sample(gettext_lazy("the person"), gettext_lazy("An Ran")),
    "words": Sample(gettext_lazy("what was written"), gettext_lazy("The lamp is dark again.")),
    "act": Sample(gettext_lazy("what was entered"), gettext_lazy("the answer")),
    "ground": Sample(gettext_lazy("the ground"), gettext_lazy("not a matter of the conference")),
    "appeal": Sample(
        gettext_lazy("how to appeal"), gettext_lazy("You can appeal until Wed 11 March.")
    ),
    "main": Sample(gettext_lazy("number of the main suggestion"), "2026-00007"),
    "kind": Sample(gettext_lazy("as what it is passed on"), gettext_lazy("a lead for a proposal")),
    "to": Sample(gettext_lazy("the other organ"), _OTHER),
    "channel": Sample(gettext_lazy("the other channel"), gettext_lazy("12345 hotline")),
    "count": Sample(gettext_lazy("how many"), "12"),
    "desk": Sample(gettext_lazy("the desk"), _UNIT),
    "since": Sample(gettext_lazy("the first day"), _FROM),
    "from": Sample(gettext_lazy("from which day on"), _LATER),
}
