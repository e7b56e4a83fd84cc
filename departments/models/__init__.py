from departments.models.absence import Absence
from departments.models.department import Department
from departments.models.officer import Officer

__all__ = ["Absence", "Department", "Officer"]
