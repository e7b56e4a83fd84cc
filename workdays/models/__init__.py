from workdays.models.calendar_day import CalendarDay

__all__ = ["CalendarDay"]
