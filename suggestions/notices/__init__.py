"""Who is told what after each step. Silence is written down too."""

from suggestions.notices.answers import ANSWERS
from suggestions.notices.beside import BESIDE
from suggestions.notices.clocks import CLOCKS
from suggestions.notices.making import GROUPS, asking
from suggestions.notices.outcomes import OUTCOMES
from suggestions.notices.papers import PAPERS
from suggestions.notices.path import PATH
from suggestions.notices.promises import PROMISES
from suggestions.notices.succeeding import SUCCEEDING
from suggestions.notices.units import UNITS
from suggestions.notices.vacancies import VACANCIES

NOTICES = asking(
    PATH | OUTCOMES | UNITS | PAPERS | ANSWERS | PROMISES | CLOCKS | BESIDE | VACANCIES | SUCCEEDING
)

__all__ = ["GROUPS", "NOTICES"]
