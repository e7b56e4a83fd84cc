from departments.models.department import Department
from departments.models.officer import Officer

__all__ = ["Department", "Officer"]
