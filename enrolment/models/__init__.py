from enrolment.models.intake import Intake, IntakeRow
from enrolment.models.invitation import Invitation

__all__ = ["Intake", "IntakeRow", "Invitation"]
